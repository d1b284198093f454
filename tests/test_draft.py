"""What a model writes, cut into sentences."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.draft import MOST, Drafted, drafted

ANSWERS = {
    "It is so [1]. He said no. [2, 3] And more.": [
        ("It is so.", (1,)), ("He said no.", (2, 3)), ("And more.", ()),
    ],
    "1. A b c [1]\n2. D e f [Passage 2].": [("A b c", (1,)), ("D e f.", (2,))],
    "<think>Hm. [3].</think>Answer: **It** is U.S. policy [1][2].": [
        ("It is U.S. policy.", (1, 2))
    ],
    "Gen. Smith said “No. Never.” [2] All right": [("Gen. Smith said “No. Never.”", (2,))],
    "So it is 【4】.": [("So it is.", (4,))],
    "<think>for ever": [],
    "So it is [1-3]. He said no [#2]. He ran [^4].": [
        ("So it is.", (1, 2, 3)), ("He said no.", (2,)), ("He ran.", (4,)),
    ],
    "So it is【1†source】. He said no (Source 2). He won (2).": [
        ("So it is.", (1,)), ("He said no.", (2,)), ("He won (2).", ()),
    ],
    "So it is [[1]](https://quill.example/x). He said no ([2](https://quill.example)).": [
        ("So it is.", (1,)), ("He said no.", (2,)),
    ],
    "According to passage 1, it is so. According to [2], he ran.": [
        ("It is so.", (1,)), ("He ran.", (2,)),
    ],
    "## Answer\n\n*It* is so [1].\n\n[^1]: The Quill Tide": [("It is so.", (1,))],
    "|---|---|\n| It is so | [1] |": [("It is so", (1,))],
    "<thinking>Hm.</thinking>Sure! It is so [1]. Let me know if you want more!": [
        ("It is so.", (1,))
    ],
    '{"answer": "It is “so” [1].", "sources": [1]}': [("It is “so”.", (1,))],
    "It is so [1]. The articles don't say": [
        ("It is so.", (1,)), ("The articles don't say", ()),
    ],
    "": [],
}  # fmt: skip


@pytest.mark.parametrize("text", ANSWERS)
def test_sentences_and_their_numbers(text: str) -> None:
    expected = [Drafted(*one) for one in ANSWERS[text]]
    assert list(drafted([text])) == list(drafted(text)) == expected


def test_a_sentence_comes_as_soon_as_the_next_one_begins() -> None:
    def pieces() -> list[str]:
        return iter(["It is so [1", "]. He", " said no", None])  # type: ignore[return-value]

    assert next(drafted(pieces())) == ("It is so.", (1,))


def test_a_model_that_goes_on_is_not_read_to_the_end() -> None:
    def endless():  # type: ignore[no-untyped-def]
        while True:
            yield "It goes on. "

    assert len(list(drafted(endless()))) == MOST


def test_a_reply_without_end_or_sense_takes_no_time() -> None:
    for piece in ("[", " ", "a|b [1", "<think>"):
        assert not list(drafted([piece * 100] * 500))


@given(st.lists(st.text(alphabet="ab .[1]<think>\n“”*", max_size=12), max_size=8))
def test_any_text_can_be_cut(pieces: list[str]) -> None:
    assert all(sentence.text.strip() for sentence in drafted(pieces))
