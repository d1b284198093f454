"""Questions that lean on earlier turns."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.followup import stand_alone

CHIEF = ("Who led the harbour police?", "Colonel Ann Marsh, who led the police, resigned. [1]")
DAM = ("When did the Orlo dam break?", "The Orlo dam broke on 3 May, said Ben Hur. [1]")


@pytest.mark.parametrize(
    ("question", "history", "expected"),
    [
        ("What did she say?", [CHIEF], "What did Ann Marsh say?"),
        ("Why was her car sold?", [CHIEF], "Why was Ann Marsh’s car sold?"),
        ("How high was it?", [DAM], f"How high was it? ({DAM[0]})"),
        ("And why?", [DAM], "Why did the Orlo dam break?"),
        ("And the cost?", [DAM], "And the cost? (When did the Orlo dam break?)"),
        ("Who paid for that?", [DAM], f"Who paid for that? ({DAM[0]})"),
    ],
)
def test_what_is_left_out_is_put_in(
    question: str, history: list[tuple[str, str]], expected: str
) -> None:
    assert stand_alone(question, history) == expected


@pytest.mark.parametrize(
    "question",
    [
        "What is the capital of Peru?",
        "What did Ann Marsh say of her car?",
        "Why did Peru say it would pay?",
        "Is it true that Ann Marsh resigned?",
        "How many people live there are no figures for?",
    ],
)
def test_a_complete_question_is_left_alone(question: str) -> None:
    assert stand_alone(question, []) == question
    if "there" not in question:
        assert stand_alone(question, [CHIEF, DAM]) == question


def test_a_chain_of_follow_ups_keeps_its_subject() -> None:
    history = [CHIEF, ("When did she resign?", "It was in June. [1]")]
    assert stand_alone("Why did she resign?", history) == "Why did Ann Marsh resign?"


def test_a_bare_surname_that_opens_the_answer() -> None:
    history = [
        ("Who warned the port?", "Marsh told the Port Authority of Orlo. [1] It rained. [2]")
    ]
    assert stand_alone("What did she say?", history) == "What did Marsh say?"


def test_who_it_was_may_stand_in_a_later_sentence() -> None:
    history = [("Who fell?", "He fell in the US in May. [1] Marsh, who led the police, fell. [2]")]
    assert stand_alone("Who saw him?", history) == "Who saw Marsh?"


def test_a_refusal_names_nobody_new() -> None:
    history = [("What did Ann Marsh earn?", "The articles don't say.")]
    assert stand_alone("Where was she born?", history) == "Where was Ann Marsh born?"


@given(st.text(max_size=100), st.lists(st.tuples(st.text(max_size=60), st.text(max_size=60))))
def test_any_conversation_can_be_read(question: str, history: list[tuple[str, str]]) -> None:
    assert isinstance(stand_alone(question, history), str)
    assert stand_alone(question, []) == question
