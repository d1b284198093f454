"""Rank the passages found, by a small linear model over features of question, passage and article.

Its coefficients stand in `weights.json`, made by `python -m bench.fit` from labelled questions.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from itertools import pairwise
from math import exp, log1p
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.embed import Vectors
from index.records import Article, Hit
from index.searcher import Searcher
from index.stems import all_stems, stems
from qa.cross_encoder import Reranker
from qa.features import (
    adjacent,
    asked_about,
    closest_run,
    coverage,
    missing_names,
    offers,
)
from qa.records import Query
from qa.retrieve import CANDIDATES, Candidate, by_turns, candidates, each_once
from qa.weights import weights

FEATURES = (
    "cosine",  # of question and passage
    "keyword",  # BM25 score as a share of the best
    "fused",  # reciprocal rank fusion of the two, as a share of the most there can be
    "first_dense",  # 1 for the passage nearest to the question
    "first_keyword",  # 1 for the one with the best BM25 score
    "coverage",  # share of the question's words, by rarity, in passage and title
    "coverage_best",  # the most in two neighbouring sentences
    "coverage_title",  # in the article's title
    "coverage_article",  # the most in passage and title of any candidate of the same article
    "adjacent",  # share of the question's neighbouring words that are neighbours here
    "closeness",  # how near each other the question's words stand
    "missing_names",  # share of the question's names and numbers that passage and title lack
    "offers",  # has it the kind of thing asked for?
    "siblings",  # how much the article's other candidates speak for it
    "first",  # 1 for an article's first passage
    "length",  # logarithm of its words
    "dated",  # 1 if the article's date is known and there is one to compare it with
    "within_week",  # falls from 1 with the days between the article and the time asked about
    "within_month",
    "within_year",
)
DECAYS = (7, 45, 365)
"""Days after which closeness in time has fallen to 1/e."""
MOST_FUSED = 2 / 61
FAR = 2.5
"""A passage this much behind the first, in log odds, is hardly ever the one that answers
(docs/LOG.md)."""
LEAST = 5
"""So many are read however far behind they are: an answer is more than one article's word."""
BY_TURNS = 10
"""Of passages that come by turns from a question's parts or sources at most so many are read: among
more of them the reader puts one part's before the others' (docs/LOG.md)."""


def rank(query: Query, found: Sequence[Candidate], searcher: Searcher) -> list[Hit]:
    """The candidates as hits, best first."""
    if not found:
        return []
    scores = features(query, found, searcher) @ weights("passages", FEATURES)
    order = np.argsort(-scores, kind="stable")
    return [
        Hit(found[i].passage, found[i].article, float(scores[i]), found[i].cosine) for i in order
    ]


def ranked_hits(
    query: Query,
    vectors: Mapping[str, Vectors],
    searcher: Searcher,
    count: int = CANDIDATES,
    most: int | None = None,
    reranker: Reranker | None = None,
) -> list[Hit]:
    """The passages found, best first; `count` and `most` as for `candidates`.

    `vectors` has the question's text and its parts'. Where several sources are asked for, or a
    question has parts, they come by turns from each, so that none crowds out another.
    """
    several = query.by_source if len(query.sources) > 1 else (query,)
    searches = list(dict.fromkeys([*several, *query.parts]))
    found = [
        candidates(one.text, vectors[one.text], one.filter, searcher, count, most)
        for one in searches
    ]
    rankings = [rank(one, its, searcher) for one, its in zip(searches, found, strict=True)]
    if reranker:
        rankings = [
            reranker.rerank(one.text, ranking)
            for one, ranking in zip(searches, rankings, strict=True)
        ]
    return each_once(by_turns(rankings))


def worth_reading(scores: Sequence[float], most: int) -> int:
    """How many passages to read, of ranked ones that scored `scores`, best first: beyond LEAST none
    that is far behind the first."""
    near = sum(score >= scores[0] - FAR for score in scores)
    return min(max(near, LEAST), most, len(scores))


