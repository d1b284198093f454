"""What the page's events do, over one archive. Knows no layout."""

import logging
import threading
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, Protocol

from index.errors import QuestionError
from index.records import Article, Holdings
from qa.limits import Limits
from qa.records import Answer, Query
from qa.suggest import candidates
from ui import texts
from ui.again import Picked, changed, chosen, picked
from ui.chat import Message, messages, waiting
from ui.evidence import evidence
from ui.links import Followed, link
from ui.masthead import holds, masthead, passages_held
from ui.next import next_questions
from ui.reader import open_card
from ui.turns import NO_LIMITS, Answerer, Turn, adds_words, begin, pairs, take_turn, words

log = logging.getLogger(__name__)

Turns = tuple[Turn, ...]
Screen = tuple[Turns, list[Message], str, str]
"""Conversation, chat, evidence panel and next questions."""
SUGGESTED = 3
"""Next questions offered."""
PATIENCE = 30
"""Seconds in which next questions wait for a moment when nobody else waits; then none come."""


def shown(turns: Turns) -> Screen:
    """A conversation on the screen."""
    return turns, messages(turns), evidence(turns), ""


class Archive(Answerer, Protocol):
    """What the page needs of an archive."""

    def article(self, id: str) -> Article: ...

    def holdings(self) -> Holdings: ...


