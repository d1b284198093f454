"""Vectors of builds that were stopped: what was written whole is found, all else is left out."""

import hashlib
from pathlib import Path

import numpy as np
import pytest

from index.journal import HEAD, NAME, Journal, remove

DIGESTS = [hashlib.sha256(bytes([n])).hexdigest() for n in range(5)]
VECTORS = np.random.default_rng(3).normal(size=(5, 7)).astype(np.float32)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    journal = Journal(tmp_path, "model")
    journal.append(DIGESTS[:2], VECTORS[:2])
    journal.append(DIGESTS[2:4], VECTORS[2:4])
    return tmp_path


def found(data: Path, model: str = "model") -> list[int]:
    """Which of the texts have their very vector."""
    vectors = Journal(data, model).find(DIGESTS)
    for digest, vector in vectors.items():
        assert np.array_equal(vector, VECTORS[DIGESTS.index(digest)])
    return [row for row, digest in enumerate(DIGESTS) if digest in vectors]


def test_what_was_noted_is_found(data: Path) -> None:
    assert found(data) == [0, 1, 2, 3]


@pytest.mark.parametrize("cut", [1, 4, 30, 63, 64])
def test_a_record_cut_short_is_left_out_and_the_next_ones_follow(data: Path, cut: int) -> None:
    path = data / NAME
    path.write_bytes(path.read_bytes()[:-cut])
    assert found(data) == [0, 1, 2]
    Journal(data, "model").append(DIGESTS[3:], VECTORS[3:])
    assert found(data) == [0, 1, 2, 3, 4]


def test_a_damaged_record_ends_it(data: Path) -> None:
    path = data / NAME
    written = bytearray(path.read_bytes())
    written[HEAD + (len(written) - HEAD) // 4 + 40] ^= 1
    path.write_bytes(written)
    assert found(data) == [0]


@pytest.mark.parametrize("garbage", [b"", b"?", b"?" * 35, b"\0" * 36, b"?" * 5000])
def test_what_is_no_journal_begins_anew(data: Path, garbage: bytes) -> None:
    (data / NAME).write_bytes(garbage)
    assert found(data) == []
    Journal(data, "model").append(DIGESTS[:1], VECTORS[:1])
    assert found(data) == [0]


def test_another_model_begins_anew(data: Path) -> None:
    assert found(data, "other") == []
    assert found(data) == []


def test_done_is_gone(data: Path) -> None:
    remove(data)
    assert found(data) == []
    remove(data)
