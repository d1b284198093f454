"""The language model that writes answers: any that LangChain knows, a server's, or a GGUF file.

LangChain and what asks over the network are imported at first use. Keys come from the environment
alone, where the providers' packages find them; no error here repeats what a server said, since that
may hold one.
"""

import time
from collections.abc import Callable, Iterator
from contextvars import copy_context
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Event, Thread
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from index.errors import LanguageModelError
from index.once import Once
from index.settings import masked
from qa.escape import seen
from qa.llama import LlamaServer
from qa.written import Cost

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.prompt_values import PromptValue
    from tenacity import RetryCallState

FILE = "gguf:"
HOSTS = {
    "openai": "https://api.openai.com",
    "anthropic": "https://api.anthropic.com",
    "google_genai": "https://generativelanguage.googleapis.com",
    "ollama": "http://127.0.0.1:11434",
}
"""Where the usual providers are, to say at once when they can't be reached."""
REACH = 0.4
"""Seconds to wait for a server's first word: if nobody is there, the reader is not kept waiting."""
TRIES = 3
WAIT, LONGEST = 0.5, 4.0
"""Seconds before the second try, and before any; a random part more keeps clients apart."""
WORTH_RETRYING = frozenset({408, 409, 429, 500, 502, 503, 504, 529})
READ_HERE, READ = 400, 1000
"""Tokens of passages for a model that runs in a process of ours, on this machine's processor, and
for any other (docs/prose.md has what more of them bring and cost)."""
MOST_TOKENS = 400
"""Tokens that a server of one's own writes at most; three sentences have about a hundred."""
STATUS = {
    400: "refused the question: is ARCHIVE_LLM_TOKENS more than its context holds?",
    401: "wants another key: set it in the environment.",
    403: "wants another key: set it in the environment.",
    404: "is not known where it was asked for: see ARCHIVE_LLM and ARCHIVE_LLM_URL.",
    408: "took too long.",
    413: "refused the question: is ARCHIVE_LLM_TOKENS more than its context holds?",
    429: "is asked too often at the moment, or its quota is used up.",
}


class Reply:
    """What a model writes, in pieces as they come; `cost` is known at the end."""

    def __init__(self, name: str, chunks: Iterator[Any], seconds: float, asked: float) -> None:
        """`asked`: when, by `time.monotonic`; the answer may take `seconds` from then."""
        self._name = name
        self._chunks = chunks
        self._seconds = seconds
        self._asked = asked
        self.cost = Cost()

    def __iter__(self) -> Iterator[str]:
        """Raises LanguageModelError if the model breaks off or takes too long."""
        try:
            for chunk in self._chunks:
                used = getattr(chunk, "usage_metadata", None) or {}
                tokens = Cost(used.get("input_tokens", 0), used.get("output_tokens", 0))
                self.cost = self.cost + tokens
                yield seen(str(chunk.text))
        except Exception as error:  # every provider has its own
            raise LanguageModelError(f"{self._name} {_reason(error, self._seconds)}") from None
        finally:
            self.cost = self.cost + Cost(seconds=time.monotonic() - self._asked)


