"""Names and quotations, looked up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.wording import (
    balanced,
    bounded,
    first_person,
    missing_names,
    quotations,
    quoted_words,
    spelt_alike,
    word_for_word,
)

TEXT = (
    "Maj. Gen. Ada Marsh said Freedonia's navy was led by Firefly. The Sylvanian general said "
    "U.S. officials knew. Rufus Firefly and Bob Roland met at the Tide-Age building."
)


@pytest.mark.parametrize(
    "sentence",
    [
        "Ada Marsh said the U.S. knew.",
        "The United States knew of the Freedonian navy.",
        "Officials knew, General Marsh said.",
        "However, Freedonia’s Firefly led the navy.",
        "Recently he met Bob Roland.",
        "In Sylvania they knew.",
    ],
)
def test_names_that_are_there(sentence: str) -> None:
    assert missing_names(sentence, TEXT, TEXT) == []


@pytest.mark.parametrize(
    ("sentence", "missing"),
    [
        ("Smith said so.", ["Smith"]),
        ("Bob Marsh led it.", ["Bob Marsh"]),
        ("President Firefly led it.", ["President"]),
        ("He met Özil in Paris.", ["Özil", "Paris"]),
        ("Bob R. Roland led it.", ["R"]),
        ("Spies led it.", ["Spies"]),
    ],
)
def test_names_that_are_not(sentence: str, missing: list[str]) -> None:
    assert missing_names(sentence, TEXT, TEXT) == missing


def test_a_full_name_may_stand_elsewhere_in_the_article() -> None:
    article = "Ada Marsh leads the office. Marsh said no."
    assert missing_names("Ada Marsh said no.", "Marsh said no.", article) == []
    assert missing_names("Ada Marsh said no.", "Marsh said no.", "Marsh said no.") == ["Ada"]


@pytest.mark.parametrize(
    ("words", "text", "there"),
    [
        ("the attack", "he said “The attack” was", True),
        ("It is so,", "“It is so” he", True),
        ("don't go", "don’t  go", True),
        ("attack", "attacks", False),
        ("It was so", "It is so", False),
        ("…", "…", False),
    ],
)
def test_word_for_word(words: str, text: str, there: bool) -> None:
    assert word_for_word(words, text) is there


def test_quotations_of_every_kind_and_no_apostrophe() -> None:
    said = "He said “it is so” and 'the end' of it's time \"more\" and ‘less’, dogs' too."
    assert [quoted_words(one) for one in quotations(said)] == [
        "it is so",
        "the end",
        "more",
        "less",
    ]


@given(st.text())
def test_any_text_can_be_looked_up(text: str) -> None:
    missing_names(text, text, text)
    assert all(
        word_for_word(quoted_words(q), text) for q in quotations(text) if q[0][1:2].isalpha()
    )


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ('She said, "We had no choice.', 'She said, "We had no choice."'),
        ('"We had no choice.', '"We had no choice."'),
        ('We had no choice," she said.', '"We had no choice," she said.'),
        ("She said, “We had no choice.", "She said, “We had no choice.”"),
        ("We had no choice.”", "“We had no choice.”"),
        ('"We had no choice," she said.', '"We had no choice," she said.'),
        ("It rained.", "It rained."),
    ],
)
def test_the_mark_that_is_lacking(text: str, whole: str) -> None:
    assert balanced(text) == whole


@pytest.mark.parametrize(
    ("text", "speaks"),
    [
        ("We had no choice.", True),
        ("But I think that it held.", True),
        ("I’m sure of it.", True),
        ("The choice was ours.", True),
        ("“We had no choice,” she said.", False),
        ("World War I was long.", False),
        ("The US has no choice.", False),
        ("The mine was theirs.", False),
    ],
)
def test_who_speaks_in_the_first_person(text: str, speaks: bool) -> None:
    assert first_person(text) is speaks


KILLED = "At least 1,300 people died, more than $2.5 million was lost, about 2020 little is known."


@pytest.mark.parametrize(
    ("claim", "shown"),
    [
        ("1,300 people died.", "At least 1,300 people died."),
        ("There died 1,300 people.", "There died at least 1,300 people."),
        ("Lost was $2.5 million.", "Lost was more than $2.5 million."),
        ("Over 1,300 people died.", "Over 1,300 people died."),
        ("It was in 2020.", "It was in 2020."),
        ("300 people died.", "300 people died."),
        ("“1,300 people died”, she said.", "“1,300 people died”, she said."),
        ("13 people died.", "13 people died."),
    ],
)
def test_a_number_keeps_its_bound(claim: str, shown: str) -> None:
    assert bounded(claim, KILLED) == shown


def test_a_number_that_stands_without_a_bound_as_well_keeps_its_own() -> None:
    assert bounded("30 died.", "About 30 died. In all 30 died.") == "30 died."


def test_a_number_in_words_keeps_its_bound() -> None:
    told = "Ash faces up to five years in prison."
    assert bounded("He faces five years.", told) == "He faces up to five years."


@pytest.mark.parametrize(
    ("british", "american"),
    [
        ("the colour of the centre", "the color of the center"),
        ("analysed and organised", "analyzed and organized"),
        ("theatres, defences, dialogues", "theaters, defenses, dialogs"),
        ("a labourer was honoured", "a laborer was honored"),
    ],
)
def test_both_spellings_are_the_same(british: str, american: str) -> None:
    assert spelt_alike(british) == spelt_alike(american)
    assert spelt_alike("He killed four rivals in an hour.") == "He killed four rivals in an hour."


@pytest.mark.parametrize(
    ("text", "theirs"),
    [
        ("We lost.", True),
        ("He said: We lost.", True),
        ("But our team won.", True),
        ("They asked us.", True),
        ("Billy played it on Days of Our Lives.", False),
        ("World War I began.", False),
    ],
)
def test_a_name_with_our_in_it_is_not_the_first_person(text: str, theirs: bool) -> None:
    assert first_person(text) is theirs
