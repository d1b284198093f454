"""What asking gives back. One `Answer` feeds the page, Python, the terminal and the export."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from index.records import Filter, Hit, Metadata, counted, day_in_words
from qa.claims import Disagreement
from qa.written import Written

NEAREST = 3
"""Passages shown with a refusal: enough to see what the archive does hold, few enough to read."""
TOLD = timedelta(days=7)
"""For so long articles tell of what happened."""
COPIES_NAMED = 5
"""Copies of an article that are named beside a quote; the others are counted."""


class Status(StrEnum):
    """Whether the articles hold the answer, and if not, why not."""

    ANSWERED = "answered"
    NOTHING_ON_THIS = "nothing on this"
    """No passage speaks of what was asked."""
    LOOSELY_RELATED = "only loosely related"
    """Passages speak of the same things, none answers."""
    OUTSIDE = "outside the dates or sources"
    """The archive has passages on this, but not within the dates or sources asked for."""


@dataclass(frozen=True, slots=True)
class Query:
    """A question as understood."""

    question: str
    """The user's words."""
    text: str
    """What is searched for: the question made to stand alone, its words on limits taken out."""
    since: date | None = None
    """Published on this day or later."""
    until: date | None = None
    """Published on this day or earlier."""
    sources: tuple[str, ...] = ()
    """Published by one of these; empty: by anyone."""
    excluded: tuple[str, ...] = ()
    """Published by none of these ("every paper but The Age")."""
    about: tuple[date, date] | None = None
    """First and last day of the time that the question is about ("killed in January 2020").
    Articles of that time are preferred, others not left out."""

    asked: date | None = None
    """The day of the question, if the caller named it."""
    dates_said: str = field(default="", compare=False)
    """The question's own words on `since` and `until`: `last week`."""
    overruled: str = field(default="", compare=False)
    """Those on dates that have no day in common with the dates chosen, and don't count."""
    about_said: str = field(default="", compare=False)
    """Those on `about`."""
    timeless: str = field(default="", compare=False)
    """`text` without the words on `about`."""
    overview: bool = False
    """Whether it asks for whatever lies within the limits ("What was reported last week?")."""
    parts: "tuple[Query, ...]" = field(default=(), compare=False)
    """The questions that a question asks, or the clauses of a long one, each with its own limits,
    to search for one by one."""

    @property
    def reference(self) -> tuple[date, date] | None:
        """The time whose articles are preferred: what the question is about, or its own day. Of all
        up to a day ("as of March") the last are."""
        if self.about and self.about[0] == date.min:
            return self.about[1], self.about[1]
        return self.about or ((self.asked, self.asked) if self.asked else None)

    def of(self, published: date | None) -> str:
        """What to look for in an article of that day: one of the time asked about need not say what
        time that is, and seldom does."""
        if not (self.about and published and self.timeless):
            return self.text
        first, last = self.about
        return self.timeless if first <= published and published - TOLD <= last else self.text

    @property
    def filter(self) -> Filter:
        """The limits alone."""
        return Filter(self.since, self.until, self.sources, self.excluded)

    @property
    def outlets(self) -> str:
        """`The Age and The Tide`, `outlets other than The Age`, or ""."""
        if self.excluded:
            return f"outlets other than {' and '.join(self.excluded)}"
        return " and ".join(self.sources)

    @property
    def by_source(self) -> "tuple[Query, ...]":
        """The question asked of each of its sources by itself."""
        return tuple(replace(self, sources=(source,), parts=()) for source in self.sources)

    @property
    def limits(self) -> str:
        """The limits as words that follow "articles": `of X published since 3 May 2021`, or ""."""
        parts = [f"of {self.outlets}"] if self.outlets else []
        since, until = day_in_words(self.since), day_in_words(self.until)
        if self.since and self.since == self.until:
            parts.append(f"published on {since}")
        elif self.since and self.until:
            parts.append(f"published from {since} to {until}")
        elif self.since:
            parts.append(f"published since {since}")
        elif self.until:
            parts.append(f"published until {until}")
        return " ".join(parts)


@dataclass(frozen=True, slots=True)
class Copy:
    """Another article of the same story that has a quote as well, word for word.

    `article.text[start:end]` has the same words; case and punctuation may differ.
    """

    article_id: str
    source: str | None
    date: date | None
    title: str
    location: str
    start: int
    end: int

    @property
    def label(self) -> str:
        """`The Age (3 May 2021)`; by its title if the source is unknown."""
        return _outlet_and_day(self)


