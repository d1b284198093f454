"""Pure: words that name days, and the days they name.

A grammar of our own finds the words, since dateparser's search takes "may", "second" or a price for
a date. Whether the words speak of time at all is for qa.periods.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import MAXYEAR, MINYEAR, date, timedelta

from qa.counts import moved
from qa.date_forms import FORMS, QUARTERS, WEEKS, Kind
from qa.days import (
    HOLIDAYS,
    PARTS,
    Days,
    day_of,
    latest_day,
    latest_month,
    month_number,
    month_of,
    quarter_of,
    season_of,
    share_of,
    week_of,
    year_of,
)
from qa.recent import RECENT, STEPS, Groups, latest_weekday

FIRST_YEAR, YEARS_AHEAD = 1600, 2
"""A number outside these is hardly a year that a question is about."""


@dataclass(frozen=True, slots=True)
class Moment:
    """Words that name days: `text[start:end]`."""

    start: int
    end: int
    kind: Kind
    days: Days | None
    """The first and last day; None for a day that no calendar has."""


def moments(text: str, asked: date) -> list[Moment]:
    """The words in `text` that can name days, in order, none overlapping.

    `asked` is the day that "last week" counts from, and the last that "May" alone can mean.
    """
    found: list[Moment] = []
    for kind, form, pattern in FORMS:
        for match in pattern.finditer(text):
            start, end = match.span()
            if all(end <= other.start or start >= other.end for other in found):
                words = match.groupdict(default="").items()
                said = {name: " ".join(text.lower().split()) for name, text in words}
                days = DAYS_OF[form](said, asked)
                if days and (part := said.get("part")):
                    days = share_of(days, *PARTS[part])
                found.append(Moment(start, end, kind, _plausible(days, asked)))
    return sorted(found, key=lambda moment: moment.start)


def in_year_of(moment: Moment, later: Moment) -> Moment:
    """A moment without a year, put into the last year in which it comes before `later`: the March
    of "March to May 2021"; a weekday into the last such week.
    """
    if moment.days is None or later.days is None:
        return moment
    first, last = moment.days
    if moment.kind is Kind.WEEKDAY:
        return replace(moment, days=latest_weekday(f"{first:%A}", later.days[0]))
    if moment.kind not in (Kind.DAY, Kind.MONTH):
        return moment
    year = later.days[0].year
    year -= (first.month, first.day) > (later.days[0].month, later.days[0].day)
    if moment.kind is Kind.MONTH:
        return replace(moment, days=month_of(year, first.month))
    since, until = (day_of(year, day.month, day.day) for day in (first, last))
    return replace(moment, days=(since, until) if since and until else None)


def _plausible(days: Days | None, asked: date) -> Days | None:
    if days is None or not FIRST_YEAR <= days[0].year <= days[1].year <= asked.year + YEARS_AHEAD:
        return None
    return days if days[0] <= days[1] else None


def _year_number(said: Groups, asked: date) -> int | None:
    """2021, or the year that "last year" is; None for a date without a year."""
    year = said.get("year", "").lstrip("'’")
    if not year:
        return None
    if year.isdecimal() and len(year) > 2:
        return int(year)
    if year.isdecimal():
        short = asked.year // 100 * 100 + int(year)
        return short if short <= asked.year + YEARS_AHEAD else short - 100
    return asked.year + STEPS[year.split()[0]]


def _day(said: Groups, asked: date) -> Days | None:
    first = _one_day(said, said["day"], asked)
    last = _one_day(said, said["last"], asked) if said.get("last") else first
    return (first, last) if first and last else None


def _one_day(said: Groups, number: str, asked: date) -> date | None:
    month, year, day = month_number(said["month"]), _year_number(said, asked), int(number)
    return day_of(year, month, day) if year else latest_day(month, day, asked)


def _written(said: Groups, asked: date) -> Days | None:
    day = day_of(*map(int, re.split("[-/]", said["iso"])))
    return (day, day) if day else None


def _numeric(said: Groups, asked: date) -> Days | None:
    one, two = sorted((int(said["one"]), int(said["two"])))
    if not 1 <= one <= 12 or (one != two and two <= 12):
        return None  # 3/5/2021 is in May or in March: a guess would be wrong half the time
    day = day_of(int(said["year"]), one, two)
    return (day, day) if day else None


def _month(said: Groups, asked: date) -> Days | None:
    number, year = month_number(said["month"]), _year_number(said, asked)
    return month_of(year, number) if year else latest_month(number, asked)


def _nth_week(said: Groups, asked: date) -> Days | None:
    days = _month(said, asked)
    if days is None:
        return None
    number = WEEKS[said["count"]]
    first = days[0] + timedelta(days=7 * number) if number >= 0 else days[1] - timedelta(days=6)
    return first, first + timedelta(days=6)


def _days_of(said: Groups, asked: date) -> Days | None:
    """The first ten days of July 2022."""
    days = _month(said, asked)
    first = moved(said["count"], days[1]) if days else None
    if days is None or first is None:
        return None
    length = days[1] - first
    if said["end"] == "last":
        return first + timedelta(days=1), days[1]
    return days[0], min(days[0] + length - timedelta(days=1), days[1])


def _holiday(said: Groups, asked: date) -> Days | None:
    """Christmas Eve 2021; without a year the last one not after `asked`."""
    name = said["holiday"]
    day_in = next(day for form, day in HOLIDAYS.items() if re.fullmatch(form, name))
    year = _year_number(said, asked)
    if year is None:
        year = asked.year - (day_in(asked.year) > asked)
    if not MINYEAR < year < MAXYEAR:
        return None
    return day_in(year), day_in(year)


def _nth(said: Groups, asked: date) -> Days | None:
    """On the 12th: the last one not after `asked`."""
    number = int(said["day"])
    earlier = (asked - timedelta(days=days) for days in range(62))
    found = next((day for day in earlier if day.day == number), None)
    return (found, found) if found else None


def _week_of(said: Groups, asked: date) -> Days | None:
    days = _day(said, asked)
    week = week_of(days[0]) if days else None
    return (week[0] + timedelta(days=5), week[1]) if week and said["span"] == "weekend" else week


def _season(said: Groups, asked: date) -> Days | None:
    season = said["season"]
    year = _year_number({"year": said.get("year") or said.get("which", "")}, asked)
    if year:
        return season_of(year, season)
    days = (season_of(asked.year - back, season) for back in (0, 1))
    return next((found for found in days if found and found[0] <= asked), None)


def _years(said: Groups, asked: date) -> Days | None:
    first, last = said["year"], said["last"]
    ends = year_of(int(first)), year_of(int(first[: 4 - len(last)] + last))
    return (ends[0][0], ends[1][1]) if ends[0] and ends[1] else None


def _quarter(said: Groups, asked: date) -> Days | None:
    year, unit = _year_number(said, asked) or 0, said["unit"] or said["letter"] or "q"
    number = QUARTERS[said["nth"]] if said["nth"] else int(said["number"] or said["digit"])
    if unit == "q":
        return quarter_of(year, number)
    days = year_of(year)
    return share_of(days, number - 1, 2) if days and number <= 2 else None


def _decade(said: Groups, asked: date) -> Days | None:
    digits = said["decade"]
    start = int(digits if len(digits) == 4 else f"19{digits}")
    # The 1800s are a century; the 2000s are not over, so most people mean ten years.
    length = 100 if start % 100 == 0 and start < 2000 else 10
    first, last = year_of(start), year_of(start + length - 1)
    return (first[0], min(last[1], max(asked, first[0]))) if first and last else None


DAYS_OF: Mapping[str, Callable[[Groups, date], Days | None]] = {
    "written": _written,
    "numeric": _numeric,
    "week of": _week_of,
    "nth week": _nth_week,
    "day": _day,
    "month": _month,
    "season": _season,
    "quarter": _quarter,
    "days of": _days_of,
    "holiday": _holiday,
    "nth": _nth,
    **{form: compute for form, _, compute in RECENT},
    "years": _years,
    "decade": _decade,
    "year": lambda said, _: year_of(int(said["year"])),
    "weekday": lambda said, asked: latest_weekday(said["weekday"], asked),
}
"""The form of a date to what computes its days from the groups of its pattern."""
