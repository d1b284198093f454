"""The articles and passages of one generation, in SQLite: their texts, facts and order."""

import json
import re
import sqlite3
from calendar import month_name
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, cast
from weakref import WeakValueDictionary

import numpy as np
from numpy.typing import NDArray

from index.errors import BrokenIndexError
from index.records import Article, Filter, Listed, Metadata, Passage
from index.stems import SentenceStems, read

SCHEMA = """
CREATE TABLE articles (
    id TEXT PRIMARY KEY, path TEXT, text TEXT, name TEXT, source TEXT, date TEXT,
    about TEXT, hash TEXT
) WITHOUT ROWID;
CREATE INDEX facts_of_article ON articles (id, source, date);
CREATE TABLE passages (
    row INTEGER PRIMARY KEY, id TEXT UNIQUE, article_id TEXT REFERENCES articles (id),
    start INTEGER, "end" INTEGER, digest TEXT, stems TEXT
);
CREATE INDEX passages_of_article ON passages (article_id);
CREATE INDEX passages_of_digest ON passages (digest);
CREATE TABLE intake (article_id TEXT PRIMARY KEY, hash TEXT, day TEXT) WITHOUT ROWID;
CREATE TABLE sketches (article_id TEXT PRIMARY KEY, words INTEGER, body TEXT, runs BLOB);
CREATE TABLE verdicts (one TEXT, other TEXT, same INTEGER, PRIMARY KEY (one, other)) WITHOUT ROWID;
CREATE TABLE stories (article_id TEXT PRIMARY KEY, story INTEGER) WITHOUT ROWID;
CREATE INDEX articles_of_story ON stories (story);
"""
ARTICLE = """
SELECT id, path, text, about, day FROM articles LEFT JOIN intake ON article_id = id
"""
LISTED = """
SELECT id, path, name, source, date, day, story FROM articles
LEFT JOIN intake i ON i.article_id = id LEFT JOIN stories s ON s.article_id = id ORDER BY id
"""
KEEPS_STEMS = "SELECT 1 FROM pragma_table_info('passages') WHERE name = 'stems'"
"""One row, or none for a catalog that an earlier version made."""


