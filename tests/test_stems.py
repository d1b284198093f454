"""Words as they are searched for."""

from hypothesis import given
from hypothesis import strategies as st

from index.sentences import sentences
from index.stems import all_stems, read, sentence_stems, stems, written


def test_words_are_stemmed_and_stop_words_left_out() -> None:
    assert stems("The bridges of the Town closed.") == ["bridg", "town", "close"]
    assert stems("") == stems("the of a ?!") == []


def test_the_stems_of_each_sentence() -> None:
    texts = ["Rain fell. It is on. The bridges closed.", "", "One sentence"]
    assert list(sentence_stems(texts)) == [
        (("rain", "fell"), (), ("bridg", "close")),
        (),
        (("one", "sentenc"),),
    ]


@given(st.lists(st.text(), max_size=4))
def test_many_texts_have_the_stems_that_each_has(texts: list[str]) -> None:
    assert all_stems(texts) == [stems(text) for text in texts]
    for text, found in zip(texts, sentence_stems(texts), strict=True):
        assert [list(one) for one in found] == [stems(text[a:b]) for a, b in sentences(text)]


@given(st.text().filter(str.strip))
def test_what_is_written_is_read_again(text: str) -> None:
    [found] = sentence_stems([text])
    assert read(written(found)) == found
