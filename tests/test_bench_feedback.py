"""What people said about answers, as questions."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bench import feedback as bench
from qa.feedback import Feedback, Verdict, append, read
from qa.records import Answer, Query
from tests.answers import answered, citation, refused


def judged(data: Path, *given: tuple[Verdict, Answer]) -> list[bench.Judged]:
    for verdict, answer in given:
        append(Feedback(verdict, answer), data)
    return bench.questions(read(data))


OTHER = answered(citation("Nobody came."))


@pytest.mark.parametrize(
    ("verdict", "told", "now", "holds"),
    [
        (Verdict.RIGHT, answered(citation()), answered(citation()), True),
        (Verdict.RIGHT, answered(citation()), OTHER, False),
        (Verdict.RIGHT, answered(citation()), refused(), False),
        (Verdict.RIGHT, refused(), refused(), True),
        (Verdict.RIGHT, refused(), OTHER, False),
        (Verdict.WRONG, answered(citation()), answered(citation()), False),
        (Verdict.WRONG, answered(citation()), OTHER, True),
        (Verdict.WRONG, answered(citation()), refused(), True),
        (Verdict.WRONG_SOURCE, answered(citation()), OTHER, True),
        (Verdict.WRONG, refused(), refused(), False),
        (Verdict.WRONG, refused(), OTHER, True),
    ],
)
def test_a_verdict_asks_for_something(
    tmp_path: Path, verdict: Verdict, told: Answer, now: Answer, holds: bool
) -> None:
    (one,) = judged(tmp_path, (verdict, told))
    assert one.holds(now) == holds


def test_a_question_counts_once_as_judged_last_within_its_limits(tmp_path: Path) -> None:
    query = Query("And him?", "When did ships come?", since=date(2022, 5, 3), sources=("The Tide",))
    limited = replace(answered(citation()), query=query)
    last, other = judged(
        tmp_path,
        (Verdict.RIGHT, answered(citation())),
        (Verdict.WRONG, limited),
        (Verdict.WRONG, answered(citation())),
    )
    assert last.verdict is Verdict.WRONG
    assert (other.question, other.since, other.sources) == (query.text, "2022-05-03", ("The Tide",))


def test_rows_that_lack_something_are_passed_over() -> None:
    rows = [{}, {"query": 7}, {"query": {"text": "x"}, "verdict": "right"}, {"verdict": "maybe"}]
    assert bench.questions(rows) == []


def test_without_verdicts_there_is_nothing_to_measure() -> None:
    assert bench.run() == {}
