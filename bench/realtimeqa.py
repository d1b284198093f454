"""RealTimeQA 2025 (Kasai et al. 2023): news-quiz questions asked of 5,384 full articles.

*Held* questions have an article in their search pool whose text holds the answer; retrieval and
answers are scored on those. The others are weakly unanswerable: a paraphrase may still be there.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any

from bench.answers import abstention, ask_all, best_cosines, calibration, nearest_sentences, seconds
from bench.data import archive_of, day, kept_archive, rows, shared
from bench.metrics import exact_match, f1, hits_at, holds, mean, percentiles
from bench.peers.compare import found_by_peers
from bench.remembering import Remembering
from bench.retrieval import (
    DENSE,
    FUSION,
    Rankings,
    Rights,
    all_rankings,
    curves,
    hit_rows,
    judge,
    timed,
)
from bench.table import ARCHIVE, Row, compared
from index.embed import Embedder
from index.records import Article, Passage
from qa.pipeline import Archive
from qa.records import Answer

LENIENT = {1: 0.58, 4: 0.78, 10: 0.87}
STRICT = {1: 0.50, 4: 0.70, 10: 0.79}
TIMED_EVERY = 7
"""Time is taken of every seventh question, about a hundred."""
OTHERS = 4
"""Articles of a sample's archive for each question, besides those that hold answers."""

UNREAD = "archive, not read"

Questions = list[dict[str, Any]]
Figures = Mapping[str, Mapping[str, float]]


def run(embedder: Remembering, sample: int | None = None) -> dict[str, Any]:
    """Scores over all questions; of a sample, over that many asked of a small archive."""
    with asked_of(embedder, sample) as (questions, archive):
        return _scores(questions, archive, embedder)


def run_peers(embedder: Remembering, sample: int | None = None) -> dict[str, Any]:
    """What retrieval finds, and how soon, beside the pipelines that people would use instead."""
    with asked_of(embedder, sample) as (questions, archive):
        held = [q for q in questions if q["answer_in"]]
        texts, days = _asked(held)
        found = dict(all_rankings(texts, days, archive, embedder))
        found[UNREAD], unread = timed(texts, days, archive, read=False)
        _, read = timed(texts, days, archive, read=True)
        with archive.reading() as searcher:
            told = found_by_peers(texts, searcher, may_install=True) if sample is None else {}
        peers = {name: its for name, its in told.items() if not isinstance(its, str)}
        found |= {name: its.rankings for name, its in peers.items()}
        taken = {name: percentiles(its.milliseconds) for name, its in peers.items()}
        lenient, strict = _judged(found, held, archive)
        return {
            "table": [*hit_rows("lenient", lenient, LENIENT), *hit_rows("strict", strict, STRICT)],
            "hit curves, lenient": curves(lenient),
            "ten passages found": {ARCHIVE: read, UNREAD: unread, **taken},
            **_soonest(unread, taken),
            "peers without result": {n: its for n, its in told.items() if isinstance(its, str)},
        }


def _soonest(unread: Mapping[str, float], peers: Figures) -> Figures:
    """Our median, not read, as a share of the fastest peer's."""
    fastest = min((taken["p50, ms"] for taken in peers.values()), default=None)
    share = {"p50": round(unread["p50, ms"] / fastest, 2)} if fastest else {}
    return {"ours, not read, to the fastest peer": share}


@contextmanager
def asked_of(embedder: Remembering, sample: int | None) -> Iterator[tuple[Questions, Archive]]:
    """The questions and the archive they are asked of, or that many and a small one."""
    questions = rows(shared("data/realtimeqa_2025_questions.jsonl.gz"))
    articles = rows(shared("data/realtimeqa_2025_articles.jsonl.gz"))
    if sample is not None:
        questions, articles = sampled(questions, articles, sample)
        opened = archive_of(articles, embedder)
    else:
        opened = kept_archive("realtimeqa", articles, embedder)
    with opened as archive:
        yield questions, archive


