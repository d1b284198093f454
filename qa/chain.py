"""The archive as LangChain parts: a retriever and a runnable for chains of your own.

from qa.chain import ArchiveRetriever, answer_runnable
documents = ArchiveRetriever(archive=archive, k=4).invoke("Who confirmed Israel's role?")
"""

from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from langchain_core.runnables import Runnable, RunnableLambda

from index.records import Hit
from qa.pipeline import Archive
from qa.records import Answer, hit_to_dict


class ArchiveRetriever(BaseRetriever):
    """Finds the `k` best passages for a question, as documents with source, date and offsets."""

    archive: Any
    k: int = 10

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[Document]:
        return [document(hit) for hit in self.archive.retrieve(query, k=self.k)]


def answer_runnable(archive: Archive) -> Runnable[str, Answer]:
    """A question to its answer, as a runnable; batches run in threads."""
    return RunnableLambda(lambda question: archive.answer(question))


def document(hit: Hit) -> Document:
    """A hit as a LangChain document."""
    metadata = hit_to_dict(hit)
    return Document(page_content=metadata.pop("text"), id=metadata.pop("id"), metadata=metadata)
