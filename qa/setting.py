"""Where and when a figure is of, by its sentence and the day of its article. Pure."""

import re
from collections.abc import Set
from dataclasses import dataclass
from datetime import date
from math import inf

from index.stems import stems
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
DEADLINE = re.compile(
    r"\b(?:complet\w+|done|finish\w*|ready|re-?open\w*|restored)\s(?:again\s)?(?:by|before|until)\s"
    rf"(?:the\s)?(?:(?:end|middle|start|beginning)\sof\s)?{ALONE.pattern}"
)
"""A month of something else: "it will cost £5 million, and will not be done before November"."""
NOW_BEFORE = re.compile(r"\bnow\s(?:[a-z]+\s){0,2}$")
NOW_AFTER = re.compile(r"(?:\s[a-z]+)?\sin the end\b")
"""With a figure that is another than before: "it now employs 240", "cost £6 million in the end"."""
COSTS = re.compile(
    r"(?<!\S)(?P<what>(?:(?!(?:said|says|that)\s)[^\s.;:,]+\s){1,12}?)"
    r"(?:(?:be|eventually|estimated|expected|finally|forecast|had|has|have|is|are|likely|now|set|to|was"
    r"|were|will|would)\s)*costs?\s$"
)
"""Before a sum, what has that price: "Repairs to the bridge are expected to cost £5 million"."""
NAME_OF_TWO = re.compile(r"(?=\b([A-Z][\w-]+ [A-Z][\w-]+))")
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
    text = DEADLINE.sub(" ", told.text)
    found = ALONE.findall(DAY.sub(" ", text)) or ALONE.findall(text)
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
    long as it takes, and what is another now was so at any time before."""
    if RATE.search(one.text) or RATE.search(other.text):
        return MONTH
    if one.figure.unit[:1] in CURRENCIES and _names(one) & _names(other):
        return inf
    if price_of_one(one, other) or _now(max(one, other, key=lambda told: told.day or date.min)):
        return inf
    return QUARTER if one.figure.unit else HALF_YEAR


def _now(told: Told) -> bool:
    return bool(NOW_BEFORE.search(told.before) or NOW_AFTER.match(told.after))


def price_of_one(one: Told, other: Told) -> set[str]:
    """The stems by which both sentences call what has that price, if articles and words name the
    same: "the repair" and "repairs to the Orrin Bridge"; none if it may be something else."""
    first, second = _priced(one), _priced(other)
    shared = set(first) & set(second)
    same = first[:1] == second[:1] and len(shared) == min(len(set(first)), len(set(second)))
    return shared if same and _names_of_two(one) & _names_of_two(other) else set()


def price_of_another(one: Told, other: Told) -> bool:
    """Whether the sentences tell the prices of different things: lamps and repairs."""
    first, second = set(_priced(one)), set(_priced(other))
    return bool(first and second) and not (first <= second or second <= first)


def _priced(told: Told) -> list[str]:
    match = COSTS.search(told.text, 0, told.figure.span.start)
    return stems(match["what"]) if match and told.figure.unit[:1] in CURRENCIES else []


def _names_of_two(told: Told) -> set[str]:
    return {match[1] for text in (told.title, told.text) for match in NAME_OF_TWO.finditer(text)}


def _days_apart(one: Told, other: Told) -> int:
    return abs((one.day - other.day).days) if one.day and other.day else 0


def of_one_place(one: Told, other: Told) -> bool:
    """Whether two articles of the same days name the place that one of the figures is of."""
    places = _names(one) & _names(other) & (_places(one) | _places(other))
    return bool(places and one.day and other.day and _days_apart(one, other) <= SOON)


def _names(told: Told) -> set[str]:
    return set(NAMED.findall(told.text))
