"""Check an export again later: does the archive still hold what it quotes, word for word?"""

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, Protocol

from pydantic import TypeAdapter, ValidationError

from index.errors import ExportError, QuestionError
from index.records import Article, Span, counted, day_in_words
from qa.cite import reference
from qa.escape import isolated
from qa.export import FORMAT, VERSION
from qa.records import Citation

REMEDY = "Make one with `python -m qa --format json`."


class Articles(Protocol):
    """What the check needs of an archive."""

    def article(self, id: str) -> Article:
        """One article by its id; raises QuestionError when there is none."""


@dataclass(frozen=True, slots=True)
class ExportedAnswer:
    """What an export says of one answer, as far as it can be checked."""

    question: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class _Export:
    answers: tuple[ExportedAnswer, ...]


class State(StrEnum):
    """What became of a quote."""

    THERE = "still there"
    """At its offsets."""
    MOVED = "moved within the article"
    """Word for word, at other offsets: something before it was changed."""
    QUOTE_GONE = "quote gone"
    """The article no longer has these words."""
    ARTICLE_GONE = "article gone"
    """The archive no longer has an article of this id."""


@dataclass(frozen=True, slots=True)
class Change:
    """A fact about an article that is no longer what the export says."""

    fact: str
    was: str
    now: str

    def __str__(self) -> str:
        return f"{self.fact} was “{isolated(self.was)}”, is “{isolated(self.now)}”"


@dataclass(frozen=True, slots=True)
class Check:
    """What became of one citation."""

    question: str
    answer: int
    """The answer's place in the export, from 1."""
    citation: Citation
    state: State
    span: Span | None
    """Where the quote stands now; None if it is gone."""
    changes: tuple[Change, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether the citation can be printed as it is: the quote is there, no fact changed."""
        return self.span is not None and not self.changes

    def __str__(self) -> str:
        said = str(self.state)
        if self.state is State.MOVED and self.span:
            said += f" from character {self.citation.start} to {self.span.start}"
        said = "; ".join([said, *map(str, self.changes)])
        return f"Answer {self.answer} [{self.citation.number}] {said}: {reference(self.citation)}"

    def to_dict(self) -> dict[str, Any]:
        """The check as JSON-ready data."""
        return {
            "question": self.question,
            "answer": self.answer,
            "number": self.citation.number,
            "article_id": self.citation.article_id,
            "quote": self.citation.quote,
            "state": str(self.state),
            "holds": self.holds,
            "start": self.span and self.span.start,
            "end": self.span and self.span.end,
            "changes": [asdict(change) for change in self.changes],
        }


@dataclass(frozen=True, slots=True)
class Verification:
    """What became of every citation of an export."""

    checks: tuple[Check, ...]

    @property
    def holds(self) -> bool:
        """Whether every quote is still there, and no source, title or date has changed."""
        return all(check.holds for check in self.checks)

    def __str__(self) -> str:
        """One line for each citation, then a summary."""
        return "\n".join([*map(str, self.checks), self.summary])

    @property
    def summary(self) -> str:
        """`3 citations: 2 still there, 1 quote gone; 1 with changed source, title or date.`"""
        if not self.checks:
            return "No citations to check."
        states = Counter(check.state for check in self.checks)
        told = ", ".join(f"{states[state]} {state}" for state in State if states[state])
        changed = sum(1 for check in self.checks if check.changes)
        facts = f"; {changed} with changed source, title or date" if changed else ""
        return f"{counted(len(self.checks), 'citation')}: {told}{facts}."

    def to_dict(self) -> dict[str, Any]:
        """The result as JSON-ready data."""
        return {
            "holds": self.holds,
            "summary": self.summary,
            "checks": [check.to_dict() for check in self.checks],
        }


def read(path: Path) -> tuple[ExportedAnswer, ...]:
    """The answers of an export; raises ExportError for what is none, or of another version."""
    try:
        data = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise ExportError(f"{path} can't be read: {error.strerror}.") from None
    except (ValueError, RecursionError):
        raise ExportError(f"{path} is no export of answers: it is not JSON. {REMEDY}") from None
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise ExportError(f"{path} is JSON, but no export of answers. {REMEDY}")
    if data.get("version") != VERSION:
        raise ExportError(
            f"{path} is an export of version {data.get('version')!r}; this program checks version "
            f"{VERSION}. Check it with the program that made it, or make it again."
        )
    try:
        answers = TypeAdapter(_Export).validate_python(data).answers
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        raise ExportError(f"{path} is a damaged export: {where}: {first['msg']}.") from None
    for citation in (citation for answer in answers for citation in answer.citations):
        if not citation.quote or citation.end - citation.start != len(citation.quote):
            raise ExportError(f"{path} is a damaged export: a quote is not as long as it says.")
    return answers


def verify(answers: tuple[ExportedAnswer, ...], archive: Articles) -> Verification:
    """Check every citation against the archive as it is now."""

    @cache
    def article(id: str) -> Article | None:
        try:
            return archive.article(id)
        except QuestionError:
            return None

    return Verification(
        tuple(
            _check(answer.question, place, citation, article(citation.article_id))
            for place, answer in enumerate(answers, start=1)
            for citation in answer.citations
        )
    )


def _check(question: str, answer: int, citation: Citation, article: Article | None) -> Check:
    if article is None:
        return Check(question, answer, citation, State.ARTICLE_GONE, None)
    span = find(citation, article.text)
    there = span == (citation.start, citation.end)
    state = State.QUOTE_GONE if span is None else State.THERE if there else State.MOVED
    return Check(question, answer, citation, state, span, tuple(_changes(citation, article)))


def find(citation: Citation, text: str) -> Span | None:
    """Where `text` has the quote word for word, nearest to where it was; None if nowhere."""
    # Looking ahead finds places that overlap as well.
    starts = (found.start() for found in re.finditer(f"(?={re.escape(citation.quote)})", text))
    start = min(starts, key=lambda start: abs(start - citation.start), default=None)
    return None if start is None else Span(start, start + len(citation.quote))


def _changes(citation: Citation, article: Article) -> Iterator[Change]:
    about = article.about
    facts: tuple[tuple[str, str | date | None, str | date | None], ...] = (
        ("source", citation.source, about.source),
        ("title", citation.title, article.name),
        ("date", citation.date, about.date),
    )
    for fact, was, now in facts:
        if was != now:
            yield Change(fact, _in_words(was), _in_words(now))


def _in_words(value: str | date | None) -> str:
    return day_in_words(value) if isinstance(value, date) else value or "unknown"
