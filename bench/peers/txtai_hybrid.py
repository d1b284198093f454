"""txtai's hybrid search: `Embeddings(hybrid=True)`, dense and BM25 scores added up."""
# mypy: disable-error-code="import-not-found"

import numpy as np
from txtai import Embeddings

from bench.peers.corpus import Corpus, Find


def finder(corpus: Corpus, k: int) -> Find:
    """What finds the rows of the `k` best passages for a question, best first."""

    def transform(texts: list[str]) -> object:
        return np.asarray(corpus.embed(texts), dtype=np.float32)

    embeddings = Embeddings(hybrid=True, method="external", transform=transform)
    embeddings.index(corpus.passages)
    return lambda question: [row for row, _ in embeddings.search(question, k)]
