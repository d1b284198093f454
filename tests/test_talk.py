"""What earlier turns leave to speak of."""

import pytest

from qa.talk import Talk

MARSH = Talk(
    subject="Ann Marsh",
    section="Early life",
    headed=True,
    people=("Ben Hur",),
    he={"Ben Hur": True},
    said=("She sang on the album Blue Orlo after the Peru scandal.",),
)


def test_who_is_meant() -> None:
    assert MARSH.person("What did she say?", he=False) == "Ann Marsh"
    assert MARSH.person("What did Marsh tell him?", he=True) == "Ben Hur"
    assert Talk().person("What did she say?", he=False) == ""


def test_a_title_that_is_no_person_is_nobody_s_name() -> None:
    band = Talk(subject="The Orlo Choir", headed=True, people=("Ben Hur",), focus="Ben Hur")
    assert band.person("What did he sing?", he=True) == "Ben Hur"


@pytest.mark.parametrize(
    ("noun", "full"),
    [("album", "album Blue Orlo"), ("scandal", "Peru scandal"), ("dam", "")],
)
def test_full_names(noun: str, full: str) -> None:
    assert MARSH.full_name(noun) == full


def test_a_word_was_used_if_one_begins_like_it() -> None:
    assert MARSH.tells("scandals")
    assert not Talk(said=("The minister reported it.",)).tells("port")


def test_names_in_any_case() -> None:
    assert MARSH.named_in("where did marsh live?")
    assert MARSH.named_in("Where is Peru?")
    assert not MARSH.named_in("where did she live?")
    assert MARSH.fullest("Marsh") == "Ann Marsh"
    assert MARSH.tells("albums")
    assert not MARSH.tells("bridge")


def test_a_full_name_ends_with_its_sentence() -> None:
    talk = Talk(said=("It will cost 19m, she said on Tuesday. The Orlo bridge reopened.",))
    assert talk.full_name("bridge") == "Orlo bridge"
    assert Talk(said=("It crosses at St. Ann bridge.",)).full_name("bridge") == "St. Ann bridge"


@pytest.mark.parametrize("outlet", ["The Orlo Post", "Tarn Herald", "BBC News", "Reuters"])
def test_an_outlet_is_no_he(outlet: str) -> None:
    assert Talk(focus=outlet, people=(outlet,)).person("What did he say?", he=True) == ""
    assert Talk(focus=outlet, people=("Ib Krog",)).person("What did he say?", he=True) == "Ib Krog"
