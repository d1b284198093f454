"""Passages and their vectors in Chroma.

The only module that knows chromadb, which is imported at first use: it takes a second.
"""

import os
import shutil
import sqlite3
import threading
import warnings
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import numpy as np

from index.embed import Vectors
from index.errors import BrokenIndexError
from index.records import Article, Cut, Filter, Passage

if TYPE_CHECKING:
    import chromadb
    from chromadb.api.types import Where

COLLECTION = "passages"
SQLITE = "chroma.sqlite3"
STEP = 2000
"""Passages handed over at once; Chroma takes 5461."""
FLUSHES = 20
"""How often Chroma writes its search graph, at most, while an index is built."""
BATCH = 100
"""Vectors that Chroma gathers before it puts them into its search graph."""

_ENGINES = threading.Lock()
"""Chroma gives clients of one path one engine, and a second thread may get it before it runs."""


class Store:
    """One generation's Chroma collection, embedded in a folder.

    Written once and never changed afterwards, because a reader of an embedded Chroma does not see
    another process's changes reliably.
    """

    def __init__(self, client: Any, collection: "chromadb.Collection", opened: ExitStack) -> None:
        self._client = client
        self._collection = collection
        self._opened = opened

    @classmethod
    def open(cls, folder: Path) -> "Store":
        """Open an existing store; raises BrokenIndexError when Chroma can't."""
        import chromadb  # noqa: F401  an install that lacks it is no damaged index

        try:
            if not (folder / SQLITE).is_file():
                raise FileNotFoundError(folder / SQLITE)
            with ExitStack() as opened:
                if not (os.access(folder, os.W_OK) and os.access(folder / SQLITE, os.W_OK)):
                    # Chroma writes a line into its tables at every opening.
                    copy = TemporaryDirectory(prefix="archive-", ignore_cleanup_errors=True)
                    folder = _copy(folder, Path(opened.enter_context(copy)))
                client = opened.enter_context(_client(folder))
                collection = client.get_collection(COLLECTION, embedding_function=None)
                return cls(client, collection, opened.pop_all())
        except Exception as error:  # Chroma raises many kinds for damaged files
            raise BrokenIndexError(
                f"The index in {folder.parent} is damaged ({error}). "
                "Make it again with `python -m index rebuild`."
            ) from error

    def search(self, vector: Vectors, k: int, only: Filter) -> list[tuple[str, float]]:
        """The `k` passages nearest to one vector, as (passage id, cosine), best first."""
        found = self._collection.query(
            query_embeddings=vector.reshape(1, -1),
            n_results=k,
            where=_where(only),
            include=["distances"],
        )
        distances = found["distances"] or [[]]
        return [(id, 1 - d) for id, d in zip(found["ids"][0], distances[0], strict=True)]

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
        step, distinct = self._client.get_max_batch_size(), list(dict.fromkeys(ids))
        for start in range(0, len(distinct), step):
            got = self._collection.get(ids=distinct[start : start + step], include=["embeddings"])
            rows.update(zip(got["ids"], np.asarray(got["embeddings"], np.float32), strict=True))
        return rows

    def ids(self) -> list[str]:
        """The id of every vector."""
        return list(self._collection.get(include=[])["ids"])

    def count(self) -> int:
        return int(self._collection.count())

    def close(self) -> None:
        self._opened.close()


def create(folder: Path) -> None:
    """Make an empty store in a new folder; raises OSError when the disk takes no more."""
    with _refusals(), _client(folder) as client:
        hnsw = {"space": "cosine"}
        client.create_collection(COLLECTION, embedding_function=None, configuration={"hnsw": hnsw})


def copy(old: Path, folder: Path) -> None:
    """Copy a store that is perhaps being read into a new folder."""
    folder.mkdir()
    for path in sorted(old.rglob("*")):
        target = folder / path.relative_to(old)
        if path.is_dir():
            target.mkdir()
        elif path.name == SQLITE:
            _backup(path, target)
        elif not path.name.startswith(SQLITE):  # a journal is of the moment
            shutil.copyfile(path, target)


