"""What answering scores: quotes, short answers, the chance given, refusals, time."""

import time
from collections.abc import Iterable, Sequence
from datetime import date
from functools import partial

import numpy as np

from bench.data import shown
from bench.metrics import Sample, bootstrap, calibration_error, mean, reliability
from bench.table import ARCHIVE, Row, told_apart
from index.embed import Embedder
from index.records import Filter
from index.searcher import Searcher
from index.sentences import sentences
from qa.pipeline import Archive
from qa.records import Answer

BY_COSINE = 4
"""Passages that a tutorial pipeline reads."""
BEST_COSINE = "dense, best cosine"
SECONDS = {50: 0.35, 95: 0.7}
"""Percentile to the seconds we want it to take at most."""
UNTIMED = 3
"""Questions asked first, while the models warm up."""


def ask_all(
    archive: Archive, questions: Sequence[str], asked: Sequence[date | None] | None = None
) -> list[Answer]:
    """Every question answered, each asked on its day."""
    days = asked or [None] * len(questions)
    pairs = list(zip(questions, days, strict=True))
    return [archive.answer(text, asked=day) for text, day in shown(pairs, "Answering")]


def abstention(
    answerable: Sequence[Answer],
    unanswerable: Sequence[Answer],
    cosines: tuple[Sequence[float], Sequence[float]],
    targets: tuple[float | None, float | None, float | None],
) -> list[Row]:
    """Rows of AUROC, wrong refusals and wrong answers at the shipped threshold.

    `cosines` are the best passage's for each, which the baseline takes for its chance; `targets`
    are in the order of the rows.
    """
    chances = [a.chance for a in answerable], [a.chance for a in unanswerable]
    refused = mean([float(not answer.answered) for answer in answerable])
    answered = mean([float(answer.answered) for answer in unanswerable])
    return [
        told_apart("is it answered? AUROC", {ARCHIVE: chances, BEST_COSINE: cosines}, targets[0]),
        Row("answerable, wrongly refused", refused, target=targets[1], least=True),
        Row("unanswerable, wrongly answered", answered, target=targets[2], least=True),
    ]


def calibration(answers: Sequence[Answer], held: Sequence[bool]) -> dict[str, object]:
    """The reliability of `Answer.chance`: its bins, calibration error and Brier score."""
    chances = [answer.chance for answer in answers]
    bins = reliability(chances, held)
    brier = [(chance - true) ** 2 for chance, true in zip(chances, held, strict=True)]
    return {"bins": bins, "expected error": calibration_error(bins), "Brier": mean(brier)}


def best_cosines(questions: Sequence[str], searcher: Searcher, embedder: Embedder) -> list[float]:
    """The cosine of each question and the passage nearest to it."""
    vectors = embedder.encode_questions(questions)
    return [searcher.nearest(vector, 1, Filter())[0][1] for vector in vectors]


def nearest_sentences(
    question: str, ids: Iterable[str], searcher: Searcher, embedder: Embedder, k: int = 3
) -> list[str]:
    """What a tutorial pipeline would quote: of the passages, the sentences nearest by cosine."""
    texts = [searcher.catalog.passage(id)[0].text for id in list(ids)[:BY_COSINE]]
    found = list(dict.fromkeys(text[a:b] for text in texts for a, b in sentences(text)))
    if not found:
        return []
    vector = embedder.encode_questions([question])[0]
    order = np.argsort(-(embedder.encode_passages(found) @ vector), kind="stable")
    return [found[i] for i in order[:k]]


def seconds(archive: Archive, questions: Sequence[str], asked: Sequence[date | None]) -> list[Row]:
    """Seconds a question, median and 95th percentile, of an archive without remembered vectors."""
    taken = []
    for question, day in zip(questions, asked, strict=True):
        start = time.perf_counter()
        archive.answer(question, asked=day)
        taken.append(time.perf_counter() - start)
    taken = taken[UNTIMED:] or taken
    return [
        Row(
            f"seconds a question, p{percent}",
            bootstrap(partial(_percentile, percent), taken),
            target=goal,
            least=True,
        )
        for percent, goal in SECONDS.items()
    ]


def _percentile(percent: int, sample: Sample) -> float:
    return float(np.percentile(sample, percent))
