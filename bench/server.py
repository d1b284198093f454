"""`python -m bench.server [PASSAGES]`: an index on a Chroma server beside the same one in a folder.

Starts `chroma run` on this machine, over made-up articles and vectors, and prints a table: what
building, changing, opening and asking take, and what lies on the disk for each passage.
"""

import os
import random
import subprocess
import sys
import time
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import TypeVar

import numpy as np

from index.build import build
from index.embed import Vectors
from index.records import Filter
from index.searcher import Searcher

Made = TypeVar("Made")

PORT = 8911
SPACE = np.random.default_rng(0).normal(size=(24, 384)).astype(np.float32)
SENTENCES = 30
"""Of an article, some seven passages."""
ASKED = 200
WORDS = [f"word{number}" for number in range(20_000)]


class Drawn:
    """Vectors drawn at random from a few directions, the same for the same text: as hard to search
    as a model's, which vary in far fewer ways than they have numbers."""

    name, digest, max_tokens, precision = "drawn", "0" * 64, 128, "float32"

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        return [len(text.split()) for text in texts]

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        seeds = [zlib.crc32(text.encode()) for text in texts]
        rows = [np.random.default_rng(seed).normal(size=len(SPACE)) for seed in seeds]
        made = np.asarray(rows, np.float32) @ SPACE
        return np.asarray(made / np.linalg.norm(made, axis=1, keepdims=True), np.float32)

    encode_questions = encode_passages


def main(passages: int) -> None:
    with TemporaryDirectory() as where:
        root, draw = Path(where), random.Random(1)
        (root / "articles").mkdir()
        for number in range(passages // 7):
            write(root / "articles" / f"{number}.txt", draw)
        with chroma_run(root / "chroma") as url:
            os.environ["ARCHIVE_CACHE"] = str(root / "cache")
            for name, data, disk in (
                ("folder", root / "data", root / "data"),
                ("server", url, root / "chroma"),
            ):
                measure(name, root, data, disk, draw)


def measure(name: str, root: Path, data: Path | str, disk: Path, draw: random.Random) -> None:
    model = Drawn()
    took, report = timed(lambda: build(root / "articles", data, embedder=model))
    print(f"{name}: {report.passages} passages built in {took:.1f} s;", end=" ")
    print(f"{size(disk) / report.passages:.0f} bytes a passage on its disk,", end=" ")
    print(f"{size(root / 'cache') / report.passages:.0f} in the cache")
    write(root / "articles" / "new.txt", draw)
    took, report = timed(lambda: build(root / "articles", data, embedder=model))
    print(f"{name}: one article more in {took:.1f} s, of which", end=" ")
    print(", ".join(f"{what.lower()} {took:.1f}" for what, took in report.seconds.items()))
    if data != disk:
        os.environ["ARCHIVE_CACHE"] = str(root / "cache of another machine")
    took, searcher = timed(lambda: Searcher.open(data))
    searcher.close()
    again, searcher = timed(lambda: Searcher.open(data))
    print(f"{name}: opened for the first time in {took:.2f} s, again in {again:.2f} s")
    with closing(searcher):
        asked = model.encode_questions([f"question {number}" for number in range(ASKED)])
        times = [timed(partial(searcher.nearest, vector, 50, Filter()))[0] for vector in asked]
    print(f"{name}: the 50 nearest in {1000 * median(times):.1f} ms (median of {ASKED})")


def write(path: Path, draw: random.Random) -> None:
    sentences = (" ".join(draw.choices(WORDS, k=25)).capitalize() for _ in range(SENTENCES))
    path.write_text(". ".join(sentences) + ".")


def timed(work: Callable[[], Made]) -> tuple[float, Made]:
    started = time.perf_counter()
    made = work()
    return time.perf_counter() - started, made


def size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


@contextmanager
def chroma_run(folder: Path) -> Iterator[str]:
    chroma = Path(sys.executable).with_name("chroma")
    with subprocess.Popen(
        [chroma, "run", "--path", folder, "--host", "127.0.0.1", "--port", str(PORT)],
        stdout=subprocess.DEVNULL,
    ) as server:
        try:
            time.sleep(10)
            yield f"http://127.0.0.1:{PORT}"
        finally:
            server.terminate()


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 10_000)
