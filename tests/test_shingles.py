"""Runs of words, and how much of one text stands in another."""

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.shingles import GAP, RUN, covered, shingles, words_in

STORY = [f"word{i}" for i in range(200)]


def said(words: list[str]) -> np.ndarray:
    return shingles(" ".join(words))


@settings(deadline=None)
@given(st.lists(st.text("abcé漢", min_size=1, max_size=4), max_size=12))
def test_one_run_for_each_place(words: list[str]) -> None:
    runs = said(words)
    assert len(runs) == (max(1, len(words) - RUN + 1) if words else 0)
    assert words_in(runs) >= len(words)
    assert covered(runs, runs) == (1.0 if words else 0.0)


def test_the_numbers_stay_the_same_for_ever() -> None:
    """They are kept in the index, and compared by other processes and machines."""
    assert shingles("The ferry sank on Monday.").tolist() == [
        14163357490495147406, 925851108522314724, 18304982160574623842,
    ]  # fmt: skip


def test_case_punctuation_and_lines_do_not_count() -> None:
    assert (
        shingles("“The FERRY sank,”\n\nhe said").tolist()
        == shingles("the ferry sank he said").tolist()
    )
    assert shingles("the ferry sank").tolist() != shingles("sank the ferry").tolist()
    assert shingles("…!?").tolist() == []
    assert len(shingles("\ud800 lone half of a pair")) == 3


def test_what_was_edited_word_by_word_is_covered_what_was_replaced_is_not() -> None:
    edited = list(STORY)
    edited[50 : 50 + GAP - 2] = ["new"] * (GAP - 2)
    replaced = [*STORY[:80], *(f"other{i}" for i in range(40)), *STORY[120:]]
    assert covered(said(edited), said(STORY)) == 1.0
    assert covered(said(replaced), said(STORY)) == pytest.approx(0.8)
    assert covered(said(STORY[:100]), said(STORY)) == 1.0
    assert covered(said(STORY), said(STORY[:100])) == pytest.approx(0.5)
    assert covered(said(STORY), said([f"other{i}" for i in range(200)])) == 0.0


def test_paragraphs_in_another_order_are_covered() -> None:
    assert covered(said(STORY[100:] + STORY[:100]), said(STORY)) == 1.0


def test_a_fifth_of_the_words_changed_leaves_most() -> None:
    dice = random.Random(1)
    changed = [word if dice.random() > 0.2 else f"new{i}" for i, word in enumerate(STORY * 5)]
    assert 0.8 < covered(said(changed), said(STORY * 5)) < 1.0
