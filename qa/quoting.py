"""Answer in quotes from one generation of an archive: search, read, weigh, choose."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeAlias

from index.embed import Embedder, Vectors
from index.records import Filter, Hit, Listed
from index.searcher import Searcher
from qa.corrected import corrects
from qa.cross_encoder import Reranker
from qa.evidence import Scored, weigh
from qa.extract import SEVERAL, abstain, by_date, extract, quoting, there_by, unread
from qa.followup import Turn
from qa.joined import for_parts, gathered, joined
from qa.latest import wanted
from qa.limits import Limit, lift
from qa.matter import matter
from qa.newest import on_it, since_newest
from qa.overview import led, newest_of, published, within
from qa.parts import questions
from qa.planted import instructs
from qa.reader import Reader
from qa.records import Answer, Query, Status
from qa.rerank import BY_TURNS, ranked_hits, worth_reading
from qa.retrieve import CANDIDATES, by_turns, each_once
from qa.settings import QaSettings, settings
from qa.verbatim import holding

Found: TypeAlias = tuple[Answer, list[Scored]]
"""An answer in quotes, or a refusal, and the sentences it was chosen from, best first."""
TO_RANK = 50
"""Passages that are read where passages are what is asked for: of those that answer more come among
the first ten; an answer gains nothing by so many (docs/LOG.md)."""
SPARE = 10
"""So many more of the best fused passages than are wanted are looked at where none is read: with
all of them the first ten get no better (docs/LOG.md)."""


@dataclass(frozen=True, slots=True)
class Quoting:
    """What answers from a generation that is held open."""

    searcher: Searcher
    embedder: Embedder
    reader: Reader
    reranker: Reranker | None = None

    def each(
        self,
        query: Query,
        history: Sequence[Turn],
        understood: Callable[[str, Sequence[Turn], Filter], Query],
    ) -> Found | None:
        """What answers each of the questions that one asks, a later one as following on the answers
        to the earlier; None if it asks but one, or none is answered."""
        told, answers, read = list(history), list[Answer](), list[list[Scored]]()
        for question in questions(query.question):
            found, ranked = self.whole(understood(question, told, query.filter))
            told.append((question, found.text))
            answers.append(found)
            read.append(ranked)
        if not any(answer.answered for answer in answers):
            return None
        return joined(query, answers), list(by_turns(read))

    def whole(self, query: Query) -> Found:
        """The answer to one question; a refusal tells whether it is answered beyond its limits."""
        if (there := self._for_overview(query)) is not None:
            return self._overview(published(query), there)
        vectors = self._embed(query)
        found, ranked = self._within(query, vectors)
        if not found.answered and query.filter != Filter():
            anywhere, _ = self._within(lift(query, (Limit.DATES, Limit.SOURCES)), vectors)
            if anywhere.answered:
                found = abstain(
                    query, Status.OUTSIDE, found.passages, self.searcher.holdings, found.chance,
                    elsewhere=anywhere.citations,
                )  # fmt: skip
        return found, ranked

    def passages(self, query: Query, k: int, read: bool = True) -> list[Hit]:
        """The `k` best passages, best first; `read`: those first that answer, says the reader."""
        if (there := self._for_overview(query)) is not None:
            return self._led(there[:k])
        vectors = self._embed(query)
        if not read:
            hits = self._found(query, vectors, k, most=k + SPARE)
            # Of many that are copies of each other hardly any are left.
            return hits[:k] if len(hits) >= k else self._found(query, vectors, k)[:k]
        hits = self._found(query, vectors, k)
        _, hits = self._read(query, vectors, hits, max(settings().passages, TO_RANK))
        return hits[:k]

    def since_newest(self, query: Query, matter: str) -> date | None:
        """Since when articles are the latest on a matter; None if none is on it."""
        return since_newest(query, matter, self._embed(query), self.searcher)

    def _embed(self, query: Query) -> dict[str, Vectors]:
        """The vectors of a question and of its parts, by their texts."""
        texts = list(dict.fromkeys([query.text, *(part.text for part in query.parts)]))
        return dict(zip(texts, self.embedder.encode_questions(texts), strict=True))

    def _for_overview(self, query: Query) -> list[Listed] | None:
        """The articles that a question for an overview asks for, the newest first; None if it asks
        for something else, or for what happened in a time of which there are no articles."""
        if not query.overview:
            return None
        there = within(self.searcher.listed, published(query).filter)
        return there if there or not query.about else None

    def _overview(self, query: Query, there: Sequence[Listed]) -> Found:
        """The leads of the first of the articles that are asked for. So there is nothing to
        estimate."""
        hits = self._led(there[: SEVERAL * settings().quotes])
        if not hits:
            nothing = Status.NOTHING_ON_THIS
            return abstain(query, nothing, hits, self.searcher.holdings, chance=0.0), []
        leads = [unread(hit, hit.closest, chance=1.0) for hit in hits if hit.closest]
        notes = newest_of(len(there), len(hits), query.limits)
        return replace(quoting(query, leads, hits), notes=notes), leads

    def _led(self, some: Sequence[Listed]) -> list[Hit]:
        """The passages with the leads of some articles."""
        catalog = self.searcher.catalog
        return [led(catalog.article(one.id), catalog.passages(one.id)) for one in some]

    def _within(self, query: Query, vectors: Mapping[str, Vectors]) -> Found:
        """The answer to a question as a whole, and to each clause or by each source it names."""
        chosen = settings()
        whole, ranked = self._extracted(query, vectors, chosen)
        if not query.parts or questions(query.question):
            return whole, ranked
        each = for_parts(chosen)
        found = [self._extracted(part, vectors, each) for part in query.parts]
        answer = gathered(whole, [answer for answer, _ in found], each.threshold)
        read = [ranked, *(ranked for _, ranked in found)]
        return (answer, list(by_turns(read))) if answer else (whole, ranked)

    def _extracted(self, query: Query, vectors: Mapping[str, Vectors], chosen: QaSettings) -> Found:
        hits = self._found(query, vectors)
        most = chosen.passages
        if not (self.reranker or _by_turns(query)):  # whose scores are on other scales
            most = worth_reading([hit.score for hit in hits], most)
        ranked, hits = self._read(query, vectors, hits, most)
        if held := holding(query.text, hits):
            said = [unread(hit, hit.closest, chance=1.0) for hit in held if hit.closest]
            ranked = [one for one in by_date(said) if not instructs(one.sentence.quote)] or ranked
        ranked = there_by(query.asked, ranked, chosen.threshold)
        leads = self._leads(query, hits, ranked, SEVERAL * chosen.quotes) if ranked else []
        there = each_once([*hits[: chosen.passages], *(lead.sentence.hit for lead in leads)])
        found = extract(query, there, ranked, chosen, self.searcher.holdings, leads)
        return found, [*leads, *ranked]

    def _leads(
        self, query: Query, hits: Sequence[Hit], ranked: Sequence[Scored], most: int
    ) -> list[Scored]:
        """The leads of the articles found that are on the matter a query wants to know all about,
        by date; for the latest the newest first, but what only corrects last."""
        if not (asked := matter(query)):
            return []
        found = on_it(asked, hits, self.searcher)[:most]
        leads = [unread(one, one.closest, ranked[0].chance) for one in found if one.closest]
        leads = [lead for lead in leads if not instructs(lead.sentence.quote)]
        there = there_by(query.asked, by_date(leads), threshold=0)
        newest_first = there[::-1]
        if not wanted(query.question):
            return there
        return sorted(newest_first, key=lambda one: corrects(one.sentence.hit.article.about.title))

    def _found(
        self, query: Query, vectors: Mapping[str, Vectors], k: int = 0, most: int | None = None
    ) -> list[Hit]:
        """The passages found, at least `k` if there are so many, as the ranker has them."""
        count = max(k, CANDIDATES)
        return ranked_hits(query, vectors, self.searcher, count, most, self.reranker)

    def _read(
        self, query: Query, vectors: Mapping[str, Vectors], hits: Sequence[Hit], most: int
    ) -> tuple[list[Scored], list[Hit]]:
        """The sentences that may answer, of the first `most` passages, best first; and the
        passages, with those that were read by what was read."""
        if _by_turns(query):
            most = min(most, BY_TURNS)
        ranked, read = weigh(
            query, vectors[query.text], hits[:most], self.searcher, self.reader, self.embedder
        )
        # What is said to a machine answers nobody, and may be meant to mislead.
        answering = [one for one in ranked if not instructs(one.sentence.quote)]
        return answering, [*read, *hits[most:]]


def _by_turns(query: Query) -> bool:
    """Whether its passages come by turns from its parts or sources."""
    return bool(query.parts) or len(query.sources) > 1
