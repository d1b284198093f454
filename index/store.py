"""Passages and their vectors in Chroma, for reading; `index.store_writer` writes them."""

import os
from collections.abc import Callable, Sequence
from contextlib import ExitStack, nullcontext
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from shutil import disk_usage
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from index import chroma
from index.chroma import SQLITE, Collection, Guard
from index.embed import Vectors
from index.errors import BrokenIndexError
from index.records import Filter

COLLECTION = "passages"
"""The one collection of a store in a folder."""
LINE = 100_000
"""Bytes that are free where Chroma can add to its tables."""
STEP = 2000
"""Passages handed over at once; Chroma takes 5461."""


@dataclass(frozen=True, slots=True)
class Part:
    """One of the collections whose passages together are a store's."""

    collection: Collection
    gone: frozenset[str] = frozenset()
    """Passages in it that don't count any more."""


class Store:
    """The vectors of one generation: a collection, or several of which none is ever changed.

    Written once and never changed afterwards, because a reader of an embedded Chroma does not see
    another process's changes reliably.
    """

    def __init__(
        self, parts: Sequence[Part], close: Callable[[], None], guard: Guard = nullcontext
    ) -> None:
        """`guard` is put around each call; `close` lets go of what holds the collections."""
        self._parts = parts
        self._guard = guard
        self.close = close

    @classmethod
    def open(cls, folder: Path) -> "Store":
        """Open an existing store; raises BrokenIndexError when Chroma can't, and DiskError when
        that is for want of room."""
        guard = partial(chroma.reading, folder)
        with guard(), ExitStack() as opened:
            if not (folder / SQLITE).is_file():
                raise FileNotFoundError(folder / SQLITE)
            if not _writable(folder):
                made = TemporaryDirectory(prefix="archive-", ignore_cleanup_errors=True)
                copied = Path(opened.enter_context(made)) / folder.name
                chroma.copy(folder, copied)
                folder = copied
            client = opened.enter_context(chroma.embedded(folder))
            parts = [Part(chroma.get(client, COLLECTION))]
            return cls(parts, opened.pop_all().close, guard)

    def search(self, vector: Vectors, k: int, only: Filter) -> list[tuple[str, float]]:
        """The `k` passages nearest to one vector, as (passage id, cosine), best first.

        `only` names the sources that are left, none that is excluded.
        """
        found = [hit for part in self._parts for hit in self._search(part, vector, k, only)]
        return sorted(found, key=lambda hit: -hit[1])[:k]

    def _search(self, part: Part, vector: Vectors, k: int, only: Filter) -> list[tuple[str, float]]:
        wanted = k
        while True:
            with self._guard():
                found = part.collection.query(
                    query_embeddings=vector.reshape(1, -1),
                    n_results=wanted,
                    where=_where(only),
                    include=["distances"],
                )
            distances = found["distances"] or [[]]
            hits = [(id, 1 - d) for id, d in zip(found["ids"][0], distances[0], strict=True)]
            live = [hit for hit in hits if hit[0] not in part.gone]
            if len(live) >= k or len(hits) < wanted:
                return live[:k]
            wanted *= 2

    def vectors(self, ids: Sequence[str]) -> Vectors:
        """The vectors of passages, in the order of `ids`, which may name one more than once.

        Raises BrokenIndexError when one is not there.
        """
        rows = self.held(ids)
        if missing := set(ids) - rows.keys():
            raise BrokenIndexError(
                f"The index lacks {len(missing)} of its passages. "
                "Make it again with `python -m index rebuild`."
            )
        return np.asarray([rows[id] for id in ids], dtype=np.float32)

    def held(self, ids: Sequence[str]) -> dict[str, Vectors]:
        """The vectors of those passages that are there, by id."""
        rows: dict[str, Vectors] = {}
        for part in self._parts:
            wanted = [id for id in dict.fromkeys(ids) if id not in rows and id not in part.gone]
            for first in range(0, len(wanted), STEP):
                with self._guard():
                    got = part.collection.get(
                        ids=wanted[first : first + STEP], include=["embeddings"]
                    )
                vectors = np.asarray(got["embeddings"], np.float32)
                rows.update(zip(got["ids"], vectors, strict=True))
        return rows

    def ids(self) -> list[str]:
        """The id of every vector."""
        found: list[str] = []
        for part in self._parts:
            with self._guard():
                got = part.collection.get(include=[])["ids"]
            found += (id for id in got if id not in part.gone)
        return found

    def count(self) -> int:
        with self._guard():
            return sum(part.collection.count() - len(part.gone) for part in self._parts)


def _writable(folder: Path) -> bool:
    """Whether Chroma can write its line of each opening into its tables."""
    paths = (folder, folder / SQLITE)
    return all(os.access(path, os.W_OK) for path in paths) and disk_usage(folder).free > LINE


def day_number(day: date) -> int:
    """2021-05-08 as 20210508: Chroma compares numbers, not dates."""
    return day.year * 10_000 + day.month * 100 + day.day


def _where(only: Filter) -> dict[str, Any] | None:
    conditions: list[Any] = []
    if only.since:
        conditions.append({"day": {"$gte": day_number(only.since)}})
    if only.until:
        conditions.append({"day": {"$lte": day_number(only.until)}})
    if only.sources:
        conditions.append({"source": {"$in": list(only.sources)}})
    return {"$and": conditions} if len(conditions) > 1 else next(iter(conditions), None)
