"""Write one new generation: passages, vectors, keywords, catalog; check it; make it current."""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from index import manifest, stories
from index.catalog import Catalog
from index.catalog_writer import CatalogWriter
from index.chroma import SQLITE
from index.chunk import VERSION, chunk, embedded_text
from index.embed import Embedder, Vectors
from index.errors import BrokenIndexError
from index.home import Home
from index.journal import Journal
from index.keyword import KeywordsWriter
from index.manifest import FORMAT, Manifest
from index.plan import Plan
from index.progress import Steps
from index.records import Article, Cut, Filter
from index.searcher import BM25, CATALOG, Searcher
from index.store_writer import parts
from index.vectors import SELF_MATCH, Embedded, VectorSource, spread

SELF_FOUND = 0.9
"""The least share of passages that must be found by their own vectors; a fresh approximate index
finds about 0.99."""
WASTE = 0.2
"""Passages removed stay in Chroma's graph. With more of them than this share of those that count,
a generation is written whole."""
STORING = "Writing the index"


@dataclass(frozen=True, slots=True)
class Contents:
    """What a generation is to hold."""

    plan: Plan
    hashes: Mapping[str, str]
    """The content hash of every article, by id."""
    article: Callable[[str], Article]
    """An article by its id."""


@dataclass(frozen=True, slots=True)
class Before:
    """What there is to begin with."""

    searcher: Searcher | None
    """The generation to take vectors from."""
    unchanged: bool
    """It is of the same articles and the same way to cut them, but for what the plan says."""
    generation: Path | None
    """Its folder, to keep the days from on which articles were taken in, whatever made it."""


def write_generation(
    contents: Contents, home: Home, embedder: Embedder, before: Before, track: Steps
) -> tuple[Manifest, Path, int]:
    """Write, check and commit a generation.

    Returns its manifest, its folder, and how many texts went through the model: those that the
    generation before or a build that was stopped embedded keep their vectors. Where little was
    removed, the files of the generation before are copied and changed. Raises BrokenIndexError if
    what was written can't be found again; the generation before then stays current.
    """
    generation, base = home.new_generation(), _base(contents.plan, before)
    journal = Journal(home.folder, embedder.digest)
    source = VectorSource(embedder, journal, before.searcher)
    with closing(_catalog(generation, base)) as catalog:
        gone, first = _words(generation, base, catalog, contents, embedder, before, track)
        with track.timed(STORING):
            home.begin(generation, base.generation if base else None, gone)
        dimension = _embed(home, generation, catalog, first, source, track)
        passages = catalog.passages
    # A copied catalog brings them along.
    known = None if base or not before.generation else before.generation / CATALOG
    with track.timed("Finding copies"):
        stories.write(generation / CATALOG, known)
    stated = Manifest(
        format=FORMAT,
        model=embedder.name,
        digest=embedder.digest,
        dimension=dimension or (base.manifest.dimension if base else 0),
        chunker=VERSION,
        articles=len(contents.hashes),
        passages=passages,
        removed=base.manifest.removed + len(gone) if base else 0,
        created=datetime.now(UTC).isoformat(timespec="seconds"),
        hashes=dict(contents.hashes),
        files=manifest.sizes(generation),
        digests=_digests(generation),
    )
    with track.timed("Checking"):
        _check(home, generation, first)
    with track.timed("Committing"):
        generation = home.commit(generation, stated)
    return stated, generation, source.embedded


def _digests(generation: Path) -> dict[str, str]:
    """Those of all files but the one that Chroma writes a line into at every opening."""
    names = (name for name in manifest.sizes(generation) if Path(name).name != SQLITE)
    return {name: manifest.digest(generation / name) for name in names}


def _base(todo: Plan, before: Before) -> Searcher | None:
    """The generation whose files to copy and change; None: write all anew."""
    old = before.searcher
    if not old or not before.unchanged:
        return None
    gone = old.manifest.removed + old.catalog.passages_of([*todo.removed, *todo.changed])
    return old if gone <= WASTE * old.manifest.passages else None


def _catalog(generation: Path, base: Searcher | None) -> CatalogWriter:
    return CatalogWriter(generation / CATALOG, base.generation / CATALOG if base else None)


def _words(
    generation: Path,
    base: Searcher | None,
    catalog: CatalogWriter,
    contents: Contents,
    embedder: Embedder,
    before: Before,
    track: Steps,
) -> tuple[list[str], int]:
    """Write articles, passages and keywords.

    Returns the ids of the passages that were removed, and the row of the first one added.
    """
    todo, gone = contents.plan, list[str]()
    keywords = KeywordsWriter(base.generation / BM25 if base else None)
    if base:
        gone, to = catalog.remove([*todo.removed, *todo.changed])
        if gone:
            keywords.move(to)
    first, unchanged = catalog.passages, set(todo.unchanged if before.unchanged else ())
    added = sorted({*todo.added, *todo.changed} if base else contents.hashes)
    for id in track(added, "Cutting into passages", len(added)):
        article = contents.article(id)
        if before.searcher and id in unchanged:
            passages = before.searcher.catalog.passages(id)
        else:
            passages = chunk(article, embedder.count_tokens, embedder.max_tokens)
        texts = [embedded_text(article, passage) for passage in passages]
        digests = [hashlib.sha256(text.encode()).hexdigest() for text in texts]
        catalog.add(article, contents.hashes[id], list(zip(passages, digests, strict=True)))
        keywords.add(texts)
    with track.timed("Writing keywords"):
        keywords.save(generation / BM25)
    return gone, first


def _embed(
    home: Home,
    generation: Path,
    catalog: CatalogWriter,
    first: int,
    source: VectorSource,
    track: Steps,
) -> int:
    """Store the passages from row `first` on with their vectors; returns their dimension."""
    sizes, dimension = parts(catalog.passages - first), 0

    def batches() -> Iterator[list[Embedded]]:
        for number, size in enumerate(sizes):
            yield from source.of(catalog.cuts(first + sum(sizes[:number]), size))

    def cuts() -> Iterator[tuple[list[Cut], Vectors]]:
        nonlocal dimension
        left, part = iter(sizes), list[Embedded]()
        size = next(left)
        for batch in track(batches(), "Embedding passages", sum(sizes)):
            part += batch
            if len(part) == size:
                vectors = np.asarray([vector for _, vector in part], np.float32)
                dimension, size = vectors.shape[1], next(left, 0)
                with track.timed(STORING):  # what the store does before it asks for more
                    yield [cut for cut, _ in part], vectors
                part = []

    if sizes:
        with track.timed(STORING):
            home.add(generation, sum(sizes), cuts())
    return dimension


def _check(home: Home, generation: Path, first: int) -> None:
    """Samples of all vectors and of those added must find themselves; a count alone says nothing
    of the search graph."""
    with closing(Catalog(generation / CATALOG)) as catalog:
        ids = catalog.passage_ids()
    rows = {*spread(0, len(ids)), *spread(first, len(ids))}
    with closing(home.store(generation)) as opened:
        kept = opened.held([ids[row] for row in rows])
        best = [opened.search(vector, 1, Filter()) for vector in kept.values()]
        count = opened.count()
    found = sum(cosine >= SELF_MATCH for hits in best for _, cosine in hits)
    if count != len(ids) or found < SELF_FOUND * len(rows):
        raise BrokenIndexError(
            f"The index just written fails its check ({count} of {len(ids)} passages, "
            f"{found} of {len(rows)} found again). The one before stays in use; build again."
        )
