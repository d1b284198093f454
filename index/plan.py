"""Pure: what changed between the articles indexed and the articles read."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass

from index.records import Article


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
    """SHA-256 of everything an article says and is shown with; when we took it in is no part."""
    facts = {name: fact for name, fact in asdict(article).items() if name != "indexed"}
    return hashlib.sha256(json.dumps(facts, default=str, sort_keys=True).encode()).hexdigest()
