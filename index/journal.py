"""Vectors computed by a build that is not done yet, so that one that is stopped loses none.

A file of fixed-size records after a header; a record that was not written whole ends it.
"""

import hashlib
import os
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from index.embed import Vectors

NAME = "vectors.journal"
DIGEST = 32
"""Bytes of a SHA-256."""
HEAD = DIGEST + 4
"""Bytes before the first record: the model's digest, the vectors' dimension."""

Records: TypeAlias = NDArray[np.void]


class Journal:
    """The vectors of texts, by the SHA-256 (in hex) of each text, of one model."""

    def __init__(self, data: Path, model: str) -> None:
        """Take up the journal in a data folder; one of a model of another digest begins anew."""
        self._path = data / NAME
        self._model = hashlib.sha256(model.encode()).digest()
        self._rows: dict[str, int] = {}
        self._kept = self._read()
        if self._kept is None:
            self._path.unlink(missing_ok=True)

    def find(self, digests: Sequence[str]) -> dict[str, Vectors]:
        """The vectors of those texts that an earlier build embedded."""
        if self._kept is None:
            return {}
        rows = {digest: self._rows[digest] for digest in digests if digest in self._rows}
        return {
            digest: np.array(self._kept["vector"][row], np.float32) for digest, row in rows.items()
        }

    def append(self, digests: Sequence[str], vectors: Vectors) -> None:
        """Note the vectors of texts; they are kept even if the process is killed afterwards."""
        records = np.zeros(len(digests), _record(vectors.shape[1]))
        records["digest"] = [np.void(bytes.fromhex(digest)) for digest in digests]
        records["vector"] = vectors
        records["check"] = _checks(records)
        with self._path.open("ab") as stream:
            if not stream.tell():
                stream.write(self._model + vectors.shape[1].to_bytes(4, "little"))
            stream.write(records.tobytes())

    def _read(self) -> Records | None:
        """The records of this model that are whole; only they are left in the file."""
        try:
            with self._path.open("rb") as stream:
                head = stream.read(HEAD)
        except FileNotFoundError:
            return None
        dimension = int.from_bytes(head[DIGEST:], "little")
        if head[:DIGEST] != self._model or not dimension:
            return None
        kind = _record(dimension)
        count = _whole(self._path, kind)
        if not count:
            return None
        os.truncate(self._path, HEAD + count * kind.itemsize)
        records = np.memmap(self._path, kind, "r", HEAD, count)
        self._rows = {records["digest"][row].tobytes().hex(): row for row in range(count)}
        return records


def remove(data: Path) -> None:
    """Forget all in a data folder: what was embedded is in a generation now."""
    (data / NAME).unlink(missing_ok=True)


def _whole(path: Path, kind: "np.dtype[np.void]") -> int:
    """How many records at the beginning of a file are as they were written."""
    count = (path.stat().st_size - HEAD) // kind.itemsize
    if count < 1:
        return 0
    records = np.memmap(path, kind, "r", HEAD, count)
    whole = records["check"] == _checks(records)
    return count if whole.all() else int(np.argmin(whole))


def _record(dimension: int) -> "np.dtype[np.void]":
    parts = [("digest", f"V{DIGEST}"), ("vector", "<f4", (dimension,)), ("check", "<u4")]
    return np.dtype(parts)


def _checks(records: Records) -> NDArray[np.uint32]:
    size = records.dtype.itemsize - 4
    return np.asarray([zlib.crc32(record.tobytes()[:size]) for record in records], np.uint32)
