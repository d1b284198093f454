"""Rank the sentences of retrieved passages, and estimate for each its chance to answer.

Two small linear models over the same features of question, sentence and passage: one orders the
sentences of a question, the other (a logistic regression) says how likely it is that a sentence
answers at all. Their coefficients stand in `weights.json`, made by `python -m bench.fit` from
labelled questions.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import log1p

import numpy as np
from numpy.typing import NDArray

from index.embed import Embedder, Vectors
from index.keyword import stems
from index.records import Hit, Span
from index.searcher import Searcher
from index.sentences import sentences
from qa.features import asked_about, coverage, missing_names, offers

FEATURES = (
    "similarity",  # cosine of question and sentence
    "passage_similarity",  # cosine of question and passage
    "centrality",  # cosine of sentence and passage
    "coverage",  # share of the question's words, by rarity, in the sentence
    "coverage_near",  # the same in the sentence and its two neighbours
    "coverage_passage",  # the same in the passage and its article's title
    "missing_names",  # share of the question's names and numbers that passage and title lack
    "offers",  # has the sentence the kind of thing asked for?
    "length",  # logarithm of the sentence's words
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence of a retrieved passage."""

    hit: Hit
    span: Span
    """Offsets into the article's text."""
    near: str
    """The sentence and its neighbours within the passage."""

    @property
    def quote(self) -> str:
        return self.hit.article.text[self.span.start : self.span.end]


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate with its estimated chance, between 0 and 1, to answer the question."""

    candidate: Candidate
    chance: float
    coverage: float
    """The share of the question's words, by rarity, that its passage and title have."""


def rank_sentences(
    question: str, vector: Vectors, hits: Sequence[Hit], searcher: Searcher, embedder: Embedder
) -> list[Scored]:
    """The sentences of `hits` with their chance to answer, best first.

    `vector` is the question's.
    """
    found = list(candidates(hits))
    if not found:
        return []
    rows = features(question, vector, found, searcher, embedder)
    model = _model()
    scores = rows @ model.rank
    chances = 1 / (1 + np.exp(-(rows @ model.chance + model.bias)))
    covered = rows[:, FEATURES.index("coverage_passage")]
    order = np.argsort(-scores, kind="stable")
    return [Scored(found[i], float(chances[i]), float(covered[i])) for i in order]


def candidates(hits: Sequence[Hit]) -> Iterator[Candidate]:
    """Every sentence of the passages once: passages of an article overlap."""
    seen: set[tuple[str, int]] = set()
    for hit in hits:
        passage, text = hit.passage, hit.article.text
        spans = [Span(passage.start + a, passage.start + b) for a, b in sentences(passage.text)]
        for i, span in enumerate(spans):
            if (passage.article_id, span.start) not in seen:
                seen.add((passage.article_id, span.start))
                near = text[spans[max(0, i - 1)].start : spans[min(len(spans) - 1, i + 1)].end]
                yield Candidate(hit, span, near)


def features(
    question: str,
    vector: Vectors,
    found: Sequence[Candidate],
    searcher: Searcher,
    embedder: Embedder,
) -> NDArray[np.float64]:
    """One row of FEATURES for each candidate; `vector` is the question's."""
    quotes = embedder.encode_passages([candidate.quote for candidate in found])
    passages = searcher.store.vectors([candidate.hit.passage.id for candidate in found])
    weights = asked_about(question, searcher.rarity(question), stems)
    hits = {candidate.hit.passage.id: candidate.hit for candidate in found}
    shared = {id: _passage_words(question, hit, weights) for id, hit in hits.items()}
    words = [_words(question, c, weights, shared[c.hit.passage.id]) for c in found]
    cosines = [quotes @ vector, passages @ vector, (quotes * passages).sum(axis=1)]
    return np.hstack([np.stack(cosines, axis=1), np.asarray(words)])


def _passage_words(question: str, hit: Hit, weights: dict[str, float]) -> tuple[float, float]:
    around = f"{hit.article.about.title or ''}\n{hit.passage.text}"
    return coverage(weights, set(stems(around))), missing_names(question, around)


def _words(
    question: str, candidate: Candidate, weights: dict[str, float], passage: tuple[float, float]
) -> tuple[float, ...]:
    return (
        coverage(weights, set(stems(candidate.quote))),
        coverage(weights, set(stems(candidate.near))),
        *passage,
        offers(question, candidate.quote),
        log1p(len(candidate.quote.split())),
    )


@dataclass(frozen=True, slots=True)
class _Model:
    rank: NDArray[np.float64]
    """What each feature adds to a sentence's score; only differences within a question matter."""
    chance: NDArray[np.float64]
    """What each feature adds to the log odds that a sentence answers."""
    bias: float


@cache
def _model() -> _Model:
    stated = json.loads(files("qa").joinpath("weights.json").read_text("utf-8"))
    rank, chance = (
        np.asarray([stated[part].get(name, 0.0) for name in FEATURES])
        for part in ("rank", "chance")
    )
    return _Model(rank, chance, stated["chance"]["bias"])
