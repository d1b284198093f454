"""Pure: the first and last day of weeks, months, seasons and years."""

from calendar import monthrange
from collections.abc import Callable, Mapping
from datetime import MAXYEAR, MINYEAR, date, timedelta
from typing import TypeAlias

from dateutil.easter import easter

Days: TypeAlias = tuple[date, date]
"""The first and the last day, both included."""

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
SHORT_MONTHS = "jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec"
"""As parts of patterns, like what follows."""
MONTH = rf"(?:{'|'.join(MONTHS)}|{SHORT_MONTHS})"
WEEKDAY = "|".join(WEEKDAYS)

SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
"""The month each begins in, as meteorologists of the northern half count."""

PARTS = {
    "early": (0, 3),
    "beginning": (0, 3),
    "start": (0, 3),
    "mid": (1, 3),
    "middle": (1, 3),
    "late": (2, 3),
    "end": (2, 3),
    "first half": (0, 2),
    "second half": (1, 2),
}
"""Which of how many equal parts, counted from 0."""

HOLIDAYS: Mapping[str, Callable[[int], date]] = {
    r"christmas\s+eve": lambda year: date(year, 12, 24),
    r"boxing\s+day": lambda year: date(year, 12, 26),
    r"christmas(?:\s+day)?": lambda year: date(year, 12, 25),
    r"new\s+year['’]?s\s+eve": lambda year: date(year, 12, 31),
    r"new\s+year['’]?s\s+day": lambda year: date(year, 1, 1),
    r"(?:st\.?\s+)?valentine['’]?s\s+day": lambda year: date(year, 2, 14),
    r"st\.?\s+patrick['’]?s\s+day": lambda year: date(year, 3, 17),
    r"thanksgiving(?:\s+day)?": lambda year: _thanksgiving(year),
    r"black\s+friday": lambda year: _thanksgiving(year) + timedelta(days=1),
    r"hallowe['’]?en": lambda year: date(year, 10, 31),
    r"good\s+friday": lambda year: easter(year) - timedelta(days=2),
    r"easter\s+monday": lambda year: easter(year) + timedelta(days=1),
    r"easter(?:\s+sunday)?": easter,
}
"""Patterns of holidays' names, with the day of each in a year."""


def _thanksgiving(year: int) -> date:
    """The fourth Thursday of November."""
    first = date(year, 11, 1)
    return first + timedelta(days=(3 - first.weekday()) % 7 + 21)


def month_number(name: str) -> int:
    """January is 1; of a name its first three letters count."""
    return next(number for number, month in enumerate(MONTHS, 1) if month[:3] == name[:3].lower())


def day_of(year: int, month: int, day: int) -> date | None:
    """A day; None if no calendar has it."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def latest_day(month: int, day: int, asked: date) -> date | None:
    """The last day of that month and number that is not after the day `asked`."""
    years = (asked.year - back for back in range(9))  # from one 29 February to the next, at most
    days = (day_of(year, month, day) for year in years)
    return next((found for found in days if found and found <= asked), None)


def year_of(year: int) -> Days | None:
    """A year's days; None outside the calendar of `datetime`."""
    if not MINYEAR < year < MAXYEAR:
        return None
    return date(year, 1, 1), date(year, 12, 31)


def month_of(year: int, month: int) -> Days | None:
    """A month's days; None outside the calendar of `datetime`."""
    if not MINYEAR < year < MAXYEAR:
        return None
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def latest_month(month: int, asked: date) -> Days | None:
    """The last month of that number that has begun on the day `asked`."""
    return month_of(asked.year - (month > asked.month), month)


def quarter_of(year: int, number: int) -> Days | None:
    """The days of a year's first to fourth quarter."""
    days = year_of(year)
    return share_of(days, number - 1, 4) if days else None


def season_of(year: int, season: str) -> Days | None:
    """The three months of a season; a winter is that of the year in which it begins."""
    if not MINYEAR < year < MAXYEAR - 1:
        return None
    first = SEASONS[season]
    end = date(year + (first == 12), (first + 2) % 12 + 1, 1)
    return date(year, first, 1), end - timedelta(days=1)


def week_of(day: date) -> Days:
    """Monday to Sunday."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)


def share_of(days: Days, number: int, of: int) -> Days:
    """One of equal parts, counted from 0: by months where the days are whole years of them."""
    first, last = days
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    if months % of == 0:
        start = _months_on(first, months * number // of)
        return start, _months_on(first, months * (number + 1) // of) - timedelta(days=1)
    length = (last - first).days + 1
    start = first + timedelta(days=length * number // of)
    return start, first + timedelta(days=length * (number + 1) // of - 1)


def _months_on(day: date, months: int) -> date:
    month = day.month - 1 + months
    return date(day.year + month // 12, month % 12 + 1, 1)
