"""Does a passage support a sentence? On sentences of ours, with the real model."""

import numpy as np
import pytest

from index.embed import Embedder
from index.sentences import sentences
from qa.placed import exchanged, misplaced, swapped
from qa.support import basis, denies, lacking, ruled_out
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


ATTACK = (
    "At least 130 people were killed in the raid on Ilmen, including 26 at a fair near the port."
)


@pytest.mark.parametrize(
    ("claim", "sentence", "is_misplaced"),
    [
        ("130 people were killed at a fair near the port.", ATTACK, True),
        ("130 people were killed in the raid on Ilmen.", ATTACK, False),
        ("26 people were killed at a fair near the port.", ATTACK, False),
        ("At least 26 people were killed at a fair.", ATTACK, False),
        (ATTACK, ATTACK, False),
        ("3 men died in the port of Ilmen.", "3 men and 4 women died in the port of Ilmen.", False),
        ("People were killed at a fair near the port.", ATTACK, False),
        (
            "130 people were killed at a fair near the port.",
            "130 were killed near the port.",
            False,
        ),
        ("130 at the fair near the port.", "Of 130, 130 were killed at the fair.", False),
        ("The bridge cost 4 million.", "The bridge cost 4 million, the road 7 million.", False),
    ],
)
def test_another_number_of_the_sentence_may_be_the_one_meant(
    claim: str, sentence: str, is_misplaced: bool
) -> None:
    assert misplaced(claim, sentence) is is_misplaced


def test_a_title_alone_supports_nothing() -> None:
    claim, passage = "Ilmen bridge closed", ["Ferries carry people across the water at Ilmen."]
    cosines = np.asarray([0.8], np.float32)
    assert basis(claim, passage, cosines, context="Ilmen bridge closed").chance == 0


@pytest.mark.parametrize(
    ("claim", "sentence", "is_exchanged"),
    [
        ("Nine men were killed and four hurt.", "Four men were killed and nine hurt.", True),
        ("Four men were killed and nine hurt.", "Nine were hurt and four men killed.", False),
        ("It killed nine, hurting four.", "It killed four, hurting nine.", True),
        ("Nine men were hurt.", "Four men were killed and nine hurt.", False),
    ],
)
def test_numbers_that_changed_places(claim: str, sentence: str, is_exchanged: bool) -> None:
    assert exchanged(claim, sentence) is is_exchanged


def test_a_number_of_the_title_is_not_that_of_a_sentence() -> None:
    title = "Museum of Quill gives nine masks back"
    assert swapped("Nine others stay in Quill.", "Twelve others stay in Quill.", title)
    assert not swapped("Twelve others stay in Quill.", "Twelve others stay in Quill.", title)


def test_a_time_of_day_has_its_half() -> None:
    assert lacking("It broke at 7.20 am.", "It broke at 7.20 pm.") == ["7.20 am"]
    assert lacking("It broke at 7.20 p.m.", "It broke at 7.20pm.") == []


def test_a_denial_stays_where_it_is() -> None:
    text = ["The storm would not be weeks away, but could happen within hours of dawn."]
    assert ruled_out("The storm would be weeks away and could not happen within hours.", text)
    assert not ruled_out("The storm would not be weeks away.", text)
