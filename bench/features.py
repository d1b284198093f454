"""What a labelled question finds and reads, as rows of features for fitting."""

from dataclasses import dataclass

import numpy as np

from bench.choices import Choice, Table
from bench.labelled import Question
from bench.remembering import Remembering
from index.embed import Vectors
from index.records import Filter, Hit
from qa import evidence, nearness, rerank
from qa.evidence import Sentence
from qa.pipeline import Archive
from qa.reader import Reader
from qa.records import Query
from qa.retrieve import Candidate, candidates
from qa.settings import settings
from qa.understand import understand


@dataclass(frozen=True, slots=True)
class Found:
    """A question with the passages found for it."""

    question: Question
    query: Query
    vector: Vectors
    """The question's."""
    archive: Archive
    candidates: list[Candidate]
    choice: Choice


@dataclass(frozen=True, slots=True)
class Weighed:
    """A question with the passages read for it, in their order, and their sentences."""

    question: Question
    vector: Vectors
    read: list[Sentence]
    passages: Choice
    sentences: Choice


def found(question: Question, archive: Archive, embedder: Remembering) -> Found:
    """The passages found for a question, with features and labels."""
    query = understand(question.text, (), Filter(), (), question.asked)
    vector = embedder.encode_questions([query.text])[0]
    with archive.reading() as searcher:
        there = candidates(query.text, vector, query.filter, searcher)
        rows = rerank.features(query, there, searcher)
    labels = np.asarray([question.right(c.article, c.passage.text) for c in there], dtype=float)
    return Found(question, query, vector, archive, there, Choice(question.group, rows, labels))


def compared(one: Weighed, scores: Table, embedder: Remembering) -> Choice:
    """The sentences of a question by `scores`, and by how near the best of them are."""
    quotes = [sentence.quote for sentence in one.read]
    rows = nearness.features(scores, quotes, one.vector, embedder) if quotes else np.zeros((0, 2))
    return Choice(one.sentences.group, rows, one.sentences.labels)


def weighed(one: Found, scores: Table, reader: Reader) -> Weighed:
    """The best passages of a question by `scores`, read."""
    order = np.argsort(-scores, kind="stable")
    order = order[: rerank.worth_reading(scores[order].tolist(), settings().passages)]
    chosen = [(one.candidates[i], float(scores[i])) for i in order]
    hits = [Hit(c.passage, c.article, score, c.cosine) for c, score in chosen]
    sentences = evidence.read(one.query, hits, reader)
    with one.archive.reading() as searcher:
        rows = evidence.features(one.query, sentences, searcher)
    labels = [one.question.right(s.hit.article, s.quote) for s in sentences]
    group = one.question.group
    return Weighed(
        one.question,
        one.vector,
        sentences,
        Choice(group, evidence.passage_features(hits, sentences), one.choice.labels[order]),
        Choice(group, rows, np.asarray(labels, dtype=float)),
    )
