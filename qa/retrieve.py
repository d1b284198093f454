"""Find passages: dense and BM25 candidates under one filter, near-copies folded."""

import re
from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, zip_longest
from types import MappingProxyType
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from index.embed import Vectors
from index.records import Article, Filter, Hit, Passage
from index.searcher import Searcher
from index.shingles import covered, shingles
from index.stems import SentenceStems, sentence_stems

Item = TypeVar("Item", bound=Hashable)
Ranked = TypeVar("Ranked")

CANDIDATES = 50
"""How many passages each of the two searches contributes."""
RANK_CONSTANT = 60
COPY = 0.8
"""Passages that share this much of their words, of the longer one's, are one text printed twice."""
FIGURE = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage that one of the searches found, with what they say of it."""

    passage: Passage
    article: Article
    cosine: float
    """Of question and passage."""
    keyword: float
    """BM25 score as a share of the best candidate's; 0 if keyword search did not find it."""
    fused: float
    """Reciprocal rank fusion of the two searches."""
    sentences: SentenceStems
    """The stems of each of the passage's sentences, in order."""

    @property
    def stems(self) -> list[str]:
        """Of the passage's words, in order."""
        return list(chain.from_iterable(self.sentences))


def candidates(
    text: str,
    vector: Vectors,
    only: Filter,
    searcher: Searcher,
    count: int = CANDIDATES,
    most: int | None = None,
) -> list[Candidate]:
    """The passages that dense or keyword search rank among their first `count`, in fused order:
    all or the first `most`.

    `vector` is the text's.
    """
    cosines = dict(searcher.nearest(vector, count, only))
    sparse = dict(searcher.keyword(text, count, only))
    fused = fuse([list(cosines), list(sparse)])[:most]
    ids = [id for id, _ in fused]
    if missing := [id for id in ids if id not in cosines]:
        rest = searcher.store.vectors(missing) @ vector
        cosines.update(zip(missing, map(float, rest), strict=True))
    best = max(sparse.values(), default=1.0)
    there = searcher.catalog.passages_with_articles(ids)
    stems = _stems(there, searcher.catalog.stems(ids))
    stories = searcher.catalog.stories({article.id for _, article in there})
    found = [
        Candidate(passage, article, cosines[id], sparse.get(id, 0.0) / best, score, own)
        for (id, score), (passage, article), own in zip(fused, there, stems, strict=True)
    ]
    return without_copies(told_once(found, stories), stories)


def _stems(
    there: Sequence[tuple[Passage, Article]], kept: Mapping[str, SentenceStems]
) -> list[SentenceStems]:
    """The stems of the sentences of each passage: `kept`, or made now."""
    rest = sentence_stems([passage.text for passage, _ in there if passage.id not in kept])
    return [kept[passage.id] if passage.id in kept else next(rest) for passage, _ in there]


def fuse(rankings: Iterable[Sequence[Item]]) -> list[tuple[Item, float]]:
    """Reciprocal rank fusion: each item scores the sum of 1 / (constant + rank), best first.

    The constant keeps one ranking's first place from outweighing agreement between rankings
    (Cormack, Clarke and Büttcher 2009, who found 60 to serve everywhere).
    """
    scores: dict[Item, float] = {}
    for ranking in rankings:
        for rank, item in enumerate(ranking, start=1):
            scores[item] = scores.get(item, 0.0) + 1 / (RANK_CONSTANT + rank)
    return sorted(scores.items(), key=lambda pair: -pair[1])


def by_turns(rankings: Iterable[Sequence[Ranked]]) -> Iterator[Ranked]:
    """The best of each ranking, then the second best of each, and so on."""
    return (one for turn in zip_longest(*rankings) for one in turn if one is not None)


def each_once(hits: Iterable[Hit]) -> list[Hit]:
    """Each passage where it comes first."""
    first: dict[str, Hit] = {}
    for hit in hits:
        first.setdefault(hit.passage.id, hit)
    return list(first.values())


def told_once(found: Iterable[Candidate], stories: Mapping[str, int]) -> list[Candidate]:
    """Of articles that tell one story (`stories`: its number by article id) only the passages that
    add something to the better ones of the others, a figure at least."""
    kept: list[Candidate] = []
    told: defaultdict[int, list[tuple[str, str]]] = defaultdict(list)
    for candidate in found:
        id, text = candidate.article.id, candidate.passage.text
        story = stories.get(id)
        if story is not None:
            if not _adds(text, " ".join(other for its, other in told[story] if its != id)):
                continue
            told[story].append((id, text))
        kept.append(candidate)
    return kept


def _adds(text: str, told: str) -> bool:
    figures = set(FIGURE.findall(text)) - set(FIGURE.findall(told))
    return bool(figures) or covered(shingles(text), shingles(told)) < COPY


def without_copies(
    found: Iterable[Candidate], stories: Mapping[str, int] = MappingProxyType({})
) -> list[Candidate]:
    """The first of every text that several articles print in (almost) the same words.

    Articles of one of the `stories` are left to `told_once`.
    """
    all_found = list(found)
    same = _same([set(candidate.stems) for candidate in all_found])
    of = [stories.get(candidate.article.id) for candidate in all_found]
    kept: list[int] = []
    for i, story in enumerate(of):
        if not any(same[i, k] for k in kept if story is None or of[k] != story):
            kept.append(i)
    return [all_found[i] for i in kept]


def _same(texts: Sequence[Collection[str]]) -> NDArray[np.bool_]:
    """For each two texts, given their words, whether they are one printed twice."""
    column = {word: i for i, word in enumerate(set(chain.from_iterable(texts)))}
    there = np.zeros((len(texts), len(column)), np.float32)
    for row, words in zip(there, texts, strict=True):
        row[[column[word] for word in words]] = 1
    shared = (there @ there.T).astype(np.float64)
    counts = shared.diagonal()
    most = np.maximum.outer(counts, counts)
    return np.asarray((most > 0) & (shared >= COPY * most))
