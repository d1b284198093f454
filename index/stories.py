"""What a catalog adds to its articles: the day each was taken in, and which of them are one story.

Works on a catalog's file once its articles are written, and reads only those that are new.
"""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, suppress
from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np

from index.copies import Kinship, Sketch, find

ADOPT = """
INSERT OR IGNORE INTO intake SELECT * FROM before.intake;
INSERT OR IGNORE INTO sketches SELECT * FROM before.sketches;
INSERT OR IGNORE INTO verdicts SELECT * FROM before.verdicts;
"""
FORGET = """
DELETE FROM intake WHERE (article_id, hash) NOT IN (SELECT id, hash FROM articles);
DELETE FROM sketches WHERE article_id NOT IN (SELECT article_id FROM intake);
DELETE FROM verdicts WHERE one NOT IN (SELECT article_id FROM intake)
    OR other NOT IN (SELECT article_id FROM intake);
DELETE FROM stories;
"""
"""Of articles that are gone or changed, and the stories, which are told anew."""


def write(catalog: Path, before: Path | None = None, today: date | None = None) -> None:
    """Note in a catalog's file when each article was taken in, and which are one story.

    The file may be a changed copy of that of the generation before; if it is written anew, `before`
    is that. An article that stands there just so keeps its day and is not read again; the others
    are taken in `today` (default: the day in UTC).
    """
    with closing(sqlite3.connect(catalog.resolve().as_uri(), uri=True)) as db:
        # Nobody else has the file, and a build that is killed leaves it to be removed.
        db.execute("PRAGMA journal_mode = MEMORY")
        db.execute("PRAGMA synchronous = OFF")
        if before:
            with suppress(sqlite3.DatabaseError):  # a damaged one: all is looked at anew
                uri = f"{before.resolve().as_uri()}?mode=ro&immutable=1"
                db.execute("ATTACH ? AS before", (uri,))
                db.executescript(ADOPT)
        db.executescript(FORGET)
        known = _known(db)
        found = find(_Texts(db), known)
        _save(db, found, known)
        day = (today or datetime.now(UTC).date()).isoformat()
        db.execute("INSERT OR IGNORE INTO intake SELECT id, hash, ? FROM articles", (day,))
        db.commit()


class _Texts(Mapping[str, str]):
    """The articles' texts by id, each read when it is asked for."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def __getitem__(self, id: str) -> str:
        text: str = self._db.execute("SELECT text FROM articles WHERE id = ?", (id,)).fetchone()[0]
        return text

    def __iter__(self) -> Iterator[str]:
        return (id for (id,) in self._db.execute("SELECT id FROM articles").fetchall())

    def __len__(self) -> int:
        count: int = self._db.execute("SELECT count(*) FROM articles").fetchone()[0]
        return count


def _known(db: sqlite3.Connection) -> Kinship:
    rows = db.execute("SELECT article_id, words, body, runs FROM sketches")
    sketches = {
        id: Sketch(words, body, np.frombuffer(runs, np.uint64)) for id, words, body, runs in rows
    }
    compared = db.execute("SELECT one, other, same FROM verdicts")
    return Kinship(sketches, {(one, other): bool(same) for one, other, same in compared}, ())


def _save(db: sqlite3.Connection, found: Kinship, known: Kinship) -> None:
    db.executemany(
        "INSERT INTO sketches VALUES (?, ?, ?, ?)",
        (
            (id, sketch.words, sketch.body, sketch.runs.tobytes())
            for id, sketch in found.sketches.items()
            if id not in known.sketches
        ),
    )
    db.executemany(
        "INSERT INTO verdicts VALUES (?, ?, ?)",
        ((*pair, same) for pair, same in found.verdicts.items() if pair not in known.verdicts),
    )
    db.executemany(
        "INSERT INTO stories VALUES (?, ?)",
        ((id, story) for story, ids in enumerate(found.groups) for id in ids),
    )
