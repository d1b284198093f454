"""Writing a catalog: anew, or from a copy of an earlier generation's."""

import shutil
import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import cast

import numpy as np

from index.catalog import ARTICLE, KEEPS_STEMS, SCHEMA, article_of_row, row_of_article
from index.postings import GONE, Numbers
from index.records import Article, Cut, Passage
from index.stems import sentence_stems, written


class CatalogWriter:
    """A catalog that nobody reads yet. Passages have the rows from 0 on, without a gap."""

    def __init__(self, path: Path, old: Path | None = None) -> None:
        if old:
            shutil.copyfile(old, path)
        # Nobody else has the file, and a build that is killed leaves it to be removed.
        self._db = sqlite3.connect(path, isolation_level=None)
        self._db.execute("PRAGMA journal_mode = OFF")
        self._db.execute("PRAGMA synchronous = OFF")
        if not old:
            self._db.executescript(SCHEMA)
        elif not self._db.execute(KEEPS_STEMS).fetchone():
            self._db.execute("ALTER TABLE passages ADD COLUMN stems TEXT")
        self._db.execute("BEGIN")
        self.passages = self._number("SELECT count(*) FROM passages")

    @property
    def articles(self) -> int:
        return self._number("SELECT count(*) FROM articles")

    def remove(self, article_ids: Sequence[str]) -> tuple[list[str], Numbers]:
        """Remove articles with their passages, and fill the gaps with the last rows.

        Returns the ids of the passages removed, and the new row of each old one or GONE.
        """
        gone: list[tuple[int, str]] = []
        for id in article_ids:
            gone += self._db.execute("SELECT row, id FROM passages WHERE article_id = ?", (id,))
            self._db.execute("DELETE FROM passages WHERE article_id = ?", (id,))
            self._db.execute("DELETE FROM articles WHERE id = ?", (id,))
        to = np.arange(self.passages, dtype=np.int32)
        to[[row for row, _ in gone]] = GONE
        self.passages -= len(gone)
        gaps = np.flatnonzero(to[: self.passages] == GONE)
        last = self.passages + np.flatnonzero(to[self.passages :] != GONE)
        to[last] = gaps
        self._db.executemany(
            "UPDATE passages SET row = ? WHERE row = ?",
            zip(gaps.tolist(), last.tolist(), strict=True),
        )
        return [id for _, id in gone], to

    def add(self, article: Article, hash: str, passages: Sequence[tuple[Passage, str]]) -> None:
        """Add an article with its content hash, and its passages with their digests, in order."""
        marks = ", ".join("?" * 8)
        self._db.execute(f"INSERT INTO articles VALUES ({marks})", row_of_article(article, hash))
        self._db.executemany(
            "INSERT INTO passages VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                (row, p.id, p.article_id, p.start, p.end, digest, written(stems))
                for row, ((p, digest), stems) in enumerate(
                    zip(passages, sentence_stems([p.text for p, _ in passages]), strict=True),
                    start=self.passages,
                )
            ),
        )
        self.passages += len(passages)

    def cuts(self, first: int, count: int) -> list[Cut]:
        """`count` passages from row `first` on, in the order of rows."""
        query = (
            'SELECT id, article_id, start, "end", digest, '
            "row > (SELECT min(row) FROM passages other WHERE other.digest = passages.digest) "
            "FROM passages WHERE row >= ? AND row < ? ORDER BY row"
        )
        articles: dict[str, Article] = {}
        cuts = []
        for id, article_id, start, end, digest, copy in self._db.execute(
            query, (first, first + count)
        ):
            article = articles.get(article_id) or self._article(article_id)
            articles[article_id] = article
            passage = Passage(id, article_id, start, end, article.text[start:end])
            cuts.append(Cut(article, passage, digest, bool(copy)))
        return cuts

    def close(self) -> None:
        """Write what is not yet written."""
        if self._db.in_transaction:
            self._db.execute("COMMIT")
        self._db.close()

    def _article(self, id: str) -> Article:
        return article_of_row(self._db.execute(f"{ARTICLE} WHERE id = ?", (id,)).fetchone())

    def _number(self, query: str) -> int:
        return cast(int, self._db.execute(query).fetchone()[0])
