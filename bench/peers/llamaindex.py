"""LlamaIndex's starting example: a VectorStoreIndex in memory and its retriever."""
# mypy: disable-error-code="import-not-found, misc"

from llama_index.core import VectorStoreIndex
from llama_index.core.embeddings import MockEmbedding
from llama_index.core.schema import QueryBundle, TextNode

from bench.peers.corpus import Corpus


def rank(corpus: Corpus, k: int) -> list[list[int]]:
    """The rows of the `k` passages it finds for each question, best first.

    Nodes and questions bring their vectors, so that the embedding model is never asked.
    """
    nodes = [
        TextNode(id_=str(row), text=text, embedding=vector.tolist())
        for row, (text, vector) in enumerate(
            zip(corpus.passages, corpus.passage_vectors, strict=True)
        )
    ]
    unused = MockEmbedding(embed_dim=corpus.passage_vectors.shape[1])
    retriever = VectorStoreIndex(nodes=nodes, embed_model=unused).as_retriever(similarity_top_k=k)
    return [
        [
            int(found.node.node_id)
            for found in retriever.retrieve(QueryBundle(text, embedding=vector.tolist()))
        ]
        for text, vector in zip(corpus.questions, corpus.question_vectors, strict=True)
    ]
