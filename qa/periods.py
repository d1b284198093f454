"""Pure: the times that a text speaks of: days named, turned by "before", "since" or "between"."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TypeAlias

from qa.counts import COUNT, UNIT, around, moved
from qa.date_forms import Kind
from qa.date_senses import LEAD, VAGUE, Lead, is_time, names_event
from qa.dates import Moment, in_year_of, moments
from qa.days import PARTS, Days, share_of

Dated: TypeAlias = Callable[[int, int], date | None]
"""Month and day to the day that the archive means by it: 10, 7 for "the October 7 attacks"."""


@dataclass(frozen=True, slots=True)
class Period:
    """A time that `text[start:end]` speaks of, `before` and `since` included in the words."""

    start: int
    end: int
    named: int
    """Where the words that name the days begin: after "since" or "in the"."""
    since: date | None
    """The first day; None for "before June 2021"."""
    until: date | None
    """The last day; None for "since June 2021"."""


ONWARDS = re.compile(
    r"\s+(?:onwards?|forwards?|on(?=\s*(?:[^\w\s]|$)|\s+(?:who|what|which|how|did|do|does|say|said"
    r"|is|are|was|were|has|have)\b))\b",
    re.IGNORECASE,
)
"""After "from 2021", but not the "on" of "articles from 2021 on floods"."""
NOW = re.compile(
    r"\s*(?:\band\b|\bto\b|\buntil\b|\btill\b|\bup\s+to\b|\bthrough\b(?:\s+to\b)?|[-–—])\s*"
    r"(?:(?:right\s+)?now\b|(?:the\s+)?present\b(?:\s+day\b)?|date\b)(?!\s+(?:the|an?)\b)",
    re.IGNORECASE,
)
"""After "between 2019" or "from May"."""
TO = re.compile(
    r"\s*(?:\band\b|\bto\b|\buntil\b|\btill\b|\bthrough\b|[-–—/])\s*(?:the\s+|in\s+)?",
    re.IGNORECASE,
)
LISTED = re.compile(
    r"\s*(?:,\s*(?:and|or)?|\band\b|\bor\b|\bthan\b|\bcompared\s+(?:with|to)\b|\bvs\.?|\bversus\b)\s*(?:in\s+|on\s+)?",
    re.IGNORECASE,
)
FROM = re.compile(r"\bfrom\s+(?:the\s+)?$", re.IGNORECASE)
BETWEEN = re.compile(r"\bbetween\s+(?:the\s+)?$", re.IGNORECASE)
END = re.compile(r"(?:the\s+)?end\b", re.IGNORECASE)
"""Before the end of May is up to the last of May, not before its last third."""
OFFSET = re.compile(
    r"(?:\b(?:in|on|from|during|throughout|of|over(?=\s+the))\s+)?"
    r"(?:\b(?P<within>within|up\s+to)\s+)?(?:\b(?P<the>the)\s+)?"
    rf"\b(?:(?P<count>{COUNT})|(?<=the\s)(?P<unit>{UNIT}))\s+"
    r"(?:(?P<before>before|prior\s+to|preceding)|(?P<after>after|following)|(?P<of>of)"
    r"|(?P<to>to|end(?:ing|ed)(?:\s+(?:in|on))?))\s+"
    r"(?:(?:the|an?)\s+(?:[\w’'-]+\s+){1,3}(?:of|in|on)\s+)?(?:the\s+)?$",
    re.IGNORECASE,
)
"""In the two weeks before 3 May, two days after the flood of 3 May, the year to May 2021, within a
week of 3 May."""
BOUND = re.compile(
    r"(?:\bfrom\s+|(?<=\bpublished\s)|(?<=\bprinted\s)|(?<=\bwritten\s)|(?<=\bdated\s))"
    r"(?:(?P<more>more\s+than|over|longer\s+than|at\s+least)"
    r"|less\s+than|under|within|not?\s+more\s+than|at\s+most)\s+$",
    re.IGNORECASE,
)
"""Articles from more than a year ago; what was built then is of no time that we could look for."""
AGO = re.compile(rf"({COUNT})\s+ago", re.IGNORECASE)
SHORT = 2
"""Up to so many days on, there is no early and late."""
NEAR = timedelta(days=7)
"""Around Christmas is no farther from it."""
WRITTEN = frozenset((Kind.FULL, Kind.MONTH, Kind.DAY, Kind.YEAR))


def periods(text: str, asked: date, dated: Dated | None = None) -> list[Period]:
    """The times that a text speaks of, in order.

    `asked` is the day that "last week" counts from. `dated` tells what day the archive means by an
    event that is named by day and month; without it such words are no time.
    """
    found = moments(text, asked)
    read: list[Period] = []
    end = 0
    for position, moment in enumerate(found):
        if moment.start >= end:
            before = end
            period, end = _period(text, found[position:], asked, dated)
            # The "on" of "from Monday on May" belongs to one of the two.
            read += [replace(period, start=max(before, period.start))] if period else []
    return read


def _period(
    text: str, ahead: Sequence[Moment], asked: date, dated: Dated | None
) -> tuple[Period | None, int]:
    """The time that the first of some moments speaks of, and where its words end."""
    first, lead = ahead[0], LEAD.search(text, 0, ahead[0].start)
    if bounded := _bounded(text, first, asked):
        return bounded, first.end
    if len(ahead) > 1 and (pair := _pair(text, first, ahead[1], lead)):
        return _range(text, pair, lead), pair[1].end
    if names_event(text, first, lead):
        first = _dated_by_archive(first, dated)
    elif is_time(text, first, lead):
        first = _listed(text, first, ahead[1:], lead)
    else:
        return None, first.end
    period = _directed(text, first, lead, asked)
    return period, period.end if period else first.end


def _bounded(text: str, moment: Moment, asked: date) -> Period | None:
    """The time before or since a day: "from more than a year ago", "from less than a week ago"."""
    bound, ago = BOUND.search(text, 0, moment.start), AGO.fullmatch(text, moment.start, moment.end)
    day = moved(ago[1], asked) if bound and ago else None
    if bound is None or day is None:
        return None
    ends = (None, day) if bound["more"] else (day, asked)
    return Period(bound.start(), moment.end, moment.start, *ends)


def _pair(text: str, first: Moment, last: Moment, lead: Lead) -> tuple[Moment, Moment] | None:
    """The ends of "between March and May 2021", "from 2019 to 2021", "May to July 2021"."""
    gap = TO.fullmatch(text, first.end, last.start)
    if gap is None:
        return None
    between, since = BETWEEN.search(text, 0, first.start), FROM.search(text, 0, first.start)
    if "and" in gap[0].lower() and not between:
        return None
    written = {first.kind, last.kind} <= WRITTEN and (last.kind is Kind.FULL or lead)
    if not (between or since or written):
        return None
    return in_year_of(first, last), last


def _range(text: str, pair: tuple[Moment, Moment], lead: Lead) -> Period | None:
    first, last = pair
    if not (first.days and last.days and is_time(text, last, lead)):
        return None
    since, until = first.days[0], last.days[1]
    start = lead.start() if lead else first.start
    return Period(start, last.end, first.start, since, until) if since <= until else None


def _listed(text: str, first: Moment, others: Sequence[Moment], lead: Lead) -> Moment:
    """From the first to the last of "in 2019 and 2020", "in March, April and May 2021"."""
    listed = [first]
    for other in others if lead and lead["within"] else ():
        alike = other.kind is first.kind or (first.kind, other.kind) == (Kind.MONTH, Kind.FULL)
        if not (alike and other.days and LISTED.fullmatch(text, listed[-1].end, other.start)):
            break
        listed.append(other)
    while len(listed) > 1 and not is_time(text, listed[-1], lead):
        listed.pop()
    days = [days for moment in listed if (days := in_year_of(moment, listed[-1]).days)]
    if len(listed) == 1 or not days:
        return first
    return replace(
        first, end=listed[-1].end, days=(min(d[0] for d in days), max(d[1] for d in days))
    )


def _directed(text: str, moment: Moment, lead: Lead, asked: date) -> Period | None:
    """The days of a moment turned by "before", "since", … into a period."""
    if moment.days is None:
        return None
    offset = OFFSET.search(text, 0, moment.start)
    if offset and (days := _offset(offset, moment.days)):
        return Period(offset.start(), moment.end, moment.start, *days)
    first, last = moment.days
    short = (last - first).days <= SHORT
    if lead and (lead["within"] or "").lower() == "around" and short:
        first, last = first - NEAR, last + NEAR
    if lead and lead["third"] and not short:
        first, last = share_of(moment.days, *PARTS[lead["third"].lower()])
    onwards, day = _onwards(text, moment, lead), timedelta(days=1)
    turned: dict[str, tuple[date | None, date | None]] = {
        "before": (None, last if END.match(text, moment.start) else first - day),
        "up_to": (None, last),
        "after": (last + day, None),
        "since": (first, None),
        "within": (first, None if onwards else last),
    }
    way = next((name for name in turned if lead and lead[name]), "within")
    since, until = turned[way]
    if until is None and since and since > asked:
        return None
    start = lead.start() if lead else moment.start
    end = onwards.end() if onwards else moment.end
    return Period(start, end, moment.start, since, until)


def _onwards(text: str, moment: Moment, lead: Lead) -> re.Match[str] | None:
    """The words after a moment by which its period goes on: "onwards", "to now"."""
    onwards = NOW.match(text, moment.end)
    if FROM.search(text, 0, moment.start):
        return onwards or ONWARDS.match(text, moment.end)
    return onwards if BETWEEN.search(text, 0, moment.start) or (lead and lead["since"]) else None


def _offset(offset: re.Match[str], days: Days) -> Days | None:
    """The days that lie so long before or after others; None for "more than two weeks before"."""
    (first, last), unit = days, offset["unit"] or ""
    count = offset["count"] or f"{'few' if unit.lower().endswith('s') else 'a'} {unit}"
    if VAGUE.search(offset.string, 0, offset.start()):
        return None
    earlier, later = moved(count, first), moved(count, last, 1)
    if earlier is None or later is None or (offset["of"] and not offset["within"]):
        return None
    if offset["of"]:
        return earlier, later
    if offset["to"]:
        ended = moved(count, last + timedelta(days=1))
        return (ended, last) if ended and offset["the"] else None
    if offset["the"] or offset["within"]:
        day = timedelta(days=1)
        return (earlier, first - day) if offset["before"] else (last + day, later)
    way = -1 if offset["before"] else 1
    ends = around(count, first, way), around(count, last, way)
    return (ends[0][0], ends[1][1]) if ends[0] and ends[1] else None


def _dated_by_archive(moment: Moment, dated: Dated | None) -> Moment:
    if moment.days is None:
        return moment
    day = dated(moment.days[0].month, moment.days[0].day) if dated else None
    return replace(moment, days=(day, day) if day else None)
