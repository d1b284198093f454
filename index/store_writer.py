"""Writing passages and their vectors into Chroma: a store of a folder, or a collection."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np

from index import chroma
from index.chroma import Collection, Guard
from index.embed import Vectors
from index.records import Article, Cut, Passage
from index.store import COLLECTION, STEP, day_number

Cuts: TypeAlias = Iterable[tuple[Sequence[Cut], Vectors]]
"""Passages with their articles and vectors, in parts as `parts` says."""

SEARCH = {"ef_search": 800}
"""How many passages a search keeps in view. With Chroma's own 100 an archive of a few hundred
thousand passages doesn't find each of its own vectors again; 800 find .996 of the ten nearest among
a million, and take a ms more than 400 (docs/LOG.md)."""
HNSW: dict[str, Any] = {"space": "cosine", **SEARCH}
FLUSHES = 20
"""How often Chroma writes its search graph, at most, while an index is built."""
BATCH = 100
"""Vectors that Chroma gathers before it puts them into its search graph."""
MOST_BYTES = 8_000_000
"""Of vectors handed over at once; a server takes requests of 40 MB, in which they are longer."""


def create(folder: Path) -> None:
    """Make an empty store in a new folder; raises OSError when the disk takes no more."""
    with chroma.refusals(), chroma.embedded(folder) as client:
        chroma.create(client, COLLECTION, HNSW)


def remove(folder: Path, ids: Sequence[str]) -> None:
    """Remove passages from a store that nobody reads yet; raises OSError when the disk refuses."""
    with _writing(folder, 1) as collection:
        for first in range(0, len(ids), STEP):
            collection.delete(ids=list(ids[first : first + STEP]))


def add(folder: Path, count: int, cuts: Cuts) -> None:
    """Add `count` passages to a store that nobody reads yet.

    Raises OSError when the disk takes no more.
    """
    sizes = parts(count)
    every = -(-len(sizes) // FLUSHES)
    # Chroma writes its search graph after this many rows. What it has not written by the end,
    # every reader would build again, and write, in a generation that must not change.
    with _writing(folder, every * min(sizes)) as collection:
        fill(collection, cuts)


def fill(collection: Collection, cuts: Cuts, guard: Guard = nullcontext) -> None:
    """Add passages to a collection, `guard` around each call."""
    for some, vectors in cuts:
        with guard():
            collection.add(
                ids=[cut.passage.id for cut in some],
                embeddings=vectors,
                metadatas=[_metadata(cut.article, cut.passage) for cut in some],
            )


def small(cuts: Cuts) -> Iterator[tuple[Sequence[Cut], Vectors]]:
    """The same in parts that a server takes."""
    for some, vectors in cuts:
        step = max(1, MOST_BYTES // vectors[0].nbytes)
        for first in range(0, len(some), step):
            yield some[first : first + step], vectors[first : first + step]


def parts(count: int) -> list[int]:
    """In parts of which sizes to add passages, so that a flush of Chroma's ends with the last."""
    least = -(-count // STEP)
    every = -(-least // FLUSHES) or 1
    number = -(-least // every) * every
    return [len(part) for part in np.array_split(np.arange(count), number)] if count else []


@contextmanager
def _writing(folder: Path, flush: int) -> Iterator[Collection]:
    with chroma.refusals(), chroma.embedded(folder) as client:
        collection = chroma.get(client, COLLECTION)
        batch = min(flush, BATCH)
        chroma.tune(collection, {"sync_threshold": flush, "batch_size": batch, **SEARCH})
        yield collection


def _metadata(article: Article, passage: Passage) -> dict[str, str | int]:
    about = article.about
    stated: dict[str, str | int | None] = {
        "article_id": article.id,
        "start": passage.start,
        "end": passage.end,
        "source": about.source,
        # An unknown date has no key: a range then leaves the passage out, as it should.
        "day": day_number(about.date) if about.date else None,
    }
    return {key: value for key, value in stated.items() if value is not None}
