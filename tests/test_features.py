"""What speaks for a sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.features import asked_about, asks_for_several, coverage, missing_names, offers


@pytest.mark.parametrize(
    ("question", "sentence", "expected"),
    [
        ("How many died?", "Some 40 people died.", 1),
        ("How many died?", "Dozens died.", 1),
        ("How many died?", "Nobody knows.", 0),
        ("How many of the 40 died?", "All 40 of them.", 0),
        ("When did it open?", "It opened on Tuesday.", 1),
        ("When did it open?", "It opened late.", 0),
        ("Who opened it?", "It was opened by Marsh.", 1),
        ("Who opened it for Marsh?", "and Marsh was not amused", 0),
        ("Who came before Marsh?", "and Ann Marsh was not amused", 0),
        ("What did he say?", "“Never,” was the answer.", 1),
        ("What did he say?", "He was silent.", 0),
        ("Which dam broke?", "It rained.", 0.5),
    ],
)
def test_the_kind_of_thing_asked_for(question: str, sentence: str, expected: float) -> None:
    assert offers(question, sentence) == expected


def test_coverage_is_weighted_by_rarity() -> None:
    assert coverage({"dam": 3.0, "water": 1.0}, {"dam"}) == 0.75
    assert coverage({}, {"dam"}) == 0.0


def test_words_a_question_asks_with_do_not_count() -> None:
    assert asked_about("Who said dam?", {"said": 2.0, "dam": 1.0}, str.split) == {"dam": 1.0}
    assert asked_about("Who said?", {"said": 2.0}, str.split) == {"said": 2.0}


def test_a_first_name_does_not_count() -> None:
    weights = {"Ann": 2.0, "Marsh": 1.0}
    assert asked_about("Did Ann Marsh pay?", weights, str.split) == {"Marsh": 1.0}


def test_missing_names() -> None:
    question = "Who met Ann Marsh in Peru in 2020?"
    assert missing_names(question, "Marsh was in peru") == pytest.approx(1 / 3)
    assert missing_names("Who met whom?", "nobody") == 0.0


@given(st.text(), st.text())
def test_any_text_has_features_between_0_and_1(question: str, sentence: str) -> None:
    assert 0 <= offers(question, sentence) <= 1
    assert 0 <= missing_names(question, sentence) <= 1


@pytest.mark.parametrize(
    ("question", "several"),
    [
        ("Which countries voted against it?", True),
        ("What other missiles were used?", True),
        ("What are the dam's owners accused of?", True),
        ("What did Marsh say about the flood?", True),
        ("List the bridges that closed.", True),
        ("Who else was there?", True),
        ("Which company built it?", False),
        ("What was the dam's name?", False),
        ("What is this?", False),
        ("Who said the dam was safe?", False),
        ("What news came from Peru?", False),
        ("What does the law forbid?", False),
        ("Which bus was late?", False),
    ],
)
def test_several_things_asked_for(question: str, several: bool) -> None:
    assert asks_for_several(question) is several
