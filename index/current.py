"""The index as it is now, for readers who stay: a new generation is opened once it is current."""

import os
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from index.embed import Embedder
from index.errors import ArchiveError, UnusableIndexError
from index.home import Home
from index.searcher import Searcher


class Current:
    """The current generation of an index, opened with the model that asks it.

    Raises NoIndexError, BrokenIndexError, DiskError, OtherModelError, ServerError or
    ModelError. Any thread may read.
    """

    def __init__(self, home: Home, embedder: Embedder) -> None:
        self._home = home
        self._embedder = embedder
        self._lock = threading.Lock()
        self._closed, self._process = False, os.getpid()
        self._readers: Counter[Searcher] = Counter()
        try:
            self._searcher = self._open()
        except ArchiveError:
            home.close()
            raise

    @contextmanager
    def reading(self) -> Iterator[Searcher]:
        """The current generation, kept open until the block ends."""
        self._check_open()
        with self._lock:
            if self._home.current() != self._searcher.generation:
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

    def close(self) -> None:
        """Let go of the index's files."""
        with self._lock:
            self._closed = True
            self._searcher.close()
            self._home.close()

    def _check_open(self) -> None:
        if self._closed:
            raise UnusableIndexError("This archive was closed: open it again with Archive.open().")
        if os.getpid() != self._process:  # the threads of what it uses were left behind
            raise UnusableIndexError(
                "This archive was opened in another process, of which this one is a fork: open it "
                "in each process, and start these with multiprocessing's “spawn”."
            )

    def _open(self) -> Searcher:
        searcher = Searcher(self._home)
        try:
            searcher.check_model(self._embedder)
        except ArchiveError:
            searcher.close()
            raise
        return searcher

    def _close_if_idle(self, searcher: Searcher) -> None:
        if not self._readers[searcher]:
            del self._readers[searcher]
            searcher.close()
