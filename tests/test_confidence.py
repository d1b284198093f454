"""How sure an answer is, in a word."""

import json
from dataclasses import replace

import pytest

from qa.confidence import STRONG_FROM, Confidence, confidence
from qa.settings import QaSettings
from tests import ROOT
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


def test_the_document_tells_what_the_bench_found() -> None:
    """Held to the reliability of CLAPNQ's questions, in tenths of the chance."""
    scores = json.loads((ROOT / "bench/results/clapnq.json").read_text("utf-8"))["scores"]
    bins = scores["reliability"]["bins"]
    document = (ROOT / "docs/confidence.md").read_text("utf-8")
    bands = {"strong": (STRONG_FROM, 1.0), "partial": (0.2, STRONG_FROM), "below .2": (0.0, 0.2)}
    for low, high in bands.values():
        inside = [one for one in bins if low <= one["chance"] < high]
        asked = sum(one["n"] for one in inside)
        share = round(100 * sum(one["n"] * one["share"] for one in inside) / asked)
        assert f"of {asked} questions, {share} %" in document
    whole = next(row for row in scores["table"] if "AUROC" in row["metric"])["ours"]["value"]
    weights = json.loads((ROOT / "qa/weights.json").read_text("utf-8"))
    apart = weights["cross_validated"]["abstention"]["clapnq, near miss"]["auroc"]
    assert f" {whole:.3f} on them, and {apart:.3f} where".replace(" 0.", " .") in document
    assert f", {QaSettings().threshold})".replace(" 0.", " .") in document
    assert f"is {STRONG_FROM} or more".replace(" 0.", " .") in document
