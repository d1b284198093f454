"""Embedding models: what the archive needs of one, the packaged one, and any other.

The only module of `index` that knows sentence-transformers, which is imported at first use: it
takes seconds.
"""

from collections.abc import Callable, Collection, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, cast

import numpy as np
from numpy.typing import NDArray

from index import models
from index.errors import ModelError
from index.models import PACKAGED, find_model
from index.network import Network, tokenizer, weights
from index.once import Once

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer
    from tokenizers import Tokenizer

Vectors = NDArray[np.float32]
"""Unit vectors, one a row: shape (texts, dimension)."""

BATCH = 16
"""Texts of a build that are embedded together: on one core here 32 passages took 9 to 19 % longer
than 16, perhaps for want of cache (docs/LOG.md)."""
EIGHT_BITS, HALF, WHOLE = "int8", "bfloat16", "float32"
FOR_HALF = frozenset({"avx512_bf16", "amx_bf16"})
"""Instructions that compute in half precision, as Linux and torch name them."""
CPUINFO = Path("/proc/cpuinfo")


class Embedder(Protocol):
    """Turns texts into unit vectors whose dot product says how near their meanings are."""

    @property
    def name(self) -> str:
        """What the model is called in settings and messages."""

    @property
    def digest(self) -> str:
        """SHA-256 of the weights: two models are the same when their digests are."""

    @property
    def max_tokens(self) -> int:
        """How many word pieces the model reads, special tokens included; the rest it drops."""

    @property
    def precision(self) -> str:
        """What the model computes in, for people: `float32`."""

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Word pieces of each text, without special tokens."""

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Embed what is searched through."""

    def encode_questions(self, texts: Sequence[str]) -> Vectors:
        """Embed what is searched for."""


def embedder_of(name: str) -> Embedder:
    """The model that a setting names: the packaged MiniLM, a folder, or a hub name.

    Made in no time; weights are found, checked and loaded at first use, by one thread. It raises
    ModelError then if they can't be found or are not what they should be.
    """
    return PackagedEmbedder(name) if name in PACKAGED else SentenceTransformerEmbedder(name)


class PackagedEmbedder:
    """The packaged MiniLM, without torch and in 8 bits: at a mean cosine of 0.9992 to the vectors
    of sentence-transformers (docs/LOG.md)."""

    max_tokens = 256
    """As its makers set it."""
    precision = EIGHT_BITS

    def __init__(self, name: str = PACKAGED[0]) -> None:
        self.name = name
        self._digest = Once(lambda: models.digest(find_model(name), name))
        self._parts = Once(self._load)

    @property
    def digest(self) -> str:
        """SHA-256 of the weight files, checked against their release."""
        return self._digest()

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        _, whole, _ = self._parts()
        return [len(text.ids) for text in whole.encode_batch(list(texts), add_special_tokens=False)]

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        if not texts:
            return np.zeros((0, 0), np.float32)
        cut, _, network = self._parts()
        # The mean over a text's tokens, as the model's makers take it.
        means = [made.mean(axis=0) for made in network(cut.encode_batch(list(texts)))]
        return _unit(np.asarray(means))

    encode_questions = encode_passages
    """The model was taught no difference."""

    def _load(self) -> "tuple[Tokenizer, Tokenizer, Network]":
        """What cuts texts, what leaves them whole, and the network."""
        _ = self.digest
        folder = find_model(self.name)
        cut = tokenizer(folder, self.max_tokens)
        return cut, tokenizer(folder), Network(weights(folder))


class SentenceTransformerEmbedder:
    """Any model of sentence-transformers; see `embedder_of`."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._digest = Once(lambda: models.digest(self._folder, name))
        self._model = Once(self._load)

    @property
    def digest(self) -> str:
        """SHA-256 of the weight files."""
        return self._digest()

    @cached_property
    def precision(self) -> str:
        """What the model computes in: the half precision where this processor is made for it."""
        return fastest_precision()

    @property
    def max_tokens(self) -> int:
        return int(self._model().max_seq_length or 512)

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        if not texts:
            return []
        tokenizer = cast(Any, self._model().tokenizer)
        encoded = tokenizer(list(texts), add_special_tokens=False, truncation=False, verbose=False)
        return [len(ids) for ids in encoded["input_ids"]]

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        return self._encode(self._model().encode_document, texts)

    def encode_questions(self, texts: Sequence[str]) -> Vectors:
        return self._encode(self._model().encode_query, texts)

    def _encode(self, encode: Callable[..., Any], texts: Sequence[str]) -> Vectors:
        made = encode(list(texts), batch_size=BATCH, show_progress_bar=False)
        # Here, not in the model, whose half precision would leave them longer or shorter by 0.3 %.
        return _unit(np.asarray(made, dtype=np.float32))

    @cached_property
    def _folder(self) -> Path:
        return find_model(self.name)

    def _load(self) -> "SentenceTransformer":
        _ = self.digest
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging

        cast(Any, logging).disable_progress_bar()  # it would flash by below our own
        try:
            return SentenceTransformer(
                str(self._folder), local_files_only=True, model_kwargs={"dtype": self.precision}
            )
        except Exception as error:  # whatever a foreign model folder makes the library raise
            raise ModelError(
                f"The model {self.name} in {self._folder} can't be loaded: {error}"
            ) from error


def fastest_precision() -> str:
    """Half where the processor has instructions for bfloat16, on which it is several times as fast,
    at a mean cosine of 0.99995 to whole precision; measured instead, a busy moment would decide."""
    return HALF if FOR_HALF.intersection(_processor()) else WHOLE


def _processor() -> Collection[str]:
    """What the processor can do. Linux tells it; to ask torch takes seconds where it isn't used."""
    if CPUINFO.is_file():
        return CPUINFO.read_text("utf-8").split()
    import torch

    return [name for name, able in torch.cpu.get_capabilities().items() if able]


def _unit(vectors: Vectors) -> Vectors:
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
    np.divide(vectors, lengths, out=vectors, where=lengths > 0)
    return vectors
