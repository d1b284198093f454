"""The reader: pure decoding, and the packaged weights on passages of our own."""

import re
from importlib.resources import as_file, files
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.export_network import FLOATING
from index.errors import ModelError
from index.models import packaged_folder
from index.records import Span
from index.sentences import sentences
from qa.marks import CHANGES, Marked, PackagedMarker, TransformersMarker
from qa.reader import LONGEST, Reader, SpanReader, best_words, tells


def offsets(words: int) -> np.ndarray:
    return np.asarray([(5 * i, 5 * i + 4) for i in range(words)])


def test_the_best_start_and_end_within_the_sentence() -> None:
    starts, ends = np.zeros(8, np.float32), np.zeros(8, np.float32)
    starts[[2, 7]], ends[[3, 7]] = (3.0, 9.0), (4.0, 9.0)
    assert best_words(Span(0, 24), Marked(starts, ends, offsets(8)), np.ones(8, np.int8)) == (
        10,
        19,
        7.0,
    )


def test_an_end_before_the_start_or_too_far_off_is_none() -> None:
    starts, ends = np.zeros(60, np.float32), np.zeros(60, np.float32)
    starts[40], ends[[3, 40]] = 5.0, (5.0, 1.0)
    marked = Marked(starts, ends, offsets(60))
    assert best_words(Span(0, 300), marked, np.ones(60, np.int8)) == (200, 204, 6.0)
    starts[0], ends[59] = 9.0, 9.0
    found = best_words(Span(0, 300), marked, np.ones(60, np.int8))
    assert (found.end - found.start) // 5 < LONGEST


def test_words_that_tell_nothing_new_are_none() -> None:
    starts, ends = np.zeros(4, np.float32), np.zeros(4, np.float32)
    starts[[0, 2]], ends[[0, 2]] = (5.0, 1.0), (5.0, 2.0)
    new = np.asarray([0, 0, 1, 0], np.int8)
    assert best_words(Span(0, 20), Marked(starts, ends, offsets(4)), new) == (0, 14, 7.0)
    barred = np.asarray([-1, 0, 1, 0], np.int8)
    assert best_words(Span(0, 20), Marked(starts, ends, offsets(4)), barred) == (10, 14, 3.0)
    nothing = best_words(Span(0, 9), Marked(starts, ends, offsets(4)), new)
    assert nothing == (0, 9, -np.inf)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Who came before Ann Marsh?", "followed Venn, led May."),
        ("Who follows Venn?", "Ann Marsh led May."),
        ("Who came before Marsh?", "followed Venn, led May."),
        ("When did Marsh come?", "Ann followed Venn, led May."),
        ("Who came before the U.S.?", "Ann Marsh followed Venn, led May."),
        ("Who came before Marsh’s sister?", "Ann followed Venn, led May."),
        ("Who came first, Marsh or Venn?", "Ann Marsh followed Venn, who led it until May."),
        ("Was Marsh first?", "Ann Marsh followed Venn, who led it until May."),
    ],
)
def test_what_a_passage_says_beyond_the_question(question: str, said: str) -> None:
    passage = "Ann Marsh followed Venn, who led it until May."
    spans = np.asarray([(w.start(), w.end()) for w in re.finditer(r"[\w,.]+", passage)])
    found = tells(question, passage, spans)
    kept = [passage[a:b] for (a, b), new in zip(spans, found, strict=True) if new == 1]
    assert " ".join(kept) == said


def test_no_answer_has_the_name_of_whom_the_question_names() -> None:
    passage, spans = "Ann Marsh, the baker, left.", np.asarray([(0, 3), (4, 9), (15, 20)])
    assert tells("Who came before Marsh?", passage, spans).tolist() == [-1, -1, 1]
    assert tells("Which Marsh left?", passage, spans).tolist() == [1, 0, 1]
    assert tells("Who is Marsh’s daughter?", passage, spans).tolist() == [1, 0, 1]


def test_a_sentence_that_was_not_read() -> None:
    zeros = np.zeros(2, np.float32)
    found = best_words(Span(90, 99), Marked(zeros, zeros, offsets(2)), np.ones(2, np.int8))
    assert found == (90, 99, -np.inf)


@given(st.integers(1, 40), st.data())
def test_words_stay_within_the_sentence(words: int, data: st.DataObject) -> None:
    logits = st.lists(st.floats(-20, 20, width=32), min_size=words, max_size=words)
    starts, ends = (np.asarray(data.draw(logits), np.float32) for _ in range(2))
    first = data.draw(st.integers(0, words - 1)) * 5
    found = best_words(
        Span(first, 5 * words), Marked(starts, ends, offsets(words)), np.ones(words, np.int8)
    )
    assert first <= found.start < found.end <= 5 * words


