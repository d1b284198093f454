"""A disk that takes no more, at whatever moment: one clear line, and the index there was stays."""

import os
import resource
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from index.build import build
from index.errors import SettingsError
from index.searcher import Searcher
from tests import ROOT
from tests.toy import ToyEmbedder

LIMITS = (1, 3_000, 30_000, 100_000, 160_000, 200_000)
"""Bytes that a file may have: keywords, catalog, Chroma's tables and its vectors need more."""
ARTICLES = 20


def articles(folder: Path, version: int) -> None:
    folder.mkdir(exist_ok=True)
    for number in range(ARTICLES * version):
        text = (f"Sentence {n} of story {number} tells of {n * number} boats." for n in range(20))
        (folder / f"{number}.txt").write_text(" ".join(text))


def held(data: Path) -> int:
    with closing(Searcher.open(data)) as searcher:
        assert searcher.store.count() == searcher.manifest.passages
        return searcher.manifest.articles


def outcome(folder: Path, data: Path, limit: Callable[[], None]) -> str:
    """What a build in a forked process says that runs into a limit."""
    reading, writing = os.pipe()
    if not os.fork():
        limit()
        try:
            build(folder, data, embedder=ToyEmbedder())
            said = "built"
        except SettingsError as error:
            said = str(error)
        except BaseException as error:
            said = f"escaped: {type(error).__module__}.{type(error).__name__}: {error}"
        os.write(writing, said.encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as stream:
        said = stream.read()
    os.wait()
    return said


def file_size(limit: int) -> Callable[[], None]:
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))


def run(name: str, *arguments: object) -> list[str]:
    # In a process of its own, whose children are forked from it before it opens an index itself.
    ran = subprocess.run(
        [sys.executable, "-m", "tests.test_disk", name, *map(str, arguments)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout.splitlines()


def main(where: Path) -> None:
    import bm25s  # noqa: F401  once, for all that are forked
    import chromadb  # noqa: F401

    folder, data = where / "articles", where / "data"
    articles(folder, 1)
    print(outcome(folder, data, lambda: None))
    articles(folder, 2)
    for limit in LIMITS:
        print(outcome(folder, data, file_size(limit)))
    print(outcome(folder, data, lambda: held(data) == ARTICLES or sys.exit("another index")))


def check(said: list[str]) -> None:
    """Assert that builds said in one line what was wrong, or were done."""
    for line in said:
        assert line == "built" or ("can't be written in" in line and "stays in use" in line), line


@pytest.mark.skipif(not hasattr(os, "fork"), reason="forks, to spare each trial the imports")
def test_a_file_that_can_t_grow(tmp_path: Path) -> None:
    first, *limited, last = run("main", tmp_path)
    assert (first, last) == ("built", "built")
    check(limited)
    assert limited.count("built") < len(limited) / 2


if __name__ == "__main__":
    main(Path(sys.argv[2]))
