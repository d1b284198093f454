"""Search for the articles on a matter, and for the newest of them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from index.embed import Vectors
from index.records import Hit
from index.searcher import Searcher
from index.stems import stems
from qa.features import asked_about, coverage
from qa.matter import leads_to
from qa.overview import led
from qa.records import Query
from qa.rerank import ranked_hits

ON_IT = 0.5
"""An article whose title has this share of the matter's words, by weight, is on it; many more only
mention it (docs/LOG.md). Where there is none, one that has them all in title and lead is."""
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
        hits = ranked_hits(within, vectors, searcher)
        there = _titled(hits, words) or on_it(matter, hits, searcher)
        days = [day for hit in there if (day := hit.article.about.date)]
        if not days or max(days) - DAYS == since:
            break
        since = max(days) - DAYS
    return since


def on_it(matter: str, hits: Sequence[Hit], searcher: Searcher) -> list[Hit]:
    """The leads of the articles found that are on a matter, copies once; of a story that begins
    with a scene, the sentence that comes to the matter. A digest whose title lists the matter
    beside others begins with another one, and has no such lead."""
    words, found = searcher.rarity(matter), dict[str | None, Hit]()
    for id, article in {hit.article.id: hit.article for hit in hits}.items():
        passages = searcher.catalog.passages(id)
        if leads_to(words, matter, led(article, passages)):
            lead = led(article, passages, words)
            if not words.keys().isdisjoint(stems(lead.closest_sentence or "")):
                found.setdefault(lead.closest_sentence, lead)
    return list(found.values())


def _titled(hits: Sequence[Hit], words: Mapping[str, float]) -> list[Hit]:
    titles = [hit.article.about.title or "" for hit in hits]
    covered = [coverage(words, stems(title)) for title in titles]
    return [hit for hit, share in zip(hits, covered, strict=True) if share >= ON_IT]
