"""Pure: what changed between the articles indexed and the articles read."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from index.records import Article, Problem


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


def without_copies(found: Sequence[Article]) -> tuple[dict[str, Article], list[Problem]]:
    """Leave out each article that says nothing but what another one does, its facts included.

    The same story from another source or of another date is no copy: it is a second record of it.
    """
    first: dict[tuple[object, ...], Article] = {}
    copies = []
    for article in found:
        about = article.about
        key = (article.text, about.title, about.source, about.date, about.author, about.url)
        if (same := first.setdefault(key, article)) is not article:
            copies.append(Problem(article.id, f"is the same article as {same.id}"))
    return {article.id: article for article in first.values()}, copies
