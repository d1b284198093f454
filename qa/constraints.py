"""Pure: the words of a question that limit date and source, into a filter.

Only words that speak of reporting limit the date ("articles published before June 2021"): a date
that a question is about ("killed in January 2020") says nothing of when the article appeared.
"""

import re
from calendar import monthrange
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

import dateparser

from index.records import Filter
from qa.records import Query

MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
YEAR = r"(?:1[6-9]|20)\d\d"
DATE = (
    rf"(?:\d{{4}}-\d\d-\d\d|{MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+{YEAR}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?\s+{MONTH},?\s+{YEAR}|{MONTH},?\s+{YEAR}|{YEAR})"
)
REPORTING = (
    r"(?:published|printed|written|reported|dated|appearing|that appeared"
    r"|(?<=articles )|(?<=article )|(?<=reports )|(?<=stories )|(?<=coverage ))"
)
RELATIVE = r"today|yesterday|(?:this|last)\s+(?:week|month|year)"
WORD = r"(?P<word>before|until|till|by|after|since|from|in|on|during)"
LIMITS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # articles published between March and May 2021
        rf"\s*,?\s*\b{REPORTING}\s*(?:between|from)\s+(?P<first>{DATE})"
        rf"\s+(?:and|to|until)\s+(?P<last>{DATE})\b",
        # articles published before June 2021, what was reported last week
        rf"\s*,?\s*\b{REPORTING}\s*(?:{WORD}\s+(?P<date>{DATE})|(?P<relative>{RELATIVE}))\b",
        # the article dated 8 May 2021
        rf"\s*,?\s*\b(?:published|printed|dated)\s+(?P<date>{DATE})\b",
        # the May 2021 articles
        rf"\b(?P<date>{DATE})(?=\s+(?:articles?|reports?|stories|coverage)\b)",
        # In May 2021, what was reported about …
        rf"^\W*{WORD}\s+(?P<date>{DATE})\b,?(?=.*\b(?:reported|published|articles?|coverage)\b)",
    )
)
BEFORE, UP_TO, AFTER, SINCE = {"before"}, {"until", "till", "by"}, {"after"}, {"since"}

QUOTED = r"[\"'‘“]?{source}[\"'’”]?(?:['’]s)?"
PIECE = r"(?:articles?|reports?|story|stories|coverage|piece)"
ASKED_FOR = (
    # according to The Age, … / published in the Age article …
    r"\s*,?\s*\b(?:according to|as reported (?:by|in)|reported by|as told by|published (?:by|in))"
    rf"\s+(?:an?\s+|the\s+)?{QUOTED}(?:\s+{PIECE})?\s*,?",
    # in the Age article, …
    rf"\b(?:in|from|by)\s+(?:an?\s+|the\s+)?{QUOTED}\s+{PIECE}\b\s*,?",
    # articles from The Age …
    rf"(?:(?<=articles )|(?<=article )|(?<=coverage ))(?:from|by|in)\s+(?:the\s+)?{QUOTED}",
    # In The Age, …
    rf"^\W*in\s+(?:the\s+)?{QUOTED}\s*,",
    # what does The Age say about …
    rf"\b(?:did|does|do)\s+(?:an?\s+|the\s+)?{QUOTED}(?:\s+{PIECE})?\s+(?:say|write|report|claim)\b",
    # the Age article …, The Age reported …
    rf"\b(?:the\s+)?{QUOTED}\s+(?:{PIECE}|says?|said|wrote|writes|reported)\b",
)


def parse(question: str, text: str, known_sources: Sequence[str], asked: date) -> Query:
    """Read the limits in `text` (the question made to stand alone) into a query.

    What is left of the text is searched for. `known_sources` are the archive's own: only they can
    be asked for. `asked` is the day that "last week" counts from.
    """
    only, text = _dates(text, asked)
    sources, text = _sources(text, known_sources)
    return Query(question, text, only.since, only.until, sources)


