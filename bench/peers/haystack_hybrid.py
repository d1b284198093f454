"""Haystack's hybrid retrieval: BM25 and embedding retrievers, joined by reciprocal rank fusion.

Its tutorial ends with a cross-encoder from the hub; without one, its own rank fusion orders.
"""
# mypy: disable-error-code="import-not-found"

from haystack import Document, Pipeline
from haystack.components.joiners import DocumentJoiner
from haystack.components.retrievers import InMemoryBM25Retriever, InMemoryEmbeddingRetriever
from haystack.document_stores.in_memory import InMemoryDocumentStore

from bench.peers.corpus import Corpus


def rank(corpus: Corpus, k: int) -> list[list[int]]:
    """The rows of the `k` passages it finds for each question, best first."""
    pipeline = _pipeline(corpus)
    rankings = []
    for text, vector in zip(corpus.questions, corpus.question_vectors, strict=True):
        asked = {
            "bm25_retriever": {"query": text},
            "embedding_retriever": {"query_embedding": vector.tolist()},
        }
        found = pipeline.run(asked)["joiner"]["documents"]
        rankings.append([int(document.id) for document in found[:k]])
    return rankings


def _pipeline(corpus: Corpus) -> Pipeline:
    store = InMemoryDocumentStore(embedding_similarity_function="cosine")
    store.write_documents(
        [
            # An array, as a list of floats is turned into one again for every question.
            Document(id=str(row), content=text, embedding=vector)
            for row, (text, vector) in enumerate(
                zip(corpus.passages, corpus.passage_vectors, strict=True)
            )
        ]
    )
    pipeline = Pipeline()
    pipeline.add_component("bm25_retriever", InMemoryBM25Retriever(store))
    pipeline.add_component("embedding_retriever", InMemoryEmbeddingRetriever(store))
    pipeline.add_component("joiner", DocumentJoiner(join_mode="reciprocal_rank_fusion"))
    pipeline.connect("bm25_retriever", "joiner")
    pipeline.connect("embedding_retriever", "joiner")
    return pipeline
