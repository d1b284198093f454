"""Weigh the sentences of the passages read: which answers best, and how likely does it?

Small linear models over what the reader, the ranker and the words themselves say; their
coefficients stand in `weights.json`, made by `python -m bench.fit` from labelled questions.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import exp, log1p

import numpy as np
from numpy.typing import NDArray

from index.embed import Embedder, Vectors
from index.records import Hit, Span
from index.searcher import Searcher
from index.sentences import sentences
from index.stems import all_stems
from qa.features import asks, coverage, missing_names, offers, only_reports, repeats
from qa.namesakes import of_another
from qa.nearness import compared
from qa.reader import Reader, Words
from qa.records import Query
from qa.rerank import Wording, wordings
from qa.weights import weights

FEATURES = (
    "words",  # the reader's log odds that words of the sentence answer, a tenth of
    "words_share",  # its share of all sentences' odds, with "none of them" as one more
    "words_passage",  # the highest in its passage
    "agreement",  # how much other passages answer with the same words
    "passage",  # the ranker's score of the passage
    "passage_above",  # how far that is below the best passage's
    "coverage",  # share of the question's words, by rarity, in the sentence
    "coverage_near",  # in the sentence and its two neighbours
    "coverage_passage",  # in the passage and its article's title
    "missing_names",  # share of the question's names and numbers that passage and title lack
    "offers",  # has the sentence the kind of thing asked for?
    "length",  # logarithm of the sentence's words
    "leans",  # 1 if it begins with a word that stands for something said before
    "nearest",  # highest cosine of question and passage: the same for all, it counts for the chance
)
PASSAGE_FEATURES = ("passage", "words_passage", "agreement")
SCALE = 10
"""Log odds of the reader reach about this much."""
BOUNDS = (-2 * SCALE, 4 * SCALE)
"""What lies beyond, from a sentence not read or from another reader, says no more than this."""
LEANS = re.compile(
    r"\W*(?:he|she|it|they|this|that|these|those|his|her|their|its|but|and|so)\b", re.IGNORECASE
)
WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a passage that was read."""

    hit: Hit
    span: Span
    """Offsets into the article's text."""
    words: Span
    """The words in it that answer best, likewise."""
    score: float
    """The reader's log odds that they do."""
    near: str
    """The sentence and its neighbours within the passage."""
    before: str = ""
    """The one before it within the passage."""

    @property
    def quote(self) -> str:
        return self.hit.article.text[self.span.start : self.span.end]

    @property
    def short(self) -> str:
        """The words that answer best."""
        return self.hit.article.text[self.words.start : self.words.end]


@dataclass(frozen=True, slots=True)
class Scored:
    """A sentence with what it scores for the question."""

    sentence: Sentence
    score: float
    """Only differences between sentences of one question mean something: log odds."""
    chance: float
    """If this is the best sentence: the chance, between 0 and 1, that the archive answers."""
    coverage: float
    """The share of the question's words, by rarity, that its passage and title have."""


def weigh(
    query: Query,
    vector: Vectors,
    hits: Sequence[Hit],
    searcher: Searcher,
    reader: Reader,
    embedder: Embedder,
) -> tuple[list[Scored], list[Hit]]:
    """Read `hits`: their sentences, best first, and the hits in a better order. `vector` is the
    question's."""
    found = read(query, hits, reader)
    if not found:
        return [], list(hits)
    rows = features(query, found, searcher)
    scores = compared(
        rows @ weights("sentences", FEATURES), [s.quote for s in found], vector, embedder
    )
    order = np.argsort(-scores, kind="stable")
    chances = 1 / (1 + np.exp(-(rows @ weights("chance", FEATURES) + weights("chance", ("bias",)))))
    covered = rows[:, FEATURES.index("coverage_passage")]
    scored = [
        Scored(found[i], float(scores[i]), float(chances[i]), float(covered[i])) for i in order
    ]
    return scored, with_closest(reordered(hits, found), scored)


def read(query: Query, hits: Sequence[Hit], reader: Reader) -> list[Sentence]:
    """Every sentence of the passages once, as passages of an article overlap; but none that asks or
    only repeats what is asked, as headings often do, and none of an article about a namesake."""
    hits = [hit for hit in hits if not of_another(query.text, _whole(hit))]
    spans = [sentences(hit.passage.text) for hit in hits]
    best: dict[tuple[str, int], Sentence] = {}
    for hit, own, marked in zip(hits, spans, _readings(query, hits, spans, reader), strict=True):
        question = _asked_of(query, hit)
        for sentence in _sentences(hit, own, marked):
            if asks(sentence.quote) or repeats(question, sentence.quote):
                continue
            key = (hit.passage.article_id, sentence.span.start)
            if key not in best or sentence.score > best[key].score:
                best[key] = sentence
    return list(best.values())


def _whole(hit: Hit) -> str:
    return f"{hit.article.about.title or ''}\n{hit.article.text}"


def _asked_of(query: Query, hit: Hit) -> str:
    return query.of(hit.article.about.date)


def _readings(
    query: Query, hits: Sequence[Hit], spans: Sequence[Sequence[Span]], reader: Reader
) -> list[list[Words]]:
    """What the reader makes of each passage, asked what there is to ask of its article."""
    asked = [_asked_of(query, hit) for hit in hits]
    found: dict[int, list[Words]] = {}
    for question in dict.fromkeys(asked):
        its = [i for i, one in enumerate(asked) if one == question]
        texts = [hits[i].passage.text for i in its]
        found.update(zip(its, reader.read(question, texts, [spans[i] for i in its]), strict=True))
    return [found[i] for i in range(len(hits))]


