"""What an article itself puts right: "608 homes, not 600 as first said". Pure."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise, takewhile
from typing import NamedTuple

from qa.amounts import Amount, numbers
from qa.speech import ARTICLE, PRINTED, REPORT, SAYING

FIRST = (
    r"(?:first|initial(?:ly)?|original(?:ly)?|previously|earlier|preliminary|provisional"
    r"|wrongly)"
)
TOLD = (
    r"(?:reported|estimated|announced|given|named|thought|feared|counted|believed|stated|said"
    r"|forecast|quoted|expected|published|promised)"
)
ESTIMATE = r"(?:bill|costs?|count|estimate|figure|number|price|sum|toll|total)"
NOT = re.compile(r"[^.;:]{0,60}?\b(?:not|instead of|rather than) (?:the )?$")
"""Between the new figure and the old one, if that is called so: "608 homes, not 600 as first
said"; without that "10%, not 25%" may be of something else."""
THAN = re.compile(
    r"(?!\s(?:more|fewer|less)\b)[^.;:]{0,60}?"
    r"\b(?:(?:up|down) from|(?:more|fewer|less|higher|lower) than)"
    rf" (?:the|an?|its) (?P<first>{FIRST} )?(?:{ESTIMATE} of )?$"
)
"""Likewise: "up from an earlier estimate of 600", "more than the 600 first reported"."""
CALLED_OLD = re.compile(rf"\s(?:[a-z]+ ){{0,4}}?{TOLD}\b")
"""After the old figure: "600 homes first reported", "£9 that the council first named"."""
REVISED = re.compile(
    rf"\b(?:revis|correct|amend|adjust|updat)(?:e[ds]?|s|ing)?\b[^.;:\d]{{0,60}}\bfrom"
    rf" (?:{FIRST} )?$"
)
TO = re.compile(r"[^.;:\d]{0,30}?\bto $")
"""Before and between "revised the toll from 12 to 15"."""
REVISED_TO = re.compile(r"\b(?:revis|correct|amend|adjust)(?:e[ds]?|s|ing)?\b[^.;:\d]{0,60}\bto $")
FROM = re.compile(r"[^.;:\d]{0,30}?\bfrom (?:the )?$")
"""Before and between "corrected to 15 from 12"."""
CORRECTION = re.compile(
    r"\b(?:corrections?|corrected|clarifications?|errat(?:um|a))\b", re.IGNORECASE
)
"""In a title: what such an article says that another said is wrong, as its next sentence tells."""
NEWS = rf"(?:{ARTICLE}|{PRINTED}|{REPORT}|(?:column|caption|version|item)s?)"
FORMER = re.compile(
    rf"\b(?:earlier|previous|original) versions? of (?:(?:this|our) {NEWS}|the {ARTICLE})\b"
    r"|\b(?:earlier|previous) version (?:said|stated|gave|referred|wrongly|incorrectly|mis\w+)\b"
    r"|^\W*(?:correction|clarification)\b[^.:]{0,30}:",
    re.IGNORECASE,
)
"""Below any article: "An earlier version gave her age as 71", "Correction, 3 May: …"."""
SAID_BEFORE = re.compile(
    rf"\b(?:{NEWS}|we)\b.{{0,80}}\b(?:{SAYING}|gave|referred|put|named)\b"
    r"|\b(?:wrongly|incorrectly|mistakenly|mis(?:attributed|identified|named|quoted|spel(?:led|t)"
    r"|stated))\b",
    re.IGNORECASE | re.DOTALL,
)
CORRECT = re.compile(rf"(?:The|Its) (?:correct|right|actual|true) {ESTIMATE} (?:is|was)\b")
"""A sentence that puts right the one before it: "The correct figure is £6 million"."""
HAD_PUT = re.compile(
    rf"\bhad (?:{FIRST} )?(?:put|estimated|given) (?:the|its|that) (?:\w+ )?{ESTIMATE} (?:at|as) $"
)
"""Before a figure that the sentence before replaces: "In May it had put the cost at $9"."""
CALLED = re.compile(rf"{FIRST}|{TOLD}")
BY = re.compile(r"\bby $")
"""Before a difference: "rose by 8 from the 600 first reported"."""
NEAR = 100
"""Characters before a figure in which stands that it was revised."""
FURTHEST = 5
"""No figure is put right by one so many times as much."""


class Correction(NamedTuple):
    """Two figures of one text, of the same thing."""

    was: Amount
    now: Amount


def corrections(sentence: str) -> Iterator[Correction]:
    """The figures of a sentence that it says were told otherwise before."""
    for one, other in pairwise(numbers(sentence)):
        if found := _read(sentence, one, other):
            yield found


def corrects(title: str | None) -> bool:
    """Whether an article's title tells that it puts another right."""
    return bool(title and CORRECTION.search(title))


def told_wrongly(sentence: str, title: str | None) -> bool:
    """Whether a sentence tells what was said wrongly, as the next one puts right: "An article on
    Monday gave her age as 71"."""
    noted = corrects(title) or FORMER.search(sentence)
    return bool(noted and SAID_BEFORE.search(sentence))


def put_right(text: str, at: int, title: str | None = None) -> Iterator[Correction]:
    """The figure of a sentence that the next one, from `at` on, puts right or tells the former
    state of."""
    found = numbers(text)
    second = next((figure for figure in found if figure.span.start >= at), None)
    first = [figure for figure in found if figure.span.start < at and _alike(figure, second)]
    if second is None or len(first) != 1:
        return
    if CORRECT.match(text, at) or told_wrongly(text[:at], title):
        yield Correction(was=first[0], now=second)
    elif HAD_PUT.search(text, at, second.span.start):
        yield Correction(was=second, now=first[0])


def _read(sentence: str, one: Amount, other: Amount) -> Correction | None:
    start, end = one.span
    before, gap = sentence[max(0, start - NEAR) : start], sentence[end : other.span.start]
    than = THAN.fullmatch(gap)
    called = CALLED_OLD.match(sentence, other.span.end)
    old = (than and (than["first"] or called)) or (called and NOT.fullmatch(gap))
    if not _alike(one, other) or BY.search(before):
        return None
    if REVISED.search(before) and TO.fullmatch(gap):
        return Correction(was=one, now=other)
    if old or (REVISED_TO.search(before) and FROM.fullmatch(gap)):
        return Correction(was=_uncalled(other), now=one)
    return None


def _uncalled(old: Amount) -> Amount:
    """Without "first reported", which the figure does not count."""
    return replace(
        old, counted=tuple(takewhile(lambda word: not CALLED.fullmatch(word), old.counted))
    )


def _alike(one: Amount, other: Amount | None) -> bool:
    """Whether two figures can be of one thing."""
    if other is None or one.unit != other.unit or one.value == other.value:
        return False
    return max(one.value, other.value) <= FURTHEST * min(one.value, other.value)