def remove(folder: Path, ids: Sequence[str]) -> None:
    """Remove passages from a store that nobody reads yet; raises OSError when the disk refuses."""
    with _writing(folder, 1) as collection:
        for first in range(0, len(ids), STEP):
            collection.delete(ids=list(ids[first : first + STEP]))


def add(folder: Path, count: int, cuts: Iterable[tuple[Sequence[Cut], Vectors]]) -> None:
    """Add passages with their articles and vectors to a store that nobody reads yet.

    There are `count` of them, in parts as `parts` says. Raises OSError when the disk takes no more.
    """
    sizes = parts(count)
    every = -(-len(sizes) // FLUSHES)
    # Chroma writes its search graph after this many rows. What it has not written by the end,
    # every reader would build again, and write, in a generation that must not change.
    with _writing(folder, every * min(sizes)) as collection:
        for some, vectors in cuts:
            collection.add(
                ids=[passage.id for _, passage, _ in some],
                embeddings=vectors,
                metadatas=[_metadata(article, passage) for article, passage, _ in some],
            )


def parts(count: int) -> list[int]:
    """In parts of which sizes to add passages, so that a flush of Chroma's ends with the last."""
    least = -(-count // STEP)
    every = -(-least // FLUSHES) or 1
    number = -(-least // every) * every
    return [len(part) for part in np.array_split(np.arange(count), number)] if count else []


@contextmanager
def _writing(folder: Path, flush: int) -> Iterator["chromadb.Collection"]:
    with _refusals(), _client(folder) as client:
        collection = client.get_collection(COLLECTION, embedding_function=None)
        hnsw = {"sync_threshold": flush, "batch_size": min(flush, BATCH)}
        with warnings.catch_warnings():
            # Chroma warns of what it itself writes where there is no embedding function.
            warnings.simplefilter("ignore", DeprecationWarning)
            collection.modify(configuration={"hnsw": hnsw})
        yield collection


def _backup(path: Path, to: Path) -> None:
    """Copy a database that a reader may be writing its line into."""
    source = f"{path.resolve().as_uri()}?mode=ro"
    with closing(sqlite3.connect(source, uri=True)) as old, closing(sqlite3.connect(to)) as new:
        new.execute("PRAGMA synchronous = OFF")
        old.backup(new)


def day_number(day: date) -> int:
    """2021-05-08 as 20210508: Chroma compares numbers, not dates."""
    return day.year * 10_000 + day.month * 100 + day.day


@contextmanager
def _client(folder: Path) -> Iterator[Any]:
    import chromadb
    from chromadb.config import Settings

    settings = Settings(anonymized_telemetry=False)
    with _ENGINES:
        # One spelling of a path: Chroma makes two engines on one database of two spellings.
        client: Any = chromadb.PersistentClient(str(folder.resolve()), settings)
    try:
        yield client
    finally:
        with _ENGINES:
            client.close()


@contextmanager
def _refusals() -> Iterator[None]:
    """Chroma's words for a disk that refuses, as what every other file's writer raises."""
    from chromadb.errors import ChromaError

    try:
        yield
    except ChromaError as error:
        raise OSError(f"Chroma: {error}") from error


def _copy(folder: Path, to: Path) -> Path:
    for path in sorted(folder.rglob("*")):
        target = to / path.relative_to(folder)
        if path.is_dir():
            target.mkdir()
        else:
            shutil.copyfile(path, target)
    return to


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


def _where(only: Filter) -> "Where | None":
    conditions: list[Any] = []
    if only.since:
        conditions.append({"day": {"$gte": day_number(only.since)}})
    if only.until:
        conditions.append({"day": {"$lte": day_number(only.until)}})
    if only.sources:
        conditions.append({"source": {"$in": list(only.sources)}})
    return {"$and": conditions} if len(conditions) > 1 else next(iter(conditions), None)
