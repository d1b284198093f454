"""The seed articles: facts, dates, sources, follow-ups, what isn't there, and traps in furniture.

Right: a quote holds an accepted answer; or the archive abstains where there is none.
"""

import time
from pathlib import Path
from statistics import median
from typing import Any

from bench.data import OURS, archive_of, rows, shared
from bench.metrics import holds
from index.embed import Embedder
from qa.pipeline import Archive
from qa.records import Answer

SEEDS = OURS.parent / "seeds"
SETS: dict[str, str | Path] = {
    "given": "data/seed_questions.jsonl",
    "ours": OURS / "our_seed_questions.jsonl",
}


def run(embedder: Embedder) -> dict[str, Any]:
    """Ask both sets of questions and score them by type."""
    with archive_of(SEEDS, embedder) as archive:
        return {name: _score(rows(_path(file)), archive) for name, file in SETS.items()}


def _path(file: str | Path) -> Path:
    return shared(file) if isinstance(file, str) else file


def _score(questions: list[dict[str, Any]], archive: Archive) -> dict[str, Any]:
    by_type: dict[str, list[bool]] = {}
    wrong, seconds = [], []
    for question in questions:
        start = time.perf_counter()
        answer = _ask(question, archive)
        seconds.append((time.perf_counter() - start) / (1 + len(question.get("history", ()))))
        right = _is_right(answer, question["answers"])
        by_type.setdefault(question["type"], []).append(right)
        if not right:
            wrong.append(
                {"id": question["id"], "question": question["question"], "text": answer.text}
            )
    results = [right for rights in by_type.values() for right in rights]
    return {
        "right": sum(results),
        "of": len(results),
        "by type": {name: f"{sum(rights)}/{len(rights)}" for name, rights in by_type.items()},
        "median seconds a question": round(median(seconds), 2),
        "wrong": wrong,
    }


def _ask(question: dict[str, Any], archive: Archive) -> Answer:
    history: list[tuple[str, str]] = []
    for earlier in question.get("history", ()):
        history.append((earlier, archive.answer(earlier, history).text))
    return archive.answer(question["question"], history)


def _is_right(answer: Answer, accepted: list[str]) -> bool:
    if not accepted:
        return not answer.answered
    return any(holds(citation.quote, accepted) for citation in answer.citations)
