"""Does a passage support a sentence? On sentences of ours, with the real model."""

import pytest

from index.embed import Embedder
from index.sentences import sentences
from qa.support import basis, denies, lacking
from tests.passages import TIDE

PASSAGE = [TIDE[slice(*span)] for span in sentences(TIDE)][:3]


def chance(claim: str, embedder: Embedder) -> float:
    cosines = embedder.encode_passages(PASSAGE) @ embedder.encode_passages([claim])[0]
    return basis(claim, PASSAGE, cosines).chance


@pytest.mark.parametrize(
    "claim",
    [
        PASSAGE[0],
        "The bridge was closed after cracks were found in two piers.",
        "Repairs will take 18 months and cost $4.5 million.",
        "Ada Marsh leads the road office of the city.",
    ],
)
def test_supported(claim: str, embedder: Embedder) -> None:
    assert chance(claim, embedder) > 0.5
    assert lacking(claim, TIDE) == []


@pytest.mark.parametrize(
    "claim",
    [
        "The bridge was painted green by volunteers in spring.",
        "The bridge was not closed.",
        "The mayor was eaten by a shark.",
        "Drivers are furious about the queues.",
    ],
)
def test_not_supported(claim: str, embedder: Embedder) -> None:
    assert chance(claim, embedder) < 0.5


def test_the_basis_is_what_says_so(embedder: Embedder) -> None:
    claim = "Repairs will take 18 months."
    cosines = embedder.encode_passages(PASSAGE) @ embedder.encode_passages([claim])[0]
    found = basis(claim, PASSAGE, cosines)
    assert (found.first, found.last) == (2, 2)


def test_what_is_lacking_is_told_in_words() -> None:
    assert lacking("In 2019 Smith paid 7 % on May 2.", TIDE) == ["2019", "5-2", "7", "Smith"]


@pytest.mark.parametrize("text", ["He didn’t go.", "Nobody knew.", "She denied it."])
def test_denials(text: str) -> None:
    assert denies(text)
    assert not denies("He noted it.")
