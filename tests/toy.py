"""A small deterministic embedder, words hashed into a vector, real enough to test an index with;
and a reader that finds nothing."""

import hashlib
import re
from collections.abc import Sequence

import numpy as np

from index.embed import Vectors
from index.records import Span
from qa.reader import Words

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


class ToyReader:
    """Finds no words in any sentence; needs no weights and no time."""

    def __init__(self) -> None:
        self.read_at_once: list[int] = []
        """How many passages it was given each time."""

    def read(
        self, _: str, passages: Sequence[str], sentences: Sequence[Sequence[Span]]
    ) -> list[list[Words]]:
        self.read_at_once.append(len(passages))
        return [[Words(a, b, 0.0) for a, b in spans] for spans in sentences]
