"""The vectors of passages: from an earlier generation, from a stopped build, from the model."""

import zlib
from collections.abc import Iterator, Sequence
from typing import TypeAlias

import numpy as np

from index.chunk import embedded_text
from index.embed import BATCH, Embedder, Vectors
from index.journal import Journal
from index.records import Cut, Passage
from index.searcher import BM25, Searcher

Embedded: TypeAlias = tuple[Cut, Vectors]
"""A cut with its vector."""

SAMPLE = 50
SELF_MATCH = 0.999
"""The least cosine of a vector and what is found by it, if that is itself."""
SAME_TEXT = 0.99
"""The least cosine of two vectors that the same model made of the same text: of what it computed in
8 bits and in floating point it is .997 at the least (docs/LOG.md)."""
HAIR = 2e-3
"""How far copies are moved: with less, Chroma takes them for the same (docs/LOG.md)."""
UNIT = 1e-3
"""How far a vector's length may be from 1; one that is further off was damaged."""


class VectorSource:
    """Hands out vectors; no text that was embedded before goes through the model again."""

    def __init__(self, embedder: Embedder, journal: Journal, old: Searcher | None) -> None:
        self._embedder = embedder
        self._journal = journal
        self._old = old
        self.embedded = 0
        """Texts that went through the model."""

    def of(self, cuts: Sequence[Cut]) -> Iterator[list[Embedded]]:
        """Each cut with its vector: first those known, then batch by batch what the model makes."""
        same: dict[str, list[Cut]] = {}
        for cut in cuts:
            same.setdefault(cut.digest, []).append(cut)
        known = self._held(list(same))
        known |= self._journal.find([digest for digest in same if digest not in known])
        yield [(c, _placed(c, vector)) for digest, vector in known.items() for c in same[digest]]
        new = {digest: same[digest][0] for digest in same if digest not in known}
        texts = {digest: embedded_text(cut.article, cut.passage) for digest, cut in new.items()}
        # Longest first: a batch holds texts of like length.
        order = sorted(texts, key=lambda digest: -len(texts[digest]))
        for first in range(0, len(order), BATCH):
            some = order[first : first + BATCH]
            vectors = self._embedder.encode_passages([texts[digest] for digest in some])
            self._journal.append(some, vectors)
            self.embedded += len(some)
            made = zip(some, vectors, strict=True)
            yield [(c, _placed(c, vector)) for digest, vector in made for c in same[digest]]

    def _held(self, digests: Sequence[str]) -> dict[str, Vectors]:
        if not self._old:
            return {}
        ids = self._old.catalog.with_digests(digests)
        there = self._old.store.held(list(ids.values()))
        found = {digest: there[id] for digest, id in ids.items() if id in there}
        return {d: v for d, v in found.items() if abs(np.linalg.norm(v) - 1) < UNIT}


def _placed(cut: Cut, vector: Vectors) -> Vectors:
    """The vector of a cut, a copy's a hair beside it.

    Chroma's search graph links a vector to the nearest others; were many the same, they would link
    to one another alone, and neither they nor what lies behind them were found any more.
    """
    if not cut.copy:
        return vector
    noise = np.random.default_rng(zlib.crc32(cut.passage.id.encode())).normal(size=vector.shape)
    moved = vector + HAIR * noise / np.linalg.norm(noise)
    return np.asarray(moved / np.linalg.norm(moved), np.float32)


def sample(searcher: Searcher) -> list[Passage]:
    """Passages spread over all the rows of an index, always the same."""
    ids = searcher.catalog.passage_ids()
    return [searcher.catalog.passage(ids[row])[0] for row in spread(0, len(ids))]


def spread(first: int, end: int) -> list[int]:
    """Rows of a sample, as far apart as can be."""
    return [int(row) for row in np.linspace(first, end - 1, min(SAMPLE, end - first))]


def self_cosines(searcher: Searcher, embedder: Embedder) -> dict[str, float]:
    """Of each passage of the sample, by its id: the cosine of the vector kept and the model's.

    Raises BrokenIndexError or KeyError when one or its article is not there.
    """
    some = sample(searcher)
    texts = [embedded_text(searcher.catalog.article(p.article_id), p) for p in some]
    kept = searcher.store.vectors([passage.id for passage in some])
    cosines = np.sum(embedder.encode_passages(texts) * kept, axis=1)
    return {p.id: float(cosine) for p, cosine in zip(some, cosines, strict=True)}


def differing(searcher: Searcher, embedder: Embedder) -> list[str]:
    """The ids of those passages of the sample whose vectors are not what the model makes of them.

    Raises BrokenIndexError or KeyError when one or its article is not there.
    """
    return [id for id, cosine in self_cosines(searcher, embedder).items() if cosine < SAME_TEXT]


def sound(searcher: Searcher, embedder: Embedder) -> bool:
    """Whether an index's vectors may be kept: the model is the same, and makes them still."""
    spoiled = any(not name.startswith(f"{BM25}/") for name in searcher.damaged())
    if spoiled or searcher.manifest.digest != embedder.digest:
        return False
    try:
        return not differing(searcher, embedder)
    except Exception:  # damaged files make libraries raise many kinds
        return False
