"""The parts of a long question."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.parts import MOST, parts


def test_a_short_question_has_none() -> None:
    assert parts("Who opened the dam, and who closed it while the mayor slept?") == []


def test_a_long_question_without_joints_has_none() -> None:
    assert parts("Who " + "really " * 30 + "opened the dam?") == []


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (
            "Does one report hold that the dam of Port Quill broke after heavy rain in spring, "
            "while another one says that engineers had warned the mayor for years?",
            [
                "Does one report hold that the dam of Port Quill broke after heavy rain in spring",
                "another one says that engineers had warned the mayor for years?",
            ],
        ),
        (
            "Who is the woman who sold her shipyard to a rival in the north and is now accused "
            "by two harbour towns, Quill and Marsh, of hiding that its boats leaked?",
            [
                "Who is the woman who sold her shipyard to a rival in the north",
                "is now accused by two harbour towns, Quill and Marsh",
                "of hiding that its boats leaked?",
            ],
        ),
    ],
)
def test_clauses(question: str, expected: list[str]) -> None:
    assert parts(question) == expected


@given(st.lists(st.sampled_from(["dam", "mayor,", "and is", "while", "x;", "who. "]), max_size=90))
def test_any_text_has_few_parts_with_all_its_words(words: list[str]) -> None:
    question = " ".join(words)
    found = parts(question)
    assert len(found) != 1
    assert len(found) <= MOST
    if found:
        assert " ".join(found).count("dam") == question.count("dam")
