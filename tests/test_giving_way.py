"""Next questions give way to people who wait for an answer."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from index.errors import QuestionError
from index.records import Article, Hit, Holdings, Passage
from qa.records import Answer, Query
from tests.answers import answered, citation
from tests.serving import served
from ui import desk, texts
from ui.desk import Desk
from ui.turns import Turn

TEXT = "Engineer Mara Lindqvist told the council. Jonas Hale said that the dam at Ilmen would hold."
ARTICLE = Article("a", "a.txt", TEXT)
HIT = Hit(Passage("harbour.txt:0", "a", 0, len(TEXT), TEXT), ARTICLE, 1.0, 0.5)
QUERY = Query("Why did the dam at Ilmen break?", "Why did the dam at Ilmen break?")
TOLD = replace(answered(citation()), query=QUERY, passages=(HIT,))
TURNS = (Turn(QUERY.question, TOLD),)


class Slow:
    """An archive that answers a person's question when it is told to, and others at once or when
    it may try on."""

    def __init__(self) -> None:
        self.asked, self.go, self.try_on = threading.Event(), threading.Event(), threading.Event()
        self.try_on.set()
        self.tried: list[str] = []

    def holdings(self) -> Holdings:
        return Holdings("", "", 0, 0, 0, None, None, ())

    def article(self, id: str) -> Article:
        raise QuestionError(id)

    def answer(self, question: str, **_: Any) -> Answer:
        self.tried.append(question)
        self.try_on.wait(10)
        return answered(citation(question, start=1000))

    def stream(self, question: str, *_: Any, **__: Any) -> Iterator[Answer]:
        self.asked.set()
        self.go.wait(10)
        yield TOLD


@pytest.fixture
def archive() -> Slow:
    return Slow()


@pytest.fixture
def page(archive: Slow) -> Desk:
    return Desk(archive)


@pytest.fixture
def person(archive: Slow, page: Desk) -> Iterator[threading.Thread]:
    """Somebody who waits for an answer, until the archive goes on."""
    thread = threading.Thread(target=lambda: list(page.converse("Who?", ())))
    thread.start()
    assert archive.asked.wait(10)
    yield thread
    archive.go.set()
    thread.join(10)


def suggesting(page: Desk) -> tuple[threading.Thread, list[str]]:
    """Next questions as they are offered meanwhile."""
    offered: list[str] = []
    thread = threading.Thread(target=lambda: offered.extend(page.suggest(TURNS)))
    thread.start()
    return thread, offered


def test_they_wait_until_nobody_else_does(
    archive: Slow, page: Desk, person: threading.Thread
) -> None:
    thread, offered = suggesting(page)
    thread.join(0.3)
    assert archive.tried == []
    archive.go.set()
    person.join(10)
    thread.join(10)
    assert offered
    assert "Jonas Hale" in offered[-1]


@pytest.mark.usefixtures("person")
def test_they_wait_no_longer_than_somebody_would_look(
    page: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk, "PATIENCE", 0.1)
    assert list(page.suggest(TURNS)) == []


def test_nobody_waits_for_one_who_left_the_page_in_the_midst_of_an_answer(
    archive: Slow, page: Desk
) -> None:
    archive.go.set()
    left = page.converse("Who?", ())
    next(left)
    next(left)  # the answer, and never again
    assert list(page.suggest(TURNS))[-1]


def test_each_that_was_tried_is_a_moment_to_stop(
    archive: Slow, page: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever asked on meanwhile waits for one more at the most, though none has an answer."""
    tried: list[str] = []
    monkeypatch.setattr(archive, "answer", lambda question, **_: tried.append(question) or TOLD)
    assert next(page.suggest(TURNS)) == ""
    assert len(tried) == 1


@pytest.mark.usefixtures("person")
def test_a_page_that_closes_keeps_none_waiting(archive: Slow, page: Desk) -> None:
    thread, offered = suggesting(page)
    page.close()
    thread.join(10)
    assert not thread.is_alive()
    assert (offered, archive.tried) == ([], [])


# Gradio 6.31 sums up its events with what pandas 3 deprecates.
@pytest.mark.filterwarnings("ignore::pandas.errors.Pandas4Warning")
def test_who_asks_on_at_once_is_offered_some_too(archive: Slow, chromium: Browser) -> None:
    """Though those after the answer before are still being tried."""
    archive.go.set()
    archive.try_on.clear()
    with served(archive) as url:
        page = chromium.new_page()
        page.goto(url)
        for turn in ("#t1", "#t2"):
            page.get_by_placeholder(texts.ASK).fill(QUERY.question)
            page.keyboard.press("Enter")
            expect(page.locator(turn)).to_be_attached()
            page.wait_for_timeout(500)  # that next questions are being tried has no sign
        archive.try_on.set()
        expect(page.locator("#next button").first).to_be_visible()
        page.close()
