"""Where and when a figure is of, by its sentence and the day of its article. Pure."""

import re
from collections.abc import Set
from dataclasses import dataclass
from datetime import date
from math import inf

from qa.amounts import Amount
from qa.days import MONTH as MONTH_NAME
from qa.days import WEEKDAY
from qa.figures import ALONE, DAY

NEAR = 60
"""Characters on each side of a figure that say what happened to what it counts."""
SOON = 7
"""Days between two articles on one event, as a rule."""
MONTH, QUARTER, HALF_YEAR = 31, 92, 183
"""Days after which a rate or a price, a share, and a count is another."""

CURRENCIES = frozenset("$£€")
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
RELATIVE = re.compile(
    r"\b(?:this|last|next|each|every|per|previous|past|prior|first|second|third|fourth|final)"
    r" (?:\w+ )?(?:years?|months?|weeks?|quarters?|half|season|days?|decades?)\b"
    r"|\b(?:annual|yearly|monthly|weekly|quarterly|daily|so far)\b",
    re.IGNORECASE,
)
"""A span of time that only the article's day tells: "this year", "the last six months"."""
RATE = re.compile(r"\b(?:rates?|prices?|average|median|wages?|polls?|inflation)\b", re.IGNORECASE)
"""What soon has another figure."""
NAME = rf"(?!(?i:{MONTH_NAME}|{WEEKDAY}|mon|tues?|wed|thu(?:rs)?|fri|sat|sun)\b)[A-Z][\w-]+"
NAMED = re.compile(rf"(?<=[\w,;’'”] ){NAME}")
"""A name that does not begin the sentence."""
PLACED = re.compile(rf"\b(?:in|at|near|from|across|over)\s+(?:the\s+)?({NAME})")
PLACE_AFTER = re.compile(
    rf"(?:\s+(?!and\b)[a-z]+){{0,4}}?\s+(?:in|at|across)\s+(?:the\s+)?({NAME})"
)
"""The place right after a figure is its own: "61 stores in Arden"."""
OWNER = re.compile(r"\b([\w-]+)[’']s (?:[\w-]+ )?$")
"""Whose a figure is, right before it: "the state's 10 votes"."""
SCOPE = re.compile(
    r"\b(?:(?P<nation>nation(?:al|wide)?|federal|country)|(?P<state>state(?:wide)?)"
    r"|(?P<world>world(?:wide)?|global))\b",
    re.IGNORECASE,
)
"""How much of the world a figure before which it stands is of."""
EXTREME = re.compile(r"\b(?:highest|lowest|largest|smallest|cheapest|median|starting)\b", re.I)
"""What picks one of many figures: the highest price is not the average one."""


@dataclass(frozen=True, slots=True)
class Told:
    """A figure where it stands."""

    figure: Amount
    text: str
    """The sentence."""
    stems: frozenset[str]
    title: str
    day: date | None

    @property
    def before(self) -> str:
        return self.text[max(0, self.figure.span.start - NEAR) : self.figure.span.start]

    @property
    def after(self) -> str:
        return self.text[self.figure.span.end : self.figure.span.end + NEAR]


def elsewhere(one: Told, other: Told) -> bool:
    """Whether the sentences name different places, or a figure is of one that the other lacks."""
    return (
        _apart(_places(one), _places(other))
        or _scopes_differ(one.before, other.before)
        or _only(one, other)
        or _only(other, one)
        or set(EXTREME.findall(one.text)) != set(EXTREME.findall(other.text))
    )


def _apart(one: Set[str], other: Set[str]) -> bool:
    """Whether both are something, and nothing in common."""
    return bool(one and other) and not one & other


def _places(told: Told) -> set[str]:
    return set(PLACED.findall(told.text))


def _years(told: Told) -> set[str]:
    return set(YEAR.findall(told.text))


def _months(told: Told) -> set[str]:
    """The months of a sentence; of "the May report released June 6" only May."""
    found = ALONE.findall(DAY.sub(" ", told.text)) or ALONE.findall(told.text)
    return {month[:3] for month in found}


def _scopes_differ(one: str, other: str) -> bool:
    """Whether one figure is of a state, say, and the other of the nation."""
    last = [[match.lastgroup for match in SCOPE.finditer(text)][-1:] for text in (one, other)]
    return all(last) and last[0] != last[1]


def _only(one: Told, other: Told) -> bool:
    """Whether a figure is of a place or an owner that the other article's words don't name."""
    near = PLACE_AFTER.match(one.after), OWNER.search(one.before)
    words = set(re.findall(r"[\w-]+", f"{other.title} {other.text}"))
    return any(match and match[1] not in words for match in near)


def at_another_time(one: Told, other: Told) -> bool:
    """Whether the sentences tell of different times, or their articles are too far apart."""
    if RELATIVE.search(one.text) or RELATIVE.search(other.text):
        return True
    if _apart(_years(one), _years(other)) or _apart(_months(one), _months(other)):
        return True
    return _days_apart(one, other) > _lasts(one, other)


def _lasts(one: Told, other: Told) -> float:
    """The days for which figures are of one time; what something named costs is one sum for as
    long as it takes."""
    if RATE.search(one.text) or RATE.search(other.text):
        return MONTH
    if one.figure.unit[:1] in CURRENCIES and _names(one) & _names(other):
        return inf
    return QUARTER if one.figure.unit else HALF_YEAR


def _days_apart(one: Told, other: Told) -> int:
    return abs((one.day - other.day).days) if one.day and other.day else 0


def of_one_place(one: Told, other: Told) -> bool:
    """Whether two articles of the same days name the place that one of the figures is of."""
    places = _names(one) & _names(other) & (_places(one) | _places(other))
    return bool(places and one.day and other.day and _days_apart(one, other) <= SOON)


def _names(told: Told) -> set[str]:
    return set(NAMED.findall(told.text))
