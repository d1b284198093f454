"""Read passages: which words of each sentence answer a question, and do any?

A network marks where an answer starts and ends, or its first token where there is none (BERT for
SQuAD 2.0, Devlin et al. 2019).
"""

import re
from collections.abc import Sequence
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from index.once import Once
from index.records import Span
from index.stems import all_stems, stems
from qa.features import asks_yes_or_no
from qa.marks import Marked, Marker, PackagedMarker, TransformersMarker

PACKAGED = "packaged"
LONGEST = 30
"""Word pieces that an answer in a few words may have."""
WORD = re.compile(r"\w+")
CHOICE = re.compile(r"\bor\b", re.IGNORECASE)


class Words(NamedTuple):
    """The words of one sentence that answer best: characters of the passage."""

    start: int
    end: int
    score: float
    """By how much, in log odds, they answer rather than nothing in the passage."""


class Reader(Protocol):
    """Finds in passages the words that answer."""

    def read(
        self, question: str, passages: Sequence[str], sentences: Sequence[Sequence[Span]]
    ) -> list[list[Words]]:
        """For each passage, and each of its sentences (characters of the passage), its words."""


class SpanReader:
    """The packaged reader, or a question-answering model of transformers: a folder, or a hub name.

    Made in no time; loaded at first use, by one thread. Raises ModelError then if it can't be.
    """

    def __init__(self, name: str = PACKAGED) -> None:
        self._mark = Once[Marker](
            PackagedMarker if name == PACKAGED else lambda: TransformersMarker(name)
        )

    def read(
        self, question: str, passages: Sequence[str], sentences: Sequence[Sequence[Span]]
    ) -> list[list[Words]]:
        """For each passage, and each of its sentences (characters of the passage), its words.

        A sentence that is not read, because its passage is too long, or that says nothing but what
        the question does has a score of minus infinity.
        """
        if not passages:
            return []
        marked = self._mark()(question, passages)
        return [
            [best_words(span, one, tells(question, text, one.offsets)) for span in spans]
            for text, spans, one in zip(passages, sentences, marked, strict=True)
        ]


def tells(question: str, passage: str, offsets: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Of each token of a passage, by its characters, whether its word says what the question does
    not: "Ann Marsh" is no answer to "Who came after Ann Marsh?".

    All do where the question may name its answer: "Was it Marsh?", "Was it Marsh or Venn?".
    """
    if asks_yes_or_no(question) or CHOICE.search(question):
        return np.ones(len(offsets), np.bool_)
    asked = set(stems(question))
    words = [word.span() for word in WORD.finditer(passage)]
    found = zip(words, all_stems([passage[start:end] for start, end in words]), strict=True)
    new = np.zeros(len(passage) + 1, np.bool_)
    for (start, end), stem in found:
        new[start:end] = bool(stem) and not asked.issuperset(stem)
    return new[offsets[:, 0]]


def best_words(span: Span, marked: Marked, new: NDArray[np.bool_]) -> Words:
    """The words within `span` whose start and end score most together, at most LONGEST tokens, one
    of which is `new` at least."""
    starts, ends, offsets = marked
    inside = np.flatnonzero((offsets[:, 0] >= span.start) & (offsets[:, 1] <= span.end))
    if not len(inside):
        return Words(span.start, span.end, -np.inf)
    first, last = inside[0], inside[-1] + 1
    total = starts[first:last, None] + ends[None, first:last]
    apart = np.arange(last - first)
    length = apart[None, :] - apart[:, None]
    before = np.append(0, np.cumsum(new[first:last]))
    allowed = (length < LONGEST) & (before[None, 1:] > before[:-1, None])
    if not allowed.any():
        return Words(span.start, span.end, -np.inf)
    total = np.where(allowed, total, -np.inf)
    start, end = np.unravel_index(total.argmax(), total.shape)
    return Words(
        int(offsets[first + start, 0]), int(offsets[first + end, 1]), float(total[start, end])
    )
