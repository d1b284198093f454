"""Bytes into text: what was written comes out, whatever it was written in."""

import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.encoding import CONTROLS, SAMPLE, SURROGATES, decode, detect, tidy

GERMAN = (
    "Der Bürgermeister sagte am Freitag, die Brücke über den Fluß müsse größer werden. "
    "Die Gegner hörten zu und schüttelten die Köpfe.\n"
) * 3
RUSSIAN = (
    "Мэр города сообщил в пятницу, что новый мост через реку откроют весной. "
    "Противники проекта выслушали мэра и покачали головами.\n"
) * 3
JAPANESE = (
    "市長は金曜日に、新しい橋は春に開通すると述べた。反対派の人々は話を聞いて首を振った。"
    "工事はすでに三年続いている。カメラマンがその様子を撮影した。\n"
) * 3
QUOTED = "“We’re late,” the mayor said — and the café owner’s reply was “naïve”.\n" * 3


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (GERMAN, "utf-8"),
        (GERMAN, "utf-8-sig"),
        (GERMAN, "utf-16"),
        (GERMAN, "utf-16-le"),
        (GERMAN, "utf-16-be"),
        (GERMAN, "utf-32"),
        (GERMAN, "latin-1"),
        (QUOTED, "cp1252"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        (RUSSIAN, "utf-16"),
        (JAPANESE, "shift_jis"),
        (JAPANESE, "utf-8"),
    ],
)
def test_encodings_are_detected(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


def test_utf16_big_endian_with_mark() -> None:
    assert decode(codecs.BOM_UTF16_BE + GERMAN.encode("utf-16-be")) == GERMAN


def test_some_nul_bytes_are_dropped() -> None:
    data = GERMAN.encode()
    assert decode(data[:40] + b"\0" + data[40:90] + b"\0\0" + data[90:]) == GERMAN


@pytest.mark.parametrize(
    "data",
    [b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40, b"\x7fELF" + b"\0\1\2\3" * 500, bytes(5000)],
)
def test_binary_is_no_text(data: bytes) -> None:
    assert decode(data) is None


def test_empty_is_text() -> None:
    assert decode(b"") == ""


def test_a_sample_cut_inside_a_character_is_utf8() -> None:
    cut = ("a" * (SAMPLE - 1) + "é").encode()[:SAMPLE]
    assert len(cut) == SAMPLE
    assert detect(cut, whole=False) == "utf-8"


def test_accents_far_behind_the_first_sample_count() -> None:
    late = "The mayor spoke of the bridge again.\n" * 3000 + GERMAN
    assert decode(late.encode("cp1252")) == late
    assert decode(late.encode()) == late


def test_one_damaged_character_leaves_the_others() -> None:
    data = QUOTED.encode() + b"caf\xe9\n" + QUOTED.encode()
    assert decode(data) == QUOTED + "caf\ufffd\n" + QUOTED


def test_every_line_end_becomes_one() -> None:
    assert tidy("a\r\nb\rc\fd\x85e\u2028f\u2029g") == "a\nb\nc\nd\ne\nf\ng"


@settings(deadline=None)
@given(st.text())
def test_utf8_text_survives(text: str) -> None:
    clean = tidy(text)
    if "\0" not in text:
        assert tidy(clean.encode().decode()) == clean
    assert not CONTROLS.search(clean)
    assert not SURROGATES.search(clean)


@settings(deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_text_or_none(data: bytes) -> None:
    text = decode(data)
    assert text is None or not (CONTROLS.search(text) or SURROGATES.search(text))