def sampled(questions: Questions, articles: Questions, n: int) -> tuple[Questions, Questions]:
    """Questions, half of them held, with the shortest article that holds each, and as many of the
    shortest others."""
    size = {article["url"]: len(article["text"]) for article in articles}
    held = [q for q in questions if q["answer_in"]]
    held.sort(key=lambda q: min(size[url] for url in q["answer_in"]))
    wanted = {min(q["answer_in"], key=size.__getitem__) for q in held[: n // 2]}
    wanted |= set(sorted(size, key=size.__getitem__)[: n * OTHERS])
    chosen = held[: n // 2] + [q for q in questions if not q["answer_in"]][: n - n // 2]
    return chosen, [article for article in articles if article["url"] in wanted]


def _scores(questions: Questions, archive: Archive, embedder: Remembering) -> dict[str, Any]:
    held = [q for q in questions if q["answer_in"]]
    others = [q for q in questions if not q["answer_in"]]
    texts, days = _asked(held)
    rankings = all_rankings(texts, days, archive, embedder)
    lenient, strict = _judged(rankings, held, archive)
    answers, unheld = ask_all(archive, texts, days), ask_all(archive, *_asked(others))
    told = [*answers, *unheld]
    timed_texts, timed_days = _asked(questions[::TIMED_EVERY])
    with embedder.forgetting():
        time_rows = seconds(archive, timed_texts, timed_days)
    return {
        "table": [
            *hit_rows("lenient", lenient, LENIENT),
            *hit_rows("strict", strict, STRICT),
            *_quote_rows(held, answers, rankings, archive, embedder),
            *_short_rows(held, answers),
            *_abstention_rows(held, others, answers, unheld, archive, embedder),
            *time_rows,
        ],
        "hit curves, lenient": curves(lenient),
        "found, not read": _unread(held, archive),
        "answers that tell of a disagreement": sum(bool(a.disagreements) for a in told),
        "reliability": calibration(told, [True] * len(held) + [False] * len(others)),
        "holdings": {"articles": (of := archive.holdings()).articles, "passages": of.passages},
    }


def _unread(held: Questions, archive: Archive) -> dict[str, float]:
    """What search and ranker find without the reader."""
    found, taken = timed(*_asked(held), archive, read=False)
    judged = zip(("lenient", "strict"), _judged({ARCHIVE: found}, held, archive), strict=True)
    hits = {
        f"{what} hit@{k}": mean(hits_at(k, rights[ARCHIVE])).value
        for what, rights in judged
        for k in LENIENT
    }
    return {**hits, **taken}


def _judged(found: Rankings, held: Questions, archive: Archive) -> tuple[Rights, Rights]:
    def lenient(i: int, passage: Passage, _: Article) -> bool:
        return holds(passage.text, [held[i]["answer"]])

    def strict(i: int, passage: Passage, article: Article) -> bool:
        return article.about.url in held[i]["answer_in"] and lenient(i, passage, article)

    return judge(found, archive, lenient), judge(found, archive, strict)


def _asked(questions: Questions) -> tuple[list[str], list[date]]:
    return [q["question"] for q in questions], [day(q["asked"]) for q in questions]


def _quote_rows(
    held: Questions,
    answers: Sequence[Answer],
    rankings: Rankings,
    archive: Archive,
    embedder: Embedder,
) -> list[Row]:
    quotes = {ARCHIVE: [[c.quote for c in answer.citations] for answer in answers]}
    with archive.reading() as searcher:
        for system in (DENSE, FUSION):
            quotes[f"{system}, nearest sentence"] = [
                nearest_sentences(q["question"], ids, searcher, embedder)
                for q, ids in zip(held, rankings[system], strict=True)
            ]
    return [
        compared(
            metric,
            {
                name: [
                    float(any(holds(quote, [q["answer"]]) for quote in some[:k]))
                    for q, some in zip(held, quoted, strict=True)
                ]
                for name, quoted in quotes.items()
            },
            target,
        )
        for metric, k, target in (
            ("first quote holds the answer", 1, 0.52),
            ("one of the first three quotes", 3, 0.70),
        )
    ]


def _short_rows(held: Questions, answers: Sequence[Answer]) -> list[Row]:
    said = [answer.short.text if answer.short else "" for answer in answers]
    pairs = [(text, [q["answer"]]) for text, q in zip(said, held, strict=True)]
    return [
        Row("short answer, exact match", mean([exact_match(*pair) for pair in pairs]), target=0.42),
        Row("short answer, F1", mean([f1(*pair) for pair in pairs]), target=0.48),
    ]


def _abstention_rows(
    held: Questions,
    others: Questions,
    answers: Sequence[Answer],
    unheld: Sequence[Answer],
    archive: Archive,
    embedder: Embedder,
) -> list[Row]:
    with archive.reading() as searcher:
        cosines = [best_cosines(_asked(some)[0], searcher, embedder) for some in (held, others)]
    return abstention(answers, unheld, (cosines[0], cosines[1]), (0.80, None, None))
