"""Days counted from now in a written sentence: whose now?"""

from datetime import date

import pytest

from qa.relative import Told, as_of

ASKED = date(2025, 2, 7)
"""A Friday."""


def told(words: str, day: date | None) -> Told:
    return [(words, day)]


@pytest.mark.parametrize(
    ("claim", "words", "day"),
    [
        ("The pier opened this week.", "The pier opened on Monday.", date(2025, 2, 4)),
        ("The pier opened this week.", "The pier opened this week.", date(2025, 2, 3)),
        ("The pier opened last year.", "The pier opened last year.", date(2025, 1, 28)),
        ("The pier opened last year.", "The pier opened.", date(2024, 5, 28)),
        ("The pier recently opened.", "The pier has opened.", date(2024, 9, 1)),
        ("The pier opened on 3 May 2021.", "The pier opened on 3 May 2021.", None),
        ("He said “it opens this week”.", "He said “it opens this week”.", date(2019, 1, 1)),
        ("The pier is currently shut.", "The pier is currently shut.", None),
        ("The pier will open.", "The pier will open.", date(2025, 1, 1)),
        ("Will Reed opened it.", "Will Reed opened it.", date(2019, 1, 1)),
        ("The pier opened on Monday.", "The pier opened on Monday.", date(2025, 2, 6)),
    ],
)
def test_what_means_the_same_stays(claim: str, words: str, day: date | None) -> None:
    assert as_of(claim, told(words, day), ASKED) == claim


@pytest.mark.parametrize(
    ("claim", "shown"),
    [
        ("The pier opened this week.", "The pier opened this week (as of 6 February 2023)."),
        ("The pier opened on Monday", "The pier opened on Monday (as of 6 February 2023)"),
        ("The latest pier will open!", "The latest pier will open (as of 6 February 2023)!"),
        ("The pier opened a year ago.", "The pier opened a year ago (as of 6 February 2023)."),
    ],
)
def test_what_counts_from_the_article_has_its_day(claim: str, shown: str) -> None:
    assert as_of(claim, told(claim, date(2023, 2, 6)), ASKED) == shown


@pytest.mark.parametrize("day", [date(2019, 2, 6), None])
@pytest.mark.parametrize("when", ["this week", "yesterday", "recently"])
def test_what_no_article_of_that_time_says_is_not_borne_out(when: str, day: date | None) -> None:
    assert as_of(f"The pier opened {when}.", told("The pier opened.", day), ASKED) is None


def test_one_of_several_articles_is_enough() -> None:
    both = [("The pier opened.", date(2019, 2, 6)), ("The pier opened.", date(2025, 2, 5))]
    assert as_of("The pier opened this week.", both, ASKED) == "The pier opened this week."
