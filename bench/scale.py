"""What an archive costs at size: to build, to keep, to open, to search, and what the search misses.

Invented sentences, one a passage, with vectors like those of RealTimeQA's passages: of two that
stand near each other in an article, mixed, with some noise. (Mixtures of passages that have nothing
in common lie in a space that no archive fills, and few searches find their way in it:
docs/LOG.md.) The questions' vectors are RealTimeQA's. Each size is built by a process of its
own, the way a user's archive is.
"""

import random
import sys
import time
from collections.abc import Sequence
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from bench.incremental import Generated, size_of, story, timed
from bench.realtimeqa import asked_of
from bench.remembering import Remembering
from index.build import build
from index.embed import Vectors
from index.home import CHROMA
from index.records import Filter
from index.searcher import BM25, CATALOG, Searcher

SIZES = (5_000, 50_000, 500_000, 1_000_000)
"""Passages."""
SMALL = (600,)
NEAR = 3
"""So many rows further, at most, stands the other of two real passages."""
NOISE = 0.01
"""Of each of a vector's numbers; a fifth of its length in all."""
SENTENCES = 12
"""Of an article, each a passage."""
LENGTH = 13
"""Words of a sentence."""
QUESTIONS = 100
K, BEST = 50, 10
"""How many passages an answer asks for, and among how many recall is counted."""
SOURCES, DAYS = 50, 1000
FIRST = date(2020, 1, 1)
HALF = FIRST + timedelta(days=DAYS // 2)
FILTERS = {
    "no filter": Filter(),
    "a source (2 %)": Filter(sources=("Source 7",)),
    "dates (50 %)": Filter(since=HALF),
    "both (1 %)": Filter(since=HALF, sources=("Source 7",)),
    "ten days (1 %)": Filter(since=HALF, until=HALF + timedelta(days=9)),
}


class Between(Generated):
    """Pretends to be a model: gives each text a vector between two real ones, always the same."""

    max_tokens = 22  # a sentence is a passage

    def __init__(self, real: Vectors) -> None:
        super().__init__("between", "0" * 64)
        self._real = real

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        return np.stack([self._vector(random.Random(text)) for text in texts])

    encode_questions = encode_passages

    def _vector(self, dice: random.Random) -> Vectors:
        row, share = dice.randrange(len(self._real)), dice.uniform(0.2, 0.5)
        one, other = self._real[row], self._real[(row + dice.randint(1, NEAR)) % len(self._real)]
        noise = np.random.default_rng(dice.getrandbits(32)).normal(scale=NOISE, size=len(one))
        vector = one * (1 - share) + other * share + noise
        return np.asarray(vector / np.linalg.norm(vector), np.float32)


def run(embedder: Remembering, sample: int | None) -> dict[str, Any]:
    """For each size: what building takes, bytes, milliseconds to open and to search, recall."""
    with asked_of(embedder, sample) as (asked, archive), archive.reading() as searcher:
        real = searcher.store.vectors(searcher.catalog.passage_ids())
        questions = embedder.encode_questions([row["question"] for row in asked[:QUESTIONS]])
    sizes = SMALL if sample else SIZES
    return {f"{size:,} passages": _measure(size, real, questions) for size in sizes}


def _measure(size: int, real: Vectors, questions: Vectors) -> dict[str, Any]:
    with TemporaryDirectory() as temporary:
        folder, data = Path(temporary, "articles"), Path(temporary, "data")
        folder.mkdir()
        _write(folder / "invented.jsonl", size)
        np.save(Path(temporary, "real.npy"), real)
        built = timed([sys.executable, "-m", "bench.scale", temporary])
        Searcher.open(data).close()  # what is imported once is imported now
        start = time.perf_counter()
        with closing(Searcher.open(data)) as searcher:
            opened = time.perf_counter() - start
            count = searcher.manifest.passages
            return {
                "passages": count,
                "build": built,
                "microseconds of the processor a passage": round(
                    1e6 * built["processor seconds"] / count
                ),
                "bytes a passage": _bytes(searcher.generation, count),
                "opened, ms": round(1000 * opened, 1),
                **_searches(searcher, questions),
            }


def _write(path: Path, size: int) -> None:
    words = random.Random(size)
    with path.open("w", encoding="utf-8") as lines:
        for _ in range(size // SENTENCES):
            day = FIRST + timedelta(days=words.randrange(DAYS))
            text = story(words, SENTENCES, LENGTH)
            source = f"Source {words.randrange(SOURCES)}"
            lines.write(f'{{"text": "{text}", "date": "{day}", "source": "{source}"}}\n')


def _bytes(generation: Path, passages: int) -> dict[str, int]:
    parts = {"vectors and search graph": CHROMA, "keywords": BM25, "texts and facts": CATALOG}
    found = {name: size_of(generation / part) // passages for name, part in parts.items()}
    return found | {"all": size_of(generation) // passages}


def _searches(searcher: Searcher, questions: Vectors) -> dict[str, Any]:
    ids = np.asarray(searcher.catalog.passage_ids())
    vectors = searcher.store.vectors(ids.tolist())
    found: dict[str, Any] = {}
    for name, only in FILTERS.items():
        mask = searcher.catalog.mask(only)
        some = np.arange(len(ids)) if mask is None else np.flatnonzero(mask)
        searcher.nearest(questions[0], K, only)  # what is read once is read now
        times, right = [], []
        for question in questions:
            start = time.perf_counter()
            hits = [id for id, _ in searcher.nearest(question, K, only)]
            times.append(1000 * (time.perf_counter() - start))
            best = ids[some[np.argsort(-(vectors[some] @ question))[:BEST]]]
            right.append(np.isin(best, hits[:BEST]).mean() if len(best) else 1.0)
        found[name] = {
            "p50, ms": round(float(np.median(times)), 1),
            "p95, ms": round(float(np.percentile(times, 95)), 1),
            f"recall@{BEST}": round(float(np.mean(right)), 4),
        }
    return found


def main(folder: str) -> None:
    """Build the archive of a folder that `run` has prepared."""
    real = np.load(Path(folder, "real.npy"))
    build(Path(folder, "articles"), Path(folder, "data"), embedder=Between(real))


if __name__ == "__main__":
    main(sys.argv[1])
