"""Pure: the small words before a figure or a name that say what it bounds: since or until, by or
to, more than or fewer than."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from qa.amounts import CURRENCY
from qa.figures import COUNTED, numbers

WAYS = {
    "start": "from|since|after",
    "end": "until|till|before|through",
    "to": "to",
    "by": "by",
    "more": r"more than|at least|no (?:fewer|less) than",
    "less": r"(?:fewer|less) than|at most|(?:no|not) more than|up to",
    "not": "not|rather than|instead of",
}
AGAINST = {
    "start": {"end", "to"}, "end": {"start"}, "to": {"start", "by"}, "by": {"to"},
}  # fmt: skip
"""Ways that a word can't stand for."""
BOUNDS = {
    "more": r"over|above|exceed\w*|top\w*|(?:higher|greater) than",
    "less": r"under|below|nearly|almost|lower than|as many as|close to",
}
"""Further words for a bound, which may mean something else: a text may have them, no claim must."""
NAMED = frozenset({"from", "to"})
"""Those that mean the same before a name: "after Reed left" is not from Reed."""
BEYOND = re.compile(r" or (?:(?P<more>more)|(?P<less>fewer|less))\b")
FILLING = r"(?:(?:the|about|some|around|roughly|approximately) )*"
WHAT = rf"(?:{CURRENCY})?(?P<what>\d|(?:{COUNTED})\b|(?-i:[A-Z][\w’'-]+))"


def _pattern(ways: dict[str, str]) -> re.Pattern[str]:
    words = "|".join(f"(?P<{way}>{some})" for way, some in ways.items())
    return re.compile(rf"\b(?P<word>{words}) {FILLING}{WHAT}", re.IGNORECASE)


PLAIN = _pattern(WAYS)
GENEROUS = _pattern({way: "|".join([some, *BOUNDS.get(way, "").split("|")]).rstrip("|")
                     for way, some in WAYS.items()})  # fmt: skip


class Directed(NamedTuple):
    """A number's value or a name in small letters, with the way of the word before it."""

    what: float | str
    way: str


def misdirected(claim: str, text: str) -> bool:
    """Whether a claim has another such word before a number or a name than a text: until 2011 for
    since 2011, fewer than 900 for 900, 51 for not 51."""
    mine, theirs = set(_directed(claim, PLAIN)), set(_directed(text, GENEROUS))
    values: list[float | str] = [value for _, value, _ in numbers(text)]
    for what, way in mine:
        there = {other for same, other in theirs if same == what}
        unbounded = way in BOUNDS and what in values
        if way not in there and (unbounded or there & AGAINST.get(way, set())):
            return True
    return any(
        way == "not" and (what, way) not in mine and values.count(what) == 1
        and what in [value for _, value, _ in numbers(claim)]
        for what, way in theirs
    )  # fmt: skip


def _directed(text: str, pattern: re.Pattern[str]) -> Iterator[Directed]:
    valued = {match.start(): (value, match.end()) for match, value, _ in numbers(text)}
    for found in pattern.finditer(text):
        ways = [way for way in WAYS if found[way]]
        value = valued.get(found.start("what")) or valued.get(found.start("what") - 1)
        if value:
            yield from (Directed(value[0], way) for way in ways)
        elif found["what"][0].isupper() and found["word"].lower() in NAMED:
            yield from (Directed(found["what"].lower(), way) for way in ways)
    for number, end in valued.values():
        if beyond := BEYOND.match(text, end):
            yield Directed(number, "more" if beyond["more"] else "less")
