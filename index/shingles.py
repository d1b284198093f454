"""Pure: a text as overlapping runs of three words, each a number; and how much of one text stands
in another (Broder 1997, "On the resemblance and containment of documents")."""

import re
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

Shingles = NDArray[np.uint64]
"""The hashes of a text's runs of words, in order: shape (words - RUN + 1,)."""

RUN = 3
"""Words in a run. Of longer ones a text with a word changed here and there keeps too few."""
GAP = 6
"""So many words between two shared runs were edited; more are another text. A sentence that was
changed word by word counts as kept, one that was replaced does not."""
WORD = re.compile(r"\w+")


def shingles(text: str) -> Shingles:
    """The runs of a text; case, punctuation and spaces don't count.

    The same in every process and on every machine. A text of fewer words than a run is one run; one
    without words has none.
    """
    found = (crc32(word.encode(errors="replace")) for word in WORD.findall(text.casefold()))
    words = np.fromiter(found, dtype=np.uint64)
    run = min(RUN, len(words))
    hashes = np.zeros(len(words) - run + 1 if run else 0, dtype=np.uint64)
    for i in range(run):
        hashes = _mixed(hashes * np.uint64(0x9E3779B97F4A7C15) + words[i : i + len(hashes)])
    return hashes


def words_in(runs: Shingles) -> int:
    """How many words a text of these runs has, of a very short text RUN."""
    return len(runs) + RUN - 1 if len(runs) else 0


def covered(one: Shingles, other: Shingles) -> float:
    """The share of one text's words that stand in another, up to GAP edited ones between included.

    Between 0 and 1; the order in which the runs stand there doesn't count.
    """
    shared = np.flatnonzero(np.isin(one, other))
    if not len(shared):
        return 0.0
    steps = np.diff(shared)
    return float(np.where(steps <= RUN + GAP, steps, RUN).sum() + RUN) / words_in(one)


def _mixed(hashes: Shingles) -> Shingles:
    """Every bit of the result depends on every bit given (Steele et al. 2014, SplitMix)."""
    hashes = (hashes ^ (hashes >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    hashes = (hashes ^ (hashes >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return hashes ^ (hashes >> np.uint64(31))
