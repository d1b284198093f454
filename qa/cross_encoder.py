"""Order passages by a cross-encoder, if the settings name one.

It reads question and passage together, so it knows more than two vectors do, and takes as much time
as its size. The only module that knows sentence-transformers' `CrossEncoder`, which is imported at
first use.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Protocol, cast

import numpy as np

from index.errors import ModelError
from index.models import find_model
from index.once import Once
from index.records import Hit

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder


class Reranker(Protocol):
    """Puts passages found for a question into a better order."""

    def rerank(self, question: str, hits: Sequence[Hit]) -> list[Hit]:
        """The hits, best first."""


class CrossEncoderReranker:
    """A cross-encoder of sentence-transformers: a folder, or a hub name.

    Made in no time; loaded at first use, by one thread. Raises ModelError then if it can't be.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self._model = Once(self._load)

    def rerank(self, question: str, hits: Sequence[Hit]) -> list[Hit]:
        """The hits, which come best first, in the model's order.

        The scores stay what they are, the highest going to the hit that is first now: what weighs
        the sentences later was fitted on them.
        """
        if not hits:
            return []
        pairs = [(question, hit.passage.text) for hit in hits]
        order = np.argsort(-np.asarray(self._model().predict(pairs)), kind="stable")
        scores = sorted((hit.score for hit in hits), reverse=True)
        return [replace(hits[i], score=score) for i, score in zip(order, scores, strict=True)]

    def _load(self) -> "CrossEncoder":
        from sentence_transformers import CrossEncoder
        from transformers.utils import logging

        cast(Any, logging).disable_progress_bar()
        folder = find_model(self.name, "ARCHIVE_CROSS_ENCODER")
        try:
            model: CrossEncoder = CrossEncoder(str(folder), local_files_only=True)
        except Exception as error:  # whatever a foreign model folder makes the library raise
            raise ModelError(
                f"The cross-encoder {self.name} in {folder} can't be loaded: {error}"
            ) from error
        if model.num_labels != 1:
            raise ModelError(
                f"The model {self.name} gives {model.num_labels} scores for a passage; "
                "ARCHIVE_CROSS_ENCODER takes one that gives one."
            )
        return model
