"""Questions that may follow an answer."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.records import Article, Hit, Passage
from qa.records import Query
from qa.suggest import CANDIDATES, LONGEST, candidates
from tests.answers import answered, citation, patient

TEXT = (
    "The dam broke. “We ran,” said Mara Lindqvist, who keeps the inn. The minister thanked the"
    " River Guard of Orrin. Jonas Hale warned them, Hale says."
)


def suggested(question: str, text: str) -> tuple[str, ...]:
    hit = Hit(Passage("p", "a", 0, len(text), text), Article("a", "a.txt", text), 1.0, 0.5)
    answer = replace(answered(citation()), query=Query(question, question), passages=(hit, hit))
    return candidates(answer)


def test_who_spoke_and_what_was_named() -> None:
    assert suggested("Why did the dam at Ilmen break?", f"{TEXT} Ilmen is safe.") == (
        "What did Mara Lindqvist say about Ilmen?",
        "What do the articles say about the River Guard of Orrin?",
        "What did Jonas Hale say about Ilmen?",
    )


def test_who_spoke_is_asked_about_nothing_that_the_passage_lacks() -> None:
    assert suggested("Why did the dam at Ilmen break?", TEXT)[::2] == (
        "What did Mara Lindqvist say?",
        "What did Jonas Hale say?",
    )


def test_a_sentences_first_word_makes_no_name() -> None:
    assert suggested("Who?", "They left. Multiple US officials spoke. Several Orrin men ran.") == ()


def test_captions_and_halves_of_abbreviations_are_no_names() -> None:
    text = "U.S. President Tom Reed came. PHOTO BY ADA MARSH. It was Jonas Hale, he said."
    assert suggested("Why?", text) == ("What do the articles say about Jonas Hale?",)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("He met Ardenian Maj.-Gen. Reed there.", ()),
        ("Beside him sat Sami Badr al-Orrini, they say.", ("Sami Badr al-Orrini",)),
        ("There sits Ada Venn. The bees of Miss Venn are gone.", ("Ada Venn",)),
        ("It was Mayor Ada Venn. Nobody saw Ada Venn.", ("Ada Venn",)),
        ("The Orrin Post said so. The Orrin Union left.", ("the Orrin Union",)),
        ("By Sunday all was over. From Ilmen Bridge they saw it.", ()),
    ],
)
def test_names_are_whole_and_told_once(text: str, names: tuple[str, ...]) -> None:
    assert suggested("Why?", text) == tuple(
        f"What do the articles say about {name}?" for name in names
    )


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("“No,” said the keeper. Jonas Hale, a diver, admitted it.", "What did Jonas Hale say?"),
        ("The inn was Jonas Hale's, they add.", "What do the articles say about Jonas Hale?"),
        (
            "In Jonas Hale it will rain, Ada said.",
            "What do the articles say about Jonas Hale?",
        ),
        (
            "They called Jonas Hale, described as tall.",
            "What do the articles say about Jonas Hale?",
        ),
    ],
)
def test_who_speaks_is_asked_for_what_was_said(text: str, question: str) -> None:
    assert suggested("Why did the dam at Ilmen break?", text) == (question,)


def test_nobody_is_asked_about_oneself() -> None:
    text = "“We sold it,” said Orrin Mills. Orrin is a town. “No,” said Jonas Hale."
    assert suggested("What happened to Orrin?", text) == ("What did Jonas Hale say about Orrin?",)


def test_of_who_speaks_too_others_are_asked_where_they_name_them() -> None:
    text = "Ada Venn left, she said. “It is Venn’s fault,” said Jonas Hale. Sami Badr said no."
    assert suggested("Why did Ada Venn leave?", text) == (
        "What did Jonas Hale say about Ada Venn?",
        "What did Sami Badr say?",
    )


def test_those_asked_about_are_known() -> None:
    assert suggested("Who is Mara Lindqvist, and who is Hale?", TEXT) == (
        "What do the articles say about the River Guard of Orrin?",
    )


@patient
@given(st.text())
def test_any_text(text: str) -> None:
    found = suggested("Who?", text)
    assert len(found) <= CANDIDATES
    assert all(len(question) < LONGEST + 60 for question in found)