class ChatModel:
    """A chat model: `provider:model`, the name of a server's model, a GGUF file, or LangChain's.

    Made in no time; set up at first use. Raises LanguageModelError then if that fails.
    """

    def __init__(
        self, model: "str | BaseChatModel", url: str = "", key: str = "", seconds: float = 60
    ) -> None:
        """`url`: of an OpenAI-compatible server or of Ollama. `key`: for that server; a provider's
        own key is never sent there. `seconds`: the most to wait for an answer."""
        self.name = _name(model)
        self._url, self._key, self._seconds = url.rstrip("/"), key, seconds
        self._server: LlamaServer | None = None
        self._model = Once(lambda: self._set_up(model) if isinstance(model, str) else model)

    def ask(self, prompt: "PromptValue") -> Reply:
        """Ask, and ask again what is worth it. Raises LanguageModelError if there is no answer."""
        import tenacity

        model = self._model()
        backoff = tenacity.wait_exponential_jitter(multiplier=WAIT, max=LONGEST, jitter=WAIT)
        try:
            for attempt in tenacity.Retrying(
                stop=tenacity.stop_after_attempt(TRIES),
                wait=lambda state: max(backoff(state), _told_to_wait(state)),
                retry=tenacity.retry_if_exception(_worth_retrying),
                reraise=True,
            ):
                with attempt:
                    self._reach()
                    asked = time.monotonic()
                    chunks = _until(asked + self._seconds, lambda: model.stream(prompt))
                    first = next(chunks, None)
        except LanguageModelError:
            raise
        except Exception as error:  # every provider has its own
            raise LanguageModelError(f"{self.said} {_reason(error, self._seconds)}") from None
        return Reply(self.said, _with(first, chunks), self._seconds, asked)

    @property
    def said(self) -> str:
        """How messages call it."""
        return f"The language model {self.name}"

    def close(self) -> None:
        """Stop the server of a GGUF file, if one was started."""
        if self._server:
            self._server.close()

    def _set_up(self, named: str) -> "BaseChatModel":
        from langchain.chat_models import init_chat_model

        provider, model, options = self._options(named)
        try:
            found: BaseChatModel = init_chat_model(model, model_provider=provider, **options)
        except ImportError as error:
            package = f"langchain-{(provider or '').replace('_', '-')}"
            raise LanguageModelError(
                f"{self.said} needs a package that is not installed: pip install "
                f"{error.name or package}."
            ) from None
        except Exception as error:  # whatever a provider's package makes of a missing key
            raise LanguageModelError(
                f"{self.said} can't be set up ({type(error).__name__}): write ARCHIVE_LLM like "
                "openai:gpt-5-mini, and set the provider's key in the environment."
            ) from None
        return found

    def _options(self, name: str) -> tuple[str | None, str, dict[str, Any]]:
        """Provider, model, and what the provider's class is given."""
        options: dict[str, Any] = {"max_retries": 0, "timeout": self._seconds}
        if _is_file(name):
            self._server = LlamaServer(Path(name.removeprefix(FILE)).expanduser())
            self._url = f"{self._server.address}/v1"
            name = self.name
        provider, _, model = name.partition(":")
        if provider == "ollama":
            own = {"client_kwargs": {"timeout": self._seconds}, "num_predict": MOST_TOKENS}
            return provider, model, {"temperature": 0, "base_url": self._url or None, **own}
        if self._url:
            model = model if provider == "openai" else name
            # Not OPENAI_API_KEY, which is for OpenAI and not for whoever listens there.
            own = {"base_url": self._url, "api_key": self._key or "none", "stream_usage": True}
            return "openai", model, options | own | {"temperature": 0, "max_tokens": MOST_TOKENS}
        return provider if model else None, model or name, options

    def _reach(self) -> None:
        """Raise LanguageModelError at once if nobody listens where the model should be."""
        url = self._url or HOSTS.get(self.name.partition(":")[0], "")
        if not url:
            return
        import httpx

        parts = urlsplit(url)
        try:  # without a user's name and password: httpx logs what it asks
            httpx.head(f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}", timeout=REACH)
        except httpx.UnsupportedProtocol:
            raise LanguageModelError(
                f"{self.said} can't be asked: ARCHIVE_LLM_URL must begin with http:// or https://."
            ) from None
        except (httpx.ConnectError, httpx.ConnectTimeout):
            where = f"{parts.hostname}{f':{parts.port}' if parts.port else ''}"
            raise LanguageModelError(f"{self.said} can't be reached at {where}.") from None
        except httpx.HTTPError:
            pass  # somebody listens, and is slow or odd: the model's own answer tells


def _with(first: Any, rest: Iterator[Any]) -> Iterator[Any]:
    if first is not None:
        yield first
        yield from rest


def _until(end: float, chunks: Callable[[], Iterator[Any]]) -> Iterator[Any]:
    """What comes until an `end`, by `time.monotonic`; raises TimeoutError after it. A thread waits,
    since what a server sends to keep a connection alive ends no wait of ours."""
    came: SimpleQueue[tuple[Any, BaseException | None]] = SimpleQueue()
    left = Event()

    def wait() -> None:
        try:
            for chunk in chunks():
                came.put((chunk, None))
                if left.is_set():
                    return
            came.put((None, StopIteration()))
        except BaseException as error:  # whoever asked is to have it, not this thread
            came.put((None, error))

    Thread(target=copy_context().run, args=(wait,), daemon=True).start()
    try:
        while True:
            try:
                chunk, error = came.get(timeout=max(0.0, end - time.monotonic()))
            except Empty:
                raise TimeoutError from None
            if isinstance(error, StopIteration):
                return
            if error:
                raise error
            yield chunk
    finally:
        left.set()


def tokens_to_read(model: "str | BaseChatModel") -> int:
    """How many tokens of passages a model is given if the settings don't say."""
    return READ_HERE if isinstance(model, str) and _is_file(model) else READ


def _is_file(name: str) -> bool:
    return name.startswith(FILE) or name.endswith(".gguf")


def _name(model: "str | BaseChatModel") -> str:
    if isinstance(model, str):
        return Path(model).name if _is_file(model) else masked(model)
    return str(getattr(model, "model_name", None) or getattr(model, "model", type(model).__name__))


def _status(error: BaseException) -> int | None:
    status = getattr(error, "status_code", None) or getattr(error, "code", None)
    return status if isinstance(status, int) else None


def _worth_retrying(error: BaseException) -> bool:
    return _status(error) in WORTH_RETRYING and _asks_to_wait(error) <= LONGEST


def _told_to_wait(state: "RetryCallState") -> float:
    error = state.outcome.exception() if state.outcome else None
    return _asks_to_wait(error) if error else 0.0


def _asks_to_wait(error: BaseException) -> float:
    """The seconds that a server asks to wait before the next try, 0 if it doesn't."""
    headers = getattr(getattr(error, "response", None), "headers", {})
    try:
        return float(headers.get("retry-after", 0))
    except ValueError:  # a date
        return 0.0


def _reason(error: Exception, seconds: float) -> str:
    """Why there is no answer, in words of ours, up to the end of the sentence."""
    status = _status(error)
    if status in STATUS:
        return STATUS[status]
    if status:
        return f"failed on its server (status {status})."
    if isinstance(error, TimeoutError) or "Timeout" in type(error).__name__:
        return f"did not answer within {seconds:g} seconds."
    return f"broke off ({type(error).__name__})."