class Catalog:
    """Read access to a catalog file. Safe to use from several threads: the file never changes."""

    def __init__(self, path: Path) -> None:
        if not path.is_file():
            raise BrokenIndexError(
                f"The index lacks its file {path}. Make it again with `python -m index rebuild`."
            )
        # Python's SQLite is built thread-safe, and nobody writes: one connection serves all.
        uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
        self._db = sqlite3.connect(uri, uri=True, check_same_thread=False)
        # The answers of many conversations hold the same few articles: each is there once.
        self._held: WeakValueDictionary[str, Article] = WeakValueDictionary()
        self._meant: dict[tuple[int, int], date | None] = {}

    def article(self, id: str) -> Article:
        """One article; raises KeyError when there is none of this id."""
        return self._articles([id]).get(id) or _missing(id)

    def articles(self) -> Iterator[Article]:
        """Every article, by id."""
        rows = self._query(f"{ARTICLE} ORDER BY id")
        return (article_of_row(row) for row in rows)

    def listed(self) -> list[Listed]:
        """What a list of all articles says of each, by id; their texts stay where they are."""
        rows = self._query(LISTED)
        return [
            Listed(id, path, name, source, _day(date), _day(day), story)
            for id, path, name, source, date, day, story in rows
        ]

    def paths(self) -> dict[str, str]:
        """Article id to the file it was read from."""
        return dict(self._query("SELECT id, path FROM articles"))

    def with_digests(self, digests: Sequence[str]) -> dict[str, str]:
        """Those of some digests of what was embedded that are held, each with the id of the first
        passage it was embedded for."""
        rows = self._among("SELECT row, digest, id FROM passages WHERE digest", digests)
        return {digest: id for _, digest, id in sorted(rows, reverse=True)}

    def passage_digests(self) -> dict[str, str]:
        """Passage id to the digest of what was embedded for it."""
        return dict(self._query("SELECT id, digest FROM passages"))

    def passages(self, article_id: str) -> list[Passage]:
        """The passages of one article, in order."""
        text = self.article(article_id).text
        rows = self._query(
            'SELECT id, start, "end" FROM passages WHERE article_id = ? ORDER BY start, "end"',
            (article_id,),
        )
        return [Passage(id, article_id, start, end, text[start:end]) for id, start, end in rows]

    def passages_of(self, article_ids: Sequence[str]) -> int:
        """How many passages some articles have."""
        query = "SELECT count(*) FROM passages WHERE article_id = ?"
        return sum(next(self._query(query, (id,)))[0] for id in article_ids)

    def passage_ids(self) -> list[str]:
        """Every passage id, in row order."""
        return [id for (id,) in self._query("SELECT id FROM passages ORDER BY row")]

    def passage(self, id: str) -> tuple[Passage, Article]:
        """One passage with its article; raises KeyError when there is none of this id."""
        return self.passages_with_articles([id])[0]

    def passages_with_articles(self, ids: Sequence[str]) -> list[tuple[Passage, Article]]:
        """Passages, each with its article, in the order of `ids`; raises KeyError when one isn't
        there."""
        query = 'SELECT id, article_id, start, "end" FROM passages WHERE id'
        places = {id: place for id, *place in self._among(query, ids)}
        articles = self._articles({article_id for article_id, _, _ in places.values()})
        found = []
        for id in ids:
            article_id, start, end = places.get(id) or _missing(id)
            article = articles[article_id]
            found.append((Passage(id, article_id, start, end, article.text[start:end]), article))
        return found

    def stems(self, ids: Sequence[str]) -> dict[str, SentenceStems]:
        """The stems of the sentences of some passages, by id, as far as they are kept."""
        if not self._keeps_stems:
            return {}
        rows = self._among("SELECT id, stems FROM passages WHERE stems IS NOT NULL AND id", ids)
        return {id: read(kept) for id, kept in rows}

    @cached_property
    def _keeps_stems(self) -> bool:
        return any(self._query(KEEPS_STEMS))

    def mask(self, only: Filter) -> NDArray[np.bool_] | None:
        """One truth value a passage row: does the filter let it through? None: it lets all."""
        if only == Filter():
            return None
        days, sources, numbers = self._facts
        mask = np.ones(len(days), dtype=np.bool_)
        if only.since:
            mask &= days >= only.since.toordinal()
        if only.until:
            mask &= (days <= only.until.toordinal()) & (days > 0)
        if only.sources:
            mask &= np.isin(sources, [numbers[name] for name in only.sources if name in numbers])
        if only.excluded:
            excluded = [numbers[name] for name in only.excluded if name in numbers]
            mask &= (sources > 0) & ~np.isin(sources, excluded)
        return mask

    @cached_property
    def _facts(self) -> tuple[NDArray[np.int32], NDArray[np.int32], dict[str, int]]:
        """Of each passage row the day and its source's number (0: unknown); the numbers."""
        days, sources, numbers = list[int](), list[int](), dict[str | None, int]({None: 0})
        rows = self._query(
            "SELECT a.date, a.source FROM passages p JOIN articles a ON a.id = p.article_id "
            "ORDER BY p.row"
        )
        for day, source in rows:
            days.append(_ordinal(day))
            sources.append(numbers.setdefault(source, len(numbers)))
        named = {name: number for name, number in numbers.items() if name is not None}
        return np.asarray(days, np.int32), np.asarray(sources, np.int32), named

    def count(self, table: str) -> int:
        return cast(int, next(self._query(f"SELECT count(*) FROM {table}"))[0])

    def undated(self, sources: Sequence[str] = (), excluded: Sequence[str] = ()) -> int:
        """How many articles state no date, among those of `sources` if any are named, and not of
        `excluded`, as which one of an unknown source counts."""
        query = "SELECT source, count(*) FROM articles WHERE date IS NULL GROUP BY source"
        return sum(
            count
            for source, count in self._query(query)
            if (not sources or source in sources) and not (excluded and source in (None, *excluded))
        )

    def credits(self, name: str) -> bool:
        """Whether an article states a name as its author's, whatever its capitals."""
        query = "SELECT 1 FROM articles WHERE lower(json_extract(about, '$.author')) = ? LIMIT 1"
        return any(self._query(query, [name.lower()]))

    def dates(self) -> tuple[date | None, date | None]:
        """The earliest and the latest publication date; None when no article is dated."""
        first, last = next(self._query("SELECT min(date), max(date) FROM articles"))
        return _day(first), _day(last)

    def sources(self) -> tuple[str, ...]:
        """Every known source, sorted."""
        query = "SELECT DISTINCT source FROM articles WHERE source IS NOT NULL ORDER BY source"
        return tuple(source for (source,) in self._query(query))

    def day_meant(self, month: int, day: int) -> date | None:
        """The day that the articles mean by "7 October": the one they write out most often with
        its year; None if they never do. All texts are looked through for it, once."""
        if (month, day) not in self._meant:
            self._meant[month, day] = self._written_most(month, day)
        return self._meant[month, day]

    def _written_most(self, month: int, day: int) -> date | None:
        name = month_name[month]
        spelled = re.compile(
            rf"\b(?:{name}|{name[:4]}\.|{name[:3]}\.?) {day}, (\d{{4}})|\b{day} {name},? (\d{{4}})"
        )
        like = [f"%{name[:3]}% {day}, %", f"%{day} {name}%"]
        texts = self._query("SELECT text FROM articles WHERE text LIKE ? OR text LIKE ?", like)
        years = Counter(one or other for (text,) in texts for one, other in spelled.findall(text))
        for year, _ in years.most_common():
            with suppress(ValueError):  # 29 February of no leap year, or the year 0000
                return date(int(year), month, day)
        return None

    def copies(self, id: str) -> list[Article]:
        """The other articles that tell an article's story, by date, the undated ones last."""
        story = "SELECT story FROM stories WHERE article_id = ?"
        members = f"SELECT article_id FROM stories WHERE story = ({story})"
        rows = self._query(
            f"{ARTICLE} WHERE id IN ({members}) AND id != ? ORDER BY date IS NULL, date, id",
            (id, id),
        )
        return [article_of_row(row) for row in rows]

    def stories(self, article_ids: Iterable[str]) -> dict[str, int]:
        """Of some articles those that others copy, each with the number of its story."""
        return dict(
            self._among("SELECT article_id, story FROM stories WHERE article_id", article_ids)
        )

    def told_again(self) -> int:
        """How many articles only tell a story that another one tells as well."""
        query = "SELECT count(*) - count(DISTINCT story) FROM stories"
        return cast(int, next(self._query(query))[0])

    def close(self) -> None:
        self._db.close()

    def _articles(self, ids: Collection[str]) -> dict[str, Article]:
        """Those of some articles that are there, by id."""
        held = {id: article for id in ids if (article := self._held.get(id))}
        for row in self._among(f"{ARTICLE} WHERE id", [id for id in ids if id not in held]):
            held[row[0]] = self._held[row[0]] = article_of_row(row)
        return held

    def _among(self, sql: str, values: Iterable[str]) -> Iterator[Any]:
        """The rows of a query that ends with the name of a column, where that is one of many."""
        there = json.dumps(list(values))
        return self._query(f"{sql} IN (SELECT value FROM json_each(?))", (there,))

    def _query(self, sql: str, values: Sequence[object] = ()) -> Iterator[Any]:
        with _whole():
            return iter(self._db.execute(sql, values).fetchall())


