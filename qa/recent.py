"""Pure: days counted from the day of asking: yesterday, last week, two days ago, on Monday."""

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta

import dateparser

from qa.days import SEASONS, Days, latest_month, month_of, season_of, share_of, week_of, year_of

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
NUMBER = (
    r"\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty"
    r"|a\s+couple\s+of|couple\s+of"
)
UNIT = r"(?:hour|day|week|month|year)s?"
NO_OF = r"\b(?!\s+of\b)"
"""The last week of his life is not last week."""
NAMED = "|".join((*SEASONS, *MONTHS, *WEEKDAYS))
RECENT = (
    r"\b(?:(?P<day>the\s+day\s+before\s+yesterday|yesterday|last\s+night|tonight|today|tomorrow"
    r"|this\s+(?:morning|afternoon|evening))"
    rf"|(?P<ago>{NUMBER})\s+(?P<ago_unit>{UNIT})\s+ago"
    rf"|(?:the|these)\s+(?:last|past)\s+(?P<span>{NUMBER})\s+(?P<span_unit>{UNIT})"
    rf"|(?:the|this)\s+(?:last|past)\s+(?P<rolling>day|week|month|year|decade){NO_OF}"
    r"|(?P<the_weekend>(?:over|on|at|during)\s+the\s+weekend)"
    r"|(?:(?P<part>early|earlier|late|later|mid)[\s-]+)?(?P<which>this\s+past|this|last|next)\s+"
    rf"(?P<unit>week|weekend|month|year|quarter|{NAMED}){NO_OF})\b"
)
"""The pattern whose groups `recent_days` reads."""


def recent_days(said: Mapping[str, str | None], asked: date) -> Days | None:
    """The first and last day of what RECENT found, counted from the day `asked`."""
    if day := said["day"]:
        return _near(day.lower(), asked)
    if (number := said["ago"]) and (unit := said["ago_unit"]):
        return _around(_back(number, unit, asked), unit)
    if (number := said["span"]) and (unit := said["span_unit"]):
        first = _back(number, unit, asked)
        return (first, asked) if first else None
    if rolling := said["rolling"]:
        decade = rolling.lower() == "decade"
        first = _back("10", "years", asked) if decade else _back("1", rolling, asked)
        return (first, asked) if first else None
    if said["the_weekend"]:
        saturday = asked - timedelta(days=(asked.weekday() - 5) % 7)
        return saturday, saturday + timedelta(days=1)
    which = " ".join((said["which"] or "").lower().split())
    step = {"this past": -1, "last": -1, "this": 0, "next": 1}[which]
    days = _stepped(step, (said["unit"] or "").lower(), asked)
    return _part(days, said["part"], asked) if days else None


def latest_weekday(name: str, asked: date) -> Days:
    """The last day of that name not after `asked`."""
    day = asked - timedelta(days=(asked.weekday() - WEEKDAYS.index(name.lower())) % 7)
    return day, day


def _near(words: str, asked: date) -> Days | None:
    back = {"yesterday": -1, "tomorrow": 1}.get(words, 0)
    if words.startswith("the"):
        back = -2
    day = asked + timedelta(days=back)
    return (day - timedelta(days=1), day) if words.startswith("last") else (day, day)


def _back(number: str, unit: str, asked: date) -> date | None:
    """The day so many units before `asked`."""
    number = re.sub(r"(?:a\s+)?couple\s+of", "two", number.lower())
    base = datetime(asked.year, asked.month, asked.day)
    found = dateparser.parse(
        f"{number} {unit.lower()} ago", languages=["en"], settings={"RELATIVE_BASE": base}
    )
    return found.date() if found else None


def _around(day: date | None, unit: str) -> Days | None:
    """What "two weeks ago" means: the week, month or year around that day."""
    if day is None:
        return None
    unit = unit.lower().removesuffix("s")
    if unit == "week":
        return week_of(day)
    if unit == "month":
        return month_of(day.year, day.month)
    return year_of(day.year) if unit == "year" else (day, day)


def _stepped(step: int, unit: str, asked: date) -> Days | None:
    if unit == "week":
        return week_of(asked + timedelta(days=7 * step))
    if unit == "weekend":
        saturday = week_of(asked + timedelta(days=7 * step))[0] + timedelta(days=5)
        return saturday, saturday + timedelta(days=1)
    if unit == "month":
        return _month(asked.year, asked.month + step)
    if unit == "quarter":
        first = (asked.month - 1) // 3 * 3 + 1 + 3 * step
        start, end = _month(asked.year, first), _month(asked.year, first + 2)
        return (start[0], end[1]) if start and end else None
    if unit == "year":
        return year_of(asked.year + step)
    return _named(step, unit, asked)


def _month(year: int, month: int) -> Days | None:
    """A month counted on beyond the ends of its year: month 0 is the December before."""
    return month_of(year + (month - 1) // 12, (month - 1) % 12 + 1)


def _named(step: int, unit: str, asked: date) -> Days | None:
    """Last summer, this March, next Monday: the last that has ended, this year's or week's, …"""
    if unit in WEEKDAYS:
        if step < 0:
            return latest_weekday(unit, asked - timedelta(days=1))
        day = week_of(asked)[0] + timedelta(days=WEEKDAYS.index(unit) + 7 * step)
        return day, day
    if unit in SEASONS:
        years = (asked.year + back for back in (1, 0, -1, -2))
        seasons = [days for year in years if (days := season_of(year, unit))]
    else:
        number = MONTHS.index(unit) + 1
        if step < 0:
            return latest_month(number, asked.replace(day=1) - timedelta(days=1))
        years = (asked.year + ahead for ahead in (1, 0))
        seasons = [days for year in years if (days := month_of(year, number))]
    if step < 0:
        return next((days for days in seasons if days[1] < asked), None)
    if step > 0:
        return next((days for days in reversed(seasons) if days[0] > asked), None)
    return next((days for days in seasons if days[0].year == asked.year), None)


def _part(days: Days, part: str | None, asked: date) -> Days | None:
    """Earlier this week: what has passed of it; early, mid or late: that third of it."""
    words = (part or "").lower()
    if words == "earlier":
        return days[0], min(days[1], max(asked, days[0]))
    if words == "later":
        return max(days[0], min(asked, days[1])), days[1]
    thirds = {"early": 0, "mid": 1, "late": 2}
    return share_of(days, thirds[words], 3) if words else days
