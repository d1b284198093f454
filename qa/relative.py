"""Pure: days that are counted from now ("this week"): from whose now?

An article counts from its own day, who reads an answer from theirs. What a language model copies
of the one, or of the question, may be false of the other.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from index.records import day_in_words
from qa.date_forms import Kind
from qa.dates import moments
from qa.days import Days
from qa.speech import TO_COME
from qa.wording import quoted_places

COUNTED = (Kind.RECENT, Kind.WEEKDAY)
ADVERB = re.compile(r"\b(?:recently|lately|currently)\b", re.IGNORECASE)
LATELY = re.compile(
    rf"{ADVERB.pattern}|\b(?:latest|newest|(?-i:will)|plan(?:s|ning)? to"
    rf"|(?:is|are) (?:due to|{TO_COME}))\b",
    re.IGNORECASE,
)
LATE = timedelta(days=365)
"""What is longer ago is not recent, nor still to come."""
WORD = re.compile(r"\w+")
END = re.compile(r"[.!?]?$")

Told = Sequence[tuple[str, date | None]]
"""What supports a sentence: the words of each quote, and the day its article was published."""


def as_of(claim: str, told: Told, asked: date) -> str | None:
    """A claim with the day it counts from, where that is not the reader's, `asked`: "… this week
    (as of 6 February 2023)". None if it counts from a day that no article has."""
    of_articles = list(_counted(claim, told, asked))
    if None in of_articles:
        return None
    if not of_articles:
        return claim
    return END.sub(rf" (as of {of_articles[0]})\g<0>", claim, count=1)


def without_days(claim: str, today: date) -> str:
    """A claim without its words that count from today, which `as_of` answers for."""
    for moment in reversed([m for m in moments(claim, today) if m.kind in COUNTED]):
        claim = f"{claim[: moment.start]}{claim[moment.end :]}"
    return ADVERB.sub("", claim)


def _counted(claim: str, told: Told, asked: date) -> Iterator[str | None]:
    """For each of a claim's words that mean other days to who reads it the day of the article that
    says them, or None if there is none."""
    quoted = quoted_places(claim)
    for start, end, days in _relative(claim, asked):
        words = claim[start:end].lower()
        saying = [
            day for text, day in told if set(words.split()) <= set(WORD.findall(text.lower()))
        ]
        if any(start in some for some in quoted) or any(_same(words, day, days) for day in saying):
            continue
        if saying and saying[0]:
            yield day_in_words(saying[0])
        elif not saying and not any(day and days[0] <= day <= days[1] for _, day in told):
            yield None


def _same(words: str, published: date | None, days: Days) -> bool:
    """Whether words mean some of the same days in an article published on that day."""
    there = [its for _, _, its in _relative(words, published)] if published else []
    return any(first <= days[1] and days[0] <= last for first, last in there)


def _relative(text: str, today: date) -> Iterator[tuple[int, int, Days]]:
    """The words that count from today, with their days."""
    for moment in moments(text, today):
        if moment.kind in COUNTED and moment.days:
            yield moment.start, moment.end, moment.days
    for match in LATELY.finditer(text):
        yield *match.span(), (today - LATE, today)
