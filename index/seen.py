"""What was read from which file, kept so that a file that has not changed is not read again.

Only a help: what it says counts only where the index holds the very article it speaks of. Used by
one build at a time.
"""

import hashlib
import json
import os
import sqlite3
import stat
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import astuple, fields
from datetime import date
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

from index import manifest
from index.records import Article, Document, Known, Problem

Found: TypeAlias = Article | Known | Problem


class _State(NamedTuple):
    """How a file is on the disk."""

    size: int
    times: str
    """When it was changed, as itself and as an entry of its folder, and which file it is."""
    settled: bool
    """It was changed long enough ago for another change to show in its times."""


NAME = "files.sqlite"
SCHEMA = """
CREATE TABLE IF NOT EXISTS reader (version TEXT);
CREATE TABLE IF NOT EXISTS files (
    path TEXT PRIMARY KEY, size INTEGER, times TEXT, digest TEXT, day TEXT, held TEXT
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS records (digest TEXT PRIMARY KEY, held TEXT) WITHOUT ROWID;
"""
RECENT = 2_000_000_000
"""Nanoseconds: a file changed so shortly before it was read may change again within one tick of the
clock that its time is told by, and is compared by its bytes."""
READERS = ("charset-normalizer", "lxml", "pypdfium2", "python-docx", "pyyaml", "trafilatura")


class Seen:
    """What earlier builds read, and what this one reads."""

    def __init__(
        self, data: Path, held: Mapping[str, str], max_bytes: int, write: bool = True
    ) -> None:
        """Open the notes in a data folder; without `write` they stay as they are.

        `held` has the content hash of each article of the index that may be kept.
        """
        self.held = held
        self._day = date.today().isoformat()
        self._kept = write or (data / NAME).is_file()
        self._db = _open(data / NAME, f"{_reader()} {max_bytes}" if self._kept else "", write)
        self._read: dict[str, tuple[_State, str, list[str | Problem]]] = {}
        self._records: dict[str, str] = {}
        self._there: set[str] = set()
        self._touched: dict[str, _State] = {}
        self._forget = False
        self.taken: dict[str, int] = {}
        """Ids of articles, and how many others wanted each."""

    @classmethod
    def nothing(cls, max_bytes: int) -> "Seen":
        """Notes of nothing, which are kept nowhere."""
        return cls(Path(os.devnull), {}, max_bytes, write=False)

    def file(self, name: str, path: Path) -> list[Found] | None:
        """What a file holds if it is as it was and all of it is in the index; None: read it.

        None also where an article before it has taken an id of one in it.
        """
        self._there.add(name)
        row = self._row("SELECT size, times, digest, day, held FROM files WHERE path = ?", name)
        if not row:
            return None
        found = [_found(item) for item in json.loads(row[4])]
        faulty = any(isinstance(one, Problem) for one in found)
        if faulty and row[3] != self._day:  # "is dated in the future": not for ever
            return None
        if not all(isinstance(one, Problem) or self._holds(one) for one in found):
            return None
        state = _state(path)
        if not state or state.size != row[0]:
            return None
        if state.times != row[1]:
            if _digest(path) != row[2]:
                return None
            self._touched[name] = state
        return [*found]

    def reading(self, name: str, path: Path, found: Iterator[Found]) -> Iterator[Found]:
        """Hand on what is read from a file, and remember it if the file stays as it is."""
        if not self._kept:
            yield from found
            return
        items: list[str | Problem] = []
        self._forget = False
        before = _state(path)
        digest = _digest(path) if before else ""
        for one in found:
            items.append(one if isinstance(one, Problem) else one.id)
            yield one
        unread = any(isinstance(item, Problem) and item.unread for item in items)
        after = _state(path)
        if before and after and digest and before[:2] == after[:2] and not (unread or self._forget):
            self._read[name] = (before, digest, items)

    def forget(self) -> None:
        """Don't remember the file that is being read: what it gives depends on others."""
        self._forget = True

    def of_record(self, id: str, document: Document, read: Iterator[Found]) -> Iterator[Found]:
        """What is made of a record: what the index holds of it, else what `read` gives."""
        told = repr((id, document)).encode("utf-8", "surrogatepass")
        digest = hashlib.sha256(told).hexdigest()
        row = self._row("SELECT held FROM records WHERE digest = ?", digest)
        known = Known(*json.loads(row[0])) if row else None
        if known and self._holds(known):
            yield known
            return
        found = list(read)
        if len(found) == 1 and isinstance(found[0], Article) and found[0].id not in self.taken:
            self._records[digest] = found[0].id
        yield from found

    def save(self, known: Mapping[str, Known]) -> None:
        """Keep what was read, by the articles that the index now holds; if the disk takes it."""
        with suppress(sqlite3.Error):
            self._save(known)

    def _save(self, known: Mapping[str, Known]) -> None:
        gone = {path for (path,) in self._db.execute("SELECT path FROM files")} - self._there
        gone |= self._read.keys()
        self._db.executemany("DELETE FROM files WHERE path = ?", [(path,) for path in gone])
        for name, (state, digest, items) in self._read.items():
            held = [item if isinstance(item, Problem) else known.get(item) for item in items]
            written = [astuple(one) for one in held if one]
            if len(written) == len(items):
                times = state.times if state.settled else ""
                row = (name, state.size, times, digest, self._day, json.dumps(written))
                self._db.execute("INSERT INTO files VALUES (?, ?, ?, ?, ?, ?)", row)
        settled = [(state.times, name) for name, state in self._touched.items() if state.settled]
        self._db.executemany("UPDATE files SET times = ? WHERE path = ?", settled)
        rows = (
            (d, json.dumps(astuple(known[id]))) for d, id in self._records.items() if id in known
        )
        self._db.executemany("INSERT OR REPLACE INTO records VALUES (?, ?)", rows)
        self._db.commit()

    def close(self) -> None:
        self._db.close()

    def _holds(self, known: Known) -> bool:
        return self.held.get(known.id) == known.hash and known.id not in self.taken

    def _row(self, query: str, value: str) -> Any:
        return self._db.execute(query, (value,)).fetchone()


