"""The days of the evidence."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from qa.timeline import as_of, spread
from tests.answers import answered, citation, refused

FIRST, MIDDLE, LAST = date(2021, 1, 1), date(2021, 1, 3), date(2021, 1, 5)


def test_days_between_the_first_and_the_last() -> None:
    assert spread([LAST, FIRST, MIDDLE, MIDDLE]) == [1.0, 0.0, 0.5, 0.5]
    assert spread([MIDDLE, MIDDLE]) == [0.0, 0.0]
    assert spread([]) == []


def test_the_newest_date_of_the_evidence() -> None:
    answer = answered(citation("a", 1, day=LAST), citation("b", 2), citation("c", 3, day=None))
    assert as_of(answer) == date(2022, 5, 3)


def test_undated_evidence_is_of_no_day() -> None:
    assert as_of(answered(citation(day=None))) is None
    assert as_of(refused()) is None


@given(st.lists(st.dates(), min_size=1))
def test_any_days_keep_their_order(days: list[date]) -> None:
    placed = sorted(zip(spread(days), days, strict=True))
    assert [day for _, day in placed] == sorted(days)
    assert placed[0][0] == 0
    assert placed[-1][0] in (0, 1)
