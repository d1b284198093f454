"""txtai's hybrid search: `Embeddings(hybrid=True)`, dense and BM25 scores added up."""
# mypy: disable-error-code="import-not-found"

import numpy as np
from txtai import Embeddings

from bench.peers.corpus import Corpus


def rank(corpus: Corpus, k: int) -> list[list[int]]:
    """The rows of the `k` passages it finds for each question, best first."""

    def transform(texts: list[str]) -> object:
        return np.asarray(corpus.embed(texts), dtype=np.float32)

    embeddings = Embeddings(hybrid=True, method="external", transform=transform)
    embeddings.index(corpus.passages)
    return [[row for row, _ in embeddings.search(text, k)] for text in corpus.questions]
