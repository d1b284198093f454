"""BM25 over passages."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.keyword import Keywords, stems

TEXTS = ["The mayor opened the bridge.", "Rain fell on the bridge all day.", "A cat slept."]


def keywords(folder: Path, texts: list[str]) -> Keywords:
    Keywords.write(folder, texts)
    return Keywords.open(folder, len(texts))


def test_rows_that_share_a_word_best_first(tmp_path: Path) -> None:
    found = keywords(tmp_path / "k", TEXTS).search("Did rain fall on bridges?", 5)
    assert [row for row, _ in found] == [1, 0]
    assert found[0][1] > found[1][1] > 0


def test_k_and_the_mask_limit(tmp_path: Path) -> None:
    index = keywords(tmp_path / "k", TEXTS)
    assert [row for row, _ in index.search("bridge", 1)] == [0]
    assert [row for row, _ in index.search("bridge", 5, np.array([False, True, True]))] == [1]
    assert index.search("bridge", 5, np.zeros(3, dtype=np.bool_)) == []


@pytest.mark.parametrize("question", ["", "the of a", "zebra", "?!", "\0", "日本"])
def test_no_word_in_common_finds_nothing(tmp_path: Path, question: str) -> None:
    assert keywords(tmp_path / "k", TEXTS).search(question, 5) == []


@pytest.mark.parametrize("texts", [["The."], ["!!!", "???"], ["", "the"]])
def test_texts_without_a_word_make_an_index_all_the_same(tmp_path: Path, texts: list[str]) -> None:
    index = keywords(tmp_path / "k", texts)
    assert index.search("the bridge", 5) == []
    assert index.rarity("bridge")


def test_rare_words_weigh_more(tmp_path: Path) -> None:
    rarity = keywords(tmp_path / "k", TEXTS).rarity("the bridge cat zebra")
    assert list(rarity) == stems("bridge cat zebra")
    assert rarity[stems("bridge")[0]] < rarity["cat"] < rarity["zebra"]


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text(max_size=40), min_size=1, max_size=6))
def test_any_texts_find_themselves(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str]
) -> None:
    index = keywords(tmp_path_factory.mktemp("k") / "k", texts)
    for row, text in enumerate(texts):
        if stems(text):
            assert row in [found for found, _ in index.search(text, len(texts))]
