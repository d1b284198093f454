"""The seed articles: facts, dates, sources, follow-ups, what isn't there, and traps in furniture.

"Ours" were at hand while the archive was built. "Another's" were written by somebody who saw only
the articles, a good third of them in words that these don't use: nearer to what new questions can
expect. "A tester's" have the form of the given ones; by one who saw only these and the articles;
"a second tester's" likewise, by another.

Right: a quote holds an accepted answer; or the archive abstains where there is none. "Both sides"
are told apart: where articles contradict each other, one quote must hold what speaks for it, and
one what speaks against. "Two at once" are ours in pairs: one quote must answer each.
"""

import time
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from bench.answers import nearest_sentences
from bench.data import OURS, archive_of, rows, shared
from bench.metrics import holds, mean
from bench.remembering import Remembering
from bench.retrieval import DENSE, baselines
from bench.table import ARCHIVE, Row, compared
from qa.pipeline import Archive
from qa.records import NEAREST, Answer

SEEDS = OURS.parent / "seeds"
SETS: dict[str, str | Path] = {
    "given": "data/seed_questions.jsonl",
    "ours": OURS / "our_seed_questions.jsonl",
    "another's": OURS / "other_seed_questions.jsonl",
    "a tester's": OURS / "tester_seed_questions.jsonl",
    "a second tester's": OURS / "second_tester_seed_questions.jsonl",
    "both sides": OURS / "both_sides.jsonl",
}
RIGHT, REFUSED, ANSWERED = 0.95, 0.08, 0.15


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of the set with what was answered."""

    question: dict[str, Any]
    answer: Answer
    seconds: float
    """Of each question asked, those of the history included."""

    @property
    def closest(self) -> list[str]:
        """The sentences that a refusal shows as near, though no answer."""
        near = self.answer.passages[:NEAREST]
        return [sentence for hit in near if (sentence := hit.closest_sentence)]

    @property
    def right(self) -> bool:
        quotes = [citation.quote for citation in self.answer.citations]
        answerable = bool(self.question["answers"])
        return self.answer.answered == answerable and held(quotes, self.question)


def run(embedder: Remembering, sample: int | None = None) -> dict[str, Any]:
    """Ask both sets of questions, or the first of each, and score them by type."""
    table: list[Row] = []
    scores: dict[str, Any] = {"table": table}
    with archive_of(SEEDS, embedder) as archive:
        sets = {n: rows(shared(f) if isinstance(f, str) else f) for n, f in SETS.items()}
        for name, whole in {**sets, "two at once": in_pairs(sets["ours"])}.items():
            questions = whole[:sample]
            # Time counts when all are asked; a sample should only be quick.
            with embedder.forgetting() if sample is None else nullcontext():
                asked = ask(questions, archive)
            table += _rows(name, asked, by_cosine(questions, archive, embedder))
            scores[name] = by_type(asked)
    return scores


def in_pairs(questions: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Neighbours among the answerable questions asked at once: right if both are answered."""
    alone = [q for q in questions if q["answers"] and not q.get("history")]
    return [
        {
            "id": f"{one['id']}+{other['id']}",
            "question": f"{one['question'].rstrip('?')}? {other['question']}",
            "answers": one["answers"],
            "against": other["answers"],
            "type": "two at once",
        }
        for one, other in zip(alone[::2], alone[1::2], strict=False)
    ]


def ask(questions: list[dict[str, Any]], archive: Archive) -> list[Asked]:
    """Every question answered, after its history."""
    return [_ask(question, archive) for question in questions]


def _ask(question: dict[str, Any], archive: Archive) -> Asked:
    history: list[tuple[str, str]] = []
    start = time.perf_counter()
    for earlier in question.get("history", ()):
        history.append((earlier, archive.answer(earlier, history).text))
    answer = archive.answer(question["question"], history)
    return Asked(question, answer, (time.perf_counter() - start) / (1 + len(history)))


def held(quotes: Sequence[str], question: dict[str, Any]) -> bool:
    """Whether a quote holds an accepted answer, and one an accepted contradiction, if there is."""
    sides = [question["answers"], question.get("against")]
    return all(any(holds(quote, side) for quote in quotes) for side in sides if side)


def by_type(asked: list[Asked]) -> dict[str, Any]:
    """What is right, in all and by type, and each question that isn't."""
    types = dict.fromkeys(one.question["type"] for one in asked)
    refused = [a for a in asked if a.question["answers"] and not a.answer.answered]
    near = [held(one.closest, one.question) for one in refused]
    rights = {name: [a.right for a in asked if a.question["type"] == name] for name in types}
    return {
        "right": sum(one.right for one in asked),
        "of": len(asked),
        "wrongly refused, the answer shown as near": f"{sum(near)}/{len(near)}",
        "by type": {name: f"{sum(some)}/{len(some)}" for name, some in rights.items()},
        "median seconds a question": round(median(one.seconds for one in asked), 2),
        # Their words stay out of the repo.
        "wrong": [one.question["id"] for one in asked if not one.right],
    }


def by_cosine(
    questions: list[dict[str, Any]], archive: Archive, embedder: Remembering
) -> list[float]:
    """Whether the three sentences nearest to a question hold an accepted answer: the baseline."""
    texts = [question["question"] for question in questions]
    with archive.reading() as searcher:
        found = baselines(texts, searcher, embedder)[DENSE]
        quoted = [
            nearest_sentences(text, ids, searcher, embedder)
            for text, ids in zip(texts, found, strict=True)
        ]
    return [
        float(bool(question["answers"]) and held(quotes, question))
        for question, quotes in zip(questions, quoted, strict=True)
    ]


def _rows(name: str, asked: list[Asked], baseline: list[float]) -> list[Row]:
    values = {
        ARCHIVE: [float(one.right) for one in asked],
        f"{DENSE}, three nearest sentences": baseline,
    }
    refused = [float(not a.answer.answered) for a in asked if a.question["answers"]]
    answered = [float(a.answer.answered) for a in asked if not a.question["answers"]]
    return [
        compared(f"{name}: right", values, RIGHT),
        *(
            Row(f"{name}: {what}", mean(some), target=goal, least=True)
            for what, some, goal in (
                ("answerable, wrongly refused", refused, REFUSED),
                ("unanswerable, wrongly answered", answered, ANSWERED),
            )
            if some
        ),
    ]
