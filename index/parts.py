"""The vectors of generations on a Chroma server, where none can be copied at once.

A generation is the collections of the one before, without the passages that it took out, and one of
its own with those that it added: no collection is changed once its generation is complete. (The
idea is Lucene's segments.) Which they are is said by a file of the generation.
"""

import json
from collections.abc import Sequence
from pathlib import Path

from index.connection import Connection
from index.store import STEP, Part, Store
from index.store_writer import HNSW, Cuts, fill, small

NAME = "collections.json"
MOST = 8
"""Collections of a generation, at most: each is asked every question."""
GROWTH = 4
"""Where there would be more, the newest become one, until each older one has more than so many
times the passages of all those after it: thus a passage is copied few times."""
AT_ONCE = 500
"""Vectors copied in one request."""


def names(generation: Path) -> tuple[str, ...]:
    """The collections that a generation's vectors are in."""
    return tuple(_gone(generation))


def store(server: Connection, generation: Path) -> Store:
    """The vectors of a generation, for reading."""
    return Store([*_open(server, generation).values()], lambda: None, server.guard)


def begin(server: Connection, generation: Path, base: Path | None, gone: Sequence[str]) -> None:
    """Begin the vectors of a generation: none, or those of `base` but for some passages."""
    left = {
        name: Part(part.collection, part.gone | _among(server, part, gone))
        for name, part in (_open(server, base).items() if base else ())
    }
    if len(left) >= MOST:
        with server.guard():
            sizes = [part.collection.count() - len(part.gone) for part in left.values()]
        at = newest(sizes)
        own = Part(server.create(generation.name, HNSW))
        for part in list(left.values())[at:]:
            _copy(server, part, own)
        left = dict(list(left.items())[:at]) | {generation.name: own}
    _write(generation, {name: sorted(part.gone) for name, part in left.items()})


def newest(sizes: Sequence[int]) -> int:
    """From which on collections of these sizes, the oldest first, should become one."""
    at, total = len(sizes) - 2, sum(sizes[-2:])
    while at and sizes[at - 1] <= GROWTH * total:
        at -= 1
        total += sizes[at]
    return at


def add(server: Connection, generation: Path, cuts: Cuts) -> None:
    """Add passages to a generation that is not complete."""
    fill(server.create(generation.name, HNSW), small(cuts), server.guard)
    _write(generation, _gone(generation) | {generation.name: []})


def _copy(server: Connection, part: Part, to: Part) -> None:
    """Copy what counts of a part."""
    with server.guard():
        ids = [id for id in part.collection.get(include=[])["ids"] if id not in part.gone]
    for at in range(0, len(ids), AT_ONCE):
        with server.guard():
            got = part.collection.get(ids[at : at + AT_ONCE], include=["embeddings", "metadatas"])
            to.collection.add(got["ids"], got["embeddings"], got["metadatas"])


def _among(server: Connection, part: Part, ids: Sequence[str]) -> set[str]:
    """Those passages that are in a part."""
    there: set[str] = set()
    for first in range(0, len(ids), STEP):
        with server.guard():
            there |= set(part.collection.get(list(ids[first : first + STEP]), include=[])["ids"])
    return there


def _open(server: Connection, generation: Path) -> dict[str, Part]:
    return {
        name: Part(server.get(name), frozenset(gone)) for name, gone in _gone(generation).items()
    }


def _gone(generation: Path) -> dict[str, list[str]]:
    """The collections of a generation, each with the passages in it that don't count."""
    gone: dict[str, list[str]] = json.loads((generation / NAME).read_text("utf-8"))
    return gone


def _write(generation: Path, gone: dict[str, list[str]]) -> None:
    (generation / NAME).write_text(json.dumps(gone), "utf-8")
