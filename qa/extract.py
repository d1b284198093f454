"""The default answerer: quotes the sentences that answer, or abstains. Pure."""

import re
from collections.abc import Sequence
from datetime import date

from index.records import Hit, Holdings, day_in_words
from qa.records import Answer, Citation, Query, Status
from qa.rerank import Scored
from qa.settings import QaSettings

RELATIVE = 0.6
"""A further sentence is quoted if its chance to answer is at least this share of the best one's."""
SAME = 0.8
"""Sentences that share this much of their words are one witness."""
RELATED = 0.5
"""From this share of the question's words on, by weight, a passage speaks of the same things."""
WORD = re.compile(r"\w+")
BRACKETED = re.compile(r"\[(\d+)\]")


def extract(
    query: Query,
    hits: Sequence[Hit],
    ranked: Sequence[Scored],
    settings: QaSettings,
    holdings: Holdings,
) -> Answer:
    """Quote the best sentences of `ranked` (best first), or abstain below the threshold."""
    chosen = choose(ranked, settings.threshold, settings.quotes)
    if not chosen:
        related = any(scored.coverage >= RELATED for scored in ranked)
        status = Status.LOOSELY_RELATED if related else Status.NOTHING_ON_THIS
        return abstain(query, status, hits, holdings)
    citations = tuple(_citation(number, scored) for number, scored in enumerate(chosen, start=1))
    text = " ".join(f"{_unnumbered(c.quote)} [{c.number}]" for c in citations)
    return Answer(query, Status.ANSWERED, text, citations, tuple(hits))


def choose(ranked: Sequence[Scored], threshold: float, most: int) -> list[Scored]:
    """The sentences to quote: the best one first, then others that may answer, by date.

    Sentences that say the same in the same words count once, the best of them.
    """
    if not ranked or ranked[0].chance < threshold:
        return []
    best = ranked[0]
    least = max(threshold, RELATIVE * best.chance)
    chosen: list[Scored] = []
    for scored in ranked:
        if len(chosen) == most or scored.chance < least:
            break
        if not any(_same(scored.candidate.quote, other.candidate.quote) for other in chosen):
            chosen.append(scored)
    return [best, *sorted((s for s in chosen if s is not best), key=_when)]


def abstain(query: Query, status: Status, hits: Sequence[Hit], holdings: Holdings) -> Answer:
    """Say that the articles don't hold the answer, why, and what they do cover."""
    covers = f"The archive holds {holdings.articles} articles"
    if holdings.since and holdings.until:
        covers += f", dated {day_in_words(holdings.since)} to {day_in_words(holdings.until)}"
    articles = " ".join(["The articles", *_limits(query)])
    reason = {
        Status.NOTHING_ON_THIS: f"{articles} say nothing on this. {covers}.",
        Status.LOOSELY_RELATED: (
            f"{articles} don't say. They speak of related things, but no sentence answers this."
        ),
        Status.OUTSIDE: f"{articles} don't say. Other articles of the archive speak of it.",
    }[status]
    return Answer(query, status, reason, (), tuple(hits))


def _citation(number: int, scored: Scored) -> Citation:
    candidate = scored.candidate
    article = candidate.hit.article
    return Citation(
        number=number,
        quote=candidate.quote,
        start=candidate.span.start,
        end=candidate.span.end,
        article_id=article.id,
        title=article.name,
        source=article.about.source,
        date=article.about.date,
        location=article.location,
        passage_id=candidate.hit.passage.id,
    )


def _unnumbered(quote: str) -> str:
    """A quote whose own "[3]" can't be taken for one of our citations."""
    return BRACKETED.sub(r"(\1)", quote)


def _same(one: str, other: str) -> bool:
    a, b = set(WORD.findall(one.lower())), set(WORD.findall(other.lower()))
    return len(a & b) >= SAME * max(1, min(len(a), len(b)))


def _when(scored: Scored) -> tuple[date, str, int]:
    article = scored.candidate.hit.article
    return article.about.date or date.max, article.id, scored.candidate.span.start


def _limits(query: Query) -> list[str]:
    parts = [f"of {' and '.join(query.sources)}"] if query.sources else []
    if query.since and query.until:
        parts.append(f"published from {day_in_words(query.since)} to {day_in_words(query.until)}")
    elif query.since:
        parts.append(f"published since {day_in_words(query.since)}")
    elif query.until:
        parts.append(f"published until {day_in_words(query.until)}")
    return parts
