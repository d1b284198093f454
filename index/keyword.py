"""BM25 over stemmed words; rows are passages in the catalog's order.

The only module that knows bm25s, which is imported at first use: it brings SciPy.
"""

import json
import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import Stemmer
from numpy.typing import NDArray

from index.errors import BrokenIndexError
from index.postings import Batch, Numbers, Postings, batch
from index.stems import LANGUAGE, WORD, stems, stop_words

if TYPE_CHECKING:
    import bm25s

AT_ONCE = 2000
"""Texts whose words are counted in one go."""
COUNTS, LENGTHS = "counts.npy", "lengths.npy"
"""What bm25s does not keep, and adding a row needs: how often, and how long."""


class Keywords:
    """A BM25 index (Robertson et al. 1994, in Lucene's form) kept in a folder."""

    def __init__(self, index: "bm25s.BM25", rows: int) -> None:
        self._index = index
        self._rows = rows

    @classmethod
    def open(cls, folder: Path, rows: int) -> "Keywords":
        """Open a folder of `rows` rows; memory-mapped, so that opening costs little.

        Raises BrokenIndexError, as the other calls do, where its files are damaged.
        """
        import bm25s

        with _whole():
            return cls(bm25s.BM25.load(folder, mmap=True), rows)

    def search(
        self, question: str, k: int, mask: NDArray[np.bool_] | None = None
    ) -> list[tuple[int, float]]:
        """The best `k` rows that share a word with the question, as (row, score), best first.

        `mask` (one truth value a row) keeps only some rows.
        """
        words = [word for word in stems(question) if word in self._index.vocab_dict]
        if not words:
            return []
        with _whole():
            scores = self._index.get_scores(words)[: self._rows]
        if mask is not None:
            scores = np.where(mask, scores, 0)
        return [(int(row), float(scores[row])) for row in _best(scores, k)]

    def rarity(self, text: str) -> dict[str, float]:
        """The stems of a text's words, stop words left out, each with its inverse document
        frequency among the rows: log(1 + rows / (1 + rows that have it))."""
        vocabulary, starts = self._index.vocab_dict, self._index.scores["indptr"]
        found = {}
        for stem in stems(text):
            id = vocabulary.get(stem)
            with _whole():
                rows = 0 if id is None else int(starts[id + 1] - starts[id])
                found[stem] = math.log(1 + self._rows / (1 + rows))
        return found


class KeywordsWriter:
    """Makes a folder of keywords, anew or from that of an earlier generation."""

    def __init__(self, old: Path | None = None) -> None:
        self._postings = _postings(old) if old else Postings()
        self._texts: list[str] = []
        self._added: list[Batch] = []

    def move(self, to: Numbers) -> None:
        """Renumber the rows as `Postings.move` does; before any is added."""
        self._postings.move(to)

    def add(self, texts: Sequence[str]) -> None:
        """Index `texts`, one row each, after the last row."""
        self._texts += texts
        if len(self._texts) >= AT_ONCE:
            self._count()

    def save(self, folder: Path) -> None:
        """Write everything into a folder that `Keywords.open` reads."""
        import bm25s

        self._count()
        postings = self._postings
        postings.add(self._added)
        index = bm25s.BM25()
        index.vocab_dict = postings.vocabulary
        index.scores = {
            "data": _scores(postings, index.k1, index.b),
            "indices": postings.rows,
            "indptr": postings.starts,
            "num_docs": len(postings.lengths),
        }
        index.nonoccurrence_array = None
        index.save(folder, show_progress=False)
        np.save(folder / COUNTS, postings.counts)
        np.save(folder / LENGTHS, postings.lengths)

    def _count(self) -> None:
        found = _numbered(self._texts)
        words = {number: word for word, number in found.vocab.items()}
        self._added.append(batch(found.ids, words, self._postings.vocabulary))
        self._texts = []


@contextmanager
def _whole() -> Iterator[None]:
    """Around what reads the files: what it meets in damaged ones is a BrokenIndexError."""
    try:
        yield
    except (OSError, ValueError, ArithmeticError, LookupError) as error:
        raise BrokenIndexError(
            f"The index's keywords are damaged ({error}). "
            "Make it again with `python -m index rebuild`."
        ) from error


def _best(scores: NDArray[np.float32], k: int) -> NDArray[np.intp]:
    """The rows of the `k` highest scores above 0, best first, of equal ones the first."""
    found = np.flatnonzero(scores > 0)
    if len(found) > k:  # sorting all rows of a large archive would take longer than scoring them
        least = np.partition(scores[found], -k)[-k]
        found = found[scores[found] >= least]
    return found[np.argsort(-scores[found], kind="stable")][:k]


def _postings(folder: Path) -> Postings:
    names = {"starts": "indptr.csc.index.npy", "rows": "indices.csc.index.npy"}
    names |= {"counts": COUNTS, "lengths": LENGTHS}
    vocabulary = json.loads((folder / "vocab.index.json").read_text("utf-8"))
    return Postings(vocabulary, **{what: np.load(folder / name) for what, name in names.items()})


def _scores(postings: Postings, k1: float, b: float) -> NDArray[np.float32]:
    """What each posting adds to its row's score, as bm25s computes it for its method "lucene",
    which would count the words of every row once more."""
    rows, frequencies = len(postings.lengths), np.diff(postings.starts)
    mean = max(float(postings.lengths.mean()), 1e-9) if rows else 1.0
    norms = (k1 * (1 - b + b * postings.lengths / mean)).astype(np.float32)
    rarity = np.log(1 + (rows - frequencies + 0.5) / (frequencies + 0.5)).astype(np.float32)
    scores = postings.counts / (norms[postings.rows] + postings.counts)
    scores *= np.repeat(rarity, frequencies)
    return np.asarray(scores, np.float32)


def _numbered(texts: Sequence[str]) -> Any:
    import bm25s

    return bm25s.tokenize(
        list(texts),
        token_pattern=WORD.pattern,
        stopwords=list(stop_words()),
        stemmer=Stemmer.Stemmer(LANGUAGE),
        return_ids=True,
        show_progress=False,
    )