def narrow(query: Query, only: Filter) -> Query:
    """Narrow a query by what the user chose: a question's own words never widen that.

    Where question and user name different sources, the user's choice stands.
    """
    since = max(filter(None, (query.since, only.since)), default=None)
    until = min(filter(None, (query.until, only.until)), default=None)
    if query.sources and only.sources:
        sources = tuple(s for s in query.sources if s in only.sources) or only.sources
    else:
        sources = query.sources or only.sources
    return replace(query, since=since, until=until, sources=sources)


def days(text: str) -> tuple[date, date] | None:
    """The first and last day that a written date stands for: a day, a month or a year."""
    if not text:
        return None
    if re.fullmatch(YEAR, text.strip()):
        year = int(text)
        return date(year, 1, 1), date(year, 12, 31)
    ends = []
    for which in ("first", "last"):
        settings = {"PREFER_DAY_OF_MONTH": which, "REQUIRE_PARTS": ["month", "year"]}
        found = dateparser.parse(text, languages=["en"], settings=settings)
        if found is None:
            return None
        ends.append(found.date())
    return ends[0], ends[1]


def relative_days(words: str, asked: date) -> tuple[date, date]:
    """The first and last day of "yesterday", "this week" (from Monday), "last month", …"""
    last, unit = words.lower().startswith("last"), words.lower().split()[-1]
    if unit in ("today", "yesterday"):
        day = asked - timedelta(days=unit == "yesterday")
        return day, day
    if unit == "week":
        monday = asked - timedelta(days=asked.weekday() + 7 * last)
        return monday, monday + timedelta(days=6)
    if unit == "month":
        first = asked.replace(day=1)
        first = (first - timedelta(days=1)).replace(day=1) if last else first
        return first, first.replace(day=monthrange(first.year, first.month)[1])
    return date(asked.year - last, 1, 1), date(asked.year - last, 12, 31)


def _dates(text: str, asked: date) -> tuple[Filter, str]:
    for pattern in LIMITS:
        match = pattern.search(text)
        only = _limit(match.groupdict(), asked) if match else None
        if match and only:
            return only, _without(text, match.span())
    return Filter(), text


def _limit(said: Mapping[str, str | None], asked: date) -> Filter | None:
    """The limit that a match of LIMITS speaks of; None if its dates are none."""
    if relative := said.get("relative"):
        return Filter(*relative_days(" ".join(relative.split()), asked))
    first = days(said.get("first") or said.get("date") or "")
    last = days(said.get("last") or said.get("date") or "")
    if not (first and last):
        return None
    word = (said.get("word") or "in").lower()
    if word in BEFORE:
        return Filter(until=first[0] - timedelta(days=1))
    if word in UP_TO:
        return Filter(until=last[1])
    if word in AFTER:
        return Filter(since=last[1] + timedelta(days=1))
    return Filter(since=first[0], until=None if word in SINCE else last[1])


def _sources(text: str, known: Sequence[str]) -> tuple[tuple[str, ...], str]:
    found: dict[str, tuple[int, int]] = {}
    # Longest first: "The New York Times" before "The Times", which then can't claim its words.
    for source in sorted(known, key=len, reverse=True):
        if span := _asked_for(source, text, found.values()):
            found[source] = span
    for span in sorted(found.values(), reverse=True):
        text = _without(text, span)
    return tuple(sorted(found)), text


def _asked_for(
    source: str, text: str, taken: Collection[tuple[int, int]]
) -> tuple[int, int] | None:
    """Where a text asks for a source, in words that are not taken by another."""
    name = re.sub(r"^the\s+", "", source, flags=re.IGNORECASE)
    if name.casefold() not in text.casefold():
        return None
    for pattern in ASKED_FOR:
        with_source = pattern.replace("{source}", rf"(?:the\s+)?{re.escape(name)}")
        for match in re.finditer(with_source, text, re.IGNORECASE):
            if all(match.end() <= start or match.start() >= end for start, end in taken):
                return match.span()
    return None


def _without(text: str, span: tuple[int, int]) -> str:
    left = f"{text[: span[0]]} {text[span[1] :]}"
    return re.sub(r"\s+([?.,!])", r"\1", " ".join(left.split())).strip(" ,")