STORY = (
    "The ferry Halcyon sank off Port Quill on Tuesday. Its captain, Orla Venn, was the last to "
    "leave. Divers will look for the ship's log next week."
)


def test_the_words_that_answer(reader: Reader) -> None:
    spans = sentences(STORY)
    found = reader.read("Who was the captain of the Halcyon?", [STORY], [spans])[0]
    best = max(found, key=lambda words: words.score)
    assert STORY[best.start : best.end] == "Orla Venn"
    assert len(found) == len(spans) == 3


def test_a_question_it_does_not_answer_scores_less(reader: Reader) -> None:
    def best(question: str) -> float:
        return max(words.score for words in reader.read(question, [STORY], [sentences(STORY)])[0])

    assert best("Who was the captain of the Halcyon?") > best("Who won the chess final?") + 3


def test_passages_keep_their_order_and_a_long_question_leaves_room(
    reader: Reader,
) -> None:
    passages = [STORY, "Short.", STORY + " Nobody was hurt."]
    spans = [sentences(passage) for passage in passages]
    together = reader.read("who " * 500, passages, spans)
    assert [len(found) for found in together] == [3, 1, 4]
    assert all(np.isfinite(words.score) for found in together for words in found)
    assert reader.read("Who?", [], []) == []


def test_what_is_read_with_it_changes_nothing(reader: Reader) -> None:
    passages = [STORY, "Orla Venn spoke on Friday.", "The harbour was closed.", "Rain.", "Snow."]
    spans = [sentences(passage) for passage in passages]
    together = reader.read("Who spoke?", passages, spans)
    alone = [reader.read("Who spoke?", [p], [s])[0] for p, s in zip(passages, spans, strict=True)]
    for one, other in zip(together, alone, strict=True):
        assert one == other


def test_a_reader_that_is_not_there_says_so() -> None:
    with pytest.raises(ModelError, match="no-such-reader"):
        SpanReader("./no-such-reader").read("Who?", ["A."], [[Span(0, 2)]])


@pytest.fixture(scope="module")
def floating() -> PackagedMarker:
    """The packaged reader with weights in floating point."""
    return PackagedMarker(FLOATING.read_bytes())


PASSAGES = [STORY, "Short.", "“Naïve” 漢字 🙂 " + STORY * 10]


def test_the_packaged_network_reads_as_transformers_does(
    floating: PackagedMarker, tmp_path: Path
) -> None:
    unpack(tmp_path)
    ours = floating("Who was the captain?", PASSAGES)
    theirs = TransformersMarker(str(tmp_path))("Who was the captain?", PASSAGES)
    for one, other in zip(ours, theirs, strict=True):
        np.testing.assert_array_equal(one.offsets, other.offsets)
        np.testing.assert_allclose(one.starts, other.starts, atol=1e-3)
        np.testing.assert_allclose(one.ends, other.ends, atol=1e-3)
    spans = [sentences(passage) for passage in PASSAGES]
    read = SpanReader(str(tmp_path)).read("Who was the captain?", PASSAGES, spans)
    for found, own, passage, marked in zip(read, spans, PASSAGES, ours, strict=True):
        new = tells("Who was the captain?", passage, marked.offsets)
        for one, words in zip(found, (best_words(span, marked, new) for span in own), strict=True):
            assert one[:2] == words[:2]
            np.testing.assert_allclose(one.score, words.score, atol=1e-3)


@pytest.mark.parametrize(
    "question", ["Who was the captain?", "When did the Halcyon sink?", "Who won the chess final?"]
)
def test_8_bits_change_little(floating: PackagedMarker, question: str) -> None:
    """Of scores that range over some twenty."""
    for one, other in zip(
        PackagedMarker()(question, PASSAGES), floating(question, PASSAGES), strict=True
    ):
        assert one.starts.argmax() == other.starts.argmax()
        assert np.abs(one.starts - other.starts).mean() < 0.5
        assert np.abs(one.ends - other.ends).mean() < 0.5


def unpack(folder: Path) -> None:
    """Write the packaged reader as a model of transformers, by means of torch alone."""
    import torch
    from safetensors.torch import load_file
    from transformers import AutoTokenizer, BertForQuestionAnswering

    plain = packaged_folder()
    with as_file(files("qa").joinpath(CHANGES)) as path:
        changes = load_file(path)
    model = BertForQuestionAnswering.from_pretrained(plain)
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            if name in changes:
                parameter.add_(changes[name] * changes[f"{name}.scale"].float())
            elif f"{name}.new" in changes:
                parameter.copy_(changes[f"{name}.new"])
    model.save_pretrained(folder)
    AutoTokenizer.from_pretrained(plain).save_pretrained(folder)
