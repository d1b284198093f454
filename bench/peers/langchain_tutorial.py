"""LangChain's tutorial on semantic search: a Chroma vector store and `similarity_search`."""
# mypy: disable-error-code="import-not-found, misc"

from langchain_chroma import Chroma
from langchain_core.embeddings import Embeddings

from bench.peers.corpus import Corpus, Find

BATCH = 5000
"""Chroma takes 5461 at once."""


class Known(Embeddings):
    """The vectors that the corpus brings, as LangChain's interface of a model."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return self._corpus.embed(texts)

    def embed_query(self, text: str) -> list[float]:
        return self._corpus.embed([text])[0]


def finder(corpus: Corpus, k: int) -> Find:
    """What finds the rows of the `k` best passages for a question, best first."""
    store = Chroma(collection_name="example_collection", embedding_function=Known(corpus))
    for start in range(0, len(corpus.passages), BATCH):
        texts = corpus.passages[start : start + BATCH]
        store.add_texts(texts, ids=[str(start + i) for i in range(len(texts))])
    return lambda question: [int(hit.id) for hit in store.similarity_search(question, k=k)]
