"""Ask: make the question stand alone, read its limits, retrieve, extract the answer or write it."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from index.current import Current
from index.embed import Embedder, embedder_of
from index.errors import QuestionError
from index.home import Home, home_of
from index.publisher import bare
from index.records import Article, Hit, Holdings, counted
from index.searcher import Searcher
from index.settings import IndexSettings, load
from qa.age import of_another_time
from qa.cross_encoder import CrossEncoderReranker, Reranker
from qa.followup import Turn
from qa.generate import Writer
from qa.limits import Day
from qa.llm import ChatModel, tokens_to_read
from qa.outlets import lacking
from qa.quoting import Quoting
from qa.reader import Reader, SpanReader
from qa.records import Answer, Citation, Query
from qa.settings import settings
from qa.understand import limits, turns, understand
from qa.witnesses import with_copies
from qa.written import Cost

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel


class Archive:
    """An index open for questions, from any number of threads.

    Follows the index: once a build has made a new generation current, the next question is
    answered from that one, without a restart.
    """

    def __init__(
        self,
        home: Home,
        embedder: Embedder,
        reader: Reader,
        reranker: Reranker | None = None,
        writer: Writer | None = None,
    ) -> None:
        self._embedder = embedder
        self._reader = reader
        self._reranker = reranker
        self._writer = writer
        self._current = Current(home, embedder)

    @classmethod
    def open(
        cls,
        data: Path | str | None = None,
        *,
        embedder: Embedder | None = None,
        reader: Reader | None = None,
        reranker: Reranker | None = None,
        llm: "str | BaseChatModel | None" = None,
    ) -> "Archive":
        """Open the index in a data folder or on a Chroma server (`http://host:8000`); default: the
        settings'.

        `llm` is the language model that writes answers, as ARCHIVE_LLM names it or a chat model of
        LangChain. Raises NoIndexError, BrokenIndexError, DiskError, OtherModelError, ServerError
        or ModelError.
        """
        chosen, asking = load(IndexSettings), settings()
        named = CrossEncoderReranker(asking.cross_encoder) if asking.cross_encoder else None
        embedder = embedder or embedder_of(chosen.model)
        reader = reader or SpanReader(asking.reader)
        home = home_of(chosen.data if data is None else data)
        return cls(home, embedder, reader, reranker or named, _writer(llm, embedder))

    def answer(
        self,
        question: str,
        history: Sequence[Turn] = (),
        since: Day | None = None,
        until: Day | None = None,
        sources: Sequence[str] = (),
        asked: Day | None = None,
        lifted: Collection[str] = (),
        quoted: bool = False,
    ) -> Answer:
        """Answer a question from the articles, or say that they don't hold the answer.

        `history` holds earlier turns as (question, answer text). `since`, `until` (days included)
        and `sources` limit which articles count. `asked` is the day that "last week" counts from,
        default today. `lifted` names limits in the question's words that don't count: "dates",
        "sources", "about" (the time it is about). `quoted`: quote, also where a language model
        could write. Raises QuestionError for a question or limits that make no sense.
        """
        *_, last = self.stream(question, history, since, until, sources, asked, lifted, quoted)
        return last

    def stream(
        self,
        question: str,
        history: Sequence[Turn] = (),
        since: Day | None = None,
        until: Day | None = None,
        sources: Sequence[str] = (),
        asked: Day | None = None,
        lifted: Collection[str] = (),
        quoted: bool = False,
    ) -> Iterator[Answer]:
        """The answer as it grows while a language model writes it, asked as for `answer`.

        Only sentences that were checked are ever in it, and the last one is `answer`'s. Without a
        model there is but that one.
        """
        with self.reading() as searcher:
            holdings, quoting = searcher.holdings, self._quoting(searcher)
            only = limits(since, until, sources, holdings.sources)
            history = turns(history)
            writer = None if quoted else self._writer
            whole, spent = writer.rewrite(question, history) if writer else (None, Cost())
            understood = partial(
                understand,
                known=holdings.sources,
                asked=asked,
                dated=searcher.catalog.day_meant,
                lifted=lifted,
                newest=quoting.since_newest,
            )
            query = understood(question, history, only, whole=whole)
            found, ranked = quoting.each(query, history, understood) or quoting.whole(query)
            told = _notes(query, found.citations, searcher)
            if only.since or only.until:
                told += _overruled(query)
            found = replace(found, notes=(*found.notes, *told))
            if writer and found.answered:
                for growing in writer.write(found, ranked, holdings, spent):
                    yield with_copies(growing, searcher.catalog)
            else:
                yield with_copies(found, searcher.catalog)

    def retrieve(
        self,
        question: str,
        k: int = 10,
        since: Day | None = None,
        until: Day | None = None,
        sources: Sequence[str] = (),
        asked: Day | None = None,
        read: bool = True,
    ) -> list[Hit]:
        """The `k` best passages for a question, best first; limits as for `answer`.

        `read`: the reader puts those first that answer, as for `answer`; without it they stand as
        the ranker has them, which takes a fiftieth of the time (README).
        """
        with self.reading() as searcher:
            known, quoting = searcher.holdings.sources, self._quoting(searcher)
            query = understand(
                question, (), limits(since, until, sources, known), known, asked,
                searcher.catalog.day_meant, newest=quoting.since_newest,
            )  # fmt: skip
            return quoting.passages(query, k, read)

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
            return searcher.holdings

    def close(self) -> None:
        """Let go of the index's files."""
        self._current.close()
        if self._writer:
            self._writer.close()

    def reading(self) -> AbstractContextManager[Searcher]:
        """The current generation, kept open until the block ends."""
        return self._current.reading()

    def _quoting(self, searcher: Searcher) -> Quoting:
        return Quoting(searcher, self._embedder, self._reader, self._reranker)


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
def _archive(data: Path | str) -> Archive:
    return Archive.open(data)


def _writer(llm: "str | BaseChatModel | None", embedder: Embedder) -> Writer | None:
    """What writes answers with a language model, the settings' if none is given."""
    asking = settings()
    model = llm or asking.llm.strip()
    if not model:
        return None
    url, key = asking.llm_url, asking.llm_key.get_secret_value()
    tokens = asking.llm_tokens or tokens_to_read(model)
    return Writer(ChatModel(model, url, key, asking.llm_seconds), embedder, tokens)


def _overruled(query: Query) -> tuple[str, ...]:
    """That dates which the question asks for don't count."""
    said = dict.fromkeys(one.overruled for one in (query, *query.parts) if one.overruled)
    words = " and ".join(f"“{words}”" for words in said)
    if not words:
        return ()
    return (f"The question's dates ({words}) lie outside the dates chosen and don't count.",)


def _notes(query: Query, quoted: Sequence[Citation], searcher: Searcher) -> tuple[str, ...]:
    """What the reader should know of the outlets and dates of what was searched and quoted."""
    notes = []
    outlet = lacking(query.question, searcher.holdings.sources)
    if outlet and not searcher.catalog.credits(bare(outlet).lower()):
        notes.append(f"The archive has no articles of {outlet}.")
    within = query.since or query.until
    undated = searcher.catalog.undated(query.sources, query.excluded) if within else 0
    if undated:
        were = f"{counted(undated, 'undated article')} {'was' if undated == 1 else 'were'}"
        notes.append(f"{were} left out of the dates asked for.")
    if note := of_another_time(query, quoted):
        notes.append(note)
    return tuple(notes)
