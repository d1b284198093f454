"""What the index is made of. Plain frozen data: no files, clocks or models in here."""

import datetime
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Literal, NamedTuple

Provenance = Literal[
    "front matter", "record", "page metadata", "document properties", "mail header",
    "header", "byline", "furniture", "inferred",
]  # fmt: skip
"""Where a fact about an article was read: its front matter, its JSON record, what a saved page,
a document or a mail states of itself, a header line, the byline or dateline, page furniture
("Subscribe to The X Newsletter"), or inferred."""


class Certainty(StrEnum):
    """How sure a fact about an article is."""

    STATED = "stated"
    """A field of that name says so."""
    READ = "read from the layout"
    """It stands where such a fact stands, without a name."""
    INFERRED = "inferred"


KNOWN_FROM: Mapping[Provenance, tuple[Certainty, str]] = {
    "front matter": (Certainty.STATED, "stated in its front matter"),
    "record": (Certainty.STATED, "stated in its record"),
    "page metadata": (Certainty.STATED, "stated in the page's metadata"),
    "document properties": (Certainty.STATED, "stated in the document's properties"),
    "mail header": (Certainty.STATED, "stated in the mail's header"),
    "header": (Certainty.STATED, "stated in a line above the text"),
    "byline": (Certainty.READ, "read from the byline"),
    "furniture": (Certainty.READ, "read from the page around the text"),
    "inferred": (Certainty.INFERRED, "inferred from its place on the page"),
}
"""How sure a fact is by where it was read, and both in words."""

NAME_WORDS = 10


def day_in_words(day: datetime.date | None) -> str:
    """`14 October 2023`, or `undated`: unknown is said, not hidden."""
    return f"{day.day} {day:%B %Y}" if day else "undated"


def counted(number: int, thing: str) -> str:
    """`1 article`, `5,384 articles`."""
    return f"{number:,} {thing}{'' if number == 1 else 's'}"


class Span(NamedTuple):
    """Half-open character offsets: `text[start:end]`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known about an article besides its text; None is unknown, never guessed."""

    title: str | None = None
    source: str | None = None
    date: datetime.date | None = None
    """When it was published."""
    author: str | None = None
    url: str | None = None
    provenance: Mapping[str, Provenance] = field(default_factory=dict)
    """Field name to where it was read, for every field that is not None."""
    updated: datetime.date | None = None
    """When it was last changed, as it says; `date` is when it was published."""

    def without(self, fact: str) -> "Metadata":
        """The same with one fact unknown."""
        sure = {name: where for name, where in self.provenance.items() if name != fact}
        return replace(self, **{fact: None}, provenance=sure)

    def certainty(self, fact: str) -> Certainty | None:
        """How sure a fact ("title", "date", …) is; None if it is unknown."""
        where = self.provenance.get(fact)
        return KNOWN_FROM[where][0] if where else None

    def told(self, fact: str) -> str:
        """Where a fact was read and how sure it is: `read from the byline`, or `unknown`."""
        where = self.provenance.get(fact)
        return KNOWN_FROM[where][1] if where else "unknown"

    @property
    def label(self) -> str:
        """`The Independent, 14 October 2023`, with what is unknown told as such."""
        return f"{self.source or 'source unknown'}, {day_in_words(self.date)}"


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Article:
    """One article as shown to the reader. All offsets point into `text`, the cleaned story."""

    id: str
    path: str
    """The file it was read from, relative to the articles folder, with forward slashes; within an
    archive or a mail, `archive.zip/inner/name.html`."""
    text: str
    about: Metadata = Metadata()
    pages: tuple[int, ...] = ()
    """Where in `text` each page of a paged document begins; empty for what has no pages."""
    indexed: datetime.date | None = None
    """The day in UTC on which the archive took it in as it is; None before it has."""

    def page(self, offset: int) -> int | None:
        """The number, from 1, of the page that a place in `text` is on; None without pages."""
        return bisect_right(self.pages, offset) or None

    @property
    def name(self) -> str:
        """The title, or the first words of an article that states none."""
        if self.about.title:
            return self.about.title
        words = self.text.split()
        return " ".join(words[:NAME_WORDS]) + (" …" if len(words) > NAME_WORDS else "")

    @property
    def location(self) -> str:
        """Where to find it: its url, or the path of its file."""
        return self.about.url or self.path


@dataclass(frozen=True, slots=True)
class Listed:
    """What a list of all articles says of one."""

    id: str
    path: str
    name: str
    """Its title or first words."""
    source: str | None
    date: datetime.date | None
    indexed: datetime.date | None
    story: int | None
    """The number of its story if other articles tell that as well."""


@dataclass(frozen=True, slots=True)
class Document:
    """What a format's reader makes of the bytes of one file."""

    text: str
    stated: Mapping[str, object]
    """What the file says of itself under title, source, date, updated, author and
    url, of any type."""
    stated_in: Provenance
    fault: str | None = None
    """What could not be understood though the text was read."""
    pages: tuple[int, ...] = ()
    """Where in `text` each page begins."""
    attached: tuple[tuple[str, bytes], ...] = ()
    """Files within the file, by name."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of whole sentences of one article: the unit that is embedded, stored and retrieved."""

    id: str
    article_id: str
    start: int
    end: int
    text: str
    """Exactly `article.text[start:end]`."""


class Cut(NamedTuple):
    """A passage with its article, and the SHA-256 of what is embedded for it."""

    article: Article
    passage: Passage
    digest: str
    copy: bool = False
    """The same is embedded for a passage before it."""


@dataclass(frozen=True, slots=True)
class Filter:
    """Which articles count: published within the days, both included, by one of the sources and
    by none of the excluded.

    None and () are no limit. An article whose date or source is unknown is outside any limit on it.
    """

    since: datetime.date | None = None
    until: datetime.date | None = None
    sources: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found for a question, with its article; higher scores are better."""

    passage: Passage
    article: Article
    score: float
    cosine: float
    """Of question and passage."""
    closest: Span | None = None
    """Its sentence that comes closest to an answer (characters of the article); None: not read."""

    @property
    def closest_sentence(self) -> str | None:
        return self.closest and self.article.text[self.closest.start : self.closest.end]


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in the articles folder that could not be indexed, and why, for the user to read."""

    path: str
    reason: str
    line: int | None = None
    skipped: bool = True
    """False: the article was indexed all the same."""
    unread: bool = False
    """The disk refused, or a packed file is cut short; what an earlier build read from here is
    kept."""
    article: str = ""
    """The id of the article that was indexed all the same."""

    def __str__(self) -> str:
        where = self.path if self.line is None else f"{self.path}, line {self.line}"
        return f"{where}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Known:
    """An article that the index holds, of a file or record that is as it was: not read again."""

    id: str
    path: str
    hash: str
    """Of its contents, with all it is shown with."""


@dataclass(frozen=True, slots=True)
class Holdings:
    """What a built index holds, for people deciding what to ask."""

    generation: str
    model: str
    articles: int
    passages: int
    undated: int
    """Articles whose date is unknown."""
    since: datetime.date | None
    """The earliest publication date, None when no article is dated."""
    until: datetime.date | None
    sources: tuple[str, ...]
    """Every known source, sorted."""
    copies: int = 0
    """Articles that tell a story which another one tells as well, the first of each not counted."""
