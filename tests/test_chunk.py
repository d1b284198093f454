"""Articles into passages: exact offsets, whole sentences, within the model's window."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.chunk import LEAST_TOKENS, PASSAGE_TOKENS, SPECIAL_TOKENS, chunk, embedded_text
from index.embed import Embedder
from index.encoding import tidy
from index.load import read_articles
from index.records import Article, Metadata
from index.sentences import sentences
from tests import ROOT
from tests.toy import ToyEmbedder

TOY = ToyEmbedder()
WORDS = st.sampled_from(["The", "mayor", "said", "no.", "Yes!", "\n", "“Go,”", "U.S.", "5", "it?"])
TEXTS = st.one_of(st.text(max_size=300), st.lists(WORDS, max_size=400).map(" ".join))


def article(text: str, title: str | None = None) -> Article:
    return Article("a.txt", "a.txt", text, Metadata(title=title))


@settings(deadline=None)
@given(TEXTS, st.one_of(st.none(), st.text(max_size=60)), st.integers(24, 256))
def test_any_text_is_cut_exactly(raw: str, title: str | None, window: int) -> None:
    whole = article(tidy(raw), title)
    passages = chunk(whole, TOY.count_tokens, window)
    assert len({passage.id for passage in passages}) == len(passages)
    for passage in passages:
        assert passage.text == whole.text[passage.start : passage.end]
        assert passage.text.strip()
        assert TOY.count_tokens([passage.text])[0] <= PASSAGE_TOKENS
        tokens = TOY.count_tokens([embedded_text(whole, passage)])[0] + SPECIAL_TOKENS
        assert tokens <= max(window, 2 * (LEAST_TOKENS + SPECIAL_TOKENS) + 30)


@settings(deadline=None)
@given(TEXTS, st.integers(40, 256))
def test_passages_cover_every_sentence(raw: str, window: int) -> None:
    whole = article(tidy(raw))
    passages = chunk(whole, TOY.count_tokens, window)
    for start, end in sentences(whole.text):
        for place in range(start, end):
            assert whole.text[place].isspace() or any(p.start <= place < p.end for p in passages)
    for one, next_one in pairwise(passages):
        assert one.start < next_one.start
        assert one.end < next_one.end


def test_passages_are_whole_sentences_and_overlap_by_a_short_one() -> None:
    long = " ".join(["word"] * 70)
    whole = article(f"First {long}. Second {long}. It was short. Third {long}. Fourth {long}.")
    passages = chunk(whole, TOY.count_tokens, 256)
    starts = {start for start, _ in sentences(whole.text)}
    ends = {end for _, end in sentences(whole.text)}
    assert [(p.start in starts, p.end in ends) for p in passages] == [(True, True)] * len(passages)
    assert len(passages) == 2
    assert passages[0].text.endswith("It was short.")
    assert passages[1].text.startswith("It was short.")


def test_a_sentence_too_long_is_cut_between_words() -> None:
    whole = article(" ".join(f"word{i}" for i in range(900)))
    passages = chunk(whole, TOY.count_tokens, 256)
    assert [word for p in passages for word in p.text.split()] == whole.text.split()
    assert all(p.text == p.text.strip() for p in passages)


def test_a_long_title_takes_from_the_passage_not_from_the_window() -> None:
    def count_letters(texts: list[str]) -> list[int]:
        return [len(text.replace(" ", "")) for text in texts]

    whole = article("One two three. " * 100, title="Unaussprechlich " * 20)
    passages = chunk(whole, count_letters, 256)  # type: ignore[arg-type]
    longest = max(count_letters([embedded_text(whole, passage) for passage in passages]))
    assert longest <= 256 - SPECIAL_TOKENS


def test_what_is_embedded_begins_with_the_title() -> None:
    whole = Article("a", "a", "It rained.", Metadata(title="A  wet\nday", date=date(2021, 1, 1)))
    (passage,) = chunk(whole, TOY.count_tokens, 256)
    assert embedded_text(whole, passage) == "A wet day\nIt rained."
    assert embedded_text(article("It rained."), passage) == "It rained."


@pytest.mark.parametrize("text", ["", " \n ", "\u00a0"])
def test_nothing_gives_no_passage(text: str) -> None:
    assert chunk(article(text), TOY.count_tokens, 256) == []


def test_seed_passages_fit_the_real_model(embedder: Embedder) -> None:
    texts = [
        embedded_text(found, passage)
        for found in read_articles(ROOT / "seeds", 10_000_000)
        if isinstance(found, Article)
        for passage in chunk(found, embedder.count_tokens, embedder.max_tokens)
    ]
    assert texts
    assert max(embedder.count_tokens(texts)) + SPECIAL_TOKENS <= embedder.max_tokens
