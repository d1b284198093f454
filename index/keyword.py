"""BM25 over stemmed words; rows are passages in the catalog's order.

The only module that knows bm25s, which is imported at first use: it brings SciPy.
"""

import math
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import Stemmer
from numpy.typing import NDArray

if TYPE_CHECKING:
    import bm25s

LANGUAGE = "english"
STOP_WORDS = "english_plus"
WORDS = r"(?u)\b\w+\b"


class Keywords:
    """A BM25 index (Robertson et al. 1994, in Lucene's form) kept in a folder."""

    def __init__(self, index: "bm25s.BM25", rows: int) -> None:
        self._index = index
        self._rows = rows

    @classmethod
    def write(cls, folder: Path, texts: Sequence[str]) -> None:
        """Index `texts`, one row each, into a new folder."""
        import bm25s

        index = bm25s.BM25()
        tokens = all_stems(texts)
        # Articles without a single word to index still need a row each.
        index.index(tokens if any(tokens) else [[""] for _ in texts], show_progress=False)
        index.save(folder, show_progress=False)

    @classmethod
    def open(cls, folder: Path, rows: int) -> "Keywords":
        """Open a folder of `rows` rows; memory-mapped, so that opening costs little."""
        import bm25s

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
        scores = self._index.get_scores(words)[: self._rows]
        if mask is not None:
            scores = np.where(mask, scores, 0)
        best = np.argsort(-scores, kind="stable")[:k]
        return [(int(row), float(scores[row])) for row in best if scores[row] > 0]

    def rarity(self, text: str) -> dict[str, float]:
        """The stems of a text's words, stop words left out, each with its inverse document
        frequency among the rows: log(1 + rows / (1 + rows that have it))."""
        vocabulary, starts = self._index.vocab_dict, self._index.scores["indptr"]
        found = {}
        for stem in stems(text):
            id = vocabulary.get(stem)
            rows = 0 if id is None else int(starts[id + 1] - starts[id])
            found[stem] = math.log(1 + self._rows / (1 + rows))
        return found


def stems(text: str) -> list[str]:
    """The stems of a text's words in order, stop words left out."""
    return all_stems([text])[0]


def all_stems(texts: Sequence[str]) -> list[list[str]]:
    """`stems` of many texts, at a fraction of the cost for each."""
    import bm25s

    return list(
        bm25s.tokenize(
            list(texts),
            token_pattern=WORDS,
            stopwords=STOP_WORDS,
            stemmer=Stemmer.Stemmer(LANGUAGE),
            return_ids=False,
            show_progress=False,
        )
    )
