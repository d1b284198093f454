"""Find passages: dense and BM25 candidates under one filter, fused by rank."""

from collections.abc import Hashable, Iterable, Sequence
from typing import TypeVar

from index.embed import Vectors
from index.records import Filter, Hit
from index.searcher import Searcher

Item = TypeVar("Item", bound=Hashable)

CANDIDATES = 50
"""How many passages each of the two searches contributes."""
RANK_CONSTANT = 60


def retrieve(text: str, vector: Vectors, only: Filter, searcher: Searcher, k: int) -> list[Hit]:
    """The `k` passages that dense and keyword search together rank best; `vector` is the text's."""
    count = max(k, CANDIDATES)
    dense = searcher.nearest(vector, count, only)
    sparse = searcher.keyword(text, count, only)
    fused = fuse([[id for id, _ in ranking] for ranking in (dense, sparse)])
    return [_hit(id, score, searcher) for id, score in fused[:k]]


def fuse(
    rankings: Iterable[Sequence[Item]], constant: int = RANK_CONSTANT
) -> list[tuple[Item, float]]:
    """Reciprocal rank fusion: each item scores the sum of 1 / (constant + rank), best first.

    The constant keeps one ranking's first place from outweighing agreement between rankings
    (Cormack, Clarke and Büttcher 2009, who found 60 to serve everywhere).
    """
    scores: dict[Item, float] = {}
    for ranking in rankings:
        for rank, item in enumerate(ranking, start=1):
            scores[item] = scores.get(item, 0.0) + 1 / (constant + rank)
    return sorted(scores.items(), key=lambda pair: -pair[1])


def _hit(id: str, score: float, searcher: Searcher) -> Hit:
    passage, article = searcher.catalog.passage(id)
    return Hit(passage, article, score)
