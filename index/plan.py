"""Pure: what changed between the articles indexed and the articles read."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from index.records import Article, Known, Problem


@dataclass(frozen=True, slots=True)
class Plan:
    """Article ids by what a build does with them."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: tuple[str, ...]

    @property
    def empty(self) -> bool:
        """Nothing to do."""
        return not (self.added or self.changed or self.removed)


def plan(old: Mapping[str, str], new: Mapping[str, str]) -> Plan:
    """Compare content hashes by article id."""
    both = old.keys() & new.keys()
    return Plan(
        added=tuple(sorted(new.keys() - both)),
        changed=tuple(sorted(id for id in both if new[id] != old[id])),
        removed=tuple(sorted(old.keys() - both)),
        unchanged=tuple(sorted(id for id in both if new[id] == old[id])),
    )


def content_hash(article: Article) -> str:
    """SHA-256 of everything an article says and is shown with."""
    facts = json.dumps(asdict(article), default=str, sort_keys=True)
    return hashlib.sha256(facts.encode()).hexdigest()


def text_hash(article: Article) -> str:
    """SHA-256 of what two articles have in common that are the same, wherever they were found.

    The same story from another source or of another date is no copy: it is a second record of it.
    """
    about = article.about
    facts = (article.text, about.title, about.source, str(about.date), about.author, about.url)
    return hashlib.sha256(json.dumps(facts).encode()).hexdigest()


def without_copies(found: Sequence[Known]) -> tuple[dict[str, Known], list[Problem]]:
    """Leave out each article that says nothing but what another one does, its facts included."""
    first: dict[str, Known] = {}
    copies = []
    for article in found:
        if (same := first.setdefault(article.text_hash, article)) is not article:
            copies.append(Problem(article.id, f"is the same article as {same.id}"))
    return {article.id: article for article in first.values()}, copies
