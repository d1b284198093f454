"""A small deterministic embedder: words hashed into a vector. Real enough to test an index with."""

import hashlib
import re
from collections.abc import Sequence

import numpy as np

from index.embed import Vectors

DIMENSION = 64


class ToyEmbedder:
    """Like texts have like vectors; needs no weights and no time."""

    name = "toy"
    digest = "0" * 64
    max_tokens = 256
    precision = "none"

    def __init__(self) -> None:
        self.embedded = 0
        """How many passages were embedded so far."""

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        return [len(text.split()) for text in texts]

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        self.embedded += len(texts)
        return np.stack([self._vector(text) for text in texts])

    def encode_questions(self, texts: Sequence[str]) -> Vectors:
        return np.stack([self._vector(text) for text in texts])

    def _vector(self, text: str) -> Vectors:
        vector = np.full(DIMENSION, 1e-3, dtype=np.float32)
        for word in re.findall(r"\w+", text.lower()):
            vector[int(hashlib.sha256(word.encode()).hexdigest(), 16) % DIMENSION] += 1
        return vector / np.linalg.norm(vector)
