"""Search for the newest articles on a matter."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from index.embed import Vectors
from index.records import Hit
from index.searcher import Searcher
from index.stems import stems
from qa.features import asked_about, coverage
from qa.records import Query
from qa.rerank import ranked_hits
from qa.retrieve import CANDIDATES

ON_IT = 0.5
"""An article whose title has this share of the matter's words, by weight, is on it; many more only
mention it (docs/LOG.md)."""
DAYS = timedelta(days=6)
"""The newest article and what appeared in the week up to it are of one time."""
LOOKS = 4
"""Searches, each within the time that the one before found: it may find newer articles there."""


def since_newest(
    query: Query, matter: str, vectors: Mapping[str, Vectors], searcher: Searcher
) -> date | None:
    """The first day of the week up to the newest article on a matter; None if no dated article is
    on it. `vectors` has the query's by its text."""
    words = asked_about(matter, searcher.rarity(matter), stems)
    since: date | None = None
    for _ in range(LOOKS):
        within = replace(query, since=since or query.since)
        hits = ranked_hits(within, vectors, searcher, CANDIDATES)
        days = _days_on_it(hits, words)
        if not days or max(days) - DAYS == since:
            break
        since = max(days) - DAYS
    return since


def _days_on_it(hits: Sequence[Hit], words: Mapping[str, float]) -> list[date]:
    abouts = [hit.article.about for hit in hits]
    return [
        about.date
        for about in abouts
        if about.date and coverage(words, stems(about.title or "")) >= ON_IT
    ]
