"""Words that point back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.anaphora import PERSON, THING, about, asks_more, definite, looks_back, points, tells_event


def test_what_a_question_is_about() -> None:
    assert about("What did they say about the old bridge?") == ["old", "bridge"]


@pytest.mark.parametrize(
    ("question", "back"),
    [
        ("Did it sink?", True),
        ("What was its name?", True),
        ("Which ferry lost its licence?", False),
        ("What prizes did its captain win?", True),
        ("Is it true that ferries sink?", False),
        ("How long does it take to sink?", False),
        ("Why did the old harbour ferry lose its licence?", False),
        ("The old harbour ferry sank. Why did it sink?", False),
        ("What is river fever and where is it caught?", False),
        ("Thanks. And where is it caught?", True),
        ("What pictures of it did they take?", True),
    ],
)
def test_whether_it_looks_back(question: str, back: bool) -> None:
    assert looks_back(THING.search(question)) is back


def test_a_person_looks_back() -> None:
    assert looks_back(PERSON.search("Who was his manager?"))
    assert not looks_back(PERSON.search("Who managed the ferry?"))


@pytest.mark.parametrize(
    ("question", "event"),
    [
        ("Why did they do that?", True),
        ("When did this happen?", True),
        ("Was that a success?", True),
        ("Which firm sold that house?", False),
        ("Which firm said that would end?", False),
        ("Did people hear of this?", True),
    ],
)
def test_a_bare_this_tells_an_event(question: str, event: bool) -> None:
    assert tells_event(question) is event


@pytest.mark.parametrize(
    ("question", "complete", "more"),
    [
        ("Who else came?", True, True),
        ("Is there another?", False, True),
        ("Is there another?", True, False),
        ("Who else besides Marsh came?", True, False),
        ("Was he liked by others?", False, False),
    ],
)
def test_asking_for_more(question: str, complete: bool, more: bool) -> None:
    assert asks_more(question, complete) is more


def test_what_is_spoken_of_as_known() -> None:
    assert list(definite("Was the old ferry sold this week?")) == ["old ferry", "old", "ferry"]


def test_this_week_is_told_by_the_calendar() -> None:
    assert points("Who made these claims?")
    assert not points("What sank this week?")


@given(st.text())
def test_any_text(text: str) -> None:
    assert isinstance(looks_back(THING.search(text)), bool)
    assert isinstance(tells_event(text), bool)
    assert all(len(noun) > 2 for noun in definite(text))
