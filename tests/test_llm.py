"""Models that can't be had say so in one line, at once, and tell no secrets."""

import sys
import time

import pytest
from langchain_core.language_models import GenericFakeChatModel
from langchain_core.messages import AIMessage

from index.errors import LanguageModelError
from qa.llm import ChatModel, tokens_to_read
from tests.passages import quoted, ranked
from tests.ports import free_port


def ask(model: ChatModel) -> str:
    from qa.excerpts import excerpts
    from qa.prompts import answering

    return "".join(model.ask(answering(quoted().query, excerpts(ranked(), 500))))


def test_nobody_listens_there() -> None:
    port = free_port()
    model = ChatModel("made-up", f"http://user:sk-secret@127.0.0.1:{port}/v1", "sk-secret")
    model._model()  # the packages' own import takes its time
    start = time.monotonic()
    with pytest.raises(LanguageModelError) as caught:
        ask(model)
    assert time.monotonic() - start < 5
    where = f"127.0.0.1:{port}"
    assert str(caught.value) == f"The language model made-up can't be reached at {where}."


def test_an_address_without_its_beginning() -> None:
    with pytest.raises(LanguageModelError, match="ARCHIVE_LLM_URL must begin with http://"):
        ask(ChatModel("made-up", "localhost/v1"))


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("mistralai:small", "pip install langchain-mistralai"),
        ("openai:gpt-5-mini", "set the provider's key in the environment"),
        ("what", "write ARCHIVE_LLM like openai:gpt-5-mini"),
        ("openai:sk-0123456789", "The language model openai:… can't be set up"),
        ("gguf:/nowhere/model.gguf", "There is no model file /nowhere/model.gguf"),
    ],
)
def test_what_can_not_be_set_up(name: str, message: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    with pytest.raises(LanguageModelError, match=message):
        ask(ChatModel(name))


def test_a_model_of_langchain_is_taken_as_it_is() -> None:
    model = ChatModel(GenericFakeChatModel(messages=iter([AIMessage("So it is.")])))
    assert ask(model) == "So it is."
    assert model.name == "GenericFakeChatModel"


def test_langchain_is_imported_at_first_use() -> None:
    import subprocess

    code = "import sys, qa.llm, qa.pipeline; print('langchain_core' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "False"


@pytest.mark.parametrize(
    ("name", "tokens"), [("gguf:model", 400), ("models/one.gguf", 400), ("openai:gpt-5-mini", 1000)]
)
def test_a_model_that_runs_here_is_given_less_to_read(name: str, tokens: int) -> None:
    assert tokens_to_read(name) == tokens
