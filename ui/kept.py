"""Conversations as a browser keeps them. What comes back from there is anyone's, so it is checked.

Passages are kept by their ids: their texts are in the archive.
"""

import json
import re
from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Protocol

from pydantic import TypeAdapter

from index.records import Article, Hit, Holdings, Span, day_in_words
from index.searcher import Searcher
from qa.disagreement import with_disagreements
from qa.escape import one_line
from qa.limits import Limits
from qa.records import Answer
from qa.verify import ExportedAnswer, State, verify
from ui import texts
from ui.turns import Turn

MOST_TURNS, MOST_NAMES = 200, 500
LONGEST = 2_000_000
"""Letters of a conversation, about 500 turns; browsers keep about 5 million in all."""
LONGEST_NAME = 80
ID = re.compile(r"[\w-]{8,40}", re.ASCII)


class Archive(Protocol):
    """What the page needs of an archive beside answers."""

    def reading(self) -> AbstractContextManager[Searcher]: ...

    def article(self, id: str) -> Article: ...

    def holdings(self) -> Holdings: ...


@dataclass(frozen=True, slots=True)
class _Kept:
    """What is kept of a turn; all else follows from it."""

    question: str
    answer: Answer | None
    failure: str | None
    limits: Limits
    at: datetime | None
    notes: tuple[str, ...] = ()


KEPT = TypeAdapter(_Kept)
FOLLOWS = {"passages", "disagreements"}
"""Of an answer: what follows from its passages."""


@dataclass(frozen=True, slots=True)
class Name:
    """What a kept conversation is called."""

    id: str
    name: str
    asked: datetime | None = None
    """When the last of its questions was asked, as far as told."""

    @property
    def label(self) -> str:
        """`Who is Ib Krog? · 3 May 2021, 14:05:09`: many begin with the same question."""
        if not self.asked:
            return self.name
        return f"{self.name} · {day_in_words(self.asked.date())}, {self.asked:%H:%M:%S}"


def keep(turns: Sequence[Turn]) -> list[dict[str, Any]]:
    """A conversation as JSON-ready data, without the texts of its passages."""
    return [_kept(turn) for turn in turns[-MOST_TURNS:]]


def restore(text: object, archive: Archive) -> tuple[Turn, ...]:
    """A conversation that was kept; () if it is none.

    A turn whose quotes are no longer in the archive, word for word and under the same source,
    title and date, comes back with words on that instead of its answer.
    """
    if not isinstance(text, str) or len(text) > LONGEST:
        return ()
    try:
        data = json.loads(text)
        return tuple(_restored(turn, archive) for turn in data["turns"][:MOST_TURNS])
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return ()


def names(given: object) -> tuple[Name, ...]:
    """The names of kept conversations, in the order given, as far as they are any."""
    found: dict[str, Name] = {}
    for one in given[:MOST_NAMES] if isinstance(given, list) else ():
        match one:
            case {"id": str(id), "name": str(name)} if ID.fullmatch(id):
                found[id] = Name(id, called(name), _time(one.get("asked")))
    return tuple(found.values())


def _time(given: object) -> datetime | None:
    try:
        return datetime.fromisoformat(given) if isinstance(given, str) else None
    except ValueError:
        return None


def called(name: str) -> str:
    """A name as it may be shown in a list."""
    line = one_line(name[: 4 * LONGEST_NAME])
    return (line[:LONGEST_NAME] + "…" if len(line) > LONGEST_NAME else line) or texts.NAMELESS


def _kept(turn: Turn) -> dict[str, Any]:
    whole = _Kept(turn.question, turn.answer, turn.failure, turn.limits, turn.at, turn.notes)
    data: dict[str, Any] = KEPT.dump_python(whole, mode="json", exclude={"answer": FOLLOWS})
    if turn.answer:
        data["answer"]["passages"] = [
            {
                "id": hit.passage.id,
                "score": hit.score,
                "cosine": hit.cosine,
                "closest": hit.closest,
            }
            for hit in turn.answer.passages
        ]
    return data


def _restored(data: dict[str, Any], archive: Archive) -> Turn:
    """Raises ValueError, TypeError, KeyError or AttributeError for what is no turn."""
    found: list[Hit] = []
    if answer := data.get("answer"):
        with archive.reading() as searcher:
            found = [hit for one in answer["passages"] if (hit := _hit(one, searcher))]
        data = {**data, "answer": {**answer, "passages": []}}
    kept = KEPT.validate_json(json.dumps(data))
    whole = kept.answer and with_disagreements(replace(kept.answer, passages=tuple(found)))
    if whole and not _holds(whole, archive):
        whole, kept = None, replace(kept, failure=texts.NO_LONGER_SO)
    return Turn(kept.question, whole, kept.failure, kept.limits, kept.at, kept.notes)


def _hit(data: dict[str, Any], searcher: Searcher) -> Hit | None:
    """A passage that was found; None if it is no longer in the archive."""
    try:
        passage, article = searcher.catalog.passage(str(data["id"]))
    except KeyError:
        return None
    closest = Span(*map(int, data["closest"])) if data.get("closest") else None
    if closest and not passage.start <= closest.start < closest.end <= passage.end:
        raise ValueError(f"{closest} is not within {passage.id}.")
    return Hit(passage, article, float(data["score"]), float(data["cosine"]), closest)


def _holds(answer: Answer, archive: Archive) -> bool:
    """Whether what an answer cites is in the archive just so, and all it cites was found."""
    found = {hit.passage.id for hit in answer.passages}
    if answer.answered != bool(answer.citations):
        return False
    checks = verify((ExportedAnswer(answer.question, answer.citations),), archive).checks
    return all(
        check.holds and check.state is State.THERE and check.citation.passage_id in found
        for check in checks
    )
