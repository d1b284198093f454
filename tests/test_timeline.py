"""Who said what when."""

from datetime import date

from hypothesis import given

from qa.records import Answer
from qa.timeline import as_of, timeline
from tests.answers import answered, answers, citation, patient, refused

FIRST, MIDDLE, LAST = date(2021, 1, 1), date(2021, 1, 3), date(2021, 1, 5)


def test_by_date_and_placed_between_the_first_day_and_the_last() -> None:
    answer = answered(
        citation("c", 1, day=LAST), citation("u", 2, day=None), citation("a", 3, day=FIRST),
        citation("b", 4, day=MIDDLE), citation("b", 5, day=MIDDLE),
    )  # fmt: skip
    assert [(m.citation.number, m.place) for m in timeline(answer)] == [
        (3, 0.0), (4, 0.5), (5, 0.5), (1, 1.0),
    ]  # fmt: skip
    assert as_of(answer) == LAST


def test_one_day_is_no_line() -> None:
    assert timeline(answered(citation("a", 1), citation("b", 2))) == ()
    assert timeline(answered(citation("a", 1), citation("b", 2, day=None))) == ()
    assert timeline(refused()) == ()


def test_undated_evidence_is_of_no_day() -> None:
    assert as_of(answered(citation(day=None))) is None
    assert as_of(refused()) is None


@patient
@given(answers())
def test_any_answer(answer: Answer) -> None:
    moments = timeline(answer)
    assert all(0 <= moment.place <= 1 for moment in moments)
    assert [m.date for m in moments] == sorted(m.date for m in moments)
    assert {m.citation for m in moments} <= set(answer.citations)
