"""Questions with what answers them, and archives to ask them of, for fitting."""

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

from bench.clapnq import articles
from bench.data import archive_of, day, kept_archive, rows, shared
from bench.made_questions import ASK_SAID, Told, speech
from bench.metrics import holds, normalise
from bench.remembering import Remembering
from index.records import Article
from qa.pipeline import Archive

SQUAD_QUESTIONS = 700
MADE_EVERY = 20
"""Of every so manieth article a question is made."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question, and what is known of its answer."""

    set: str
    group: str
    """Questions of one group share passages: they are fitted or tested on together."""
    kind: str
    """"answered", "near miss" (its passage is in the archive and doesn't answer) or "not held"."""
    text: str
    asked: date | None
    right: Callable[[Article, str], float]
    """Does a text of an article answer? 1, 0, or nan if it has the answer's words elsewhere."""
    answers: tuple[str, ...]
    """The words that answer, in the ways accepted."""


@contextmanager
def realtimeqa(embedder: Remembering) -> Iterator[tuple[Archive, list[Question]]]:
    """News questions and an archive of 5,384 articles; those not held may be, in other words."""
    corpus = rows(shared("data/realtimeqa_2025_articles.jsonl.gz"))
    questions = rows(shared("data/realtimeqa_2025_questions.jsonl.gz"))
    with kept_archive("realtimeqa", corpus, embedder) as archive:
        yield archive, [_news(row) for row in questions]


def _news(row: dict[str, Any]) -> Question:
    urls, answers = row["answer_in"], [row["answer"]]

    def right(article: Article, text: str) -> float:
        if not holds(text, answers):
            return 0.0
        return 1.0 if article.about.url in urls else float("nan")

    kind = "answered" if urls else "not held"
    return Question(
        "realtimeqa", row["id"], kind, row["question"], day(row["asked"]), right, tuple(answers)
    )


@contextmanager
def squad2(embedder: Remembering) -> Iterator[tuple[Archive, list[Question]]]:
    """Questions and the paragraphs of half of them."""
    chosen = rows(shared("data/squad2_half.jsonl.gz"))
    chosen = chosen[:: max(1, len(chosen) // SQUAD_QUESTIONS)]
    contexts = {row["context"]: row["title"] for row in chosen}
    held = set(sorted(contexts)[::2])
    paragraphs = [
        {"id": str(i), "title": contexts[text].replace("_", " "), "text": text}
        for i, text in enumerate(sorted(held))
    ]
    with archive_of(paragraphs, embedder) as archive:
        yield archive, [_of_paragraph(row, row["context"] in held) for row in chosen]


def _of_paragraph(row: dict[str, Any], held: bool) -> Question:
    kind = "not held" if not held else "near miss" if row["impossible"] else "answered"

    def right(article: Article, text: str) -> float:
        if not (held and holds(text, row["answers"])):
            return 0.0
        return 1.0 if article.text[:100] == row["context"].strip()[:100] else float("nan")

    return Question(
        "squad2", row["title"], kind, row["question"], None, right, tuple(row["answers"])
    )


@contextmanager
def clapnq(embedder: Remembering) -> Iterator[tuple[Archive, list[Question]]]:
    """Questions with whole sentences for answers, each with its passage."""
    parts = {
        kind: rows(shared(f"data/clapnq_{kind}.jsonl.gz"))
        for kind in ("answerable", "unanswerable")
    }
    every = [row for part in parts.values() for row in part]
    with archive_of(articles(every), embedder) as archive:
        yield (
            archive,
            [
                _marked(row, "answered" if kind == "answerable" else "near miss")
                for kind, part in parts.items()
                for row in part
            ],
        )


def _marked(row: dict[str, Any], kind: str) -> Question:
    sentences = [
        normalise(sentence) for output in row["output"] for sentence in output["selected_sentences"]
    ]

    def right(_: Article, text: str) -> float:
        said = normalise(text)
        return float(any(s and (s in said or (len(said) > 20 and said in s)) for s in sentences))

    return Question("clapnq", row["id"], kind, row["input"], None, right, tuple(sentences))


@contextmanager
def made(embedder: Remembering) -> Iterator[tuple[Archive, list[Question]]]:
    """What people in the news said: questions made by rules of RealTimeQA's articles, and as many
    again, of a speaker and a topic that no article has together."""
    corpus = rows(shared("data/realtimeqa_2025_articles.jsonl.gz"))
    chance = random.Random(0)
    chosen = [
        (article["url"], told)
        for article in corpus[::MADE_EVERY]
        if (told := [t for t in speech(article["text"]) if t.topic])
    ]
    said = [(url, chance.choice(told)) for url, told in chosen]
    texts = [article["text"] for article in corpus]
    with kept_archive("realtimeqa", corpus, embedder) as archive:
        yield archive, [*map(_said, said), *_not_said(said, texts, chance)]


def _said(one: tuple[str, Told]) -> Question:
    url, told = one
    who, topic = told.who.split()[-1], (told.topic or "").removeprefix("the ")

    def right(article: Article, text: str) -> float:
        if not (who in text and topic in text):
            return 0.0
        return 1.0 if article.about.url == url else float("nan")

    return Question("made", url, "answered", _asks(told.who, told.topic), None, right, (topic,))


def _not_said(
    said: list[tuple[str, Told]], texts: list[str], chance: random.Random
) -> Iterator[Question]:
    topics = [told.topic or "" for _, told in said]
    for url, told in said:
        who, topic = told.who, chance.choice(topics)
        last, thing = who.split()[-1], topic.removeprefix("the ")
        if not any(last in text and thing in text for text in texts):
            yield Question("made", url, "not held", _asks(who, topic), None, lambda *_: 0.0, ())


def _asks(who: str, topic: str | None) -> str:
    return ASK_SAID[0].format(who=who, topic=topic)


SETS = {"realtimeqa": realtimeqa, "squad2": squad2, "clapnq": clapnq, "made": made}
