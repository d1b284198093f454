"""CLAPNQ (Rosenthal et al. 2024): Wikipedia passages, asked what they answer and don't.

Answers are marked sentences of the question's own passage. An unanswerable question's passage is
in the archive too, on its subject but without the answer.
"""

from collections.abc import Iterable
from typing import Any

from bench.answers import abstention, ask_all, best_cosines, calibration, nearest_sentences
from bench.data import archive_of, rows, shared
from bench.metrics import normalise
from bench.remembering import Remembering
from bench.retrieval import DENSE, FUSION, baselines
from bench.table import ARCHIVE, Row, compared
from qa.pipeline import Archive
from qa.records import Answer

AUROC, REFUSED, ANSWERED = 0.85, 0.08, 0.15
LEAST_WORDS = 4
"""A shorter quote is no sentence just for standing in one."""


def run(embedder: Remembering, sample: int | None = None) -> dict[str, Any]:
    """Scores over 150 answerable and 150 unanswerable questions, or a sample of half of each."""
    part = slice(None if sample is None else sample // 2)
    answerable, unanswerable = (
        rows(shared(f"data/clapnq_{kind}.jsonl.gz"))[part]
        for kind in ("answerable", "unanswerable")
    )
    with archive_of(articles(answerable + unanswerable), embedder) as archive:
        return _scores(answerable, unanswerable, archive, embedder)


def articles(questions: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """The passages of some questions, each once, as articles."""
    passages = {p["text"]: p["title"] for row in questions for p in row["passages"]}
    return [
        {"id": str(i), "title": title, "text": text}
        for i, (text, title) in enumerate(passages.items())
    ]


def _scores(
    answerable: list[dict[str, Any]],
    unanswerable: list[dict[str, Any]],
    archive: Archive,
    embedder: Remembering,
) -> dict[str, Any]:
    asked = [[row["input"] for row in part] for part in (answerable, unanswerable)]
    answers, refusals = (ask_all(archive, texts) for texts in asked)
    with archive.reading() as searcher:
        answerable_cosines, unanswerable_cosines = (
            best_cosines(texts, searcher, embedder) for texts in asked
        )
    cosines = answerable_cosines, unanswerable_cosines
    held = [True] * len(answers) + [False] * len(refusals)
    return {
        "table": [
            *abstention(answers, refusals, cosines, (AUROC, REFUSED, ANSWERED)),
            _selection(answerable, answers, archive, embedder),
        ],
        "reliability": calibration(answers + refusals, held),
    }


def _selection(
    answerable: list[dict[str, Any]],
    answers: list[Answer],
    archive: Archive,
    embedder: Remembering,
) -> Row:
    questions = [row["input"] for row in answerable]
    first = {ARCHIVE: [a.citations[0].quote if a.citations else "" for a in answers]}
    with archive.reading() as searcher:
        found = baselines(questions, searcher, embedder)
        for system in (DENSE, FUSION):
            first[f"{system}, nearest sentence"] = [
                "".join(nearest_sentences(question, ids, searcher, embedder, k=1))
                for question, ids in zip(questions, found[system], strict=True)
            ]
    values = {
        name: [float(_marked(quote, row)) for quote, row in zip(quotes, answerable, strict=True)]
        for name, quotes in first.items()
    }
    return compared("first quote is of a marked sentence", values)


def _marked(quote: str, row: dict[str, Any]) -> bool:
    """Whether one of quote and marked sentence holds the other: we split them in other places."""
    said = normalise(quote)
    whole = len(said.split()) >= LEAST_WORDS
    return any(
        sentence in said or (whole and said in sentence)
        for output in row["output"]
        for marked in output["selected_sentences"]
        if (sentence := normalise(marked))
    )
