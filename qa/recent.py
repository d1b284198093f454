"""Pure: days counted from the day of asking: yesterday, last week, two days ago, on Monday."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import TypeAlias

from qa.counts import COUNT, HALF, around, moved
from qa.days import (
    MONTHS,
    PARTS,
    SEASONS,
    WEEKDAY,
    WEEKDAYS,
    Days,
    month_of,
    quarter_of,
    season_of,
    share_of,
    week_of,
    year_of,
)

Groups: TypeAlias = Mapping[str, str]
"""What the groups of a pattern hold, in small letters; "" for what isn't there."""

PERIOD = "(?:week|month|quarter|year)"
NO_OF = r"\b(?!\s+of\b)"
"""The last week of his life is not last week."""
NAMED = "|".join((*SEASONS, *MONTHS, *WEEKDAYS))
PAST = r"(?:(?:the|this)\s+(?:last|past)|(?<=\bin\s)past|(?<=\bover\s)past|(?<=\bduring\s)past)"
STEPS = {"this past": -1, "last": -1, "this": 0, "the": 0, "next": 1}
COUNTED = {"two": 2, "three": 3, "four": 4}


def latest_weekday(name: str, asked: date) -> Days:
    """The last day of that name not after `asked`."""
    day = asked - timedelta(days=(asked.weekday() - WEEKDAYS.index(name.lower())) % 7)
    return day, day


def _near(said: Groups, asked: date) -> Days:
    words = said["day"]
    back = {"yesterday": -1, "tomorrow": 1}.get(words, 0)
    if words.startswith("the"):
        back = -2
    day = asked + timedelta(days=back)
    return (day - timedelta(days=1), day) if words.startswith("last") else (day, day)


def _ago(said: Groups, asked: date) -> Days | None:
    return around(said["count"], asked)


def _span(said: Groups, asked: date) -> Days | None:
    first = moved(said["count"], asked)
    return (first, asked) if first else None


def _rolling(said: Groups, asked: date) -> Days | None:
    decade = "15 years" if said["half"] else "10 years"
    count = decade if said["unit"] == "decade" else f"a {said['unit']} {said['half']}"
    return _span({"count": count}, asked)


def _lately(said: Groups, asked: date) -> Days | None:
    return _span({"count": f"few {said['unit']}"}, asked)


def _this_time(said: Groups, asked: date) -> Days | None:
    return month_of(asked.year - 1, asked.month)


def _so_far(said: Groups, asked: date) -> Days | None:
    days = _stepped(0, said["unit"] or said["whole"] or "year", asked)
    return (days[0], asked) if days else None


def _weekdays_ago(said: Groups, asked: date) -> Days:
    """Two Sundays ago: the Sunday before the last one."""
    weeks = COUNTED[said["number"]] - 1
    return latest_weekday(said["weekday"], asked - timedelta(days=7 * weeks + 1))


def _before_last(said: Groups, asked: date) -> Days | None:
    """The week before last, the Friday before last."""
    unit = said["unit"]
    if unit in WEEKDAYS:
        return latest_weekday(unit, asked - timedelta(days=8))
    last = _stepped(-1, unit, asked)
    if last and unit in (*SEASONS, *MONTHS):
        return _stepped(-1, unit, last[0])
    return _stepped(-2, unit, asked)


def _of_week(said: Groups, asked: date) -> Days:
    """Tuesday of last week."""
    monday = week_of(asked + timedelta(days=7 * STEPS[said["which"]]))[0]
    day = monday + timedelta(days=WEEKDAYS.index(said["weekday"]))
    return day, day


def _of_month(said: Groups, asked: date) -> Days | None:
    """The 3rd of last month."""
    days, number = _stepped(STEPS[said["which"]], "month", asked), int(said["number"])
    if days is None or not 1 <= number <= days[1].day:
        return None
    return days[0].replace(day=number), days[0].replace(day=number)


def _edge(said: Groups, asked: date) -> Days | None:
    """The start of the year, the end of last month, the first half of last year."""
    days = _stepped(STEPS[said["which"]], said["unit"], asked)
    return share_of(days, *PARTS[said["edge"]]) if days else None


def _the_weekend(said: Groups, asked: date) -> Days:
    saturday, _ = latest_weekday("saturday", asked)
    return saturday, saturday + timedelta(days=1)


def _which(said: Groups, asked: date) -> Days | None:
    days = _stepped(STEPS[said["which"]], said["unit"], asked)
    return _third(days, said["third"], asked) if days else None


