"""Write one new generation: passages, vectors, keywords, catalog; check it; make it current."""

import hashlib
from collections.abc import Mapping, Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np

from index import generations
from index.catalog import Catalog
from index.chunk import VERSION, chunk, embedded_text
from index.embed import BATCH, Embedder, Vectors
from index.errors import BrokenIndexError
from index.generations import FORMAT, Manifest
from index.keyword import Keywords
from index.plan import Plan
from index.progress import Steps, Track
from index.records import Article, Filter, Passage
from index.searcher import BM25, CATALOG, CHROMA, Searcher
from index.store import Store

Cut: TypeAlias = tuple[Article, Passage]

SELF_QUERIES = 50
SELF_MATCH = 0.999
"""The least cosine at which a passage counts as found by its own vector."""
SELF_FOUND = 0.9
"""The least share of passages that must be; a fresh approximate index finds about 0.99."""


def write_generation(
    todo: Plan,
    articles: Mapping[str, Article],
    hashes: Mapping[str, str],
    data: Path,
    embedder: Embedder,
    old: Searcher | None,
    track: Steps,
) -> tuple[Manifest, Path, int]:
    """Write, check and commit a generation of `articles`.

    Returns its manifest, its folder, and how many passages went through the model: those that the
    old generation holds already keep their vectors. Raises BrokenIndexError if what was written
    can't be found again; the old generation then stays current.
    """
    cuts = _cut(todo, articles, embedder, old, track)
    texts = [embedded_text(article, passage) for article, passage in cuts]
    digests = [hashlib.sha256(text.encode()).hexdigest() for text in texts]
    vectors, embedded = _vectors(texts, digests, embedder, old, track)
    generation = generations.new_generation(data)
    passages = list(zip((passage for _, passage in cuts), digests, strict=True))
    with track.timed("Writing the catalog"):
        Catalog.write(generation / CATALOG, articles, hashes, passages)
    with track.timed("Writing keywords"):
        Keywords.write(generation / BM25, texts)
    _store(generation / CHROMA, cuts, vectors, track)
    manifest = Manifest(
        format=FORMAT,
        model=embedder.name,
        digest=embedder.digest,
        dimension=vectors.shape[1],
        chunker=VERSION,
        articles=len(articles),
        passages=len(cuts),
        created=datetime.now(UTC).isoformat(timespec="seconds"),
        hashes=dict(hashes),
        files=generations.sizes(generation),
    )
    with track.timed("Committing"):
        generations.commit(data, generation, manifest)
    return manifest, generation, embedded


def _cut(
    todo: Plan,
    articles: Mapping[str, Article],
    embedder: Embedder,
    old: Searcher | None,
    track: Track,
) -> list[Cut]:
    unchanged = set(todo.unchanged)
    cuts: list[Cut] = []
    for id in track(sorted(articles), "Cutting into passages", len(articles)):
        if old and id in unchanged:
            passages = old.catalog.passages(id)
        else:
            passages = chunk(articles[id], embedder.count_tokens, embedder.max_tokens)
        cuts += [(articles[id], passage) for passage in passages]
    return cuts


def _vectors(
    texts: Sequence[str],
    digests: Sequence[str],
    embedder: Embedder,
    old: Searcher | None,
    track: Track,
) -> tuple[Vectors, int]:
    """The vector of each text, from the old index where it has one; and how many were new."""
    known = old.catalog.digests() if old else {}
    new = [i for i, digest in enumerate(digests) if digest not in known]
    # Longest first: a batch holds texts of like length, and the time left is never told too short.
    new.sort(key=lambda i: -len(texts[i]))
    rows: dict[int, Any] = {}
    batches = [new[i : i + BATCH] for i in range(0, len(new), BATCH)]
    for batch in track(batches, "Embedding passages", len(new)):
        rows.update(zip(batch, embedder.encode_passages([texts[i] for i in batch]), strict=True))
    if old:
        kept = [i for i, digest in enumerate(digests) if digest in known]
        vectors = old.store.vectors([known[digests[i]] for i in kept])
        rows.update(zip(kept, vectors, strict=True))
    return np.asarray([rows[i] for i in range(len(texts))], dtype=np.float32), len(new)


def _store(folder: Path, cuts: Sequence[Cut], vectors: Vectors, track: Track) -> None:
    Store.write(folder, cuts, vectors, lambda parts: track(parts, "Writing the index", len(parts)))
    with closing(Store.open(folder)) as store:
        _check(store, vectors)


def _check(store: Store, vectors: Vectors) -> None:
    """A sample of vectors must find themselves; a count alone says nothing of the search graph."""
    rows = np.linspace(0, len(vectors) - 1, min(SELF_QUERIES, len(vectors)), dtype=int)
    found = sum(store.search(vectors[row], 1, Filter())[0][1] >= SELF_MATCH for row in rows)
    if store.count() != len(vectors) or found < SELF_FOUND * len(rows):
        raise BrokenIndexError(
            f"The index just written fails its check ({store.count()} of {len(vectors)} passages, "
            f"{found} of {len(rows)} found again). The one before stays in use; build again."
        )
