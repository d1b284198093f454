"""Where the vectors of passages come from, and that many of the same text lose nothing."""

import random
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from index.build import build
from index.records import Filter
from index.searcher import Searcher
from index.vectors import SELF_MATCH
from tests.toy import ToyEmbedder

COPIES, OTHERS = 250, 250
TOLD = "The ferry to the island sails again from Monday on, the harbour master said."


def copy(number: int) -> str:
    return f"copy{number:03}.txt"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """One story told word for word by many, among as many others."""
    made, draw = tmp_path / "articles", random.Random(3)
    made.mkdir()
    for number in range(COPIES):
        (made / copy(number)).write_text(TOLD)
    for number in range(OTHERS):
        words = " ".join(f"word{draw.randrange(5000)}" for _ in range(12))
        (made / f"other{number:03}.txt").write_text(f"The {words} of {number}.")
    return made


def lost(data: Path) -> int:
    """How many passages nothing like them is found for by their own vectors."""
    with closing(Searcher.open(data)) as searcher:
        held = searcher.store.vectors(searcher.catalog.passage_ids())
        found = [searcher.nearest(vector, 1, Filter()) for vector in held]
    return sum(not hits or hits[0][1] < SELF_MATCH for hits in found)


def test_many_copies_hide_nothing(folder: Path, tmp_path: Path) -> None:
    toy = ToyEmbedder()
    report = build(folder, tmp_path / "data", embedder=toy)
    assert report.embedded == OTHERS + 1
    assert lost(tmp_path / "data") <= (COPIES + OTHERS) // 100
    (exact,) = toy.encode_passages([TOLD])
    for anew in (False, True, True, True):  # copies of copies stay where they were
        (folder / "more.txt").write_text(TOLD)
        assert build(folder, tmp_path / "data", embedder=toy, anew=anew).embedded == 0
        with closing(Searcher.open(tmp_path / "data")) as searcher:
            ids = [id for id in searcher.catalog.passage_ids() if not id.startswith("other")]
            held = searcher.store.vectors(ids)
        cosines = held @ exact
        assert np.sort(cosines)[-1] == pytest.approx(1, abs=1e-6)
        assert cosines.min() > 0.99999
        assert len(np.unique(held.round(6), axis=0)) == COPIES + 1
