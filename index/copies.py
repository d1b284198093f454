"""Pure: which articles are one story, found by their bodies: copies, cuts, edited versions.

Each article keeps a sketch: of its runs of words those with the lowest hashes (FracMinHash, Irber
et al. 2022). Unlike a MinHash signature it holds a share of what two texts have in common also when
one is half as long. Articles whose sketches share enough are then compared word by word.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256

import numpy as np
from numpy.typing import NDArray

from index.shingles import Shingles, covered, shingles, words_in

Pair = tuple[str, str]
"""Two article ids, in the order of the alphabet."""

FEWEST = 20
"""Words of a body that can be compared; what is shorter is often a page's furniture alone."""
EVERY = 32
"""One run of so many goes into a sketch."""
LEAST = 32
"""Short articles keep at least so many, or all they have."""
COMMON = 1000
"""A run that more articles share is a turn of phrase or a page's furniture, and tells nothing."""
LONGEST = 16
"""Of the articles that share a run, each is compared with so many of the longest: a story is
gathered around its longest version, so that a thousand copies don't make a million pairs."""
HINT = 0.15
"""The least share of the smaller sketch that two articles have in common to be compared."""
SAME = 0.75
"""The least share of the shorter article's words that stand in the longer one. An editor who
changes a fifth leaves more; other articles on the same event mostly share less (docs/LOG.md)."""
OF_LONGER = 1 / 3
"""The least share of the longer one's words in the shorter: a paragraph is no copy."""


@dataclass(frozen=True, slots=True)
class Sketch:
    """What is kept of an article's body to find its copies by."""

    words: int
    body: str
    """The same for the same words in the same order."""
    runs: Shingles
    """The lowest hashes of its runs, ascending."""


@dataclass(frozen=True, slots=True)
class Kinship:
    """Which articles are one story, and what it takes to find that out again when some change."""

    sketches: Mapping[str, Sketch]
    """Of every article, by id."""
    verdicts: Mapping[Pair, bool]
    """Every pair that was compared word by word: is it one story?"""
    groups: tuple[tuple[str, ...], ...]
    """The articles of each story that several of them tell; each group and all of them sorted."""


NOTHING = Kinship({}, {}, ())


def find(texts: Mapping[str, str], known: Kinship = NOTHING) -> Kinship:
    """Group the articles (texts by id) that are one story.

    `known`: what was found before of the articles that are still the same; only the others are
    sketched. The result depends on the texts alone.
    """
    sketches = {id: known.sketches.get(id) or sketch(texts[id]) for id in sorted(texts)}

    @lru_cache(maxsize=256)
    def runs(id: str) -> Shingles:
        return shingles(texts[id])

    verdicts = {}
    for one, other in candidates(sketches):
        same = known.verdicts.get((one, other))
        verdicts[one, other] = one_story(runs(one), runs(other)) if same is None else same
    return Kinship(sketches, verdicts, groups(sketches, verdicts))


def sketch(text: str) -> Sketch:
    """The sketch of one article's body."""
    runs = shingles(text)
    lowest = np.unique(runs)
    share = int(np.searchsorted(lowest, np.uint64(2**64 // EVERY)))
    return Sketch(words_in(runs), sha256(runs.tobytes()).hexdigest(), lowest[: max(LEAST, share)])


def one_story(one: Shingles, other: Shingles) -> bool:
    """Whether the shorter of two texts is, but for an editor's changes, in the longer one."""
    short, long = sorted((one, other), key=len)
    return covered(short, long) >= SAME and covered(long, short) >= OF_LONGER


def candidates(sketches: Mapping[str, Sketch]) -> list[Pair]:
    """The pairs of articles that may be one story, sorted; of those with equal bodies the first.

    Time and memory grow with the number of runs kept, not with that of pairs.
    """
    ids = _longest_first(sketches, [equal[0] for equal in _equal(sketches)])
    counts = _shared([sketches[id].runs for id in ids])
    found = []
    for (one, other), shared in counts.items():
        long, short = sketches[ids[one]], sketches[ids[other]]
        least = HINT * min(len(long.runs), len(short.runs))
        if shared >= max(2, least) and short.words >= OF_LONGER * long.words:
            found.append((min(ids[one], ids[other]), max(ids[one], ids[other])))
    return sorted(found)


def groups(
    sketches: Mapping[str, Sketch], verdicts: Mapping[Pair, bool]
) -> tuple[tuple[str, ...], ...]:
    """Articles by story, each gathered around its longest version; stories of one are left out.

    No chains: that two versions are like a third says little if it isn't longer than both.
    """
    near = defaultdict(set)
    for (one, other), same in verdicts.items():
        if same:
            near[one].add(other)
            near[other].add(one)
    equal = {ids[0]: ids for ids in _equal(sketches)}
    found, taken = [], set[str]()
    for id in _longest_first(sketches, list(equal)):
        if id not in taken:
            story = {id, *near[id]} - taken
            taken |= story
            found.append(tuple(sorted(one for first in story for one in equal[first])))
    return tuple(sorted(story for story in found if len(story) > 1))


def _equal(sketches: Mapping[str, Sketch]) -> list[list[str]]:
    """The ids by body, sorted; those of very short bodies are left out."""
    bodies: dict[str, list[str]] = {}
    for id in sorted(sketches):
        if sketches[id].words >= FEWEST:
            bodies.setdefault(sketches[id].body, []).append(id)
    return list(bodies.values())


def _longest_first(sketches: Mapping[str, Sketch], ids: Sequence[str]) -> list[str]:
    return sorted(ids, key=lambda id: (-sketches[id].words, id))


def _shared(kept: Sequence[Shingles]) -> dict[tuple[int, int], int]:
    """How many runs two sketches share, by their places; `kept` has the longest articles first."""
    if not kept:
        return {}
    runs = np.concatenate(kept)
    owners = np.repeat(np.arange(len(kept)), [len(own) for own in kept])
    order = np.argsort(runs, kind="stable")
    runs, owners = runs[order], owners[order]
    again = np.concatenate([[False], runs[1:] == runs[:-1], [False]])
    several = again[1:] | again[:-1]  # most runs stand in one article alone
    runs, owners = runs[several], owners[several]
    first = np.searchsorted(runs, runs)
    sizes = np.searchsorted(runs, runs, "right") - first
    place = np.arange(len(runs))
    pairs: list[NDArray[np.int64]] = [np.empty(0, np.int64)]
    for rank in range(LONGEST):
        later = np.flatnonzero((sizes <= COMMON) & (first + rank < place))
        pairs.append(owners[first[later] + rank] * len(kept) + owners[later])
    codes, counts = np.unique(np.concatenate(pairs), return_counts=True)
    return {
        divmod(code, len(kept)): count
        for code, count in zip(codes.tolist(), counts.tolist(), strict=True)
    }