def row_of_article(article: Article, hash: str) -> tuple[object, ...]:
    about = article.about
    facts = asdict(about) | {
        name: day and day.isoformat()
        for name, day in (("date", about.date), ("updated", about.updated))
    }
    facts |= {"pages": article.pages} if article.pages else {}
    day = about.date.isoformat() if about.date else None
    return (
        article.id, article.path, article.text, article.name, about.source, day,
        json.dumps(facts, ensure_ascii=False), hash,
    )  # fmt: skip


def article_of_row(row: tuple[str, str, str, str, str | None]) -> Article:
    id, path, text, about, taken_in = row
    with _whole():
        facts = json.loads(about)
        pages = tuple(facts.pop("pages", ()))
        facts |= {name: _day(facts[name]) for name in ("date", "updated")}
        return Article(id, path, text, Metadata(**facts), pages, _day(taken_in))


@contextmanager
def _whole() -> Iterator[None]:
    """Around what reads rows: what it meets in damaged ones is a BrokenIndexError."""
    try:
        yield
    except (sqlite3.DatabaseError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise BrokenIndexError(
            f"The index's catalog is damaged ({error}). "
            "Make it again with `python -m index rebuild`."
        ) from error


def _day(written: str | None) -> date | None:
    with _whole():
        return date.fromisoformat(written) if written else None


@lru_cache(maxsize=10_000)
def _ordinal(written: str | None) -> int:
    day = _day(written)
    return day.toordinal() if day else 0


def _missing(id: str) -> Any:
    raise KeyError(id)
