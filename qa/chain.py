"""The archive as LangChain parts: a retriever and an answerer for chains of your own.

from qa.chain import ArchiveAnswerer, ArchiveRetriever
documents = ArchiveRetriever(archive=archive, k=4).invoke("Who confirmed Israel's role?")
answer = ArchiveAnswerer(archive).invoke("Who confirmed Israel's role?")
"""

from collections.abc import AsyncIterator, Iterator, Mapping
from typing import Any, TypeAlias

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from langchain_core.runnables import Runnable, RunnableConfig
from langchain_core.runnables.config import run_in_executor

from index.records import Hit
from qa.pipeline import Archive
from qa.records import Answer, hit_to_dict

Asked: TypeAlias = str | Mapping[str, Any]
"""A question, or the arguments of `Archive.answer` by name."""


class ArchiveRetriever(BaseRetriever):
    """Finds the `k` best passages for a question, as documents with source, date and offsets.

    `read` is `Archive.retrieve`'s.
    """

    archive: Any
    k: int = 10
    read: bool = True

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[Document]:
        return [document(hit) for hit in self.archive.retrieve(query, k=self.k, read=self.read)]


class ArchiveAnswerer(Runnable[Asked, Answer]):
    """A question to its answer; batches and `ainvoke` run in threads.

    `stream` and `astream` give the answer as it grows by checked sentences; what follows it in a
    chain gets the whole one.
    """

    def __init__(self, archive: Archive) -> None:
        self._archive = archive

    def invoke(self, input: Asked, config: RunnableConfig | None = None, **_: Any) -> Answer:
        """The whole answer."""
        asked = _arguments(input)
        return self._call_with_config(lambda _: self._archive.answer(**asked), input, config)

    def stream(
        self, input: Asked, config: RunnableConfig | None = None, **_: Any
    ) -> Iterator[Answer]:
        """The answer as it grows, the whole one last."""
        yield from self._transform_stream_with_config(
            iter([input]),
            lambda inputs: self._archive.stream(**_arguments(next(inputs))),
            config,
        )

    async def astream(
        self, input: Asked, config: RunnableConfig | None = None, **_: Any
    ) -> AsyncIterator[Answer]:
        """`stream`, each step of it in a thread."""
        growing = self.stream(input, config)
        while answer := await run_in_executor(config, next, growing, None):
            yield answer


def _arguments(asked: Asked) -> dict[str, Any]:
    return {"question": asked} if isinstance(asked, str) else dict(asked)


def document(hit: Hit) -> Document:
    """A hit as a LangChain document."""
    metadata = hit_to_dict(hit)
    return Document(page_content=metadata.pop("text"), id=metadata.pop("id"), metadata=metadata)
