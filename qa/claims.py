"""What articles claim where they disagree: plain data."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from index.records import Hit, Span


class Kind(StrEnum):
    """How two claims differ."""

    DISAGREE = "The articles disagree"
    CHANGED = "The figure changed"
    """Another figure at a later date: an update, or a disagreement that took its time."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence of an article with what it claims."""

    hit: Hit
    span: Span
    """The sentence, as offsets into `hit.article.text`."""
    said: str
    """`600 missiles`, `denied`, `confirmed`."""
    number: int | None = None
    """Of the citation that quotes it, if one does."""

    @property
    def quote(self) -> str:
        return self.hit.article.text[self.span.start : self.span.end]

    @property
    def date(self) -> date | None:
        return self.hit.article.about.date

    def to_dict(self) -> dict[str, Any]:
        """The claim as JSON-ready data."""
        about = self.hit.article.about
        return {
            "said": self.said,
            "number": self.number,
            "quote": self.quote,
            "start": self.span.start,
            "end": self.span.end,
            "article_id": self.hit.article.id,
            "source": about.source,
            "date": about.date and about.date.isoformat(),
        }


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two claims that can't both hold, the earlier first."""

    kind: Kind
    one: Claim
    other: Claim

    def __str__(self) -> str:
        """`The figure changed: [1] 600 missiles, [2] 608 missiles.`"""
        sides = (f"[{c.number}] {c.said}" if c.number else _side(c) for c in (self.one, self.other))
        return f"{self.kind}: {', '.join(sides)}."

    def to_dict(self) -> dict[str, Any]:
        """The disagreement as JSON-ready data."""
        sides = {"one": self.one.to_dict(), "other": self.other.to_dict()}
        return {"kind": str(self.kind), **sides}


def _side(claim: Claim) -> str:
    """A side that is not quoted: `denied (The Tide, 3 May 2021)`."""
    return f"{claim.said} ({claim.hit.article.about.label})"
