"""Find passages: dense and BM25 candidates under one filter, near-copies folded."""

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeVar

from index.embed import Vectors
from index.keyword import all_stems
from index.records import Article, Filter, Passage
from index.searcher import Searcher
from index.sentences import sentences
from index.shingles import covered, shingles

Item = TypeVar("Item", bound=Hashable)

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
    sentences: tuple[tuple[str, ...], ...]
    """The stems of each of the passage's sentences, in order."""

    @property
    def stems(self) -> list[str]:
        """Of the passage's words, in order."""
        return [stem for sentence in self.sentences for stem in sentence]


def candidates(
    text: str, vector: Vectors, only: Filter, searcher: Searcher, count: int = CANDIDATES
) -> list[Candidate]:
    """The passages that dense or keyword search rank among their first `count`, in fused order.

    `vector` is the text's.
    """
    dense = dict(searcher.nearest(vector, count, only))
    sparse = dict(searcher.keyword(text, count, only))
    cosines = dict(dense)
    if missing := [id for id in sparse if id not in dense]:
        rest = searcher.store.vectors(missing) @ vector
        cosines.update(zip(missing, map(float, rest), strict=True))
    most = max(sparse.values(), default=1.0)
    fused = fuse([list(dense), list(sparse)])
    there = [searcher.catalog.passage(id) for id, _ in fused]
    split = _split([passage.text for passage, _ in there])
    stories = searcher.catalog.stories({article.id for _, article in there})
    found = [
        Candidate(passage, article, cosines[id], sparse.get(id, 0.0) / most, score, own)
        for (id, score), (passage, article), own in zip(fused, there, split, strict=True)
    ]
    return without_copies(told_once(found, stories), stories)


def _split(texts: Sequence[str]) -> Iterator[tuple[tuple[str, ...], ...]]:
    """The stems of the sentences of each text; all at once, which is much faster."""
    spans = [sentences(text) for text in texts]
    flat = iter(
        all_stems([text[a:b] for text, own in zip(texts, spans, strict=True) for a, b in own])
    )
    for own in spans:
        yield tuple(tuple(next(flat)) for _ in own)


def fuse(
    rankings: Iterable[Sequence[Item]], constant: int = RANK_CONSTANT
) -> list[tuple[Item, float]]:
    """Reciprocal rank fusion: each item scores the sum of 1 / (constant + rank), best first.

    The constant keeps one ranking's first place from outweighing agreement between rankings
    (Cormack, Clarke and Büttcher 2009, who found 60 to serve everywhere).
    """
    scores: dict[Item, float] = {}
    for ranking in rankings:
        for rank, item in enumerate(ranking, start=1):
            scores[item] = scores.get(item, 0.0) + 1 / (constant + rank)
    return sorted(scores.items(), key=lambda pair: -pair[1])


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
    kept: list[tuple[set[str], int | None, Candidate]] = []
    for candidate in found:
        words, story = set(candidate.stems), stories.get(candidate.article.id)
        if not any(_same(words, other) for other, its, _ in kept if story is None or its != story):
            kept.append((words, story, candidate))
    return [candidate for _, _, candidate in kept]


def _same(words: set[str], others: set[str]) -> bool:
    one, other = len(words), len(others)
    least, most = (one, other) if one < other else (other, one)  # asked thousands of times
    return most > 0 and least >= COPY * most and len(words & others) >= COPY * most
