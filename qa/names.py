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
    r"^,? (?:is|was|were|has|had|said|says|told|tells|called|did|does|will|would|who)\b"
)
PLACED = re.compile(r"\b(?:in|at|from|near|the)\s+$", re.IGNORECASE)
NO_NAME = re.compile(
    r"who|what|when|where|why|how|which|whose|whom|did|does|do|is|was|are|were|has|have|had|will"
    r"|would|can|could|should|the|a|an|in|on|at|of|and|but|however|he|she|it|they|i|we|this|that"
    rf"|{'|'.join(MONTHS)}|{WEEKDAY}",
    re.IGNORECASE,
)
ORGANISATION = re.compile(
    r"\b(?:US|UK|UN|EU|[A-Z]{3,})\b"
    r"|\b(?:Agency|Army|Association|Authority|Bank|Board|City|Club|College|Command|Commission"
    r"|Committee|Company|Congress|Corps|Council|Court|Department|Federation|Force|Forces|Foundation"
    r"|Government|Group|Guard|Hospital|House|Institute|League|Ministry|Navy|News|Office|Organization"
    r"|Organisation|Parliament|Party|Police|School|Senate|Service|Society|State|States|Street|Union"
    r"|University)$"
)


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
            first = part.split()[0]
            named = " " in part or OWNER.search(part) or SUBJECT.match(text[end:])
            if NO_NAME.fullmatch(OWNER.sub("", first)):
                start += len(first) + 1
            elif SENTENCE_START.search(text[:start]) and not named:
                continue
            if start < end:
                name = TITLE.sub("", OWNER.sub("", text[start:end]))
                other = name.isupper() or ORGANISATION.search(name) or PLACED.search(text[:start])
                yield Name(name, not other)
