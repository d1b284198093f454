"""What the page's events do, over one archive. Knows no layout."""

import threading
from collections.abc import Iterator, Sequence
from typing import Any, Protocol

from index.records import Holdings
from ui.chat import Message, messages, waiting
from ui.evidence import evidence
from ui.masthead import holds, masthead, passages_held
from ui.turns import Answerer, Pairs, Turn, take_turn, words

Turns = tuple[Turn, ...]
Screen = tuple[str, Turns, list[Message], str]
"""Question box, conversation, chat and evidence panel."""


def shown(turns: Turns) -> Screen:
    """A conversation on the screen, the question box empty."""
    return "", turns, messages(turns), evidence(turns)


class Archive(Answerer, Protocol):
    """What the page needs of an archive."""

    def holdings(self) -> Holdings: ...


class Desk:
    """Answers the page's events; everything that belongs to one visitor is passed in and out."""

    def __init__(self, archive: Archive, examples: Sequence[str] = ()) -> None:
        """`examples` are questions to offer, those of them that `archive` can answer."""
        self._archive = archive
        self._examples = list(examples)
        self._loaded = threading.Event()
        self._tried = threading.Event()

    def warm_up(self) -> None:
        """Ask the examples: that loads the model, and shows which of them have an answer here."""
        turns = [self._take(question, ()) for question in self._examples]
        self._examples = [t.question for t in turns if t.answer and t.answer.answered]
        self._tried.set()

    def masthead(self) -> str:
        """The head of the page, fresh at every visit."""
        try:
            return masthead(holds(self._archive.holdings()))
        except Exception as error:
            return masthead(words(error))

    def examples(self) -> list[str]:
        """Questions known to have an answer; waits for `warm_up`."""
        self._tried.wait()
        return self._examples

    def converse(self, question: str, turns: Turns) -> Iterator[Screen]:
        """Show the question and what goes on, then the answer with its evidence."""
        pending = messages(turns) + waiting(question, self._status())
        yield "", turns, pending, evidence(turns)
        yield shown((*turns, self._take(question, turns)))

    def answer(self, question: str, history: Pairs) -> tuple[str, dict[str, Any]]:
        """The answer's text, and all of it as data."""
        answer = self._archive.answer(question, history=history)
        return answer.text, answer.to_dict()

    def _take(self, question: str, turns: Turns) -> Turn:
        turn = take_turn(self._archive, question, turns)
        self._loaded.set()
        return turn

    def _status(self) -> str:
        try:
            where = passages_held(self._archive.holdings())
        except Exception:
            where = "the articles"  # What is wrong with the archive comes with the answer.
        doing = "Searching" if self._loaded.is_set() else "Loading the model to search"
        return f"{doing} {where} …"