class Desk:
    """Answers the page's events; everything that belongs to one visitor is passed in and out."""

    def __init__(self, archive: Archive, examples: Sequence[str] = ()) -> None:
        """`examples` are questions to offer, those of them that `archive` can answer."""
        self._archive = archive
        self._examples = list(examples)
        self._loaded = threading.Event()
        self._tried = threading.Event()
        self._answered = threading.Condition()
        self._answering = 0
        self._trying = threading.Lock()
        self._closed = False

    def warm_up(self) -> None:
        """Ask the examples: that loads the model, and shows which of them have an answer here."""
        self._examples = [question for question in self._examples if self._answers(question)]
        self._tried.set()

    def close(self) -> None:
        """Try no further next questions, and wait for the one being tried."""
        self._closed = True
        with self._answered:
            self._answered.notify_all()
        with self._trying:
            pass

    def masthead(self) -> str:
        """The head of the page, fresh at every visit."""
        try:
            return masthead(holds(self._archive.holdings()))
        except Exception as error:
            return masthead(words(error))

    def holdings(self) -> Holdings | None:
        """What the archive holds; None if it can't be read, which the head of the page tells."""
        try:
            return self._archive.holdings()
        except Exception:
            return None

    def examples(self) -> list[str]:
        """Questions known to have an answer; waits for `warm_up`."""
        self._tried.wait()
        return self._examples

    def converse(
        self,
        question: str,
        turns: Turns,
        sources: Sequence[str] = (),
        since: str | None = None,
        until: str | None = None,
    ) -> Iterator[Screen]:
        """Show the question and what goes on, then the answer with its evidence."""
        try:
            limits = chosen(sources, since, until)
        except Exception as error:
            yield shown((*turns, replace(begin(question), failure=words(error))))
        else:
            yield from self._converse(question, turns, turns, limits)

    def follow(self, followed: Followed) -> Iterator[Screen]:
        """Begin a conversation with the question of a link."""
        yield from self._converse(followed.question, (), (), followed.limits, followed.notes)

    def again(self, turns: Turns, number: int, act: str) -> Iterator[tuple[Any, ...]]:
        """Ask a turn's question again with other limits, which the pickers then show too."""
        if not 0 < number <= len(turns):
            yield (*shown(turns), *picked(NO_LIMITS))
            return
        turn = turns[number - 1]
        limits = changed(turn.limits, act)
        for screen in self._converse(turn.question, turns, turns[: number - 1], limits):
            yield (*screen, *picked(limits))

    def edit(self, turns: Turns, number: int) -> tuple[str, Picked]:
        """The question of a turn as it was understood, and the limits it was asked within."""
        answer = turns[number - 1].answer if 0 < number <= len(turns) else None
        if answer is None:
            return "", picked(NO_LIMITS)
        question, limits = self._alone(answer.query)
        return question, picked(limits)

    def link(self, turn: Turn) -> str:
        """A link that asks a turn's question again: as it was understood, if it leant on others."""
        if turn.answer and adds_words(turn.answer.query):
            question, limits = self._alone(turn.answer.query)
            return link(question, replace(limits, lifted=turn.limits.lifted))
        return link(turn.question, turn.limits)

    def open(self, turns: Turns, number: int, card: str) -> str:
        """The article of a turn's card in the reader, with a word if it isn't so any more."""
        return open_card(turns, number, card, self._since)

    def suggest(self, turns: Turns) -> Iterator[str]:
        """Questions that may follow the last answer, those so far after each that was tried.

        Gives way to people: none is tried while somebody waits for an answer.
        """
        answer = turns[-1].answer if turns else None
        found: list[str] = []
        for question in candidates(answer) if answer else ():
            if not self._quiet():
                return
            if self._answers_anew(question, turns):
                found.append(question)
            yield next_questions(found)
            if len(found) == SUGGESTED:
                return

    def answer(self, question: object, history: object) -> tuple[str, dict[str, Any]]:
        """The answer's text, and all of it as data; what a program gives may be anything."""
        if not isinstance(question, str):
            raise QuestionError(texts.NO_TEXT)
        answer = self._archive.answer(question, history=pairs(history))
        return answer.text, answer.to_dict()

    def _converse(
        self,
        question: str,
        turns: Turns,
        earlier: Turns,
        limits: Limits,
        notes: tuple[str, ...] = (),
    ) -> Iterator[Screen]:
        """`earlier` are the turns that the question may lean on, `notes` those of the new one.

        The question is part of the conversation at once: it stays there if its answer is not
        waited for.
        """
        asked = replace(begin(question, limits), notes=notes)
        pending = messages(turns) + waiting(question, self._status())
        yield (*turns, asked), pending, evidence(turns), ""
        for turn in self._counted(take_turn(self._archive, asked, earlier)):
            self._loaded.set()
            yield shown((*turns, turn))

    def _since(self, article: Article) -> str:
        """What became of an article in the archive, "" if nothing."""
        try:
            now = self._archive.article(article.id)
        except QuestionError:
            return texts.GONE_SINCE
        same = (now.text, now.about) == (article.text, article.about)
        return "" if same else texts.CHANGED_SINCE

    def _answers_anew(self, question: str, turns: Turns) -> bool:
        """Whether the archive answers a question, and not first with a quote shown already."""
        with self._trying:
            try:
                answer = None if self._closed else self._archive.answer(question, quoted=True)
            except Exception as error:
                log.warning("No next question, because: %s", error)
                answer = None
        shown = {quote for turn in turns if turn.answer for quote in _quoted(turn.answer)}
        return answer is not None and answer.answered and _quoted(answer)[0] not in shown

    def _alone(self, query: Query) -> tuple[str, Limits]:
        """A question as it was understood, which needs no earlier ones, and its limits."""
        sources = query.sources or self._left(query.excluded)
        return query.text, Limits(query.since, query.until, sources)

    def _left(self, excluded: Sequence[str]) -> tuple[str, ...]:
        """The outlets to pick where some are excluded: all others; none where none is."""
        held = self.holdings() if excluded else None
        return tuple(name for name in held.sources if name not in excluded) if held else ()

    def _counted(self, growing: Iterator[Turn]) -> Iterator[Turn]:
        """A turn as it grows, with a person counted as waiting only while it does: of one who left
        the page the next step is never asked for."""
        while True:
            with self._answered:
                self._answering += 1
            try:
                turn = next(growing, None)
            finally:
                with self._answered:
                    self._answering -= 1
                    self._answered.notify_all()
            if turn is None:
                return
            yield turn

    def _quiet(self) -> bool:
        """Wait until nobody waits for an answer; False if that takes long, or the page closes."""
        with self._answered:
            self._answered.wait_for(lambda: self._closed or not self._answering, PATIENCE)
            return not (self._closed or self._answering)

    def _answers(self, question: str) -> bool:
        """Whether the archive answers a question; what is wrong is told when somebody asks."""
        try:
            answered = self._archive.answer(question, quoted=True).answered
        except Exception as error:
            words(error)
            return False
        self._loaded.set()
        return answered

    def _status(self) -> str:
        holdings = self.holdings()  # What is wrong with the archive comes with the answer.
        where = passages_held(holdings) if holdings else texts.THE_ARTICLES
        return (texts.SEARCHING if self._loaded.is_set() else texts.LOADING).format(where=where)


def _quoted(answer: Answer) -> list[tuple[str, int]]:
    """The places of an answer's quotes."""
    return [(citation.article_id, citation.start) for citation in answer.citations]
