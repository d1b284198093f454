"""What a peer is given: passages with the vectors of our own embedding model, and that model."""
# mypy: disable-error-code="misc"

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.models import packaged_folder

Find = Callable[[str], list[int]]
"""The rows of the passages found for a question, best first."""


@dataclass(frozen=True)
class Corpus:
    """Texts and unit vectors, row by row, so that no peer embeds them again."""

    passages: list[str]
    vectors: NDArray[np.float32]

    def embed(self, texts: Sequence[str]) -> list[list[float]]:
        """The vectors of passages, or of one question, which the model embeds as peers have it do:
        with sentence-transformers."""
        if all(text in self._known for text in texts):
            return [self._known[text].tolist() for text in texts]
        vectors: list[list[float]] = self._model.encode(list(texts)).tolist()
        return vectors

    @cached_property
    def _known(self) -> dict[str, NDArray[np.float32]]:
        return dict(zip(self.passages, self.vectors, strict=True))

    @cached_property
    def _model(self) -> Any:
        return sentence_transformer()


def sentence_transformer() -> Any:
    """The model, as peers load it."""
    from sentence_transformers import SentenceTransformer

    return SentenceTransformer(str(packaged_folder()), local_files_only=True)
