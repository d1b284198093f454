"""Words that name days, and which days."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.date_forms import Kind
from qa.dates import in_year_of, moments
from qa.days import latest_day, season_of, share_of, week_of, year_of
from qa.recent import latest_weekday

ASKED = date(2024, 3, 14)  # a Thursday
DAYS = st.dates(date(1600, 1, 1), date(2026, 12, 31))


def days(text: str, asked: date = ASKED) -> tuple[str, str] | None:
    (moment,) = moments(text, asked)
    return (str(moment.days[0]), str(moment.days[1])) if moment.days else None


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("3 May 2021", "2021-05-03", "2021-05-03"),
        ("the 3rd of May, 2021", "2021-05-03", "2021-05-03"),
        ("Sept. 3rd, 2021", "2021-09-03", "2021-09-03"),
        ("Sunday, 3 March 2024", "2024-03-03", "2024-03-03"),
        ("5/13/2021", "2021-05-13", "2021-05-13"),
        ("13.05.2021", "2021-05-13", "2021-05-13"),
        ("13-05-2021", "2021-05-13", "2021-05-13"),
        ("2021-5-3", "2021-05-03", "2021-05-03"),
        ("2021/05/03", "2021-05-03", "2021-05-03"),
        ("13 Mar 21", "2021-03-13", "2021-03-13"),
        ("the weekend of 5 May 2021", "2021-05-08", "2021-05-09"),
        ("3-9 May 2021", "2021-05-03", "2021-05-09"),
        ("May 3 to 9, 2021", "2021-05-03", "2021-05-09"),
        ("the week of 5 May 2021", "2021-05-03", "2021-05-09"),
        ("the last week of May 2021", "2021-05-25", "2021-05-31"),
        ("3 May last year", "2023-05-03", "2023-05-03"),
        ("early May 2021", "2021-05-01", "2021-05-10"),
        ("the end of 2021", "2021-09-01", "2021-12-31"),
        ("mid-2021", "2021-05-01", "2021-08-31"),
        ("Q1 2022", "2022-01-01", "2022-03-31"),
        ("the fourth quarter of 2022", "2022-10-01", "2022-12-31"),
        ("H2 2022", "2022-07-01", "2022-12-31"),
        ("the first half of 2021", "2021-01-01", "2021-06-30"),
        ("the summer of 2021", "2021-06-01", "2021-08-31"),
        ("winter 2021", "2021-12-01", "2022-02-28"),
        ("the winter of 2021-22", "2021-12-01", "2022-02-28"),
        ("3Q 2021", "2021-07-01", "2021-09-30"),
        ("May '21", "2021-05-01", "2021-05-31"),
        ("the first ten days of July 2022", "2022-07-01", "2022-07-10"),
        ("the last two weeks of July 2022", "2022-07-18", "2022-07-31"),
        ("New Year's Eve 2022", "2022-12-31", "2022-12-31"),
        ("Christmas 2022", "2022-12-25", "2022-12-25"),
        ("Black Friday 2022", "2022-11-25", "2022-11-25"),
        ("Good Friday 2023", "2023-04-07", "2023-04-07"),
        ("2019-21", "2019-01-01", "2021-12-31"),
        ("the 1980s", "1980-01-01", "1989-12-31"),
        ("the '80s", "1980-01-01", "1989-12-31"),
        ("the 1800s", "1800-01-01", "1899-12-31"),
        ("the 2020s", "2020-01-01", "2024-03-14"),
    ],
)
def test_a_date_with_its_year(text: str, first: str, last: str) -> None:
    assert days(text) == (first, last)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("3 May", "2023-05-03", "2023-05-03"),
        ("March 14", "2024-03-14", "2024-03-14"),
        ("May 3 to 9", "2023-05-03", "2023-05-09"),
        ("9 May, 14 people", "2023-05-09", "2023-05-09"),
        ("9 Apr. 14 people", "2023-04-09", "2023-04-09"),
        ("29 February", "2024-02-29", "2024-02-29"),
        ("March", "2024-03-01", "2024-03-31"),
        ("April", "2023-04-01", "2023-04-30"),
        ("the summer", "2023-06-01", "2023-08-31"),
        ("Thursday", "2024-03-14", "2024-03-14"),
        ("Friday", "2024-03-08", "2024-03-08"),
    ],
)
def test_a_date_without_a_year_is_the_last_that_has_been(text: str, first: str, last: str) -> None:
    assert days(text) == (first, last)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("today", "2024-03-14", "2024-03-14"),
        ("yesterday", "2024-03-13", "2024-03-13"),
        ("last night", "2024-03-13", "2024-03-14"),
        ("the past fortnight", "2024-02-29", "2024-03-14"),
        ("a fortnight ago", "2024-02-29", "2024-02-29"),
        ("past 24 hours", "2024-03-13", "2024-03-14"),
        ("two Sundays ago", "2024-03-03", "2024-03-03"),
        ("two Thursdays ago", "2024-02-29", "2024-02-29"),
        ("the Friday before last", "2024-03-01", "2024-03-01"),
        ("the week before last", "2024-02-26", "2024-03-03"),
        ("the March before last", "2022-03-01", "2022-03-31"),
        ("Tuesday of last week", "2024-03-05", "2024-03-05"),
        ("the 3rd of last month", "2024-02-03", "2024-02-03"),
        ("year to date", "2024-01-01", "2024-03-14"),
        ("so far this month", "2024-03-01", "2024-03-14"),
        ("the start of the year", "2024-01-01", "2024-04-30"),
        ("the end of last month", "2024-02-20", "2024-02-29"),
        ("Boxing Day", "2023-12-26", "2023-12-26"),
        ("the day before yesterday", "2024-03-12", "2024-03-12"),
        ("this week", "2024-03-11", "2024-03-17"),
        ("last week", "2024-03-04", "2024-03-10"),
        ("earlier this week", "2024-03-11", "2024-03-14"),
        ("last weekend", "2024-03-09", "2024-03-10"),
        ("over the weekend", "2024-03-09", "2024-03-10"),
        ("last month", "2024-02-01", "2024-02-29"),
        ("next month", "2024-04-01", "2024-04-30"),
        ("last quarter", "2023-10-01", "2023-12-31"),
        ("last year", "2023-01-01", "2023-12-31"),
        ("late last year", "2023-09-01", "2023-12-31"),
        ("the past year", "2023-03-14", "2024-03-14"),
        ("the last three months", "2023-12-14", "2024-03-14"),
        ("the last eighteen months", "2022-09-14", "2024-03-14"),
        ("two days ago", "2024-03-12", "2024-03-12"),
        ("a couple of weeks ago", "2024-02-26", "2024-03-03"),
        ("two months ago", "2024-01-01", "2024-01-31"),
        ("half a year ago", "2023-09-01", "2023-09-30"),
        ("two and a half years ago", "2021-09-01", "2021-09-30"),
        ("the past year and a half", "2022-09-14", "2024-03-14"),
        ("the past decade", "2014-03-14", "2024-03-14"),
        ("the past decade and a half", "2009-03-14", "2024-03-14"),
        ("the last two and a half years", "2021-09-14", "2024-03-14"),
        ("the last 3 yrs", "2021-03-14", "2024-03-14"),
        ("the past few weeks", "2024-02-08", "2024-03-14"),
        ("recent weeks", "2024-02-08", "2024-03-14"),
        ("a few days ago", "2024-03-09", "2024-03-12"),
        ("the first half of last year", "2023-01-01", "2023-06-30"),
        ("the second half of last year", "2023-07-01", "2023-12-31"),
        ("this time last year", "2023-03-01", "2023-03-31"),
        ("10 years ago", "2014-01-01", "2014-12-31"),
        ("last Thursday", "2024-03-07", "2024-03-07"),
        ("this past Monday", "2024-03-11", "2024-03-11"),
        ("next Monday", "2024-03-18", "2024-03-18"),
        ("last March", "2023-03-01", "2023-03-31"),
        ("last summer", "2023-06-01", "2023-08-31"),
        ("next summer", "2024-06-01", "2024-08-31"),
    ],
)
def test_a_date_counted_from_the_day_of_asking(text: str, first: str, last: str) -> None:
    assert days(text) == (first, last)


@pytest.mark.parametrize(
    "text", ["31 February 2021", "2021-02-31", "May 45, 2021", "May 3021", "3/5/2021", "3-5-2021"]
)
def test_a_day_that_no_calendar_has_is_none(text: str) -> None:
    assert all(moment.days is None for moment in moments(text, ASKED))


@pytest.mark.parametrize(
    "text",
    [
        "13 Mar 21 people",
        "555-12-2021",
        "$2021",
        "2,021",
        "2021.5",
        "20219",
        "9/11",
        "24/7",
        "COVID-19",
        "Room 101",
        "1080p",
    ],
)
def test_a_number_is_no_date(text: str) -> None:
    assert moments(text, ASKED) == []


def test_a_month_takes_the_year_of_the_one_that_follows() -> None:
    march, may = moments("March to May 2021", ASKED)
    assert in_year_of(march, may).days == (date(2021, 3, 1), date(2021, 3, 31))
    november, january = moments("November to January 2021", ASKED)
    assert in_year_of(november, january).days == (date(2020, 11, 1), date(2020, 11, 30))
    assert in_year_of(may, march) == may


@given(DAYS)
def test_a_written_day_is_that_day(day: date) -> None:
    for words in (
        f"{day:%B} {day.day}, {day.year}",
        f"{day.day} {day:%B} {day.year}",
        day.isoformat(),
    ):
        (moment,) = moments(words, ASKED)
        assert (moment.start, moment.end) == (0, len(words))
        assert (moment.kind, moment.days) == (Kind.FULL, (day, day))


@given(DAYS, DAYS)
def test_a_day_without_a_year_is_the_last_not_after_the_day_of_asking(
    day: date, asked: date
) -> None:
    found = latest_day(day.month, day.day, asked)
    assert found is not None
    assert found <= asked
    assert (found.month, found.day) == (day.month, day.day)
    assert asked - found < timedelta(days=8 * 366 + 1)


@given(DAYS)
def test_calendar_spans_hold_their_day(day: date) -> None:
    monday, sunday = week_of(day)
    assert monday <= day <= sunday
    assert (monday.weekday(), sunday.weekday()) == (0, 6)
    name = f"{day:%A}"
    assert latest_weekday(name, day) == (day, day)


@given(st.integers(1600, 2100), st.integers(1, 12))
def test_equal_parts_of_a_year_cover_it(year: int, of: int) -> None:
    whole = year_of(year)
    assert whole
    parts = [share_of(whole, number, of) for number in range(of)]
    assert (parts[0][0], parts[-1][1]) == whole
    assert all(after[0] - before[1] == timedelta(days=1) for before, after in pairwise(parts))


def test_years_at_the_ends_of_the_calendar_have_no_days() -> None:
    assert year_of(0) is None
    assert season_of(9999, "winter") is None


@given(st.text(max_size=300), st.dates())
def test_moments_lie_in_the_text_in_order(text: str, asked: date) -> None:
    end = 0
    for moment in moments(text, asked):
        assert end <= moment.start < moment.end <= len(text)
        assert moment.days is None or moment.days[0] <= moment.days[1]
        end = moment.end
