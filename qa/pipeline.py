"""Ask: make the question stand alone, read its limits, retrieve, extract the answer."""

import threading
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import lru_cache
from itertools import zip_longest
from pathlib import Path

from index import generations
from index.build import check_model
from index.embed import Embedder, SentenceTransformerEmbedder, Vectors
from index.errors import ArchiveError, QuestionError
from index.records import Article, Filter, Hit, Holdings
from index.searcher import Searcher
from index.settings import IndexSettings, load
from qa.cross_encoder import CrossEncoderReranker, Reranker
from qa.evidence import Scored, weigh
from qa.extract import abstain, extract
from qa.followup import Turn
from qa.limits import Day
from qa.parts import parts
from qa.reader import Reader, TransformersReader
from qa.records import Answer, Query, Status
from qa.rerank import rank
from qa.retrieve import CANDIDATES, candidates
from qa.settings import settings
from qa.understand import limits, understand
from qa.witnesses import with_copies


class Archive:
    """An index open for questions, from any number of threads.

    Follows the index: once a build has made a new generation current, the next question is
    answered from that one, without a restart.
    """

    def __init__(
        self, data: Path, embedder: Embedder, reader: Reader, reranker: Reranker | None = None
    ) -> None:
        self._data = data
        self._embedder = embedder
        self._reader = reader
        self._reranker = reranker
        self._lock = threading.Lock()
        self._readers: Counter[Searcher] = Counter()
        self._searcher = self._open()

    @classmethod
    def open(
        cls,
        data: Path | str | None = None,
        *,
        embedder: Embedder | None = None,
        reader: Reader | None = None,
        reranker: Reranker | None = None,
    ) -> "Archive":
        """Open the index in a data folder; default: the settings'.

        Raises NoIndexError, BrokenIndexError, OtherModelError or ModelError.
        """
        chosen, asking = load(IndexSettings), settings()
        folder = chosen.data if data is None else Path(data)
        named = CrossEncoderReranker(asking.cross_encoder) if asking.cross_encoder else None
        return cls(
            folder,
            embedder or SentenceTransformerEmbedder(chosen.model),
            reader or TransformersReader(asking.reader),
            reranker or named,
        )

    def answer(
        self,
        question: str,
        history: Sequence[Turn] = (),
        since: Day | None = None,
        until: Day | None = None,
        sources: Sequence[str] = (),
        asked: Day | None = None,
        lifted: Collection[str] = (),
    ) -> Answer:
        """Answer a question by quoting the articles, or say that they don't hold the answer.

        `history` holds earlier turns as (question, answer text). `since`, `until` (days included)
        and `sources` limit which articles count. `asked` is the day that "last week" counts from,
        default today. `lifted` names limits in the question's words that don't count: "dates",
        "sources", "about" (the time it is about). Raises QuestionError for a question or limits
        that make no sense.
        """
        with self.reading() as searcher:
            known = searcher.holdings().sources
            only = limits(since, until, sources, known)
            query = understand(
                question, history, only, known, asked, searcher.catalog.day_meant, lifted
            )
            vectors = self._embed(query)
            found = self._answer(query, vectors, searcher)
            if not found.answered and query.filter != Filter():
                unlimited = replace(query, since=None, until=None, sources=())
                anywhere = self._answer(unlimited, vectors, searcher)
                if anywhere.answered:
                    found = abstain(
                        query, Status.OUTSIDE, found.passages, searcher.holdings(), found.chance,
                        elsewhere=anywhere.citations,
                    )  # fmt: skip
            found = with_copies(found, searcher.catalog)
            return replace(found, notes=_notes(query, searcher))

    def retrieve(
        self,
        question: str,
        k: int = 10,
        since: Day | None = None,
        until: Day | None = None,
        sources: Sequence[str] = (),
        asked: Day | None = None,
    ) -> list[Hit]:
        """The `k` best passages for a question, best first; limits as for `answer`."""
        with self.reading() as searcher:
            known = searcher.holdings().sources
            only = limits(since, until, sources, known)
            query = understand(question, (), only, known, asked, searcher.catalog.day_meant)
            return self._evidence(query, self._embed(query), searcher, k)[1][:k]

    def article(self, id: str) -> Article:
        """One article by its id; raises QuestionError when the archive holds none of this id."""
        with self.reading() as searcher:
            try:
                return searcher.catalog.article(id)
            except KeyError:
                raise QuestionError(f"The archive holds no article {id!r}.") from None

    def holdings(self) -> Holdings:
        """What the archive holds: articles, passages, dates covered, sources."""
        with self.reading() as searcher:
            return searcher.holdings()

    def close(self) -> None:
        """Let go of the index's files."""
        with self._lock:
            self._searcher.close()

    def _embed(self, query: Query) -> dict[str, Vectors]:
        """The vectors of a question and of its parts, by their texts, the question first."""
        texts = [query.text, *parts(query.text)]
        return dict(zip(texts, self._embedder.encode_questions(texts), strict=True))

    def _answer(self, query: Query, vectors: Mapping[str, Vectors], searcher: Searcher) -> Answer:
        ranked, hits = self._evidence(query, vectors, searcher)
        chosen = settings()
        return extract(query, hits[: chosen.passages], ranked, chosen, searcher.holdings())

    def _evidence(
        self, query: Query, vectors: Mapping[str, Vectors], searcher: Searcher, k: int = 0
    ) -> tuple[list[Scored], list[Hit]]:
        """The sentences that may answer and the passages found (at least `k` if there are so
        many), best first."""
        hits = ranked_hits(query, vectors, searcher, max(k, CANDIDATES), self._reranker)
        some = settings().passages
        ranked, read = weigh(query, hits[:some], searcher, self._reader)
        return ranked, read + hits[some:]

    def _open(self) -> Searcher:
        searcher = Searcher.open(self._data)
        try:
            check_model(searcher.manifest, self._embedder)
        except ArchiveError:
            searcher.close()
            raise
        return searcher

    @contextmanager
    def reading(self) -> Iterator[Searcher]:
        """The current generation, kept open until the block ends."""
        with self._lock:
            if generations.current(self._data) != self._searcher.generation:
                old, self._searcher = self._searcher, self._open()
                self._close_if_idle(old)
            searcher = self._searcher
            self._readers[searcher] += 1
        try:
            yield searcher
        finally:
            with self._lock:
                self._readers[searcher] -= 1
                if searcher is not self._searcher:
                    self._close_if_idle(searcher)

    def _close_if_idle(self, searcher: Searcher) -> None:
        if not self._readers[searcher]:
            del self._readers[searcher]
            searcher.close()


