"""Rankings of the same passages for the same questions: ours, the baselines', the peers'."""

import time
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from itertools import chain

from bench.data import shown
from bench.metrics import hits_at, percentiles
from bench.table import ARCHIVE, Row, compared
from index.embed import Embedder
from index.records import Article, Filter, Passage
from index.searcher import Searcher
from qa.pipeline import Archive
from qa.retrieve import fuse

K = 10
CANDIDATES = 50
"""What each search of the plain fusion contributes."""
DENSE, BM25, FUSION = "dense only", "BM25 only", "plain fusion"

Rankings = Mapping[str, Sequence[Sequence[str]]]
"""System to the passage ids it finds for each question, best first."""
Rights = dict[str, list[list[bool]]]
"""System to whether each of the passages it finds for each question is right."""


def baselines(questions: Sequence[str], searcher: Searcher, embedder: Embedder) -> Rankings:
    """The first ten passages by the vectors' cosine, by BM25, and by both fused by rank."""
    found: dict[str, list[list[str]]] = {DENSE: [], BM25: [], FUSION: []}
    for question, vector in zip(questions, embedder.encode_questions(questions), strict=True):
        dense = [id for id, _ in searcher.nearest(vector, CANDIDATES, Filter())]
        sparse = [id for id, _ in searcher.keyword(question, CANDIDATES, Filter())]
        found[DENSE].append(dense[:K])
        found[BM25].append(sparse[:K])
        found[FUSION].append([id for id, _ in fuse([dense, sparse])[:K]])
    return found


def ours(
    questions: Sequence[str], asked: Sequence[date | None], archive: Archive
) -> list[list[str]]:
    """The first ten passages that the archive retrieves for each question."""
    return [
        [hit.passage.id for hit in archive.retrieve(question, k=K, asked=day)]
        for question, day in shown(list(zip(questions, asked, strict=True)), "Retrieving")
    ]


def timed(
    questions: Sequence[str], asked: Sequence[date | None], archive: Archive, read: bool
) -> tuple[list[list[str]], dict[str, float]]:
    """The first ten that it retrieves, and how many milliseconds that takes."""
    found, taken = list[list[str]](), list[float]()
    for question, day in zip(questions, asked, strict=True):
        start = time.perf_counter()
        hits = archive.retrieve(question, k=K, asked=day, read=read)
        taken.append(1000 * (time.perf_counter() - start))
        found.append([hit.passage.id for hit in hits])
    return found, percentiles(taken)


def all_rankings(
    questions: Sequence[str], asked: Sequence[date | None], archive: Archive, embedder: Embedder
) -> Rankings:
    """The baselines' rankings and ours."""
    with archive.reading() as searcher:
        return {
            **baselines(questions, searcher, embedder),
            ARCHIVE: ours(questions, asked, archive),
        }


def judge(
    rankings: Rankings, archive: Archive, right: Callable[[int, Passage, Article], bool]
) -> Rights:
    """Whether each passage found is right: `right` takes the question's number and the passage."""
    with archive.reading() as searcher:
        ids = set(chain.from_iterable(chain.from_iterable(rankings.values())))
        known = {id: searcher.catalog.passage(id) for id in ids}
    return {
        name: [[right(i, *known[id]) for id in row] for i, row in enumerate(rows)]
        for name, rows in rankings.items()
    }


def hit_rows(what: str, rights: Rights, targets: Mapping[int, float]) -> list[Row]:
    """`what` hit@k for each k of `targets`, every system."""
    return [
        compared(f"{what} hit@{k}", {name: hits_at(k, rows) for name, rows in rights.items()}, goal)
        for k, goal in targets.items()
    ]


def curves(rights: Rights) -> dict[str, list[float]]:
    """For each system its share of questions with a right passage among the first 1, 2, … 10."""
    return {
        name: [sum(hits_at(k, rows)) / len(rows) for k in range(1, K + 1)]
        for name, rows in rights.items()
    }