def _sentences(hit: Hit, spans: Sequence[Span], marked: Sequence[Words]) -> Iterator[Sentence]:
    start, text = hit.passage.start, hit.passage.text
    for i, (span, words) in enumerate(zip(spans, marked, strict=True)):
        before = spans[max(0, i - 1)]
        near = text[before.start : spans[min(len(spans) - 1, i + 1)].end]
        yield Sentence(
            hit,
            Span(start + span.start, start + span.end),
            Span(start + words.start, start + words.end),
            float(np.clip(words.score, *BOUNDS)),
            near,
            text[before.start : before.end] if i else "",
        )


def features(query: Query, found: Sequence[Sentence], searcher: Searcher) -> NDArray[np.float64]:
    """One row of FEATURES for each sentence."""
    if not found:
        return np.zeros((0, len(FEATURES)))
    asked = wordings(query, [s.hit.article for s in found], searcher)
    own = all_stems([s.quote for s in found])
    near = all_stems([s.near for s in found])
    before = all_stems([s.before if asks(s.before) else "" for s in found])
    best = _best_of_passages(found)
    passages = _passage_words(query, [s.hit for s in best.values()], asked)
    top = max(s.hit.score for s in found)
    nearest = max(s.hit.cosine for s in found)
    votes = agreement(best)
    shares = _shares(found)
    rows = []
    for i, s in enumerate(found):
        id, (question, words, _) = s.hit.passage.id, asked[_asked_of(query, s.hit)]
        rows.append(
            (
                s.score / SCALE,
                shares[i],
                best[id].score / SCALE,
                log1p(votes[key(s)] - (_vote(s) if best[id] is s else 0.0)),
                s.hit.score,
                s.hit.score - top,
                coverage(words, {*own[i], *before[i]}),
                coverage(words, set(near[i])),
                *passages[id],
                offers(question, s.quote),
                log1p(len(s.quote.split())),
                float(LEANS.match(s.quote) is not None),
                nearest,
            )
        )
    return np.asarray(rows)


def reordered(hits: Sequence[Hit], found: Sequence[Sentence]) -> list[Hit]:
    """Hits by what ranker and reader say together."""
    scores = passage_features(hits, found) @ weights("reread", PASSAGE_FEATURES)
    order = np.argsort(-scores, kind="stable")
    return [replace(hits[i], score=float(scores[i])) for i in order]


def with_closest(hits: Sequence[Hit], ranked: Sequence[Scored]) -> list[Hit]:
    """The hits, each with its best sentence of `ranked` (best first)."""
    best: dict[str, Span] = {}
    for scored in ranked:
        best.setdefault(scored.sentence.hit.passage.id, scored.sentence.span)
    return [replace(hit, closest=best.get(hit.passage.id)) for hit in hits]


def passage_features(hits: Sequence[Hit], found: Sequence[Sentence]) -> NDArray[np.float64]:
    """One row of PASSAGE_FEATURES for each of the hits, which all have been read."""
    best = _best_of_passages(found)
    votes = agreement(best)
    rows = []
    for hit in hits:
        s = best.get(hit.passage.id)
        if s is None:  # its sentences ask, or stand in a passage that scored them higher
            rows.append((hit.score, -2.0, 0.0))
        else:
            rows.append((hit.score, s.score / SCALE, log1p(votes[key(s)] - _vote(s))))
    return np.asarray(rows)


def agreement(best: dict[str, Sentence]) -> defaultdict[str, float]:
    """How much the passages speak for each answer: the sum of the reader's chances for it."""
    votes: defaultdict[str, float] = defaultdict(float)
    for sentence in best.values():
        votes[key(sentence)] += _vote(sentence)
    return votes


def key(sentence: Sentence) -> str:
    """What different ways to write the same answer have in common; of a sentence that answers as a
    whole, its own place."""
    if only_reports(sentence.short):
        return f"{sentence.hit.article.id} {sentence.span.start}"
    return " ".join(WORD.findall(sentence.short.lower())).removeprefix("the ")


def _vote(sentence: Sentence) -> float:
    return 1 / (1 + exp(-sentence.score))


def _shares(found: Sequence[Sentence]) -> list[float]:
    odds = [exp(sentence.score) for sentence in found]
    return [one / (1 + sum(odds)) for one in odds]


def _best_of_passages(found: Sequence[Sentence]) -> dict[str, Sentence]:
    best: dict[str, Sentence] = {}
    for sentence in found:
        id = sentence.hit.passage.id
        if id not in best or sentence.score > best[id].score:
            best[id] = sentence
    return best


def _passage_words(
    query: Query, hits: Sequence[Hit], asked: Mapping[str, Wording]
) -> dict[str, tuple[float, float]]:
    """For each passage with its title: coverage and missing names."""
    around = [f"{hit.article.about.title or ''}\n{hit.passage.text}" for hit in hits]
    found = {}
    for hit, text, there in zip(hits, around, all_stems(around), strict=True):
        question, words, _ = asked[_asked_of(query, hit)]
        found[hit.passage.id] = coverage(words, set(there)), missing_names(question, text)
    return found
