"""Links that reopen a question within its limits."""

from datetime import date
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.limits import Limit, Limits
from tests.answers import foreign
from ui.links import LONGEST_QUESTION, Followed, link, read


def test_a_link_says_the_question_and_its_limits() -> None:
    limits = Limits(date(2021, 5, 3), date(2022, 1, 1), ("The Age", "A & B"), (Limit.ABOUT,))
    asked = link("Who confirmed it? #1 & so on", limits)
    followed = Followed("Who confirmed it? #1 & so on", limits)
    assert read(asked, ["The Age", "A & B", "The Tide"]) == followed


@given(st.text(max_size=200), foreign.filter(bool))
def test_any_question_comes_back_on_one_line(question: str, source: str) -> None:
    back = read(link(question, Limits(sources=(source,))), [source])
    assert back.question == " ".join(question.encode("utf-8", "replace").decode().split())
    assert back.limits.sources == (source,) or back.notes


@pytest.mark.parametrize(
    "search",
    [
        None, 7, "", "?", "?q", "?q=", "?&&&", "?lifted=everything", "?since=&source=",
        "?" + "q=a&" * 200, "?q=" + "w" * 10_000,
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_left_out(search: object) -> None:
    assert read(search, ["The Age"]) == Followed()


@pytest.mark.parametrize(
    ("search", "limits", "notes"),
    [
        ("since=2021-13-45&until=x", Limits(), ["“2021-13-45” is no date", "“x” is no date"]),
        ("since=2021-01-02&until=x", Limits(date(2021, 1, 2)), ["“x” is no date"]),
        (
            "since=2022-01-01&until=2021-01-01",
            Limits(),
            ["since 1 January 2022 and until 1 January 2021"],
        ),
        (
            "source=The+Fjord&source=The+Age&source=%E2%80%AEB",
            Limits(sources=("The Age",)),
            ["has no articles: The Fjord, B."],
        ),
        ("source=" + "w" * 2000, Limits(), ["w" * 100 + "…"]),
    ],
)
def test_a_limit_that_does_not_count_is_told(search: str, limits: Limits, notes: list[str]) -> None:
    followed = read(f"?q=Who%3F&{search}", ["The Age"])
    assert (followed.question, followed.limits) == ("Who?", limits)
    assert len(followed.notes) == len(notes)
    for note, words in zip(followed.notes, notes, strict=True):
        assert words in note
        assert len(note) < 250


def test_a_question_has_a_length() -> None:
    followed = read("?q=" + quote("w " * 1000), [])
    assert len(followed.question) == LONGEST_QUESTION


@given(st.text(max_size=300))
def test_nothing_breaks_it(search: str) -> None:
    followed = read(f"?q={search}", ["The Age"])
    assert len(followed.question) <= LONGEST_QUESTION
    assert followed.limits.sources in ((), ("The Age",))