def features(query: Query, found: Sequence[Candidate], searcher: Searcher) -> NDArray[np.float64]:
    """One row of FEATURES for each candidate."""
    asked = wordings(query, [candidate.article for candidate in found], searcher)
    titles = all_stems([candidate.article.about.title or "" for candidate in found])
    own = np.asarray(
        [
            _own(asked[query.of(c.article.about.date)], query.reference, c, titled)
            for c, titled in zip(found, titles, strict=True)
        ]
    )
    columns = dict(zip(OWN, own.T, strict=True))
    columns["first_dense"] = _first([candidate.cosine for candidate in found])
    columns["first_keyword"] = _first([candidate.keyword for candidate in found])
    articles = [candidate.article.id for candidate in found]
    columns["coverage_article"] = _most_of_article(articles, columns["coverage"])
    columns["siblings"] = _others_of_article(articles, columns["fused"])
    return np.stack([columns[name] for name in FEATURES], axis=1)


class Wording(NamedTuple):
    """A question as it is asked of an article."""

    text: str
    words: dict[str, float]
    """The stems that it is about, each with its rarity."""
    order: list[str]
    """These, as they follow each other."""


def wordings(query: Query, articles: Iterable[Article], searcher: Searcher) -> dict[str, Wording]:
    """Every question that there is to ask of one of the articles, by its text."""
    found = {}
    for text in dict.fromkeys(query.of(article.about.date) for article in articles):
        words = asked_about(text, searcher.rarity(text), stems)
        found[text] = Wording(text, words, [stem for stem in stems(text) if stem in words])
    return found


OWN = tuple(
    name
    for name in FEATURES
    if name not in ("first_dense", "first_keyword", "coverage_article", "siblings")
)


def _own(
    asked: Wording,
    reference: tuple[date, date] | None,
    candidate: Candidate,
    titled: Collection[str],
) -> tuple[float, ...]:
    text = candidate.passage.text
    places = [(i, stem) for i, stem in enumerate(candidate.stems) if stem in asked.words]
    there = {stem for _, stem in places}
    around = f"{candidate.article.about.title or ''}\n{text}"
    return (
        candidate.cosine,
        candidate.keyword,
        candidate.fused / MOST_FUSED,
        coverage(asked.words, {*titled, *there}),
        _best_pair(asked.words, candidate.sentences),
        coverage(asked.words, set(titled)),
        adjacent(asked.order, places),
        closest_run(asked.words, places),
        missing_names(asked.text, around),
        offers(asked.text, text),
        float(candidate.passage.start == 0),
        log1p(len(text.split())),
        *closeness_in_time(candidate.article.about.date, reference),
    )


def _best_pair(words: Mapping[str, float], found: Sequence[Sequence[str]]) -> float:
    own = [frozenset(stem for stem in sentence if stem in words) for sentence in found]
    pairs = {one | other for one, other in pairwise(own)} or own
    return max((coverage(words, pair) for pair in pairs), default=0.0)


def closeness_in_time(
    published: date | None, reference: tuple[date, date] | None
) -> tuple[float, ...]:
    """Is there a distance at all (1 or 0), then how near it is, by each of DECAYS."""
    if published is None or reference is None:
        return (0.0,) * (1 + len(DECAYS))
    first, last = reference
    days = max((first - published).days, (published - last).days, 0)
    return 1.0, *(exp(-days / decay) for decay in DECAYS)


def _first(values: Sequence[float]) -> NDArray[np.float64]:
    return np.equal(values, max(values)).astype(np.float64)


def _most_of_article(articles: Sequence[str], values: NDArray[np.float64]) -> NDArray[np.float64]:
    most: dict[str, float] = defaultdict(float)
    for article, value in zip(articles, values, strict=True):
        most[article] = max(most[article], value)
    return np.asarray([most[article] for article in articles])


def _others_of_article(articles: Sequence[str], values: NDArray[np.float64]) -> NDArray[np.float64]:
    total: dict[str, float] = defaultdict(float)
    for article, value in zip(articles, values, strict=True):
        total[article] += value
    sums = np.asarray([total[article] for article in articles])
    return np.log1p(sums - values)
