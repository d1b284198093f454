"""What a question says about dates and sources."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.records import Filter
from qa.constraints import days, narrow, parse, relative_days
from qa.records import Query

ASKED = date(2024, 3, 14)  # a Thursday
SOURCES = ("The Age", "The Harbour Times", "The New York Times", "The Times", "Times")


def query(question: str) -> Query:
    return parse(question, question, SOURCES, ASKED)


@pytest.mark.parametrize(
    ("question", "since", "until", "text"),
    [
        (
            "What did articles published before June 2021 say about the dam?",
            None,
            date(2021, 5, 31),
            "What did articles say about the dam?",
        ),
        (
            "Which reports after 3 May 2022 name the mayor?",
            date(2022, 5, 4),
            None,
            "Which reports name the mayor?",
        ),
        (
            "What do stories written since October 2023 say of the strike?",
            date(2023, 10, 1),
            None,
            "What do stories say of the strike?",
        ),
        (
            "What was reported between March and May about it?",  # no year: not understood
            None,
            None,
            "What was reported between March and May about it?",
        ),
        (
            "What was published between March 2021 and May 2021 on the dam?",
            date(2021, 3, 1),
            date(2021, 5, 31),
            "What was on the dam?",
        ),
        (
            "What was reported in 2020 about the dam?",
            date(2020, 1, 1),
            date(2020, 12, 31),
            "What was about the dam?",
        ),
        (
            "Articles published on 2021-05-08 about the dam",
            date(2021, 5, 8),
            date(2021, 5, 8),
            "Articles about the dam",
        ),
        (
            "What do articles from May 2021 say of the dam?",
            date(2021, 5, 1),
            date(2021, 5, 31),
            "What do articles say of the dam?",
        ),
        (
            "What does the article dated 8 May 2021 say?",
            date(2021, 5, 8),
            date(2021, 5, 8),
            "What does the article say?",
        ),
        (
            "What do the May 2021 reports say of the dam?",
            date(2021, 5, 1),
            date(2021, 5, 31),
            "What do the reports say of the dam?",
        ),
        (
            "In May 2021, what was reported about the dam?",
            date(2021, 5, 1),
            date(2021, 5, 31),
            "what was reported about the dam?",
        ),
        (
            "What was reported last week about the dam?",
            date(2024, 3, 4),
            date(2024, 3, 10),
            "What was about the dam?",
        ),
    ],
)
def test_words_on_reporting_limit_the_date(
    question: str, since: date | None, until: date | None, text: str
) -> None:
    found = query(question)
    assert (found.since, found.until, found.text) == (since, until, text)
    assert found.question == question


@pytest.mark.parametrize(
    "question",
    [
        "Who was killed in January 2020?",
        "What did the minister say in August 2022?",
        "How many may march in May?",
        "What happened after the 2019 election?",
        "Did the second report march on in time?",
        "In May 2021, who led the port?",
    ],
)
def test_a_date_the_question_is_about_limits_nothing(question: str) -> None:
    assert query(question).filter == Filter()
    assert query(question).text == question


@pytest.mark.parametrize(
    ("question", "sources", "text"),
    [
        (
            "According to The Harbour Times, who paid?",
            ("The Harbour Times",),
            "who paid?",
        ),
        ("according to the harbour times who paid?", ("The Harbour Times",), "who paid?"),
        ("In the Harbour Times article, who paid?", ("The Harbour Times",), "who paid?"),
        (
            "What did The Age report about the dam?",
            ("The Age",),
            "What about the dam?",
        ),
        ("The Age says the dam broke. Why?", ("The Age",), "the dam broke. Why?"),
        ("What do articles from The Age say?", ("The Age",), "What do articles say?"),
        ("In the Harbour Times, who paid?", ("The Harbour Times",), "who paid?"),
        ("Who owns The Age?", (), "Who owns The Age?"),
        ("At what age, according to the minister, do they retire?", (), None),
        (
            "According to the New York Times, who paid?",
            ("The New York Times",),
            "who paid?",
        ),
        (
            "Do the 'The Age' article and the Harbour Times article agree?",
            ("The Age", "The Harbour Times"),
            None,
        ),
    ],
)
def test_a_source_that_is_asked_for(
    question: str, sources: tuple[str, ...], text: str | None
) -> None:
    found = query(question)
    assert found.sources == sources
    if text is not None:
        assert found.text == text


def test_a_source_the_archive_lacks_is_no_limit() -> None:
    assert query("According to Le Monde, who paid?").sources == ()


def test_a_question_narrows_the_users_window_and_never_widens_it() -> None:
    asked = Query("q", "q", since=date(2020, 1, 1), until=date(2023, 1, 1), sources=("The Age",))
    user = Filter(since=date(2021, 1, 1), until=date(2025, 1, 1), sources=("Times", "The Age"))
    assert narrow(asked, user).filter == Filter(date(2021, 1, 1), date(2023, 1, 1), ("The Age",))
    assert narrow(asked, Filter(sources=("Times",))).sources == ("Times",)


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("today", date(2024, 3, 14), date(2024, 3, 14)),
        ("yesterday", date(2024, 3, 13), date(2024, 3, 13)),
        ("this week", date(2024, 3, 11), date(2024, 3, 17)),
        ("last month", date(2024, 2, 1), date(2024, 2, 29)),
        ("this month", date(2024, 3, 1), date(2024, 3, 31)),
        ("last year", date(2023, 1, 1), date(2023, 12, 31)),
    ],
)
def test_relative_days(words: str, first: date, last: date) -> None:
    assert relative_days(words, ASKED) == (first, last)


@pytest.mark.parametrize("text", ["May 2021", "may 2021", "May, 2021"])
def test_a_month_is_all_its_days(text: str) -> None:
    assert days(text) == (date(2021, 5, 1), date(2021, 5, 31))


@given(st.text(max_size=200))
def test_any_text_can_be_read(text: str) -> None:
    found = query(text)
    assert found.question == text
    if found.since and found.until:
        assert found.since <= found.until


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_a_written_day_is_that_day(day: date) -> None:
    assert days(f"{day:%B} {day.day}, {day.year}") == (day, day)
    assert days(f"{day.day} {day:%B} {day.year}") == (day, day)
    assert days(day.isoformat()) == (day, day)
