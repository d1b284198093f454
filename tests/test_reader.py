"""The reader: pure decoding, and the packaged weights on passages of our own."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import ModelError
from index.records import Span
from index.sentences import sentences
from qa.reader import LONGEST, TransformersReader, best_words


def offsets(words: int) -> np.ndarray:
    return np.asarray([(5 * i, 5 * i + 4) for i in range(words)])


def test_the_best_start_and_end_within_the_sentence() -> None:
    starts, ends = np.zeros(8, np.float32), np.zeros(8, np.float32)
    starts[[2, 7]], ends[[3, 7]] = (3.0, 9.0), (4.0, 9.0)
    assert best_words(Span(0, 24), starts, ends, offsets(8)) == (10, 19, 7.0)


def test_an_end_before_the_start_or_too_far_off_is_none() -> None:
    starts, ends = np.zeros(60, np.float32), np.zeros(60, np.float32)
    starts[40], ends[[3, 40]] = 5.0, (5.0, 1.0)
    assert best_words(Span(0, 300), starts, ends, offsets(60)) == (200, 204, 6.0)
    starts[0], ends[59] = 9.0, 9.0
    found = best_words(Span(0, 300), starts, ends, offsets(60))
    assert (found.end - found.start) // 5 < LONGEST


def test_a_sentence_that_was_not_read() -> None:
    found = best_words(Span(90, 99), np.zeros(2, np.float32), np.zeros(2, np.float32), offsets(2))
    assert found == (90, 99, -np.inf)


@given(st.integers(1, 40), st.data())
def test_words_stay_within_the_sentence(words: int, data: st.DataObject) -> None:
    logits = st.lists(st.floats(-20, 20, width=32), min_size=words, max_size=words)
    starts, ends = (np.asarray(data.draw(logits), np.float32) for _ in range(2))
    first = data.draw(st.integers(0, words - 1)) * 5
    found = best_words(Span(first, 5 * words), starts, ends, offsets(words))
    assert first <= found.start < found.end <= 5 * words


@pytest.fixture(scope="module")
def reader() -> TransformersReader:
    return TransformersReader()


STORY = (
    "The ferry Halcyon sank off Port Quill on Tuesday. Its captain, Orla Venn, was the last to "
    "leave. Divers will look for the ship's log next week."
)


def test_the_words_that_answer(reader: TransformersReader) -> None:
    spans = sentences(STORY)
    found = reader.read("Who was the captain of the Halcyon?", [STORY], [spans])[0]
    best = max(found, key=lambda words: words.score)
    assert STORY[best.start : best.end] == "Orla Venn"
    assert len(found) == len(spans) == 3


def test_a_question_it_does_not_answer_scores_less(reader: TransformersReader) -> None:
    def best(question: str) -> float:
        return max(words.score for words in reader.read(question, [STORY], [sentences(STORY)])[0])

    assert best("Who was the captain of the Halcyon?") > best("Who won the chess final?") + 3


def test_passages_keep_their_order_and_a_long_question_leaves_room(
    reader: TransformersReader,
) -> None:
    passages = [STORY, "Short.", STORY + " Nobody was hurt."]
    spans = [sentences(passage) for passage in passages]
    together = reader.read("who " * 500, passages, spans)
    assert [len(found) for found in together] == [3, 1, 4]
    assert all(np.isfinite(words.score) for found in together for words in found)
    assert reader.read("Who?", [], []) == []


def test_batches_change_nothing(reader: TransformersReader) -> None:
    passages = [STORY, "Orla Venn spoke on Friday.", "The harbour was closed.", "Rain.", "Snow."]
    spans = [sentences(passage) for passage in passages]
    together = reader.read("Who spoke?", passages, spans)
    alone = [reader.read("Who spoke?", [p], [s])[0] for p, s in zip(passages, spans, strict=True)]
    for one, other in zip(together, alone, strict=True):
        assert [w[:2] for w in one] == [w[:2] for w in other]
        np.testing.assert_allclose([w.score for w in one], [w.score for w in other], atol=1e-3)


def test_a_reader_that_is_not_there_says_so() -> None:
    with pytest.raises(ModelError, match="no-such-reader"):
        TransformersReader("./no-such-reader").read("Who?", ["A."], [[Span(0, 2)]])
