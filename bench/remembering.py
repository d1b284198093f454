"""An embedder that embeds no passage twice, in this run or any other."""

import hashlib
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np

from index.embed import Embedder, Vectors

BENCH = Path(__file__).resolve().parent.parent / "data" / "bench"
"""What runs of the bench keep for the next: vectors, archives, the peers' environment."""
SHARD = 4096
"""Vectors gathered before they are written: what a run that is killed has to embed again."""


def kept_as(embedder: Embedder) -> str:
    """What a model's vectors are kept under: other weights or another precision make others."""
    return f"{embedder.digest[:12]}-{embedder.precision}"


class Remembering:
    """Keeps every passage's vector in a folder of shards, found by the SHA-256 of its text.

    A shard is a `.npz` with `keys` (n digests, S64) and `vectors` (n x dimension, float32). Default
    folder: `data/bench/<kept_as>`. Leave the `with` block, or call `save`,
    to have the last ones written too. Questions are embedded anew each time.
    """

    def __init__(self, embedder: Embedder, folder: Path | None = None) -> None:
        self._plain = embedder
        self.name, self.digest, self.max_tokens = (
            embedder.name,
            embedder.digest,
            embedder.max_tokens,
        )
        self.count_tokens = embedder.count_tokens
        self.encode_questions = embedder.encode_questions
        self._folder = folder or BENCH / kept_as(embedder)
        self._known = _load(self._folder)
        self._unsaved: list[bytes] = []
        self._forgetting = False

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Embed what is searched through."""
        if self._forgetting:
            return self._plain.encode_passages(texts)
        keys = [hashlib.sha256(text.encode()).hexdigest().encode() for text in texts]
        new = {k: t for k, t in zip(keys, texts, strict=True) if k not in self._known}
        if new:
            vectors = self._plain.encode_passages(list(new.values()))
            self._known.update(zip(new, vectors, strict=True))
            self._unsaved += new
        if len(self._unsaved) >= SHARD:
            self.save()
        return np.asarray([self._known[key] for key in keys], dtype=np.float32)

    @property
    def precision(self) -> str:
        """What the model computes in."""
        return self._plain.precision

    @contextmanager
    def forgetting(self) -> Iterator[None]:
        """Embed everything as a user's archive would, for measuring time."""
        self._forgetting = True
        try:
            yield
        finally:
            self._forgetting = False

    def save(self) -> None:
        """Write what is new as one more shard; a reader sees all of it or none."""
        if not self._unsaved:
            return
        self._folder.mkdir(parents=True, exist_ok=True)
        name = hashlib.sha256(b"".join(self._unsaved)).hexdigest()[:16]
        partial = self._folder / f"{name}.{os.getpid()}.partial"
        with partial.open("wb") as stream:
            vectors = np.asarray([self._known[key] for key in self._unsaved], dtype=np.float32)
            np.savez(stream, keys=np.asarray(self._unsaved, dtype="S64"), vectors=vectors)
        os.replace(partial, self._folder / f"{name}.npz")
        self._unsaved = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.save()


def _load(folder: Path) -> dict[bytes, Vectors]:
    known: dict[bytes, Vectors] = {}
    for path in sorted(folder.glob("*.npz")):
        with np.load(path) as shard:
            known.update(zip(shard["keys"].tolist(), shard["vectors"], strict=True))
    return known
