"""How sure an answer is, in a word."""

from dataclasses import replace

import pytest

from qa.confidence import STRONG_FROM, Confidence, confidence
from qa.settings import QaSettings
from tests.answers import answered, citation, refused


@pytest.mark.parametrize(
    ("chance", "word"),
    [(0.99, Confidence.STRONG), (STRONG_FROM, Confidence.STRONG), (0.3, Confidence.PARTIAL)],
)
def test_by_its_chance(chance: float, word: Confidence) -> None:
    assert confidence(replace(answered(citation()), chance=chance)) is word


def test_a_refusal_is_never_sure() -> None:
    assert confidence(replace(refused(), chance=0.9)) is Confidence.NONE


def test_both_kinds_of_answer_lie_above_the_threshold() -> None:
    assert QaSettings().threshold < STRONG_FROM < 1
