"""The archive in LangChain's clothes, and docs/langchain.md run as it stands."""

import asyncio
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from langchain_core.callbacks import BaseCallbackHandler
from langchain_core.language_models import GenericFakeChatModel
from langchain_core.messages import AIMessage, ToolMessage

from qa import Archive
from qa.chain import ArchiveAnswerer, ArchiveRetriever
from tests import ROOT

QUESTION = "Who confirmed Israel's role?"


class Caller(GenericFakeChatModel):
    """Calls the tool it is given, then repeats what it got."""

    def bind_tools(self, tools: Any, **_: Any) -> Any:
        return self


def test_the_retriever_gives_documents(archive: Archive) -> None:
    documents = ArchiveRetriever(archive=archive, k=2).invoke("Who is Tamir Heyman?")
    assert len(documents) == 2
    for document in documents:
        article = archive.article(document.metadata["article_id"])
        start, end = document.metadata["start"], document.metadata["end"]
        assert article.text[start:end] == document.page_content


def test_the_answerer_is_a_runnable(archive: Archive) -> None:
    answerer = ArchiveAnswerer(archive)
    answers = answerer.batch([QUESTION, "Capital of Peru?"])
    assert [answer.answered for answer in answers] == [True, False]
    assert list(answerer.stream(QUESTION)) == [answers[0]]
    assert asyncio.run(answerer.ainvoke({"question": QUESTION})) == answers[0]


def test_a_stream_that_is_awaited_grows_too() -> None:
    class Growing:
        begun = 0

        def stream(self, question: str) -> Iterator[str]:
            for self.begun in (1, 2):
                yield f"{question} {self.begun}"

    async def seen() -> list[tuple[str, int]]:
        archive: Any = Growing()
        return [(str(one), archive.begun) async for one in ArchiveAnswerer(archive).astream("So")]

    assert asyncio.run(seen()) == [("So 1", 1), ("So 2", 2)]


def test_a_stream_calls_callbacks(archive: Archive) -> None:
    class Heard(BaseCallbackHandler):
        calls: list[str]

        def on_chain_start(self, *_: Any, **__: Any) -> None:
            self.calls.append("start")

        def on_chain_end(self, *_: Any, **__: Any) -> None:
            self.calls.append("end")

    heard = Heard()
    heard.calls = []
    (answer,) = ArchiveAnswerer(archive).stream(QUESTION, {"callbacks": [heard]})
    assert answer.answered
    assert heard.calls == ["start", "end"]


def test_the_examples_run(
    seeds_data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ARCHIVE_DATA", str(seeds_data))
    call = {"name": "ask_the_archive", "args": {"question": QUESTION}, "id": "1"}
    says = iter([AIMessage("", tool_calls=[call]), AIMessage("Tamir Heyman did.")])
    names: dict[str, Any] = {"model": Caller(messages=says)}
    for example in re.findall(
        r"```python\n(.*?)```", (ROOT / "docs/langchain.md").read_text(), re.S
    ):
        exec(example, names)
    (told,) = (m for m in names["said"]["messages"] if isinstance(m, ToolMessage))
    assert "Tamir Heyman" in told.content
    assert "[1] " in told.content
    assert "21 December 2021" in capsys.readouterr().out
    names["archive"].close()
