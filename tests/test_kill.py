"""A build killed at any moment: the index is as before or as after, and the next build works."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

import pytest

from index import generations
from index.build import build
from index.errors import NoIndexError
from index.records import Filter
from index.searcher import Searcher
from tests import ROOT
from tests.toy import ToyEmbedder

TRIALS = int(os.environ.get("KILLS", "12"))
SEED = 2
ARTICLES = 12


@pytest.mark.skipif(not hasattr(os, "fork"), reason="forks, to spare each trial the imports")
@pytest.mark.timeout(120 + 10 * TRIALS)
def test_killed_at_any_moment_nothing_is_lost_and_readers_see_nothing(tmp_path: Path) -> None:
    # In a process of its own, which opens no index itself: its children are forked from it.
    ran = subprocess.run(
        [sys.executable, "-m", "tests.test_kill", str(tmp_path), str(TRIALS)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    killed, done, looks = map(int, ran.stdout.split())
    assert killed + done == TRIALS
    assert killed > TRIALS / 2
    assert looks >= TRIALS * 3 // 4


def texts(version: str) -> dict[str, str]:
    """The articles before and after: some the same, some changed, one removed, one added."""
    numbers = range(ARTICLES) if version == "old" else range(1, ARTICLES + 1)
    return {
        f"s{i}.txt": " ".join(
            f"Sentence {n} of story {i}, {version if i % 2 else 'any'} version, tells of {n * i}."
            for n in range(40)
        )
        for i in numbers
    }


def write(folder: Path, version: str) -> None:
    folder.mkdir()
    for name, text in texts(version).items():
        (folder / name).write_text(text)


def held(data: Path) -> dict[str, str]:
    """What the index holds, after a check that every passage is found by its own vector."""
    with closing(Searcher.open(data)) as searcher:
        ids = searcher.catalog.passage_ids()
        assert searcher.store.count() == len(ids) == searcher.manifest.passages
        for id, vector in zip(ids, searcher.store.vectors(ids), strict=True):
            assert searcher.nearest(vector, 1, Filter())[0][1] > 0.999
            assert searcher.keyword(searcher.catalog.passage(id)[0].text, 1, Filter())
        return {article.id: article.text for article in searcher.catalog.articles()}


def check(articles: Path, data: Path) -> None:
    """Assert that an index is the old or the new one, and that the next build leaves just that."""
    with suppress(NoIndexError):
        assert held(data) in (texts("old"), texts("new"))
    build(articles, data, embedder=ToyEmbedder())
    assert held(data) == texts("new")
    (generation,) = data.glob("gen-*")
    names = {path.name for path in data.iterdir()}
    assert names == {"CURRENT", "build.lock", "files.sqlite", generation.name}


def look(data: Path, log: Path) -> None:
    """Read an index again and again until killed; each time it is the old or the new one."""
    while True:
        with suppress(NoIndexError):
            assert held(data) in (texts("old"), texts("new"))
            with log.open("a") as lines:
                lines.write(".")


def superseded(data: Path) -> None:
    """Remove generations that were superseded, many of them."""
    with generations.only_build(data):
        for _ in range(5):
            shutil.copytree(generations.current(data), generations.new_generation(data) / "copy")
        generations.prune(data)


def there_and_back(root: Path, data: Path) -> None:
    """Switch from the old index to the new one and back, and once more."""
    for version in ("new", "old", "new", "old"):
        build(root / version, data, embedder=ToyEmbedder())


def fork(work: Callable[[], object]) -> int:
    """Do some work in a child; returns its process id."""
    child = os.fork()
    if child:
        return child
    try:
        work()
    except BaseException:
        traceback.print_exc()
        os._exit(1)
    os._exit(0)


def finish(child: int) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def main(root: Path, trials: int) -> int:
    """Kill builds, check what they leave; prints how many were killed and how many had ended."""
    import bm25s  # noqa: F401  the imports that every child would otherwise pay for
    import chromadb  # noqa: F401

    toy, moments = ToyEmbedder(), random.Random(SEED)
    for version in ("old", "new"):
        write(root / version, version)
    if finish(fork(lambda: build(root / "old", root / "base", embedder=toy))):
        return 1

    kinds: tuple[Callable[[Path], object], ...] = (
        lambda data: build(root / "new", data, embedder=toy),  # as the first, or after the old one
        lambda data: build(root / "new", data, embedder=toy),
        superseded,
        lambda data: there_and_back(root, data),
    )

    def prepare(kind: int, data: Path) -> None:
        if kind:
            shutil.copytree(root / "base", data)

    def begin(kind: int, data: Path) -> int:
        return fork(lambda: kinds[kind](data))

    whole, killed, log = [], 0, root / "looks"
    for kind in range(len(kinds)):
        prepare(kind, root / f"whole{kind}")
        started = time.monotonic()
        if finish(begin(kind, root / f"whole{kind}")):
            return 1
        whole.append(time.monotonic() - started)
    log.touch()
    for trial in range(trials):
        kind, data = trial % len(kinds), root / f"data{trial}"
        prepare(kind, data)
        looked = log.stat().st_size
        reader = fork(lambda data=data: look(data, log))
        while kind and log.stat().st_size == looked:  # it is at it before anything happens
            time.sleep(0.01)
        child = begin(kind, data)
        time.sleep((trial + moments.random()) / trials * whole[kind])
        os.kill(child, signal.SIGKILL)
        killed += finish(child) == -signal.SIGKILL
        os.kill(reader, signal.SIGKILL)
        if finish(reader) != -signal.SIGKILL:
            return 1
        if finish(fork(lambda data=data: check(root / "new", data))):
            return 1
        shutil.rmtree(data)
    print(killed, trials - killed, log.stat().st_size)
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), int(sys.argv[2])))
