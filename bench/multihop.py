"""MultiHop-RAG (Tang and Yang 2024): evidence of several articles, named sources, null queries.

The archive: its articles, each fact whose article is missing as an article of one sentence, and
all RealTimeQA articles as distractors.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from bench.answers import BEST_COSINE, ask_all, best_cosines
from bench.data import archive_of, kept_archive, rows, shared
from bench.metrics import Estimate, holds, mean, ratio
from bench.remembering import Remembering
from bench.retrieval import DENSE, Rankings, all_rankings
from bench.table import ARCHIVE, Row, compared, told_apart
from index.records import Article, Passage
from qa.pipeline import Archive
from qa.records import Answer

ASKED = date(2023, 12, 31)
"""The set's articles are of autumn 2023; its questions state no day of asking."""
TIMES_DENSE, NULL_REFUSED = 2.0, 0.85

Questions = list[dict[str, Any]]
Found = Sequence[tuple[Passage, Article]]


def run(embedder: Remembering, sample: int | None = None) -> dict[str, Any]:
    """Scores over all questions; of a sample, over that many, without full articles."""
    questions = rows(shared("data/multihop_questions.jsonl.gz"))
    if sample is not None:
        kinds = ([q for q in questions if bool(q["evidence"]) is there] for there in (True, False))
        questions = [q for kind in kinds for q in kind[: sample // 2]]
        opened = archive_of(facts(questions, set()), embedder)
    else:
        full = rows(shared("data/multihop_articles.jsonl.gz"))
        distractors = rows(shared("data/realtimeqa_2025_articles.jsonl.gz"))
        alone = facts(questions, {article["url"] for article in full})
        opened = kept_archive("multihop", full + alone + distractors, embedder)
    with opened as archive:
        return _scores(questions, archive, embedder)


def facts(questions: Questions, known: set[str]) -> list[dict[str, Any]]:
    """The evidence whose article is not among the `known` urls, an article of one sentence each."""
    found = {
        (e["url"], e["fact"]): e for q in questions for e in q["evidence"] if e["url"] not in known
    }
    return [
        {
            "id": f"{url}#{i}",
            "url": url,
            "title": e["title"],
            "source": e["source"],
            "date": e["published_at"],
            "text": fact,
        }
        for i, ((url, fact), e) in enumerate(found.items())
    ]


def _scores(questions: Questions, archive: Archive, embedder: Remembering) -> dict[str, Any]:
    real = [q for q in questions if q["evidence"]]
    null = [q for q in questions if not q["evidence"]]
    texts = [q["question"] for q in real]
    rankings = all_rankings(texts, [ASKED] * len(real), archive, embedder)
    answers, refusals = (
        ask_all(archive, [q["question"] for q in some], [ASKED] * len(some))
        for some in (real, null)
    )
    named = [named_sources(q) for q in real]
    return {
        "table": [
            *_evidence_rows(real, _passages(rankings, archive)),
            *_source_rows(named, _passages(rankings, archive)),
            _null_row(real, null, answers, refusals, archive, embedder),
            Row(
                "null_query refused",
                mean([float(not answer.answered) for answer in refusals]),
                target=NULL_REFUSED,
            ),
            Row(
                "answerable, wrongly refused",
                mean([float(not answer.answered) for answer in answers]),
                least=True,
            ),
        ],
        "evidence that a passage holds whole": _ceiling(real, archive),
    }


def named_sources(question: dict[str, Any]) -> set[str]:
    """The sources of a question's evidence that its own words name."""
    return {e["source"] for e in question["evidence"] if holds(question["question"], [e["source"]])}


def _passages(rankings: Rankings, archive: Archive) -> Mapping[str, Sequence[Found]]:
    with archive.reading() as searcher:
        return {
            name: [[searcher.catalog.passage(id) for id in ids] for ids in ranking]
            for name, ranking in rankings.items()
        }


def _evidence_rows(real: Questions, found: Mapping[str, Sequence[Found]]) -> list[Row]:
    shares = {
        name: [_share(q, passages) for q, passages in zip(real, some, strict=True)]
        for name, some in found.items()
    }
    whole = {name: [float(share == 1) for share in some] for name, some in shares.items()}
    times = ratio(shares[ARCHIVE], shares[DENSE])
    return [
        compared("evidence gathered at 10", shares),
        Row("the same, as a multiple of dense", times, target=TIMES_DENSE),
        compared("all evidence gathered at 10", whole),
    ]


def _share(question: dict[str, Any], found: Found) -> float:
    """The share of a question's facts that stand in the passages found."""
    wanted = {e["fact"] for e in question["evidence"]}
    return sum(any(holds(p.text, [fact]) for p, _ in found) for fact in wanted) / len(wanted)


def _source_rows(named: Sequence[set[str]], found: Mapping[str, Sequence[Found]]) -> list[Row]:
    """Of questions that name sources: whose passages are found, and are all of them there?"""

    def row(metric: str, score: Callable[[set[str], Found], float]) -> Row:
        values = {
            name: [
                score(wanted, some) for wanted, some in zip(named, ranking, strict=True) if wanted
            ]
            for name, ranking in found.items()
        }
        return compared(metric, values)

    return [
        row("passages at 10 of a source named", _of_named),
        row("sources named that are there at 10", _there),
    ]


def _of_named(wanted: set[str], found: Found) -> float:
    return sum(article.about.source in wanted for _, article in found) / max(1, len(found))


def _there(wanted: set[str], found: Found) -> float:
    return len(wanted & {article.about.source for _, article in found}) / len(wanted)


def _null_row(
    real: Questions,
    null: Questions,
    answers: Sequence[Answer],
    refusals: Sequence[Answer],
    archive: Archive,
    embedder: Remembering,
) -> Row:
    with archive.reading() as searcher:
        cosines = [
            best_cosines([q["question"] for q in some], searcher, embedder) for some in (real, null)
        ]
    chances = [[answer.chance for answer in some] for some in (answers, refusals)]
    scores = {ARCHIVE: (chances[0], chances[1]), BEST_COSINE: (cosines[0], cosines[1])}
    return told_apart("is it answered? AUROC", scores)


def _ceiling(real: Questions, archive: Archive) -> Estimate:
    """How much of the evidence any ranking could gather: a fact may be cut in two."""
    with archive.reading() as searcher:
        urls = {e["url"] for q in real for e in q["evidence"]}
        texts: dict[str, list[str]] = {}
        for article in searcher.catalog.articles():
            if (url := article.about.url) and url in urls:
                cut = [passage.text for passage in searcher.catalog.passages(article.id)]
                texts.setdefault(url, []).extend(cut)
    evidence = sorted({(e["url"], e["fact"]) for q in real for e in q["evidence"]})
    return mean(
        [float(any(holds(text, [fact]) for text in texts.get(url, []))) for url, fact in evidence]
    )
