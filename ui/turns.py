"""One conversation: what was asked, and what came of it. Belongs to one browser tab."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from index.errors import ArchiveError
from qa.records import Answer

log = logging.getLogger(__name__)

UNEXPECTED = "Something went wrong here, not with your question; the terminal has the details."

Pairs = Sequence[tuple[str, str]]


class Answerer(Protocol):
    """What the page needs of an archive to answer."""

    def answer(self, question: str, history: Pairs = ()) -> Answer: ...


@dataclass(frozen=True, slots=True, eq=False)  # Gradio tells by the hash whether it is another.
class Turn:
    """A question with its answer, or with the words on why there is none."""

    question: str
    answer: Answer | None = None
    failure: str | None = None
    asked: datetime | None = None


def history(turns: Sequence[Turn]) -> list[tuple[str, str]]:
    """The turns that got an answer, as (question, answer text) pairs, oldest first."""
    return [(turn.question, turn.answer.text) for turn in turns if turn.answer]


def take_turn(archive: Answerer, question: str, turns: Sequence[Turn]) -> Turn:
    """Ask `archive` in the light of the earlier `turns`. Never raises: failures come in words."""
    now = datetime.now().astimezone()
    try:
        answer = archive.answer(question, history=history(turns))
        return Turn(question, answer=answer, asked=now)
    except Exception as error:
        return Turn(question, failure=words(error), asked=now)


def words(error: Exception) -> str:
    """What to tell a person about `error`; what is none of their doing is logged instead."""
    if isinstance(error, ArchiveError):
        return str(error)
    log.error("unexpected while answering", exc_info=error)
    return UNEXPECTED
