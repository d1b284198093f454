"""Numbers and dates, however they are written."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.figures import figures, written_days, years_left_out


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jan. 3", "January 3"),
        ("January 3rd", "3 January"),
        ("the 3rd of January 2020", "2020-01-03"),
        ("1,000 people", "one thousand people"),
        ("$1.5 billion", "1.5bn dollars"),
        ("25 per cent", "twenty-five percent"),
        ("five hundred thousand", "500,000"),
        ("a dozen", "12"),
        ("the third attack", "the 3rd attack"),
        ("He paid $13 May 3", "On 3 May he paid 13 dollars"),
    ],
)
def test_the_same_in_other_words(one: str, other: str) -> None:
    assert figures(one) == figures(other) != set()


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("on January 4", "on January 3"),
        ("on January 3", "in the third week of January"),
        ("$5", "5 people"),
        ("$5 million", "£5 million"),
        ("5 %", "5 people"),
        ("1,234,567", "1,234,568"),
        ("on Friday", "on Monday"),
        ("in May 2021", "in 2021 he may come"),
        ("thousands", "hundreds"),
        ("two", "2020"),
        ("1.5", "15"),
    ],
)
def test_not_the_same(said: str, read: str) -> None:
    assert figures(said) - figures(read, generous=True)


def test_a_passage_s_date_has_its_parts_and_no_sentence_s() -> None:
    assert figures("in January", True) <= figures("on January 3", True)
    assert "number 3.0" not in figures("on January 3")


@pytest.mark.parametrize(
    ("claim", "passage", "years"),
    [
        ("It opened on January 3, 2022.", "It opened on Jan. 3.", {"2022"}),
        ("It opened on 3 January 2022.", "It opened on Jan. 3.", {"2022"}),
        ("It opened on 2022-01-03.", "It opened on Jan. 3.", {"2022"}),
        ("It opened on December 30, 2021.", "It opened on Dec. 30.", {"2021"}),
        ("It opens on May 3, 2022.", "It opens on 3 May.", {"2022"}),
        ("It opened on January 3, 2021.", "It opened on Jan. 3.", set()),
        ("It opened on January 3, 2022.", "It opened on Jan. 3, 2019.", set()),
        ("It opened on January 4, 2022.", "It opened on Jan. 3.", set()),
        ("It opened on February 30, 2022.", "It opened on Feb. 30.", set()),
        ("It opened on January 3.", "It opened on Jan. 3.", set()),
        ("It opened in 2022.", "It opened on Jan. 3.", set()),
    ],
)
def test_a_day_s_year_is_that_of_the_article(claim: str, passage: str, years: set[str]) -> None:
    assert years_left_out(claim, passage, date(2022, 1, 7)) == years
    assert years_left_out(claim, passage, None) == set()


def test_days_are_found_as_they_are_written() -> None:
    text = "From Jan. 3, 2022 to 5 May, and on 2022-06-07, in August 2022."
    assert written_days(text) == "Jan. 3, 2022 5 May 2022-06-07"


@pytest.mark.parametrize("text", ["one of them", "it may be", "the first", "a second later", ""])
def test_what_counts_nothing(text: str) -> None:
    assert figures(text) == set()


@given(st.text())
def test_a_text_has_its_own_figures(text: str) -> None:
    assert figures(text) <= figures(text, generous=True)
