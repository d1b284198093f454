"""The articles and passages of one generation, in SQLite: their texts, facts and order."""

import json
import re
import sqlite3
from calendar import month_name
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from index.errors import BrokenIndexError
from index.records import Article, Filter, Metadata, Passage

SCHEMA = """
CREATE TABLE articles (
    id TEXT PRIMARY KEY, path TEXT, text TEXT, name TEXT, source TEXT, date TEXT,
    about TEXT, hash TEXT
) WITHOUT ROWID;
CREATE TABLE passages (
    row INTEGER PRIMARY KEY, id TEXT UNIQUE, article_id TEXT REFERENCES articles (id),
    start INTEGER, "end" INTEGER, digest TEXT
);
CREATE INDEX passages_of_article ON passages (article_id);
"""


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

    @classmethod
    def write(
        cls,
        path: Path,
        articles: Mapping[str, Article],
        hashes: Mapping[str, str],
        passages: Iterable[tuple[Passage, str]],
    ) -> None:
        """Write a new catalog.

        Takes articles and their content hashes by id, and passages in row order, each with the
        digest of what was embedded for it. Raises OSError when the disk takes no more.
        """
        with _refusals(), closing(sqlite3.connect(path)) as db, db:
            db.executescript(SCHEMA)
            db.executemany(
                "INSERT INTO articles VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (_article_row(article, hashes[id]) for id, article in articles.items()),
            )
            db.executemany(
                "INSERT INTO passages VALUES (?, ?, ?, ?, ?, ?)",
                (
                    (row, p.id, p.article_id, p.start, p.end, digest)
                    for row, (p, digest) in enumerate(passages)
                ),
            )

    def article(self, id: str) -> Article:
        """One article; raises KeyError when there is none of this id."""
        rows = self._query("SELECT id, path, text, about FROM articles WHERE id = ?", (id,))
        return _article(next(rows, None) or _missing(id))

    def articles(self) -> Iterator[Article]:
        """Every article, by id."""
        rows = self._query("SELECT id, path, text, about FROM articles ORDER BY id")
        return (_article(row) for row in rows)

    def hashes(self) -> dict[str, str]:
        """Article id to content hash."""
        return dict(self._query("SELECT id, hash FROM articles"))

    def digests(self) -> dict[str, str]:
        """Digest of what was embedded, to the id of a passage it was embedded for."""
        return dict(self._query("SELECT digest, id FROM passages"))

    def passage_digests(self) -> dict[str, str]:
        """Passage id to the digest of what was embedded for it."""
        return dict(self._query("SELECT id, digest FROM passages"))

    def passages(self, article_id: str) -> list[Passage]:
        """The passages of one article, in order."""
        text = self.article(article_id).text
        rows = self._query(
            'SELECT id, start, "end" FROM passages WHERE article_id = ? ORDER BY row', (article_id,)
        )
        return [Passage(id, article_id, start, end, text[start:end]) for id, start, end in rows]

    def passage_ids(self) -> list[str]:
        """Every passage id, in row order."""
        return [id for (id,) in self._query("SELECT id FROM passages ORDER BY row")]

    def passage(self, id: str) -> tuple[Passage, Article]:
        """One passage with its article; raises KeyError when there is none of this id."""
        rows = self._query('SELECT article_id, start, "end" FROM passages WHERE id = ?', (id,))
        article_id, start, end = next(rows, None) or _missing(id)
        article = self.article(article_id)
        return Passage(id, article_id, start, end, article.text[start:end]), article

    def mask(self, only: Filter) -> NDArray[np.bool_] | None:
        """One truth value a passage row: does the filter let it through? None: it lets all."""
        if only == Filter():
            return None
        where, values = _where(only)
        rows = self._query(
            f"SELECT p.row FROM passages p JOIN articles a ON a.id = p.article_id WHERE {where}",
            values,
        )
        mask = np.zeros(self.count("passages"), dtype=np.bool_)
        mask[[row for (row,) in rows]] = True
        return mask

    def count(self, table: str) -> int:
        return cast(int, next(self._query(f"SELECT count(*) FROM {table}"))[0])

    def undated(self, sources: Sequence[str] = ()) -> int:
        """How many articles state no date, among those of `sources` if any are named."""
        where, values = _where(Filter(sources=tuple(sources)))
        query = f"SELECT count(*) FROM articles a WHERE a.date IS NULL AND {where}"
        return cast(int, next(self._query(query, values))[0])

    def dates(self) -> tuple[date | None, date | None]:
        """The earliest and the latest publication date; None when no article is dated."""
        first, last = next(self._query("SELECT min(date), max(date) FROM articles"))
        return (date.fromisoformat(first), date.fromisoformat(last)) if first else (None, None)

    def sources(self) -> tuple[str, ...]:
        """Every known source, sorted."""
        query = "SELECT DISTINCT source FROM articles WHERE source IS NOT NULL ORDER BY source"
        return tuple(source for (source,) in self._query(query))

    def day_meant(self, month: int, day: int) -> date | None:
        """The day that the articles mean by "7 October": the one they write out most often with
        its year; None if they never do."""
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

    def close(self) -> None:
        self._db.close()

    def _query(self, sql: str, values: Sequence[object] = ()) -> Iterator[Any]:
        try:
            return iter(self._db.execute(sql, values).fetchall())
        except sqlite3.DatabaseError as error:
            raise BrokenIndexError(
                f"The index's catalog is damaged ({error}). "
                "Make it again with `python -m index rebuild`."
            ) from error


@contextmanager
def _refusals() -> Iterator[None]:
    """SQLite's words for a disk that refuses, as what every other file's writer raises."""
    try:
        yield
    except sqlite3.OperationalError as error:
        raise OSError(str(error)) from error


def _article_row(article: Article, hash: str) -> tuple[object, ...]:
    about = article.about
    facts = {**asdict(about), "date": about.date and about.date.isoformat()}
    facts |= {"pages": article.pages} if article.pages else {}
    day = about.date.isoformat() if about.date else None
    return (
        article.id, article.path, article.text, article.name, about.source, day,
        json.dumps(facts, ensure_ascii=False), hash,
    )  # fmt: skip


def _article(row: tuple[str, str, str, str]) -> Article:
    id, path, text, about = row
    facts = json.loads(about)
    day = date.fromisoformat(facts["date"]) if facts["date"] else None
    pages = tuple(facts.pop("pages", ()))
    return Article(id, path, text, Metadata(**{**facts, "date": day}), pages)


def _missing(id: str) -> Any:
    raise KeyError(id)


def _where(only: Filter) -> tuple[str, list[str]]:
    conditions, values = ["1"], []
    if only.since:
        conditions.append("a.date >= ?")
        values.append(only.since.isoformat())
    if only.until:
        conditions.append("a.date <= ?")
        values.append(only.until.isoformat())
    if only.sources:
        conditions.append(f"a.source IN ({', '.join('?' * len(only.sources))})")
        values.extend(only.sources)
    return " AND ".join(conditions), values
