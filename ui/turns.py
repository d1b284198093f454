"""One conversation: what was asked, and what came of it. Belongs to one browser tab."""

import logging
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from index.errors import ArchiveError, QuestionError
from qa.limits import Day, Limits
from qa.records import Answer, Query
from ui import texts

log = logging.getLogger(__name__)

Pairs = Sequence[tuple[str, str]]
NO_LIMITS = Limits()
_WORD = re.compile(r"\w+")


class Answerer(Protocol):
    """What the page needs of an archive to answer."""

    def answer(
        self,
        question: str,
        history: Pairs = (),
        since: Day | None = None,
        until: Day | None = None,
        sources: Sequence[str] = (),
        *,
        lifted: Collection[str] = (),
        quoted: bool = False,
    ) -> Answer: ...

    def stream(
        self,
        question: str,
        history: Pairs = (),
        since: Day | None = None,
        until: Day | None = None,
        sources: Sequence[str] = (),
        *,
        lifted: Collection[str] = (),
    ) -> Iterator[Answer]: ...


@dataclass(frozen=True, slots=True, eq=False)  # Gradio tells by the hash whether it is another
class Turn:
    """A question with its answer, or with the words on why there is none."""

    question: str
    answer: Answer | None = None
    failure: str | None = None
    limits: Limits = NO_LIMITS
    """What the person limited it to."""
    at: datetime | None = None
    """When it was asked, with its time zone."""
    notes: tuple[str, ...] = ()
    """What of the limits that were asked for does not count."""


def history(turns: Sequence[Turn]) -> list[tuple[str, str]]:
    """The turns that got an answer, as (question, answer text) pairs, oldest first."""
    return [(turn.question, turn.answer.text) for turn in turns if turn.answer]


def pairs(given: object) -> list[tuple[str, str]]:
    """Such pairs as a program gives them; raises QuestionError for anything else."""
    found: list[tuple[str, str]] = []
    for one in given if isinstance(given, list | tuple) else [given]:
        match one:
            case [str(question), str(text)]:
                found.append((question, text))
            case _:
                raise QuestionError(texts.NO_HISTORY)
    return found


def adds_words(query: Query) -> bool:
    """Whether a question was read with words it lacks; what is left out of it became a limit."""
    said, read = (set(_WORD.findall(text.lower())) for text in (query.question, query.text))
    return not read <= said


def begin(question: str, limits: Limits = NO_LIMITS) -> Turn:
    """A question asked now, as it stays if no answer comes."""
    return Turn(question, failure=texts.UNANSWERED, limits=limits, at=datetime.now().astimezone())


def take_turn(archive: Answerer, asked: Turn, turns: Sequence[Turn]) -> Iterator[Turn]:
    """Ask `archive` in the light of the earlier `turns`: the turn as its answer grows.

    Never raises: failures come in words.
    """
    limits = asked.limits
    try:
        for answer in archive.stream(
            asked.question, history(turns), limits.since, limits.until, limits.sources,
            lifted=limits.lifted,
        ):  # fmt: skip
            yield replace(asked, answer=answer, failure=None)
    except Exception as error:
        yield replace(asked, failure=words(error))


def words(error: Exception) -> str:
    """What to tell a person about `error`; what is none of their doing is logged instead."""
    if isinstance(error, ArchiveError):
        return str(error)
    log.error("unexpected while answering", exc_info=error)
    return texts.UNEXPECTED
