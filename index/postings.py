"""Pure: which rows hold which term how often, kept so that changing a few rows costs little."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int32]
Counts = NDArray[np.uint16]

GONE = -1
"""Where a row that is removed moves to."""
MOST = int(np.iinfo(np.uint16).max)


def _none() -> Numbers:
    return np.empty(0, np.int32)


@dataclass(slots=True)
class Postings:
    """Postings ordered by term; terms and rows are numbered from 0."""

    vocabulary: dict[str, int] = field(default_factory=dict)
    starts: Numbers = field(default_factory=lambda: np.zeros(1, np.int32))
    """Where each term's postings begin, and the end of the last one's."""
    rows: Numbers = field(default_factory=_none)
    """The row of each posting."""
    counts: Counts = field(default_factory=lambda: np.empty(0, np.uint16))
    """How often the term is in that row."""
    lengths: Numbers = field(default_factory=_none)
    """How many words each row has."""

    def move(self, to: Numbers) -> None:
        """Give each row the number that `to` holds for it; a row that goes to GONE is removed.

        The others must be given the numbers from 0 on.
        """
        stays = to[self.rows] != GONE
        before = np.concatenate([np.zeros(1, np.int32), np.cumsum(stays, dtype=np.int32)])
        self.starts = before[self.starts]
        self.rows, self.counts = to[self.rows[stays]], self.counts[stays]
        left = to != GONE
        lengths = np.zeros(np.count_nonzero(left), np.int32)
        lengths[to[left]] = self.lengths[left]
        self.lengths = lengths

    def add(self, batches: Sequence["Batch"]) -> None:
        """Append the rows of batches, made with this vocabulary, after the last row."""
        terms = np.repeat(np.arange(len(self.starts) - 1, dtype=np.int32), np.diff(self.starts))
        all_terms, all_rows, first = [terms], [self.rows], len(self.lengths)
        for batch in batches:
            all_terms.append(batch.terms)
            all_rows.append(batch.rows + np.int32(first))
            first += len(batch.lengths)
        merged = np.concatenate(all_terms)
        order = np.argsort(merged, kind="stable")
        sizes = np.bincount(merged, minlength=len(self.vocabulary))
        self.starts = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int32)
        self.rows = np.concatenate(all_rows)[order]
        self.counts = np.concatenate([self.counts, *(batch.counts for batch in batches)])[order]
        self.lengths = np.concatenate([self.lengths, *(batch.lengths for batch in batches)])


@dataclass(frozen=True, slots=True)
class Batch:
    """The postings of some rows, numbered from 0, in the order of rows."""

    terms: Numbers
    rows: Numbers
    counts: Counts
    lengths: Numbers


def batch(texts: Sequence[Sequence[int]], words: Mapping[int, str], known: dict[str, int]) -> Batch:
    """Count the words of each text, a row of numbers that `words` spells out.

    `known` is the vocabulary; words that it lacks are put into it.
    """
    terms = np.zeros(max(words, default=-1) + 1, np.int64)
    for number, word in words.items():
        terms[number] = known.setdefault(word, len(known))
    lengths = np.asarray([len(text) for text in texts], np.int32)
    flat = np.fromiter((number for text in texts for number in text), np.int64, int(lengths.sum()))
    rows = np.repeat(np.arange(len(texts), dtype=np.int64), lengths)
    width = len(known) or 1
    pairs, counts = np.unique(rows * width + terms[flat], return_counts=True)
    return Batch(
        (pairs % width).astype(np.int32),
        (pairs // width).astype(np.int32),
        np.minimum(counts, MOST).astype(np.uint16),
        lengths,
    )
