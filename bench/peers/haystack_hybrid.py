"""Haystack's hybrid retrieval: BM25 and embedding retrievers, joined by reciprocal rank fusion.

Its tutorial ends with a cross-encoder from the hub; without one, its own rank fusion orders.
"""
# mypy: disable-error-code="import-not-found"

from haystack import Document, Pipeline
from haystack.components.joiners import DocumentJoiner
from haystack.components.retrievers import InMemoryBM25Retriever, InMemoryEmbeddingRetriever
from haystack.document_stores.in_memory import InMemoryDocumentStore

from bench.peers.corpus import Corpus, Find


def finder(corpus: Corpus, k: int) -> Find:
    """What finds the rows of the `k` best passages for a question, best first."""
    pipeline = _pipeline(corpus)

    def find(question: str) -> list[int]:
        (vector,) = corpus.embed([question])
        asked = {
            "bm25_retriever": {"query": question},
            "embedding_retriever": {"query_embedding": vector},
        }
        found = pipeline.run(asked)["joiner"]["documents"]
        return [int(document.id) for document in found[:k]]

    return find


def _pipeline(corpus: Corpus) -> Pipeline:
    store = InMemoryDocumentStore(embedding_similarity_function="cosine")
    store.write_documents(
        [
            # An array, as a list of floats is turned into one again for every question.
            Document(id=str(row), content=text, embedding=vector)
            for row, (text, vector) in enumerate(zip(corpus.passages, corpus.vectors, strict=True))
        ]
    )
    pipeline = Pipeline()
    pipeline.add_component("bm25_retriever", InMemoryBM25Retriever(store))
    pipeline.add_component("embedding_retriever", InMemoryEmbeddingRetriever(store))
    pipeline.add_component("joiner", DocumentJoiner(join_mode="reciprocal_rank_fusion"))
    pipeline.connect("bm25_retriever", "joiner")
    pipeline.connect("embedding_retriever", "joiner")
    return pipeline
