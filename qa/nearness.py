"""Compare the few best sentences with the question, each as a whole.

The reader looks for words that answer and marks little where a sentence says it in words of its
own; the cosine of question and sentence knows no answers, but paraphrases.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from index.embed import Embedder, Vectors
from qa.weights import weights

FEATURES = (
    "score",  # what the sentence scored so far, in log odds
    "cosine",  # of question and sentence, in SPREADs; of those not compared the lowest compared
)
SPREAD = 0.25
"""What cosines of sentences differ by: in this unit the fit, which keeps weights small, is free."""
COMPARED = 6
"""Sentences compared, the best: six or a hundred put the same one first (docs/LOG.md)."""


def compared(
    scores: NDArray[np.float64], quotes: Sequence[str], vector: Vectors, embedder: Embedder
) -> NDArray[np.float64]:
    """New scores, in log odds, of sentences that scored `scores`; `vector` is the question's."""
    return features(scores, quotes, vector, embedder) @ weights("compared", FEATURES)


def features(
    scores: NDArray[np.float64], quotes: Sequence[str], vector: Vectors, embedder: Embedder
) -> NDArray[np.float64]:
    """One row of FEATURES for each sentence."""
    best = np.argsort(-scores, kind="stable")[:COMPARED]
    cosines = embedder.encode_passages([quotes[i] for i in best]) @ vector / SPREAD
    near = np.full(len(scores), cosines.min())
    near[best] = cosines
    return np.column_stack([scores, near])
