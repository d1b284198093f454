"""Chroma in a folder: clients of it, its collections, a copy of its files.

This and `index.connection` are the only modules that know chromadb, which is imported at first use:
it takes a second.
"""

import re
import shutil
import sqlite3
import threading
import warnings
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path
from typing import Any, TypeAlias

from index.errors import ArchiveError, BrokenIndexError, DiskError

Client: TypeAlias = Any
Collection: TypeAlias = Any
Guard: TypeAlias = Callable[[], AbstractContextManager[None]]
"""Made anew around each call of Chroma's, to say in our words what went wrong."""

SQLITE = "chroma.sqlite3"
"""The file by which a folder is known as Chroma's."""

FULL = re.compile(r"disk is full|No space left|quota exceeded", re.IGNORECASE)
"""How SQLite and the system say that there is no room: Chroma writes a line at every opening."""

_ENGINES = threading.Lock()
"""Chroma gives clients of one path one engine, and a second thread may get it before it runs."""


@contextmanager
def embedded(folder: Path) -> Iterator[Client]:
    """A client of Chroma's files in a folder."""
    import chromadb
    from chromadb.config import Settings

    settings = Settings(anonymized_telemetry=False)
    with _ENGINES:
        # One spelling of a path: Chroma makes two engines on one database of two spellings.
        client: Any = chromadb.PersistentClient(str(folder.resolve()), settings)
    try:
        yield client
    finally:
        with _ENGINES:
            client.close()


@contextmanager
def reading(folder: Path) -> Iterator[None]:
    """Around each call on a store that is read: what goes wrong, in our words."""
    try:
        yield
    except (ArchiveError, ImportError):  # an install that lacks Chroma is no damaged index
        raise
    except Exception as error:  # Chroma raises many kinds for damaged files
        if FULL.search(str(error)):
            raise DiskError(
                f"The index in {folder.parent} can't be opened: the disk is full. "
                "It stays as it is; make room, then ask again."
            ) from error
        raise BrokenIndexError(
            f"The index in {folder.parent} is damaged ({error}). "
            "Make it again with `python -m index rebuild`."
        ) from error


@contextmanager
def refusals() -> Iterator[None]:
    """Chroma's words for a disk that refuses, as what every other file's writer raises."""
    from chromadb.errors import ChromaError

    try:
        yield
    except ChromaError as error:
        raise OSError(f"Chroma: {error}") from error


def copy(old: Path, folder: Path) -> None:
    """Copy a store that is perhaps being read into a new folder."""
    folder.mkdir()
    for path in sorted(old.rglob("*")):
        target = folder / path.relative_to(old)
        if path.is_dir():
            target.mkdir()
        elif path.name == SQLITE:
            _backup(path, target)
        elif not path.name.startswith(SQLITE):  # a journal is of the moment
            shutil.copyfile(path, target)


def _backup(path: Path, to: Path) -> None:
    """Copy a database that a reader may be writing its line into."""
    source = f"{path.resolve().as_uri()}?mode=ro"
    with closing(sqlite3.connect(source, uri=True)) as old, closing(sqlite3.connect(to)) as new:
        new.execute("PRAGMA synchronous = OFF")
        old.backup(new)


def create(client: Client, name: str, hnsw: dict[str, Any]) -> Collection:
    """Make a new collection for vectors of ours."""
    return client.create_collection(name, embedding_function=None, configuration={"hnsw": hnsw})


def get(client: Client, name: str) -> Collection:
    """A collection that is there."""
    return client.get_collection(name, embedding_function=None)


def tune(collection: Collection, hnsw: dict[str, Any]) -> None:
    """Change how a collection's search graph is written."""
    with warnings.catch_warnings():
        # Chroma warns of what it itself writes where there is no embedding function.
        warnings.simplefilter("ignore", DeprecationWarning)
        collection.modify(configuration={"hnsw": hnsw})
