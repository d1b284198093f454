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
from qa.features import PERSON, asks_yes_or_no
from qa.marks import Marked, Marker, PackagedMarker, TransformersMarker
from qa.names import OWNER, RUN

PACKAGED = "packaged"
LONGEST = 30
"""Word pieces that an answer in a few words may have."""
WORD = re.compile(r"\w+")
CHOICE = re.compile(r"\bor\b", re.IGNORECASE)
FAMILY = re.compile(
    r"\b(?:famil(?:y|ies)|relatives?|wife|widow|husband|spouse|sons?|daughters?|child(?:ren)?|brothers?"
    r"|sisters?|siblings?|mother|father|parents?|grand\w+|uncle|aunt|cousins?|nephew|niece)\b",
    re.IGNORECASE,
)
"""Who may be asked for though they have the name that the question has."""


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


def tells(question: str, passage: str, offsets: NDArray[np.int64]) -> NDArray[np.int8]:
    """Of each token of a passage, by its characters, whether its word says what the question does
    not (1), and whether it can be in no answer (-1): neither "Marsh" nor "Ann Marsh, who led it"
    is one to "Who came before Marsh?".

    All say something where the question may name its answer: "Was it Marsh, or was it Venn?".
    """
    if asks_yes_or_no(question) or CHOICE.search(question):
        return np.ones(len(offsets), np.int8)
    asked = set(stems(question))
    words = [word.span() for word in WORD.finditer(passage)]
    found = zip(words, all_stems([passage[start:end] for start, end in words]), strict=True)
    new = np.zeros(len(passage) + 1, np.int8)
    for (start, end), stem in found:
        new[start:end] = bool(stem) and not asked.issuperset(stem)
    if PERSON.search(question) and not FAMILY.search(question):
        names = list(RUN.finditer(passage))
        lasts = all_stems([OWNER.sub("", name[0]).split()[-1] for name in names])
        for name, last in zip(names, lasts, strict=True):
            if last and asked.issuperset(last):  # somebody whom the question names
                new[name.start() : name.end()] = -1
    return new[offsets[:, 0]]


def best_words(span: Span, marked: Marked, new: NDArray[np.int8]) -> Words:
    """The words within `span` whose start and end score most together, at most LONGEST tokens, of
    which one `tells` something at least, and none can be in no answer."""
    starts, ends, offsets = marked
    inside = np.flatnonzero((offsets[:, 0] >= span.start) & (offsets[:, 1] <= span.end))
    if not len(inside):
        return Words(span.start, span.end, -np.inf)
    first, last = inside[0], inside[-1] + 1
    total = starts[first:last, None] + ends[None, first:last]
    apart = np.arange(last - first)
    length = apart[None, :] - apart[:, None]
    told, barred = (np.append(0, np.cumsum(new[first:last] == sign)) for sign in (1, -1))
    allowed = (length < LONGEST) & (told[None, 1:] > told[:-1, None])
    allowed &= (length >= 0) & (barred[None, 1:] == barred[:-1, None])
    if not allowed.any():
        return Words(span.start, span.end, -np.inf)
    total = np.where(allowed, total, -np.inf)
    start, end = np.unravel_index(total.argmax(), total.shape)
    return Words(
        int(offsets[first + start, 0]), int(offsets[first + end, 1]), float(total[start, end])
    )
