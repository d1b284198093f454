"""Questions with what answers them, and archives to ask them of, for fitting."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

from bench.clapnq import articles
from bench.data import archive_of, day, kept_archive, rows, shared
from bench.metrics import holds, normalise
from bench.remembering import Remembering
from index.records import Article
from qa.pipeline import Archive

SQUAD_QUESTIONS = 700


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


SETS = {"realtimeqa": realtimeqa, "squad2": squad2, "clapnq": clapnq}
