"""The bench: metrics by hand, and the seed questions asked for real."""

import pytest

from bench.data import OURS, rows
from bench.metrics import auroc, holds, normalise
from bench.seed_questions import _score
from qa import Archive


def test_normalise() -> None:
    assert normalise("The “Dam”, a  story…") == "dam story"


def test_holds_whole_words() -> None:
    assert holds("Some 27 missiles.", ["27"])
    assert not holds("Some 270 missiles.", ["27"])
    assert not holds("Some", [""])


def test_auroc() -> None:
    assert auroc([0.9, 0.5], [0.5, 0.1]) == pytest.approx(0.875)


def test_our_seed_questions(archive: Archive) -> None:
    scores = _score(rows(OURS / "our_seed_questions.jsonl"), archive)
    assert scores["of"] == 60
    assert scores["right"] >= 54, scores["wrong"]
