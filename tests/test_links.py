"""Links that reopen a question within its limits."""

from datetime import date
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.limits import Limit, Limits
from tests.answers import foreign
from ui.links import LONGEST_QUESTION, link, read


def test_a_link_says_the_question_and_its_limits() -> None:
    limits = Limits(date(2021, 5, 3), date(2022, 1, 1), ("The Age", "A & B"), (Limit.ABOUT,))
    asked = link("Who confirmed it? #1 & so on", limits)
    assert read(asked, ["The Age", "A & B", "The Tide"]) == ("Who confirmed it? #1 & so on", limits)


@given(st.text(max_size=200), foreign.filter(bool))
def test_any_question_comes_back_on_one_line(question: str, source: str) -> None:
    back, limits = read(link(question, Limits(sources=(source,))), [source])
    assert back == " ".join(question.encode("utf-8", "replace").decode().split())
    assert limits.sources in ((source,), ())


@pytest.mark.parametrize(
    "search",
    [
        None, 7, "", "?", "?q", "?q=", "?&&&", "?since=2021-13-45&until=x", "?lifted=everything",
        "?source=Nobody", "?" + "q=a&" * 200, "?q=" + "w" * 10_000,
        "?since=2022-01-01&until=2021-01-01",
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_left_out(search: object) -> None:
    assert read(search, ["The Age"]) == ("", Limits())


def test_a_question_has_a_length() -> None:
    question, _ = read("?q=" + quote("w " * 1000), [])
    assert len(question) == LONGEST_QUESTION


@given(st.text(max_size=300))
def test_nothing_breaks_it(search: str) -> None:
    question, limits = read(f"?q={search}", ["The Age"])
    assert len(question) <= LONGEST_QUESTION
    assert limits.sources in ((), ("The Age",))