def ranked_hits(
    query: Query,
    vectors: Mapping[str, Vectors],
    searcher: Searcher,
    count: int,
    reranker: Reranker | None = None,
) -> list[Hit]:
    """The passages found, best first.

    `vectors` has the question's text and its parts'. Where several sources are asked for, or a
    question has parts, they come by turns from each, so that none crowds out another.
    """
    several = query.sources[1:] != ()
    searches = [replace(query, sources=(s,)) for s in query.sources] if several else [query]
    searches += [replace(query, text=text) for text in vectors if text != query.text]
    rankings = [
        rank(one, candidates(one.text, vectors[one.text], one.filter, searcher, count), searcher)
        for one in searches
    ]
    if reranker:
        rankings = [
            reranker.rerank(one.text, ranking)
            for one, ranking in zip(searches, rankings, strict=True)
        ]
    by_turns = (hit for turn in zip_longest(*rankings) for hit in turn if hit)
    first: dict[str, Hit] = {}
    for hit in by_turns:
        first.setdefault(hit.passage.id, hit)
    return list(first.values())


def answer(
    question: str,
    history: Sequence[Turn] = (),
    since: Day | None = None,
    until: Day | None = None,
    sources: Sequence[str] = (),
    asked: Day | None = None,
) -> Answer:
    """Answer a question from the default archive, which is opened once; see `Archive.answer`."""
    archive = _archive(load(IndexSettings).data)
    return archive.answer(question, history, since, until, sources, asked)


@lru_cache(maxsize=1)
def _archive(data: Path) -> Archive:
    return Archive.open(data)


def _notes(query: Query, searcher: Searcher) -> tuple[str, ...]:
    undated = searcher.catalog.undated(query.sources) if query.since or query.until else 0
    if not undated:
        return ()
    articles = "1 undated article was" if undated == 1 else f"{undated} undated articles were"
    return (f"{articles} left out of the dates asked for.",)
