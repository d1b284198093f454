"""Limits as things that can be taken away."""

from dataclasses import replace
from datetime import date

import pytest

from index.records import Filter
from qa import Archive
from qa.constraints import parse
from qa.limits import Chip, Limit, Limits, chips, lift, nowhere, without
from qa.records import Query

MAY, JUNE = date(2021, 5, 1), date(2021, 6, 30)
NONE = Limits()
QUERY = Query("q", "q", since=MAY, until=JUNE, sources=("The Age",), about=(MAY, JUNE))
DATES, SINCE, UNTIL = (
    "published from 1 May 2021 to 30 June 2021", "published since 1 May 2021",
    "published until 30 June 2021",
)  # fmt: skip


def shown(query: Query, limits: Limits = NONE) -> list[tuple[Limit, str, bool]]:
    return [(chip.limit, chip.words, chip.own) for chip in chips(query, limits)]


def test_what_the_question_limits() -> None:
    assert shown(QUERY) == [
        (Limit.DATES, DATES, False),
        (Limit.SOURCES, "The Age", False),
        (Limit.ABOUT, "1 May 2021 to 30 June 2021", False),
    ]
    assert shown(Query("q", "q")) == []


def test_sources_left_out() -> None:
    query = Query("q", "q", excluded=("The Age", "The Tide"))
    others = "outlets other than The Age and The Tide"
    assert shown(query) == [(Limit.SOURCES, others, False)]
    assert query.limits == f"of {others}"
    assert query.filter == Filter(excluded=("The Age", "The Tide"))
    assert lift(query, [Limit.SOURCES]) == Query("q", "q")


def test_the_questions_own_words_go_with_what_was_read_from_them() -> None:
    query = replace(QUERY, dates_said="last quarter", about_said="in 2021", about=(MAY, JUNE))
    assert [chip.said for chip in chips(query, NONE)] == ["last quarter", "", "in 2021"]
    assert [chip.said for chip in chips(query, Limits(MAY, JUNE))] == ["", "", "in 2021"]
    assert lift(query, [*Limit]).dates_said == lift(query, [*Limit]).about_said == ""
    named = replace(
        query, about=(date(2020, 1, 1), date(2020, 1, 31)), about_said="in January 2020"
    )
    assert chips(named, NONE)[-1].said == ""


def test_the_words_on_dates_are_the_questions_own() -> None:
    asked = date(2025, 11, 1)
    read = parse("q", "What did The Age report last week about the dam?", ["The Age"], asked)
    assert read.dates_said == "last week"
    read = parse("q", "What did articles published before June 2021 say of it?", [], asked)
    assert read.dates_said == "before June 2021"
    read = parse("q", "Who was killed in January 2020?", [], asked)
    assert (read.dates_said, read.about_said) == ("", "in January 2020")


def test_what_the_person_chose_is_theirs_and_the_rest_the_questions() -> None:
    own = Limits(since=MAY, sources=("The Age",))
    assert shown(replace(QUERY, about=None), own) == [
        (Limit.DATES, SINCE, True),
        (Limit.SOURCES, "The Age", True),
        (Limit.DATES, UNTIL, False),
    ]


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2020, 1, 1), date(2020, 1, 31), "January 2020"),
        (date(2020, 1, 1), date(2020, 12, 31), "2020"),
        (date(2020, 1, 3), date(2020, 1, 3), "3 January 2020"),
        (date(2019, 12, 1), date(2020, 1, 31), "1 December 2019 to 31 January 2020"),
        (date.min, date(2020, 1, 31), "the time until 31 January 2020"),
        (date(9999, 12, 1), date.max, "December 9999"),
    ],
)
def test_the_time_asked_about_in_words(first: date, last: date, words: str) -> None:
    assert chips(Query("q", "q", about=(first, last)), Limits()) == (
        Chip(Limit.ABOUT, words, own=False),
    )


def test_taking_away() -> None:
    own = Limits(MAY, JUNE, ("The Age",))
    assert without(own, Limit.DATES, own=True) == Limits(sources=("The Age",))
    assert without(own, Limit.SOURCES, own=True) == Limits(MAY, JUNE)
    lifted = without(own, Limit.DATES, own=False)
    assert lifted == replace(own, lifted=(Limit.DATES,))
    assert lift(QUERY, lifted.lifted) == replace(QUERY, since=None, until=None)
    assert lift(QUERY, tuple(Limit)) == Query("q", "q")
    assert nowhere(lifted) == Limits(lifted=(Limit.DATES, Limit.SOURCES))


def test_the_archive_asks_without_what_was_lifted(archive: Archive) -> None:
    question = "What did articles published before June 2021 say about Israel's involvement?"
    limited, free = archive.answer(question), archive.answer(question, lifted=[Limit.DATES])
    assert limited.query.until == date(2021, 5, 31)
    assert free.query.until is None
    assert free.query.text != question
    own = archive.answer(question, until="2021-04-30", lifted=["dates"])
    assert own.query.until == date(2021, 4, 30)
