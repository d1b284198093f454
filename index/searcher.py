"""A generation open for reading: dense and keyword search under one filter."""

import weakref
from collections.abc import Callable, Sequence
from contextlib import ExitStack, closing
from dataclasses import replace
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index import manifest
from index.catalog import Catalog
from index.embed import Embedder, Vectors
from index.errors import OtherModelError
from index.home import Home, home_of
from index.keyword import Keywords
from index.manifest import Manifest
from index.records import Filter, Holdings, Listed

CATALOG = "catalog.sqlite"
BM25 = "bm25"
SPARE = 1.5
"""How many times the passages wanted are asked for, were those of a filter spread evenly."""
READING = 8
"""Reading one passage's vector takes as long as finding so many more passages (docs/LOG.md)."""


class Searcher:
    """One generation, which stays as it is and where it is for as long as this is open.

    Safe to use from several threads.
    """

    def __init__(self, home: Home, close: Callable[[], None] | None = None) -> None:
        """Open the current generation of a place; raises as `open` does.

        `close` is called when this is closed, or can't be opened.
        """
        with ExitStack() as opened:
            if close:
                opened.callback(close)
            self.generation = opened.enter_context(home.held())
            self.manifest: Manifest = manifest.read(self.generation)
            manifest.check_files(self.generation, self.manifest)
            self.catalog = opened.enter_context(closing(Catalog(self.generation / CATALOG)))
            self._ids = self.catalog.passage_ids()
            self.store = opened.enter_context(closing(home.store(self.generation)))
            self._keywords = Keywords.open(self.generation / BM25, self.manifest.passages)
            self._opened = opened.pop_all()
        # Who never closes it lets go all the same, before the modules go that this needs.
        weakref.finalize(self, self._opened.close)

    @classmethod
    def open(cls, data: Path | str) -> "Searcher":
        """Open the current generation of a data folder or a server.

        Raises NoIndexError, BrokenIndexError or DiskError when there is none, or none that can be
        read.
        """
        home = home_of(data)
        return cls(home, home.close)

    def damaged(self) -> list[str]:
        """The files whose bytes are not those that were written; all of them are read for it."""
        return manifest.changed(self.generation, self.manifest)

    def check_model(self, embedder: Embedder) -> None:
        """Raise OtherModelError unless the index was built with this very model."""
        if self.manifest.digest != embedder.digest:
            named = self.manifest.model
            other = "other weights of it" if named == embedder.name else embedder.name
            raise OtherModelError(
                f"The index was built with the model {named}, but {other} is set now. "
                "Set ARCHIVE_MODEL back, or build anew with `python -m index rebuild`."
            )

    def nearest(self, vector: Vectors, k: int, only: Filter) -> list[tuple[str, float]]:
        """The passages nearest to a question's vector: (id, cosine), best first."""
        mask = self.catalog.mask(only)
        if mask is not None:
            return self._nearest_of(np.flatnonzero(mask), mask, vector, k, only)
        k = min(k, self.manifest.passages)
        return self.store.search(vector, k, only) if k else []

    def _nearest_of(
        self, rows: NDArray[np.intp], mask: NDArray[np.bool_], vector: Vectors, k: int, only: Filter
    ) -> list[tuple[str, float]]:
        """The nearest among some rows: all of few are compared, many are sieved from more.

        Chroma's own filter takes longer the larger the archive is, whatever it lets through.
        """
        if not len(rows):
            return []
        k = min(k, len(rows))
        asked = round(SPARE * k * len(mask) / len(rows))
        if READING * len(rows) <= asked:
            return self._compared([self._ids[row] for row in rows], vector)[:k]
        for some in (asked, 4 * asked):
            found = self.store.search(vector, min(some, len(mask)), Filter())
            sieved = [(id, cosine) for id, cosine in found if mask[self._rows[id]]]
            if len(sieved) >= k:
                return sieved[:k]
        # All of them are far from the question. Chroma lets the unknown through if it excludes.
        named = only.sources or self.holdings.sources
        left = tuple(source for source in named if source not in only.excluded)
        asked_of = replace(only, sources=left, excluded=()) if only.excluded else only
        return self.store.search(vector, k, asked_of)

    def _compared(self, ids: Sequence[str], vector: Vectors) -> list[tuple[str, float]]:
        cosines = self.store.vectors(ids) @ vector
        return sorted(zip(ids, map(float, cosines), strict=True), key=lambda hit: -hit[1])

    @cached_property
    def _rows(self) -> dict[str, int]:
        return {id: row for row, id in enumerate(self._ids)}

    def keyword(self, text: str, k: int, only: Filter) -> list[tuple[str, float]]:
        """The passages that share words with a text: (id, BM25 score), best first."""
        found = self._keywords.search(text, k, self.catalog.mask(only))
        return [(self._ids[row], score) for row, score in found]

    def rarity(self, text: str) -> dict[str, float]:
        """The stems of a text's words with their inverse document frequencies in this archive."""
        return self._keywords.rarity(text)

    @cached_property
    def holdings(self) -> Holdings:
        """What this generation holds; counted once, as it never changes."""
        since, until = self.catalog.dates()
        return Holdings(
            generation=self.generation.name,
            model=self.manifest.model,
            articles=self.manifest.articles,
            passages=self.manifest.passages,
            undated=self.catalog.undated(),
            since=since,
            until=until,
            sources=self.catalog.sources(),
            copies=self.catalog.told_again(),
        )

    @cached_property
    def listed(self) -> list[Listed]:
        """What a list of all articles says of each; read once, as it never changes."""
        return self.catalog.listed()

    def close(self) -> None:
        """Let go of the files; the generation may then be removed."""
        self._opened.close()
