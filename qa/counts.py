"""Pure: so many days, weeks or years before or after a day: half a year, a few weeks."""

import re
from datetime import date
from math import ceil

from dateutil.relativedelta import relativedelta

from qa.days import Days, month_of, week_of, year_of

SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen"
)
TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
WORDS = dict(zip(f"{SMALL} {TENS}".split(), (*range(20), *range(20, 100, 10)), strict=True))
"""Numbers of one word."""
NUMBERS = {**WORDS, "a": 1, "an": 1, "couple": 2, "few": 5, "several": 5, "half": 0}
"""What a number at most means; "half a year" has but its half."""
NUMBER = rf"(?:\d{{1,3}}|an?|{'|'.join(WORDS)}|(?:a\s+)?couple\s+of|(?:a\s+)?few|several)"
UNIT = r"(?:hour|day|week|wk|fortnight|month|year|yr)s?"
HALF = r"(?:\s+and\s+a\s+half)?"
COUNT = rf"(?:half\s+an?\s+{UNIT}|{NUMBER}{HALF}\s+{UNIT}{HALF})"
"""Two weeks, half a year, a year and a half, two and a half months."""
DAYS = {"h": 1 / 24, "d": 1, "w": 7, "f": 14}
"""Of units, by their first letter."""
VAGUE = re.compile(r"few|several")
FEWEST = 2
"""A few weeks are at least so many."""


def moved(count: str, day: date, way: int = -1) -> date | None:
    """The day that lies a count such as "two weeks" before a day, or with a `way` of 1 after it;
    None outside the calendar."""
    number, unit = _amount(count)
    step = relativedelta(days=ceil(number * DAYS.get(unit, 0)))
    if unit in "my":
        step = relativedelta(months=int(number), days=round(30 * (number % 1)))
    if unit == "y":
        step = relativedelta(months=round(12 * number))
    try:
        then: date = day + way * step
        return then
    except (OverflowError, ValueError):
        return None


def around(count: str, day: date, way: int = -1) -> Days | None:
    """What "two weeks ago" means: the week, month or year around that day; of "a few weeks ago" all
    that it can be."""
    number, unit = _amount(count)
    end = moved(count, day, way)
    near = moved(f"{FEWEST} {_unit(count)}", day, way) if VAGUE.search(count.lower()) else end
    if end is None or near is None:
        return None
    if number % 1:
        unit = {"y": "m", "m": "w"}.get(unit, "d")  # half a year ago is a month, not a year
    first, last = _whole(min(end, near), unit), _whole(max(end, near), unit)
    return (first[0], last[1]) if first and last else None


def _whole(day: date, unit: str) -> Days | None:
    if unit == "w":
        return week_of(day)
    if unit == "m":
        return month_of(day.year, day.month)
    return year_of(day.year) if unit == "y" else (day, day)


def _amount(count: str) -> tuple[float, str]:
    """How many, and the unit's first letter."""
    first, *others = words = re.sub(r"^a\s+(?=couple|few)", "", count.lower()).split()
    number = int(first) if first.isdecimal() else NUMBERS[first]
    return number + ("half" in words) / 2, _unit(" ".join(others))[0]


def _unit(count: str) -> str:
    return next(word for word in count.lower().split() if re.fullmatch(UNIT, word))
