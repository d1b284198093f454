"""LlamaIndex's starting example: a VectorStoreIndex in memory and its retriever."""
# mypy: disable-error-code="import-not-found, misc"

from llama_index.core import VectorStoreIndex
from llama_index.core.embeddings import MockEmbedding
from llama_index.core.schema import QueryBundle, TextNode

from bench.peers.corpus import Corpus, Find


def finder(corpus: Corpus, k: int) -> Find:
    """What finds the rows of the `k` best passages for a question, best first.

    Nodes and questions bring their vectors, so that its own embedding model is never asked.
    """
    nodes = [
        TextNode(id_=str(row), text=text, embedding=vector.tolist())
        for row, (text, vector) in enumerate(zip(corpus.passages, corpus.vectors, strict=True))
    ]
    unused = MockEmbedding(embed_dim=corpus.vectors.shape[1])
    retriever = VectorStoreIndex(nodes=nodes, embed_model=unused).as_retriever(similarity_top_k=k)

    def find(question: str) -> list[int]:
        (vector,) = corpus.embed([question])
        found = retriever.retrieve(QueryBundle(question, embedding=vector))
        return [int(one.node.node_id) for one in found]

    return find
