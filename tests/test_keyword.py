"""BM25 over passages."""

from pathlib import Path

import bm25s
import numpy as np
import pytest
import Stemmer
from hypothesis import given, settings
from hypothesis import strategies as st

from index.keyword import Keywords, KeywordsWriter
from index.postings import GONE
from index.stems import all_stems, stems

TEXTS = ["The mayor opened the bridge.", "Rain fell on the bridge all day.", "A cat slept."]


def keywords(folder: Path, texts: list[str]) -> Keywords:
    writer = KeywordsWriter()
    writer.add(texts)
    writer.save(folder)
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


@pytest.mark.parametrize("k", [1, 3, 50, 99, 200])
def test_equal_scores_keep_the_order_of_rows(tmp_path: Path, k: int) -> None:
    texts = ["The bridge.", "A bridge, a bridge.", "A cat."] * 50
    rows = [row for row, _ in keywords(tmp_path / "k", texts).search("bridge", k)]
    best = [row for row in range(150) if row % 3 == 1] + [row for row in range(150) if row % 3 == 0]
    assert rows == best[:k]


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


WORDS = st.lists(st.sampled_from(["bridge", "rain", "mayor", "cat", "the"]), max_size=6)


@settings(max_examples=25, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=6), st.sets(st.integers(0, 5)), st.lists(WORDS))
def test_rows_changed_score_as_if_written_anew(
    tmp_path_factory: pytest.TempPathFactory,
    old: list[list[str]],
    gone: set[int],
    new: list[list[str]],
) -> None:
    folder = tmp_path_factory.mktemp("k")
    keywords(folder / "old", [" ".join(words) for words in old])
    left = [row for row in range(len(old)) if row not in gone]
    to = np.full(len(old), GONE, np.int32)
    to[left[::-1]] = range(len(left))
    writer = KeywordsWriter(folder / "old")
    writer.move(to)
    writer.add([" ".join(words) for words in new])
    writer.save(folder / "new")
    texts = [" ".join(words) for words in [old[row] for row in left[::-1]] + new]
    changed = Keywords.open(folder / "new", len(texts))
    anew = keywords(folder / "anew", texts)
    for question in ("bridge rain", "mayor cat cat", "rain"):
        found, expected = changed.search(question, 9), anew.search(question, 9)
        assert [row for row, _ in found] == [row for row, _ in expected]
        assert np.allclose([s for _, s in found], [s for _, s in expected], atol=1e-6)
        assert changed.rarity(question) == anew.rarity(question)


def test_scores_are_those_of_the_library(tmp_path: Path) -> None:
    texts = [f"{text} Bridges {number % 3} and rain" for number, text in enumerate(TEXTS * 3)]
    library = bm25s.BM25()
    library.index(all_stems(texts), show_progress=False)
    ours = dict(keywords(tmp_path / "k", texts).search("mayor bridge rain", 99))
    theirs = library.get_scores(stems("mayor bridge rain"))
    assert np.allclose([ours.get(row, 0.0) for row in range(len(texts))], theirs, atol=1e-6)


@settings(max_examples=50, deadline=None)
@given(st.lists(st.text(max_size=60), max_size=5))
def test_stems_are_those_that_the_index_counts(texts: list[str]) -> None:
    counted = bm25s.tokenize(
        texts,
        token_pattern=r"(?u)\b\w+\b",
        stopwords="english_plus",
        stemmer=Stemmer.Stemmer("english"),
        return_ids=False,
        show_progress=False,
    )
    assert all_stems(texts) == counted
