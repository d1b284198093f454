"""The real archive of the seed articles, with a language model that does as it is told."""

import json
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.embed import Embedder
from qa import Archive
from qa.export import Format, export
from tests.ports import free_port
from tests.scripted import Scripted, scripted

ROLE = "Maj.-Gen. Tamir Heyman confirmed it."


@pytest.fixture(scope="module")
def server() -> Iterator[Scripted]:
    with scripted() as state:
        yield state


@pytest.fixture
def archive(
    server: Scripted, seeds_data: Path, embedder: Embedder, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Archive]:
    monkeypatch.setenv("ARCHIVE_LLM", "scripted")
    monkeypatch.setenv("ARCHIVE_LLM_URL", server.url)
    monkeypatch.setenv("ARCHIVE_LLM_KEY", "sk-secret")
    server.requests.clear()
    opened = Archive.open(seeds_data, embedder=embedder)
    yield opened
    opened.close()


def test_a_quote_s_words_come_back_with_the_quote(archive: Archive, server: Scripted) -> None:
    question = "When was Soleimani killed?"
    first = archive.retrieve(question, k=1)[0]
    sentence = first.passage.text.split(". ")[0] + "."
    server.says(f"{sentence} [1]")
    *_, answer = archive.stream(question)
    assert answer.written
    for citation in answer.citations:
        article = archive.article(citation.article_id)
        assert article.text[citation.start : citation.end] == citation.quote
    told = json.loads(export([answer], Format.JSON))["answers"][0]
    assert told["written"]["model"] == "scripted"
    assert told["written"]["cost"]["tokens_in"] == 100
    assert "sk-secret" not in json.dumps(told)


def test_it_is_not_asked_what_the_articles_do_not_hold(archive: Archive, server: Scripted) -> None:
    server.says("Lima is the capital of Peru [1].")
    assert archive.answer("What is the capital of Peru?").written is None
    assert server.requests == []


def test_a_follow_up_is_rewritten_and_the_rewrite_is_shown(
    archive: Archive, server: Scripted
) -> None:
    history = [("Who is Tamir Heyman?", "Tamir Heyman headed military intelligence. [1]")]
    server.says("What did Tamir Heyman say about the assassination?", "Nonsense.")
    answer = archive.answer("What did he say about the assassination?", history)
    assert answer.query.text == "What did Tamir Heyman say about the assassination?"
    server.says("What did Donald Trump say in 1999?", "Nonsense.")
    refused = archive.answer("What did he say about the assassination?", history)
    assert "Heyman" in refused.query.text
    assert "1999" not in refused.query.text


def test_without_its_server_the_answer_is_quoted_at_once(
    archive: Archive, seeds_data: Path, embedder: Embedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    question = "When was Soleimani killed?"
    monkeypatch.setenv("ARCHIVE_LLM_URL", f"http://127.0.0.1:{free_port()}/v1")
    alone = Archive.open(seeds_data, embedder=embedder)
    alone.answer(question)  # loads what is loaded once
    start = time.monotonic()
    answer = alone.answer(question)
    took = time.monotonic() - start
    monkeypatch.delenv("ARCHIVE_LLM")
    plain = Archive.open(seeds_data, embedder=embedder).answer(question)
    assert (answer.text, answer.citations) == (plain.text, plain.citations)
    assert "can't be reached at 127.0.0.1" in answer.notes[-1]
    assert "The answer is quoted instead." in answer.notes[-1]
    assert took < 20  # of which answering takes the most, on a busy machine; it would wait 60
