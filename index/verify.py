"""Check a built index against everything it promises: `python -m index verify`.

A count says little: each check looks at what would give a wrong answer or a wrong citation.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from index.chunk import embedded_text
from index.embed import Embedder, Vectors
from index.errors import ArchiveError, BrokenIndexError
from index.home import CHROMA
from index.plan import content_hash
from index.records import Filter, Passage
from index.searcher import Searcher
from index.stems import sentence_stems
from index.vectors import SAMPLE, SELF_MATCH, differing, sample
from index.write import SELF_FOUND

SHOWN = 5
"""Ids named in a fault."""
READ = "every part can be read"
FEW_WORDS = 3
"""A passage with fewer indexed words may well not be the best one for them."""


@dataclass(frozen=True, slots=True)
class Check:
    """A promise, how many things were held against it, and which of them break it."""

    promise: str
    of: int
    broken: tuple[str, ...] = ()
    """Ids, or what is wrong in words."""
    allowed: int = 0
    """So many may: approximate search misses some."""

    @property
    def holds(self) -> bool:
        return len(self.broken) <= self.allowed

    def __str__(self) -> str:
        if self.holds:
            return f"ok     {self.promise} ({self.of:,})"
        some = ", ".join(self.broken[:SHOWN]) + (" …" if len(self.broken) > SHOWN else "")
        return f"BROKEN {self.promise}: {len(self.broken):,} of {self.of:,} don't: {some}"


def verify(searcher: Searcher, embedder: Embedder) -> Iterator[Check]:
    """Hold an open index against its promises, one check after the other.

    `embedder` must be the model it was built with. A part that can't be read at all is a broken
    promise too.
    """
    files = _files(searcher)
    yield files
    if any(name.startswith(f"{CHROMA}/") for name in files.broken):
        return  # what is damaged there may end the whole process that reads it
    for check in CHECKS:
        try:
            yield check(searcher, embedder)
        except BrokenIndexError as error:
            yield Check(READ, 1, (str(error),))
        except ArchiveError:  # of the model, or of the way to a server
            raise
        except Exception as error:  # damaged bytes make libraries raise many kinds
            yield Check(READ, 1, (f"{type(error).__name__}: {error}",))


def _files(searcher: Searcher) -> Check:
    wrong = tuple(searcher.damaged())
    return Check("files are what was written, to the byte", len(searcher.manifest.digests), wrong)


def _counts(searcher: Searcher, _: Embedder) -> Check:
    manifest, catalog = searcher.manifest, searcher.catalog
    stated = {
        "articles in the catalog": (catalog.count("articles"), manifest.articles),
        "articles with a hash": (len(manifest.hashes), manifest.articles),
        "passages in the catalog": (catalog.count("passages"), manifest.passages),
        "vectors": (searcher.store.count(), manifest.passages),
    }
    wrong = [f"{n} {what}, {m} stated" for what, (n, m) in stated.items() if n != m]
    return Check("the parts hold as many as the manifest states", len(stated), tuple(wrong))


def _articles(searcher: Searcher, _: Embedder) -> Check:
    hashes = searcher.manifest.hashes
    found = {article.id: content_hash(article) for article in searcher.catalog.articles()}
    wrong = [id for id in found.keys() | hashes.keys() if found.get(id) != hashes.get(id)]
    return Check("articles are what was indexed, to the letter", len(found), tuple(sorted(wrong)))


def _passages(searcher: Searcher, _: Embedder) -> Check:
    """Every passage belongs to an article and is a part of its text that was embedded as such."""
    catalog, wrong = searcher.catalog, []
    digests = catalog.passage_digests()
    for article in catalog.articles():
        for passage in catalog.passages(article.id):
            text = embedded_text(article, passage)
            digest = digests.pop(passage.id)
            inside = 0 <= passage.start < passage.end <= len(article.text)
            if not inside or hashlib.sha256(text.encode()).hexdigest() != digest:
                wrong.append(passage.id)
    of = searcher.manifest.passages
    return Check("passages stand in their articles", of, (*wrong, *digests))


def _stored(searcher: Searcher, _: Embedder) -> Check:
    there, ids = set(searcher.store.ids()), set(searcher.catalog.passage_ids())
    return Check("each passage has a vector, each vector a passage", len(ids), tuple(there ^ ids))


def _vectors(searcher: Searcher, embedder: Embedder) -> Check:
    """A sample embedded once more gives the vectors kept: same model, same texts, same rows."""
    of = len(sample(searcher))
    wrong = tuple(differing(searcher, embedder))
    return Check("vectors are what the model makes of the texts", of, wrong)


def _nearest(searcher: Searcher, _: Embedder) -> Check:
    """Each vector of a sample finds itself, or one like it."""
    some = sample(searcher)
    found = [searcher.nearest(vector, 1, Filter()) for vector in _kept(searcher, some)]
    missed = [not hits or hits[0][1] < SELF_MATCH for hits in found]
    allowed = int((1 - SELF_FOUND) * len(some))
    promise = "search by meaning finds a passage by itself"
    return Check(promise, len(some), _where(some, missed), allowed)


def _keywords(searcher: Searcher, _: Embedder) -> Check:
    """Each passage of a sample is among the best for its own rarest words."""
    some = [p for p in sample(searcher) if len(searcher.rarity(p.text)) >= FEW_WORDS]
    missed = [
        p.id not in {id for id, _ in searcher.keyword(p.text, SAMPLE, Filter())} for p in some
    ]
    return Check("search by words finds a passage by its own", len(some), _where(some, missed))


def _stems(searcher: Searcher, _: Embedder) -> Check:
    """The stems kept of a sample, which rank it, are those of its text."""
    some = sample(searcher)
    kept = searcher.catalog.stems([passage.id for passage in some])
    own = sentence_stems([passage.text for passage in some])
    wrong = [kept.get(p.id, found) != found for p, found in zip(some, own, strict=True)]
    return Check("passages are ranked by their own words", len(some), _where(some, wrong))


def _kept(searcher: Searcher, some: Sequence[Passage]) -> Vectors:
    return searcher.store.vectors([passage.id for passage in some])


CHECKS: tuple[Callable[[Searcher, Embedder], Check], ...] = (
    _counts, _articles, _passages, _stored, _vectors, _nearest, _keywords, _stems,
)  # fmt: skip


def _where(some: Sequence[Passage], wrong: Iterable[bool]) -> tuple[str, ...]:
    return tuple(passage.id for passage, bad in zip(some, wrong, strict=True) if bad)
