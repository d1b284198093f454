"""CANARD (Elgohary et al. 2019): follow-ups made to stand alone, against a human's rewrite.

Words are stems without stop words. *Missing* ones stand in the human's rewrite but not in the
question; what we add is right if it is one of those. The history's first two entries are the title
and section that the conversation is about; they are given as a first turn in several forms.
Complete questions, given after turns on another subject, must stay as they are.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from bench.data import OURS, rows, shared
from bench.metrics import normalise
from index.stems import stems
from qa.followup import Turn, stand_alone

FORMS = ("title: section", "title, then section", "no title")
FAR = 17
"""Rows between a complete question and the history it is given: another subject."""

Row = dict[str, Any]


def run(sample: int | None = None) -> dict[str, Any]:
    """Score all rows (of a sample, every twentieth), each half, each form of the title; and what
    complete questions suffer."""
    given = rows(shared("data/canard_followups.jsonl.gz"))[:: 20 if sample else 1]
    return {
        "all": _score(given),
        "even rows": _score(given[::2]),
        "odd rows": _score(given[1::2]),
        **{form: _score(given, form) for form in FORMS[1:]},
        "complete": _complete(given),
    }


def turns(history: Sequence[str], form: str = FORMS[0]) -> list[Turn]:
    """A history of CANARD as turns; `form` says how its title and section are told."""
    title, section, *said = history
    first = {FORMS[0]: [(f"{title}: {section}", "")], FORMS[1]: [(title, section)]}
    return first.get(form, []) + list(zip(said[::2], said[1::2], strict=False))


def _score(given: Iterable[Row], form: str = FORMS[0]) -> dict[str, Any]:
    missing = found = added = words = held = 0
    shares = []
    for row in given:
        asked, human = set(stems(row["question"])), set(stems(row["rewrite"]))
        ours = set(stems(stand_alone(row["question"], turns(row["history"], form))))
        lacking = human - asked
        missing, found = missing + len(lacking), found + len(lacking & ours)
        added += len(ours - asked)
        words, held = words + len(human), held + len(human & ours)
        shares += [len(lacking & ours) / len(lacking)] if lacking else []
    return {
        "missing words recovered": round(found / missing, 3),
        "mean of the rows": round(sum(shares) / len(shares), 3),
        "all words of the rewrite": round(held / words, 3),
        "added words that are right": round(found / added, 3) if added else None,
        "wrong words a question": round((added - found) / len(shares), 2),
    }


def _complete(given: Sequence[Row]) -> dict[str, Any]:
    same = [row for row in given if normalise(row["question"]) == normalise(row["rewrite"])]
    own = [row for row in rows(OURS / "our_seed_questions.jsonl") if "history" not in row]
    news = rows(shared("data/realtimeqa_2025_questions.jsonl.gz"))
    talks = [turns(row["history"]) for row in given]
    quiz = [[(row["question"], str(row["answer"]))] for row in news]
    return {
        "CANARD, left as they were by the human": _changed(
            (row["question"], turns(row["history"])) for row in same
        ),
        "ours, after a talk of CANARD": _changed(_after_another(own, talks)),
        "RealTimeQA, after another of its questions": _changed(_after_another(news, quiz)),
    }


def _after_another(
    questions: Sequence[Row], talks: Sequence[list[Turn]]
) -> Iterable[tuple[str, list[Turn]]]:
    for at, row in enumerate(questions):
        yield row["question"], talks[(at * (FAR + 1) + FAR) % len(talks)]


def _changed(questions: Iterable[tuple[str, Sequence[Turn]]]) -> dict[str, Any]:
    results = [stand_alone(question, history) != question for question, history in questions]
    return {"questions": len(results), "changed": round(sum(results) / len(results), 3)}
