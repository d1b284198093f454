"""The index as it is now, for readers who stay: a new generation is opened once it is current."""

import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from index import generations
from index.build import check_model
from index.embed import Embedder
from index.errors import ArchiveError
from index.searcher import Searcher


class Current:
    """The current generation of a data folder, opened with the model that asks it.

    Raises NoIndexError, BrokenIndexError, OtherModelError or ModelError. Any thread may read.
    """

    def __init__(self, data: Path, embedder: Embedder) -> None:
        self._data = data
        self._embedder = embedder
        self._lock = threading.Lock()
        self._readers: Counter[Searcher] = Counter()
        self._searcher = self._open()

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

    def close(self) -> None:
        """Let go of the index's files."""
        with self._lock:
            self._searcher.close()

    def _open(self) -> Searcher:
        searcher = Searcher.open(self._data)
        try:
            check_model(searcher.manifest, self._embedder)
        except ArchiveError:
            searcher.close()
            raise
        return searcher

    def _close_if_idle(self, searcher: Searcher) -> None:
        if not self._readers[searcher]:
            del self._readers[searcher]
            searcher.close()
