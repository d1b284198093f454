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
TURKISH = (
    "Belediye meclisi salı akşamı köprünün yeniden inşasına karar verdi. Başkan çalışmaların "
    "eylülde başlayacağını söyledi, köprü geçen kış kapatılmıştı.\n"
) * 3
CZECH = (
    "Rada města v úterý večer schválila obnovu přístavního mostu, řekla starostka. Práce začnou "
    "v září a potrvají přibližně osmnáct měsíců.\n"
) * 3
PORTUGUESE = (
    "O prefeito anunciou que a ponte não será reaberta antes de março. A população está "
    "insatisfeita com a decisão, informou a câmara.\n"
)
DUTCH = "“De brug blijft dicht”, zei één lid, “vóór de zomer zijn er geen ideeën.”\n" * 3
FINNISH = (
    "Kaupunginjohtaja sanoi perjantaina, että sillan täytyy olla leveämpi. Vastustajat "
    "kuuntelivat ja pudistelivat päätään.\n"
)
PLAIN = "The council of Skarvik voted on Monday to close the old ropeway for the winter.\n"
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
        (TURKISH, "cp1254"),
        (CZECH, "cp1250"),
        (PORTUGUESE, "cp1252"),
        (DUTCH, "cp1252"),
        (FINNISH, "cp1252"),
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


@pytest.mark.parametrize(
    "line",
    ["It costs €9m, she said.", "It’s over.", "It was 30°C.", "£5", "«No»", "½ pint", "TÊTE",
     "São Paulo", "She paid £40 – twice…", "Göran Åberg and Øystein Ås", "a smörgåsbord"],
)  # fmt: skip
@pytest.mark.parametrize("around", ["", PLAIN, PLAIN * 900])
def test_a_few_characters_of_windows_are_no_other_encoding(line: str, around: str) -> None:
    text = f"{around}{line}\n{around}"
    assert decode(text.encode("cp1252")) == text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f"{PLAIN}José Lie’s café".encode(), b"It\x92s over."),
        (f"{PLAIN}Zoë said so.".encode(), "She wants 9 €".encode()[:-1]),
        (f"{PLAIN}“No,” she said. ".encode(), b"\xff"),
    ],
)
def test_utf8_of_few_accents_stays_so_with_one_damaged(before: bytes, after: bytes) -> None:
    text = decode(before + after)
    assert text is not None
    assert text.startswith(before.decode())
    assert text.count("\ufffd") == 1


def test_accents_that_look_like_utf8_once_are_of_windows() -> None:
    text = f"{PLAIN}It says “CAFÉ” on the door; the owner’s fiancé is away.\n"
    assert decode(text.encode("cp1252")) == text


@pytest.mark.parametrize(
    ("text", "written", "named"),
    [
        (QUOTED, "cp1252", "ISO-8859-1"),
        ("Not ASCII: “€9m”…", "cp1252", "us-ascii"),
        (TURKISH + "“€9m”", "cp1254", "iso-8859-9"),
        ("朱镕基和陶喆", "gb18030", "gb2312"),
        ("①髙橋", "cp932", "x-sjis"),
        ("똠방각하", "cp949", "euc-kr"),
        (RUSSIAN[:60], "koi8-r", "koi8-r"),
        (RUSSIAN[:60], "utf-8", "iso-8859-1"),
        (QUOTED, "cp1252", "utf-8"),
        (f"{PLAIN}The café owner paid £40.\n", "cp1252", "UTF8"),
        (GERMAN, "latin-1", "utf-8"),
        (RUSSIAN, "cp1251", "utf-8"),
        (JAPANESE, "iso2022_jp", "ISO-2022-JP"),
        ("a+b", "ascii", "utf-16"),
        (GERMAN, "cp1252", "no-such"),
        (GERMAN, "cp1252", "hex"),
    ],
)
def test_a_name_is_understood_as_browsers_do(text: str, written: str, named: str) -> None:
    assert decode(text.encode(written), named) == text


def test_utf8_by_name_with_one_damaged_character_stays_so() -> None:
    data = QUOTED.encode() + b"caf\xe9\n"
    assert decode(data, "utf-8") == QUOTED + "caf\ufffd\n"


def test_what_the_named_encoding_holds_is_read_by_it() -> None:
    assert decode("九〜十時".encode("shift_jis"), "shift_jis") == "九〜十時"
    assert decode("他――她".encode("gb2312"), "gb2312") == "他――她"
