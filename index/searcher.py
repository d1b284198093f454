"""A generation open for reading: dense and keyword search under one filter."""

from contextlib import ExitStack, closing, suppress
from functools import cached_property
from pathlib import Path

from filelock import FileLock

from index import generations
from index.catalog import Catalog
from index.embed import Vectors
from index.errors import BrokenIndexError
from index.generations import Manifest
from index.keyword import Keywords
from index.records import Filter, Holdings, Listed
from index.store import Store

CATALOG = "catalog.sqlite"
CHROMA = "chroma"
BM25 = "bm25"
ATTEMPTS = 10


class Searcher:
    """One generation, which stays as it is and on disk for as long as this is open.

    Safe to use from several threads.
    """

    def __init__(self, generation: Path, lease: FileLock | None) -> None:
        self.generation = generation
        with ExitStack() as opened:
            if lease:
                opened.callback(generations.end_lease, lease)
            self.manifest: Manifest = generations.read_manifest(generation)
            generations.check_files(generation, self.manifest)
            self.catalog = opened.enter_context(closing(Catalog(generation / CATALOG)))
            self._ids = self.catalog.passage_ids()
            self.store = opened.enter_context(closing(Store.open(generation / CHROMA)))
            self._keywords = _keywords(generation / BM25, self.manifest.passages)
            self._opened = opened.pop_all()

    @classmethod
    def open(cls, data: Path) -> "Searcher":
        """Open the current generation of a data folder.

        Raises NoIndexError or BrokenIndexError when there is none, or none that can be read.
        """
        for _ in range(ATTEMPTS):
            generation = generations.current(data)
            lease = None
            # A data folder that can't be written is read all the same, without a lease.
            with suppress(OSError):
                lease = generations.read_lease(generation)
            if generations.current(data) == generation:
                return cls(generation, lease)
            if lease:
                generations.end_lease(lease)
        raise BrokenIndexError(f"The index in {data} changes all the time. Try again in a moment.")

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

    def listed(self) -> list[Listed]:
        """What a list of all articles says of each; read once, as it never changes."""
        return self._listed

    @cached_property
    def _listed(self) -> list[Listed]:
        return self.catalog.listed()

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
