"""SQuAD 2.0 (Rajpurkar et al. 2018): is the question answered in its paragraph, and in what words?

The reader is given the question's own paragraph: nothing is retrieved.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from bench.data import rows, shared
from bench.metrics import exact_match, f1
from bench.table import ARCHIVE, Row, compared, told_apart
from index.embed import Embedder
from index.sentences import sentences
from qa.reader import Reader

NEAREST = "nearest sentence"
AUROC = 0.75


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader makes of a paragraph."""

    text: str
    """The words that answer best."""
    score: float
    """The higher, the likelier that they do answer."""


Read = Callable[[str, str], Reading]
"""A question and a paragraph to a reading."""


def run(embedder: Embedder, read: Read, sample: int | None = None) -> dict[str, Any]:
    """Scores of `read` over all questions or the first ones, beside the nearest sentence's."""
    questions = _alternating(rows(shared("data/squad2_half.jsonl.gz")))[:sample]
    readings = {
        name: [reader(row["question"], row["context"]) for row in questions]
        for name, reader in ((NEAREST, nearest(embedder)), (ARCHIVE, read))
    }
    possible = [not row["impossible"] for row in questions]
    return {
        "table": [
            _auroc(readings, possible),
            _accuracy(readings, possible, [row["title"] for row in questions]),
            *_spans(questions, readings),
        ]
    }


def by(reader: Reader) -> Read:
    """What a reader of passages makes of a paragraph: the best words of any sentence."""

    def read(question: str, paragraph: str) -> Reading:
        found = reader.read(question, [paragraph], [sentences(paragraph)])[0]
        best = max(found, key=lambda words: words.score)
        return Reading(paragraph[best.start : best.end], best.score)

    return read


def nearest(embedder: Embedder) -> Read:
    """The baseline: the sentence nearest to the question, scored by its cosine."""

    def read(question: str, paragraph: str) -> Reading:
        found = [paragraph[a:b] for a, b in sentences(paragraph)]
        cosines = embedder.encode_passages(found) @ embedder.encode_questions([question])[0]
        best = int(cosines.argmax())
        return Reading(found[best], float(cosines[best]))

    return read


def _alternating(questions: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Possible and impossible ones in turn, so that any first part has both."""
    kinds = [[row for row in questions if row["impossible"] is kind] for kind in (False, True)]
    paired = [row for pair in zip(*kinds, strict=False) for row in pair]
    return paired + [row for kind in kinds for row in kind[len(paired) // 2 :]]


def _auroc(readings: dict[str, list[Reading]], possible: list[bool]) -> Row:
    scores = {
        name: (
            [r.score for r, there in zip(some, possible, strict=True) if there],
            [r.score for r, there in zip(some, possible, strict=True) if not there],
        )
        for name, some in readings.items()
    }
    return told_apart("is it answered here? AUROC", scores, AUROC)


def _accuracy(
    readings: dict[str, list[Reading]], possible: list[bool], titles: Sequence[str]
) -> Row:
    """At the threshold that is best on the articles of the other half."""
    order = sorted(set(titles))
    half = np.asarray([order.index(title) % 2 == 0 for title in titles])
    truth = np.asarray(possible)
    values = {}
    for name, some in readings.items():
        scores = np.asarray([reading.score for reading in some])
        right = np.zeros(len(scores))
        for side in (half, ~half):
            threshold = _best_threshold(scores[~side], truth[~side])
            right[side] = (scores[side] >= threshold) == truth[side]
        values[name] = right.tolist()
    return compared("is it answered here? accuracy", values)


def _best_threshold(scores: Any, truth: Any) -> float:
    if not len(scores):
        return 0.0
    levels = np.quantile(scores, np.linspace(0, 1, 201))
    return float(max(levels, key=lambda level: ((scores >= level) == truth).mean()))


def _spans(questions: list[dict[str, Any]], readings: dict[str, list[Reading]]) -> list[Row]:
    metrics = {"exact match": exact_match, "F1": f1}
    return [
        compared(
            f"span, {what}, answerable",
            {
                name: [
                    score(reading.text, row["answers"])
                    for reading, row in zip(some, questions, strict=True)
                    if not row["impossible"]
                ]
                for name, some in readings.items()
            },
        )
        for what, score in metrics.items()
    ]
