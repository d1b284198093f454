"""Seconds to add one article to N passages, as the user runs it, beside writing all anew.

The archives are made up: sentences of invented words, and random unit vectors that pretend to be
the model's, so that no model is needed to make them. The one article is added by the command
`python -m index build` with the real model, loaded for it. The baseline is what builds did before
they changed a copy: every file read, every part written anew, all vectors kept.
"""

import hashlib
import os
import random
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from bench.data import OURS
from index.build import build
from index.embed import Embedder, Vectors, embedder_of
from index.settings import IndexSettings, load

SIZES = (20_000, 67_669, 100_000)
"""Passages; the middle one is RealTimeQA's 5,384 articles."""
SMALL = (200,)
PASSAGES = 12
"""Of an article, about."""
WORDS = 140
"""Of a passage, about."""
VOCABULARY = 50_000
SENTENCE = 20
LOOK = 0.02
"""Seconds between two looks at a process that runs."""


class Generated:
    """Pretends to be a model: gives each text a random unit vector, always the same one."""

    max_tokens = 256
    precision = "none"

    def __init__(self, name: str, digest: str) -> None:
        self.name, self.digest = name, digest

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """About what news has: 1.4 word pieces a word."""
        return [text.count(" ") * 7 // 5 + 1 for text in texts]

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Random, of the dimension of MiniLM's."""
        seeds = [int(hashlib.sha256(text.encode()).hexdigest(), 16) for text in texts]
        vectors = np.stack([np.random.default_rng(seed).normal(size=384) for seed in seeds])
        return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), np.float32)

    encode_questions = encode_passages


def run(embedder: Embedder, sample: int | None) -> dict[str, Any]:
    """For each size: seconds of wall clock and processor, and the peak of memory, of each way."""
    sizes = SMALL if sample else SIZES
    return {f"{size:,} passages": _measure(size) for size in sizes}


def _measure(size: int) -> dict[str, Any]:
    with TemporaryDirectory() as temporary:
        articles, data = Path(temporary, "articles"), Path(temporary, "data")
        articles.mkdir()
        words = random.Random(size)
        for number in range(size // PASSAGES):
            (articles / f"{number:06}.txt").write_text(
                story(words, PASSAGES * WORDS // SENTENCE), "utf-8"
            )
        whole = [sys.executable, "-m", "bench.incremental", str(articles), str(data)]
        first = timed(whole)
        again = timed(whole)
        (articles / "one-more.txt").write_text(story(words, 3 * WORDS // SENTENCE), "utf-8")
        build = [sys.executable, "-m", "index", "build"]
        one = timed([*build, "--articles", str(articles), "--data", str(data)])
        return {"first build": first, "all written anew": again, "one article added": one}


def story(words: random.Random, sentences: int, length: int = SENTENCE) -> str:
    """Sentences of invented words, some of them much more often than others."""
    told = []
    for _ in range(sentences):
        chosen = [f"w{int(VOCABULARY ** words.random())}o" for _ in range(length)]
        told.append(" ".join(chosen).capitalize() + ".")
    return " ".join(told)


def timed(command: list[str], env: Mapping[str, str] | None = None) -> dict[str, float]:
    """Run a command; seconds, seconds of the processor, and the peak of its memory in MB."""
    started = time.perf_counter()
    ran = subprocess.Popen(command, cwd=OURS.parent, env=env, stdout=subprocess.DEVNULL)
    ended, peak = 0, 0.0
    while not ended:
        peak = max(peak, _peak(ran.pid))
        time.sleep(LOOK)
        ended, status, used = os.wait4(ran.pid, os.WNOHANG)
    ran.returncode = os.waitstatus_to_exitcode(status)
    if ran.returncode:
        raise subprocess.CalledProcessError(ran.returncode, command)
    return {
        "seconds": round(time.perf_counter() - started, 1),
        "processor seconds": round(used.ru_utime + used.ru_stime, 1),
        "peak MB": round(peak or used.ru_maxrss / 1024),
    }


def _peak(pid: int) -> float:
    """The most memory a process has had so far, in MB; what `wait4` tells has ours in it, as a
    process begins as a copy of the one that starts it."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
        return int(status.split("VmHWM:")[1].split()[0]) / 1024
    except (OSError, IndexError):  # it has just ended, or the system doesn't tell
        return 0.0


def size_of(path: Path) -> int:
    """Bytes of a file, or of all files in a folder."""
    files = path.rglob("*") if path.is_dir() else [path]
    return sum(file.stat().st_size for file in files if file.is_file())


def main(articles: str, data: str) -> None:
    """Write an index whole, with vectors that are generated or kept."""
    real = embedder_of(load(IndexSettings).model)
    build(Path(articles), Path(data), embedder=Generated(real.name, real.digest), anew=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