@dataclass(frozen=True, slots=True)
class Citation:
    """A quote and where it stands: `article.text[start:end] == quote`, always."""

    number: int
    quote: str
    start: int
    end: int
    article_id: str
    title: str
    """The article's title, or its first words when it states none."""
    source: str | None
    date: date | None
    location: str
    """The article's url, or the path of its file."""
    passage_id: str
    page: int | None = None
    """The page of the document that the quote begins on, from 1; None for what has no pages."""
    also_in: tuple[Copy, ...] = ()
    """Copies of the article that have the quote as well, by date: they are no further witnesses."""

    @property
    def label(self) -> str:
        """`The Independent, 14 October 2023, p. 3`, with what is unknown told as such."""
        label = Metadata(source=self.source, date=self.date).label
        return f"{label}, p. {self.page}" if self.page else label

    @property
    def also(self) -> str:
        """`also in The Age (3 May 2021), The Tide (undated) and 2 more`, or "" if nowhere.

        What the reader can't tell apart is named once.
        """
        own = _outlet_and_day(self)
        labels = [label for label in dict.fromkeys(c.label for c in self.also_in) if label != own]
        more = len(labels) - COPIES_NAMED
        named = ", ".join(labels[:COPIES_NAMED]) + (f" and {more} more" if more > 0 else "")
        return f"also in {named}" if named else ""


@dataclass(frozen=True, slots=True)
class ShortAnswer:
    """The few words that answer, where they stand: `article.text[start:end] == text`."""

    text: str
    article_id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer in which every sentence is a quote with its citation, or an honest refusal.

    If a language model wrote it, every sentence is one that its citations' quotes support.
    """

    query: Query
    status: Status
    text: str
    """Sentences, each followed by its number like `[1]`; on refusal, the reason in words."""
    citations: tuple[Citation, ...]
    """Numbered from 1 in order of appearance in `text`; empty on refusal."""
    passages: tuple[Hit, ...]
    """What was retrieved, best first; on refusal the nearest passages."""
    notes: tuple[str, ...] = ()
    """What the reader should know, such as undated articles left out of a date range."""
    short: ShortAnswer | None = None
    """The words within the first quote that answer; None on refusal or if no words stand out."""
    chance: float = 0.0
    """The estimated chance, between 0 and 1, that the archive holds the answer."""
    disagreements: tuple[Disagreement, ...] = ()
    """Where what is quoted is at odds with another article found."""
    written: Written | None = None
    """What a language model had to do with it; None if none was asked."""

    @property
    def question(self) -> str:
        return self.query.question

    @property
    def answered(self) -> bool:
        return self.status is Status.ANSWERED

    @property
    def remarks(self) -> list[str]:
        """What to say below the quotes, a line each: where articles disagree, then the notes."""
        return [*map(str, self.disagreements), *(f"Note: {note}" for note in self.notes)]

    def __str__(self) -> str:
        lines = [self.text]
        for c in self.citations:
            lines.append(f"[{c.number}] {c.label}: {c.title} ({c.location})")
            lines += [f"    “{c.quote}”"] if self._in_prose else []
            lines += [f"    {c.also}"] if c.also else []
        return "\n".join([*lines, *self._by_whom(), *self.remarks, *self._nearest()])

    @property
    def _in_prose(self) -> bool:
        return bool(self.written and self.written.sentences)

    def _by_whom(self) -> Iterator[str]:
        if self.written and self._in_prose:
            gone = counted(len(self.written.removed), "sentence")
            removed = f" {gone} removed, not in the articles." if self.written.removed else ""
            yield f"Written by {self.written.model}; read the quotes beside it.{removed}"

    def _nearest(self) -> Iterator[str]:
        """On refusal the sentences that come closest, a line each."""
        for hit in self.passages[: 0 if self.answered else NEAREST]:
            if sentence := hit.closest_sentence:
                line = " ".join(sentence.split())
                yield f"Near, but no answer: {line} ({hit.article.about.label})"

    def to_dict(self) -> dict[str, Any]:
        """The answer as JSON-ready data; dates as `YYYY-MM-DD`."""
        whole = {
            "question": self.question,
            "status": self.status,
            "text": self.text,
            "citations": [asdict(citation) for citation in self.citations],
            "passages": [hit_to_dict(hit) for hit in self.passages],
            "short": self.short and asdict(self.short),
            "chance": self.chance,
            "query": asdict(self.query),
            "disagreements": [one.to_dict() for one in self.disagreements],
            "notes": self.notes,
            "written": self.written and asdict(self.written),
        }
        plain: dict[str, Any] = json.loads(json.dumps(whole, default=date.isoformat))
        return plain


def hit_to_dict(hit: Hit) -> dict[str, Any]:
    """A hit as JSON-ready data: the passage, its score and what is known of its article."""
    about = hit.article.about
    return {
        **asdict(hit.passage),
        "score": hit.score,
        "closest": hit.closest_sentence,
        "title": hit.article.name,
        "source": about.source,
        "date": about.date and about.date.isoformat(),
        "location": hit.article.location,
    }


def _outlet_and_day(of: Copy | Citation) -> str:
    return f"{of.source or of.title} ({day_in_words(of.date)})"
