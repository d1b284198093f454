"""A generation open for reading: dense and keyword search under one filter."""

from collections.abc import Callable
from contextlib import ExitStack, closing
from functools import cached_property
from pathlib import Path

from index import manifest
from index.catalog import Catalog
from index.embed import Vectors
from index.errors import BrokenIndexError
from index.home import Home, home_of
from index.keyword import Keywords
from index.manifest import Manifest
from index.records import Filter, Holdings

CATALOG = "catalog.sqlite"
BM25 = "bm25"


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
            self._keywords = _keywords(self.generation / BM25, self.manifest.passages)
            self._opened = opened.pop_all()

    @classmethod
    def open(cls, data: Path | str) -> "Searcher":
        """Open the current generation of a data folder or a server.

        Raises NoIndexError or BrokenIndexError when there is none, or none that can be read.
        """
        home = home_of(data)
        return cls(home, home.close)

    def nearest(self, vector: Vectors, k: int, only: Filter) -> list[tuple[str, float]]:
        """The passages nearest to a question's vector: (id, cosine), best first."""
        k = min(k, self.manifest.passages)
        return self.store.search(vector, k, only) if k else []

    def keyword(self, text: str, k: int, only: Filter) -> list[tuple[str, float]]:
        """The passages that share words with a text: (id, BM25 score), best first."""
        found = self._keywords.search(text, k, self.catalog.mask(only))
        return [(self._ids[row], score) for row, score in found]

    def rarity(self, text: str) -> dict[str, float]:
        """The stems of a text's words with their inverse document frequencies in this archive."""
        return self._keywords.rarity(text)

    def holdings(self) -> Holdings:
        """What this generation holds; counted once, as it never changes."""
        return self._holdings

    @cached_property
    def _holdings(self) -> Holdings:
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

    def close(self) -> None:
        """Let go of the files; the generation may then be removed."""
        self._opened.close()


def _keywords(folder: Path, rows: int) -> Keywords:
    try:
        return Keywords.open(folder, rows)
    except (OSError, ValueError, KeyError) as error:
        raise BrokenIndexError(
            f"The index's keywords in {folder} are damaged ({error}). "
            "Make it again with `python -m index rebuild`."
        ) from error
