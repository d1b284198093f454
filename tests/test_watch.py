"""Watching: what lands in the folder is in the index soon, whole, and nothing stops the watch."""

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from queue import Queue

import pytest

from index import generations, watch
from index.build import Report, build
from index.errors import ArchiveError, ArticlesError, BuildRunningError
from tests import ROOT
from tests.toy import ToyEmbedder

STORY = "The mayor opened the bridge on Friday. Crowds cheered for an hour."
PATIENCE = 60
"""Seconds until a report that doesn't come counts as missing."""


class Watched:
    """A folder that is watched in a thread, with what the watch says."""

    def __init__(self, root: Path) -> None:
        self.articles, self.data = root / "articles", root / "data"
        self.articles.mkdir()
        self.write("first.txt", STORY)
        self.said: Queue[Report | ArchiveError] = Queue()
        self.builds = 0
        self.stop = threading.Event()
        self.thread = threading.Thread(target=self._run)

    def _run(self) -> None:
        for news in watch.watch(self.stop, self.articles, self.data, build=self._build):
            self.said.put(news)

    def _build(self, articles: Path, data: Path) -> Report:
        self.builds += 1
        return build(articles, data, embedder=ToyEmbedder())

    def write(self, name: str, text: str) -> None:
        (self.articles / name).write_text(text)

    def report(self) -> Report:
        said = self.said.get(timeout=PATIENCE)
        assert isinstance(said, Report), said
        return said

    def error(self) -> ArchiveError:
        said = self.said.get(timeout=PATIENCE)
        assert isinstance(said, ArchiveError), said
        return said


@pytest.fixture
def watched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Watched]:
    monkeypatch.setattr(watch, "SOON", 0.3)
    monkeypatch.setattr(watch, "LATER", 1.0)
    made = Watched(tmp_path)
    made.thread.start()
    yield made
    made.stop.set()
    made.thread.join(PATIENCE)
    assert not made.thread.is_alive()


def test_added_changed_and_removed_files(watched: Watched) -> None:
    assert watched.report().plan.added == ("first.txt",)
    watched.write("second.txt", f"{STORY} It rained.")
    assert watched.report().plan.added == ("second.txt",)
    watched.write("second.txt", f"{STORY} It snowed.")
    assert watched.report().plan.changed == ("second.txt",)
    (watched.articles / "second.txt").unlink()
    assert watched.report().plan.removed == ("second.txt",)


def test_a_burst_is_one_build_and_a_file_is_awaited_to_its_end(watched: Watched) -> None:
    watched.report()
    for number in range(30):
        watched.write(f"{number}.txt", f"{STORY} It was number {number}.")
    with (watched.articles / "slow.txt").open("w") as stream:
        for number in range(8):
            stream.write(f"{STORY} Part {number}. ")
            stream.flush()
            time.sleep(0.3)
    report = watched.report()
    assert len(report.plan.added) == 31
    assert watched.builds == 2


def test_what_no_build_reads_starts_none(watched: Watched) -> None:
    watched.report()
    watched.write(".hidden.txt", STORY)
    time.sleep(watch.REST + 1.5)
    assert watched.builds == 1


def test_another_build_is_waited_for(tmp_path: Path, watched: Watched) -> None:
    watched.report()
    with generations.only_build(watched.data):
        watched.write("second.txt", f"{STORY} It rained.")
        assert isinstance(watched.error(), BuildRunningError)
        time.sleep(1)  # several attempts, told of once
    assert watched.report().plan.added == ("second.txt",)


def test_a_folder_that_goes_and_comes_back(watched: Watched) -> None:
    watched.report()
    shutil.move(watched.articles, watched.articles.with_name("away"))
    error = watched.error()
    assert isinstance(error, ArticlesError)
    assert "index stays as it is" in str(error)
    watched.articles.mkdir()
    watched.write("other.txt", f"{STORY} It rained.")
    while not isinstance(said := watched.said.get(timeout=PATIENCE), Report):
        pass  # the folder may have been seen while it was still empty
    assert (said.plan.added, said.plan.removed) == (("other.txt",), ("first.txt",))


def test_an_empty_folder_is_told_once_and_tried_again(watched: Watched) -> None:
    watched.report()
    (watched.articles / "first.txt").unlink()
    assert "no article to index" in str(watched.error())
    time.sleep(2.5)
    assert watched.said.empty()
    watched.write("second.txt", f"{STORY} It rained.")
    assert watched.report().plan.added == ("second.txt",)


@pytest.mark.skipif(os.name == "nt", reason="sends SIGINT")
def test_ctrl_c_ends_it_quietly(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    command = [sys.executable, "-m", "index", "watch", "--articles", str(tmp_path / "articles")]
    with subprocess.Popen(
        command,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        # What runs the tests in the background may have told them to ignore it.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    ) as running:
        try:
            assert running.stderr
            assert "no article to index" in running.stderr.readline()
            running.send_signal(signal.SIGINT)
            out, err = running.communicate(timeout=PATIENCE)
        finally:
            running.kill()
    assert (running.returncode, out) == (0, "")
    assert "Traceback" not in err
