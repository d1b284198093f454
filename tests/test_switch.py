"""Builds while others ask: no question fails, none waits, and nothing piles up."""

import gc
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from index.build import build
from qa.pipeline import Archive
from tests import ROOT
from tests.toy import ToyEmbedder, ToyReader

GENERATIONS = int(os.environ.get("GENERATIONS", "20"))
WARM = 5
"""Generations until every cache is full."""
ASKERS = 4
MORE_FILES, MORE_MB = 8, 64
"""What may be held more at the end than after the first few generations."""


def write(folder: Path, number: int) -> None:
    """Change one article of five to its version of this number."""
    text = f"The harbour of town {number % 5} was opened. It was number {number} of the year."
    (folder / f"s{number % 5}.txt").write_text(text)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "articles"
    made.mkdir()
    for number in range(5):
        write(made, number)
    build(made, tmp_path / "data", embedder=ToyEmbedder())
    return made


@pytest.fixture
def archive(folder: Path) -> Iterator[Archive]:
    opened = Archive.open(folder.parent / "data", embedder=ToyEmbedder(), reader=ToyReader())
    yield opened
    opened.close()


def held() -> tuple[int, int]:
    """Open files of this process, and megabytes of memory."""
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return len(os.listdir("/proc/self/fd")), pages * os.sysconf("SC_PAGE_SIZE") // 2**20


@pytest.mark.skipif(
    not Path("/proc/self/fd").exists(), reason="counts open files as Linux has them"
)
def test_asked_all_the_time_through_many_generations(folder: Path, archive: Archive) -> None:
    data, done, asked, failed = folder.parent / "data", threading.Event(), [0] * ASKERS, []

    def ask(asker: int) -> None:
        while not done.is_set():
            try:
                assert archive.retrieve("Which harbour was opened?")
                assert archive.answer("Which harbour was opened?").passages
                asked[asker] += 1
            except BaseException as error:
                failed.append(error)
                return

    with ThreadPoolExecutor(ASKERS) as pool:
        askers = [pool.submit(ask, asker) for asker in range(ASKERS)]
        try:
            for number in range(5, 5 + GENERATIONS):
                write(folder, number)
                report = build(folder, data, embedder=ToyEmbedder())
                assert report.embedded == 1
                # The next question is answered from the new generation, without a wait.
                assert archive.holdings().generation == report.generation
                if number == 5 + WARM:
                    files, megabytes = held()
        finally:
            done.set()
    assert [asker.result() for asker in askers] == [None] * ASKERS
    assert failed == []
    assert min(asked) > GENERATIONS / 4
    assert archive.retrieve("Which harbour was opened?")[0].article.text.startswith("The harbour")
    build(folder, data, embedder=ToyEmbedder())  # removes what was still being read
    assert len(list(data.glob("gen-*"))) == 1
    more_files, more_megabytes = held()
    assert more_files <= files + MORE_FILES
    assert more_megabytes <= megabytes + MORE_MB


def test_two_builders_at_once(folder: Path) -> None:
    data = folder.parent / "data"
    program = (
        "import sys; from pathlib import Path; from index.build import build\n"
        "from index.errors import BuildRunningError; from tests.toy import ToyEmbedder\n"
        "try: print(build(Path(sys.argv[1]), Path(sys.argv[2]), embedder=ToyEmbedder()).embedded)\n"
        "except BuildRunningError: print('running')"
    )
    write(folder, 8)
    command = [sys.executable, "-c", program, str(folder), str(data)]
    builders = [
        subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) for _ in range(2)
    ]
    said = [builder.communicate()[0].strip() for builder in builders]
    assert said.count("1") == 1
    assert set(said) <= {"0", "1", "running"}
    assert build(folder, data, embedder=ToyEmbedder()).plan.empty
