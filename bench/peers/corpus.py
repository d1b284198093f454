"""What a peer is given: passages and questions with the vectors of our own embedding model."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Corpus:
    """Texts and unit vectors, row by row. Stands in for the model: the same weights, run once."""

    passages: list[str]
    passage_vectors: NDArray[np.float32]
    questions: list[str]
    question_vectors: NDArray[np.float32]

    @cached_property
    def _known(self) -> dict[str, NDArray[np.float32]]:
        passages = zip(self.passages, self.passage_vectors, strict=True)
        return dict(passages) | dict(zip(self.questions, self.question_vectors, strict=True))

    def embed(self, texts: Sequence[str]) -> list[list[float]]:
        """The vectors of any of the texts."""
        return [self._known[text].tolist() for text in texts]