def _state(path: Path) -> _State | None:
    """How a regular file is; None for what is none or can't be reached."""
    try:
        status = path.stat()
    except OSError:
        return None
    if not stat.S_ISREG(status.st_mode):
        return None
    times = f"{status.st_mtime_ns} {status.st_ctime_ns} {status.st_ino}"
    return _State(status.st_size, times, time.time_ns() - status.st_mtime_ns > RECENT)


def _digest(path: Path) -> str:
    """The SHA-256 of a file's bytes; "" if the disk refuses them."""
    try:
        return manifest.digest(path)
    except OSError:
        return ""


def _found(item: list[Any]) -> Known | Problem:
    return Known(*item) if len(item) == len(fields(Known)) else Problem(*item)


@cache
def _reader() -> str:
    """What reads files here: another version of it may read them otherwise."""
    total = hashlib.sha256()
    for path in sorted(Path(__file__).parent.glob("*.py")):
        total.update(path.read_bytes())
    return " ".join([total.hexdigest(), sys.version, *(version(name) for name in READERS)])


def _open(path: Path, reader: str, write: bool) -> sqlite3.Connection:
    """The notes; empty ones if there are none, or none that are of use."""
    try:
        if write or path.is_file():
            mode = "rwc" if write else "ro"
            db = sqlite3.connect(f"{path.resolve().as_uri()}?mode={mode}", uri=True)
            if _is_of(reader, db):
                return db
            db.close()
        if write:
            path.unlink(missing_ok=True)
            return _begun(sqlite3.connect(path), reader)
    except (OSError, sqlite3.Error):  # a disk that is full: then there are no notes
        pass
    return _begun(sqlite3.connect(":memory:"), reader)


def _is_of(reader: str, db: sqlite3.Connection) -> bool:
    try:
        return bool(db.execute("SELECT version FROM reader").fetchone() == (reader,))
    except sqlite3.Error:  # none yet, or damaged
        return False


def _begun(db: sqlite3.Connection, reader: str) -> sqlite3.Connection:
    db.executescript(SCHEMA)
    db.execute("INSERT INTO reader VALUES (?)", (reader,))
    db.commit()
    return db
