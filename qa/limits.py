"""The limits of a question, its own and the person's, as things that can be taken away. Pure."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import TypeAlias

from index.errors import QuestionError
from index.records import day_in_words
from qa.records import Query

Day: TypeAlias = date | str
"""A day, as a date or written like 2021-05-08."""


class Limit(StrEnum):
    """What words of a question may limit or prefer."""

    DATES = "dates"
    SOURCES = "sources"
    ABOUT = "about"
    """The time that a question is about, whose articles are preferred."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a person limits a question to, beside its words."""

    since: date | None = None
    until: date | None = None
    sources: tuple[str, ...] = ()
    lifted: tuple[Limit, ...] = ()
    """What of the question's own words shall not limit it."""


@dataclass(frozen=True, slots=True)
class Chip:
    """A limit that an answer was found within."""

    limit: Limit
    words: str
    """`published since 3 May 2021`, `The Age`, `outlets other than The Age`."""
    own: bool
    """Chosen by the person; else read from the question."""
    said: str = ""
    """The question's own words for it: `last week`; "" where they are unknown, or the same."""


def as_day(day: Day | None) -> date | None:
    """A day however it is given; raises QuestionError for what is no date."""
    if isinstance(day, datetime):
        return day.date()
    if day is None or isinstance(day, date):
        return day
    try:
        return date.fromisoformat(day)
    except ValueError:
        raise QuestionError(f"{day!r} is no date like 2021-05-08.") from None


def lift(query: Query, lifted: Collection[str]) -> Query:
    """A query as its words alone make it, without some of their limits; its parts likewise."""
    parts = [lift(part, lifted) for part in query.parts]
    if Limit.DATES in lifted:
        query = replace(query, since=None, until=None, dates_said="", overruled="")
    if Limit.SOURCES in lifted:
        query = replace(query, sources=(), excluded=())
    if Limit.ABOUT in lifted:
        query = replace(query, about=None, about_said="")
    return replace(query, parts=tuple(part for part in parts if part != query))


def chips(query: Query, limits: Limits) -> tuple[Chip, ...]:
    """What limits a question, the person's own choice first.

    A bound that the person chose and the question narrowed is the question's.
    """
    own = Query(
        "", "",
        query.since if query.since == limits.since else None,
        query.until if query.until == limits.until else None,
        query.sources if query.sources == limits.sources else (),
    )  # fmt: skip
    read = replace(
        query,
        since=None if own.since else query.since,
        until=None if own.until else query.until,
        sources=() if own.sources else query.sources,
    )
    return (*_chips(own, own=True), *_chips(read, own=False))


def without(limits: Limits, limit: Limit, own: bool) -> Limits:
    """The limits to ask again with when a chip is taken away."""
    if not own:
        return replace(limits, lifted=tuple(sorted({*limits.lifted, limit})))
    if limit is Limit.DATES:
        return replace(limits, since=None, until=None)
    return replace(limits, sources=())


def nowhere(limits: Limits) -> Limits:
    """No limits at all, not even those in the question's words."""
    return Limits(lifted=tuple(sorted({*limits.lifted, Limit.DATES, Limit.SOURCES})))


def _chips(query: Query, *, own: bool) -> Iterator[Chip]:
    dates = Query("", "", query.since, query.until).limits
    about = _days_in_words(*query.about) if query.about else ""
    for limit, words, said in (
        (Limit.DATES, dates, query.dates_said),
        (Limit.SOURCES, query.outlets, ""),
        (Limit.ABOUT, about, query.about_said),
    ):
        if words:
            yield Chip(limit, words, own, "" if words in said else said)


def _days_in_words(first: date, last: date) -> str:
    """`January 2020`, `2020`, `3 May 2021`, from one day to another, or `the time until` one."""
    if first == last:
        return day_in_words(first)
    if first == date.min:
        return f"the time until {day_in_words(last)}"
    ends_month = last == date.max or (last + timedelta(1)).day == 1
    if first.day == 1 and ends_month and first.year == last.year:
        if first.month == last.month:
            return f"{first:%B %Y}"
        if (first.month, last.month) == (1, 12):
            return str(first.year)
    return f"{day_in_words(first)} to {day_in_words(last)}"
