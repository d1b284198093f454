"""Passages and their vectors in Chroma.

The only module that knows chromadb, which is imported at first use: it takes a second.
"""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from index.embed import Vectors
from index.errors import BrokenIndexError
from index.records import Article, Filter, Passage

if TYPE_CHECKING:
    import chromadb
    from chromadb.api.types import Where

COLLECTION = "passages"


class Store:
    """One generation's Chroma collection, embedded in a folder.

    Written once and never changed afterwards, because a reader of an embedded Chroma does not see
    another process's changes reliably.
    """

    def __init__(self, client: Any, collection: "chromadb.Collection") -> None:
        self._client = client
        self._collection = collection

    @classmethod
    def create(cls, folder: Path) -> "Store":
        """Make an empty store in a new folder."""
        client = _client(folder)
        collection = client.create_collection(
            COLLECTION, embedding_function=None, configuration={"hnsw": {"space": "cosine"}}
        )
        return cls(client, collection)

    @classmethod
    def open(cls, folder: Path) -> "Store":
        """Open an existing store; raises BrokenIndexError when Chroma can't."""
        try:
            if not (folder / "chroma.sqlite3").is_file():
                raise FileNotFoundError(folder / "chroma.sqlite3")
            client = _client(folder)
            try:
                return cls(client, client.get_collection(COLLECTION, embedding_function=None))
            except Exception:
                client.close()
                raise
        except Exception as error:  # Chroma raises many kinds for damaged files
            raise BrokenIndexError(
                f"The index in {folder.parent} is damaged ({error}). "
                "Make it again with `python -m index rebuild`."
            ) from error

    def add(self, passages: Sequence[tuple[Article, Passage]], vectors: Vectors) -> None:
        """Add passages with their articles and vectors, row by row."""
        step = self._client.get_max_batch_size()
        for start in range(0, len(passages), step):
            part = passages[start : start + step]
            self._collection.add(
                ids=[passage.id for _, passage in part],
                embeddings=vectors[start : start + step],
                documents=[passage.text for _, passage in part],
                metadatas=[_metadata(article, passage) for article, passage in part],
            )

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
        rows: dict[str, Any] = {}
        step, distinct = self._client.get_max_batch_size(), list(dict.fromkeys(ids))
        for start in range(0, len(distinct), step):
            got = self._collection.get(ids=distinct[start : start + step], include=["embeddings"])
            rows.update(zip(got["ids"], np.asarray(got["embeddings"]), strict=True))
        if len(rows) < len(distinct):
            raise BrokenIndexError(
                f"The index lacks {len(distinct) - len(rows)} of its passages. "
                "Make it again with `python -m index rebuild`."
            )
        return np.asarray([rows[id] for id in ids], dtype=np.float32)

    def count(self) -> int:
        return int(self._collection.count())

    def close(self) -> None:
        self._client.close()


def day_number(day: date) -> int:
    """2021-05-08 as 20210508: Chroma compares numbers, not dates."""
    return day.year * 10_000 + day.month * 100 + day.day


def _client(folder: Path) -> Any:
    import chromadb
    from chromadb.config import Settings

    # One spelling of a path: Chroma makes two engines on one database of two spellings.
    return chromadb.PersistentClient(str(folder.resolve()), Settings(anonymized_telemetry=False))


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