RECENT: tuple[tuple[str, str, Callable[[Groups, date], Days | None]], ...] = (
    (
        "near",
        r"\b(?P<day>the\s+day\s+before\s+yesterday|yesterday|last\s+night|tonight|today|tomorrow"
        r"|this\s+(?:morning|afternoon|evening))\b",
        _near,
    ),
    (
        "weekdays ago",
        rf"\b(?P<number>{'|'.join(COUNTED)})\s+(?P<weekday>{WEEKDAY})s\s+ago\b",
        _weekdays_ago,
    ),
    ("ago", rf"\b(?P<count>{COUNT})\s+ago\b", _ago),
    ("span", rf"\b(?:(?:the|these)\s+)?(?:last|past)\s+(?P<count>{COUNT})\b", _span),
    (
        "rolling",
        rf"\b{PAST}\s+(?P<unit>day|week|fortnight|month|year|decade)(?P<half>{HALF}){NO_OF}",
        _rolling,
    ),
    ("lately", r"\brecent\s+(?P<unit>days|weeks|months)\b", _lately),
    ("this time", r"\b(?:(?:about|around)\s+)?this\s+time\s+last\s+year\b", _this_time),
    (
        "so far",
        rf"\b(?:so\s+far\s+this\s+(?P<unit>{PERIOD})|this\s+(?P<whole>{PERIOD})\s+so\s+far"
        r"|(?:the\s+)?(?:year[\s-]+to[\s-]+date|ytd))\b",
        _so_far,
    ),
    (
        "before last",
        rf"\bthe\s+(?P<unit>{PERIOD}|weekend|{NAMED})\s+before\s+last\b"
        rf"(?:\s+(?P=unit)\b|(?!\s+(?:{PERIOD}|weekend|{NAMED})\b))",
        _before_last,
    ),
    (
        "of week",
        rf"\b(?P<weekday>{WEEKDAY})(?:\s+of)?\s+(?P<which>this|last|next)\s+week\b",
        _of_week,
    ),
    (
        "of month",
        r"\bthe\s+(?P<number>\d{1,2})(?:st|nd|rd|th)\s+of\s+(?P<which>this|last|next)\s+month\b",
        _of_month,
    ),
    (
        "edge",
        r"\b(?:the\s+)?(?P<edge>start|beginning|(?:first|second)\s+half"
        r"|end(?=\s+of\s+last))\s+of\s+"
        rf"(?P<which>the|this|last)\s+(?P<unit>{PERIOD}){NO_OF}",
        _edge,
    ),
    ("the weekend", r"\b(?:over|on|at|during)\s+the\s+weekend\b", _the_weekend),
    (
        "which",
        r"\b(?:(?P<third>early|earlier|late|later|mid)[\s-]+)?(?P<which>this\s+past|this|last|next)\s+"
        rf"(?P<unit>{PERIOD}|weekend|{NAMED}){NO_OF}",
        _which,
    ),
)
"""Each form with its pattern, and what computes its days from the pattern's groups."""


def _stepped(step: int, unit: str, asked: date) -> Days | None:
    if unit == "week":
        return week_of(asked + timedelta(days=7 * step))
    if unit == "weekend":
        saturday = week_of(asked + timedelta(days=7 * step))[0] + timedelta(days=5)
        return saturday, saturday + timedelta(days=1)
    if unit == "month":
        month = asked.month - 1 + step
        return month_of(asked.year + month // 12, month % 12 + 1)
    if unit == "quarter":
        quarter = (asked.month - 1) // 3 + step
        return quarter_of(asked.year + quarter // 4, quarter % 4 + 1)
    if unit == "year":
        return year_of(asked.year + step)
    return _named(step, unit, asked)


def _named(step: int, unit: str, asked: date) -> Days | None:
    """Last summer, this March, next Monday: the last that has ended, this year's or week's, …"""
    if unit in WEEKDAYS:
        if step < 0:
            return latest_weekday(unit, asked - timedelta(days=1))
        day = week_of(asked)[0] + timedelta(days=WEEKDAYS.index(unit) + 7 * step)
        return day, day
    years = (asked.year + back for back in (1, 0, -1, -2))
    found = [
        season_of(year, unit) if unit in SEASONS else month_of(year, MONTHS.index(unit) + 1)
        for year in years
    ]
    known = [days for days in found if days]
    if step < 0:
        return next((days for days in known if days[1] < asked), None)
    if step > 0:
        return next((days for days in reversed(known) if days[0] > asked), None)
    return next((days for days in known if days[0].year == asked.year), None)


def _third(days: Days, words: str, asked: date) -> Days | None:
    """Earlier this week: what has passed of it; early, mid or late: that third of it."""
    if words == "earlier":
        return days[0], min(days[1], max(asked, days[0]))
    if words == "later":
        return max(days[0], min(asked, days[1])), days[1]
    return share_of(days, *PARTS[words]) if words else days
