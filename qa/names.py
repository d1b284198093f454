"""Pure: names in English text, by their capitals."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from qa.days import MONTHS, WEEKDAY

TITLES = (
    "Mr|Mrs|Ms|Dr|Gen|Maj|Col|Lt|Sgt|Capt|Sen|Rep|Gov|Prof"
    "|General|Major|Colonel|Captain|President|Minister|Senator|Governor|Judge|Professor|Pope|King"
)
CAPITAL = rf"(?:(?:[A-Z]|{TITLES})\.|[A-Z][\w’'-]*)"
RUN = re.compile(rf"{CAPITAL}(?:(?: (?:of|of the|de|al|bin|van|von|ben))? {CAPITAL})*")
TITLE = re.compile(rf"^(?:(?:{TITLES})\.? )+(?=\S)")
AFTER_OWNER = re.compile(r"(?<=[’']s) ")
OWNER = re.compile(r"[’']s?$")
SENTENCE_START = re.compile(r"(?:^|[.!?”\"]\s+)[“\"]?$")
SUBJECT = re.compile(
    r",? (?:is|was|were|has|had|said|says|told|tells|called|did|does|will|would|who)\b"
)
PLACED = re.compile(r"\b(?:in|at|from|near|the)\s+$", re.IGNORECASE)
NO_NAME = re.compile(
    r"who|what|when|where|why|how|which|whose|whom|did|does|do|is|was|are|were|has|have|had|will"
    r"|would|can|could|should|the|a|an|in|on|at|of|and|but|however|he|she|it|they|i|we|this|that"
    rf"|{'|'.join(MONTHS)}|{WEEKDAY}",
    re.IGNORECASE,
)
GIVEN = re.compile(r"April|May|June")
"""Months that are first names too."""
TIMED = re.compile(
    r"\b(?:in|since|until|till|by|of|from|through|during|before|after|between|last|this|next|early"
    r"|late|mid|to)[ -]$|(?:^|[.!?] )$",
    re.IGNORECASE,
)
"""Before a month: "In June Apple said", and where a sentence starts with one."""
ORGANISATION = re.compile(
    r"\b(?:US|UK|UN|EU|[A-Z]{3,})\b"
    r"|\b(?:Agency|Army|Association|Authority|Bank|Board|City|Club|College|Command|Commission"
    r"|Committee|Company|Congress|Corps|Council|Court|Department|Federation|Force|Forces|Foundation"
    r"|Government|Group|Guard|Hospital|House|Institute|League|Ministry|Navy|News|Office|Organization"
    r"|Organisation|Parliament|Party|Police|School|Senate|Service|Society|State|States|Street|Union"
    r"|University)$"
)
BEFORE = 80
"""So many characters before a name say what it is; with all, a long text took its square."""


class Name(NamedTuple):
    """A name without titles and possessive ending."""

    text: str
    person: bool
    """Whether it can be a person's: no acronym or organisation, and not what stands after "in" or
    "the"."""


def names(text: str) -> list[Name]:
    """The names in a text, in order.

    A sentence's first word, which is always capitalised, counts if it goes on or has a verb.
    """
    return list(_names(text))


def _names(text: str) -> Iterator[Name]:
    for run in RUN.finditer(text):
        end = run.start() - 1
        for part in AFTER_OWNER.split(run[0]):
            start, end = end + 1, end + 1 + len(part)
            named = " " in part or OWNER.search(part) or SUBJECT.match(text, end)
            if no_name := _no_name(_before(text, start), part):
                start += no_name
            elif SENTENCE_START.search(_before(text, start)) and not named:
                continue
            if start < end:
                name = TITLE.sub("", OWNER.sub("", text[start:end]))
                placed = PLACED.search(_before(text, start))
                other = name.isupper() or ORGANISATION.search(name) or placed
                yield Name(name, not other)


def _before(text: str, place: int) -> str:
    return text[max(place - BEFORE, 0) : place]


def _no_name(before: str, words: str) -> int:
    """How many characters of some words with capitals, and of the space after them, are no name's:
    "In June" of "In June Apple", nothing of "June Marsh"."""
    first, _, others = words.partition(" ")
    given = others and GIVEN.fullmatch(first) and not TIMED.search(before)
    if given or not NO_NAME.fullmatch(OWNER.sub("", first)):
        return 0
    there, month = len(first) + 1, others.split(" ")[0]
    timed = month.lower() in MONTHS and TIMED.search(before + words[:there])
    return there + len(month) + 1 if timed else there
