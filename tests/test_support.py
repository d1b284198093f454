"""Does a passage support a sentence? On sentences of ours, with the real model."""

import pytest

from index.embed import Embedder
from index.sentences import sentences
from qa.support import basis, denies, lacking, swapped
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


LOCK = "The lock of Quill was closed in 2043 after a storm broke its gates."


@pytest.mark.parametrize(
    ("claim", "sentence", "is_swapped"),
    [
        ("The lock of Quill was closed in 2020 after a storm broke its gates.", LOCK, True),
        ("The lock was closed in 2020.", LOCK, True),
        ("The lock of Quill was closed in 2043.", LOCK, False),
        ("The lock was closed.", LOCK, False),
        ("In 2020 the harbour master paid for new gates.", LOCK, False),
        ("Repairs cost $7 million.", "Repairs will cost $4.5 million, he said.", True),
        ("Repairs cost $4.5 million.", "Repairs will cost $4.5 million and take 18 months.", False),
        ("7 % of repairs failed.", "Of 93 repairs some failed.", False),
        ("It closed on Jan. 3, 2022.", "It closed on January 3, with 2 cracks.", False),
    ],
)
def test_a_figure_beside_it_does_not_stand_for_its_own(
    claim: str, sentence: str, is_swapped: bool
) -> None:
    assert swapped(claim, sentence, "3 January 2022" if "Jan." in claim else "") is is_swapped


def test_a_figure_of_the_next_sentence_is_not_taken_for_that_of_this(embedder: Embedder) -> None:
    claim = "The lock of Quill was closed in 2020 after a storm broke its gates."
    passage = [LOCK, "A paper of 2020 has a positive view of exercise."]
    cosines = embedder.encode_passages(passage) @ embedder.encode_passages([claim])[0]
    assert lacking(claim, " ".join(passage)) == []
    assert basis(claim, passage, cosines).chance < 0.5
    right = claim.replace("2020", "2043")
    assert basis(right, passage, cosines).chance > 0.5


def test_what_is_lacking_is_told_in_words() -> None:
    assert lacking("In 2019 Smith paid 7 % on May 2.", TIDE) == ["2019", "5-2", "7", "Smith"]


@pytest.mark.parametrize("text", ["He didn’t go.", "Nobody knew.", "She denied it."])
def test_denials(text: str) -> None:
    assert denies(text)
    assert not denies("He noted it.")
