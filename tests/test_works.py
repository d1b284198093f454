"""What is done to the index behind the page's back: real builds in temporary folders."""

import re
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from index.add import Addition
from index.build import build
from index.embed import Vectors
from index.progress import Step
from index.records import Problem
from tests.toy import ToyEmbedder
from ui import texts
from ui.stock import Stock
from ui.works import LOOKS_S, Works

PATIENT_S = 60
STORY = "The harbour of Ostrand was opened on Monday by Mayor Ilse Brandt."


class Held(ToyEmbedder):
    """An embedder that waits until it may go on."""

    def __init__(self) -> None:
        super().__init__()
        self.may_go = threading.Event()

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        assert self.may_go.wait(PATIENT_S)
        return super().encode_passages(texts)


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "harbour.txt").write_text(STORY)
    build(folder, tmp_path / "data", embedder=ToyEmbedder())
    return folder


@pytest.fixture
def works(articles: Path) -> Iterator[Works]:
    made = Works(articles, articles.parent / "data", ToyEmbedder(), allowed=True)
    yield made
    made.watch(False)
    until(lambda: not made.busy)


def until(so: Callable[[], object]) -> None:
    deadline = time.monotonic() + PATIENT_S
    while not so():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_a_look_tells_what_a_build_would_do_and_builds_nothing(
    works: Works, articles: Path
) -> None:
    (articles / "ferry.txt").write_text("The ferry to Linnholm burned off the coast.")
    works.look()
    until(lambda: works.done.report)
    assert works.done.report
    assert works.done.report.dry_run
    assert [*works.done.report.plan.added] == ["ferry.txt"]


def test_whoever_comes_next_sees_how_things_are_now(works: Works, articles: Path) -> None:
    """Neither what was done before, nor what somebody else gave."""
    assert works.add([], [Problem("run.sh", "is not one of the formats")])
    until(lambda: not works.busy)
    assert works.done.added
    (articles / "ferry.txt").write_text("The ferry to Linnholm burned off the coast.")
    works.look()
    until(lambda: not works.busy)
    assert works.done.added == ()
    assert works.done.report
    assert [*works.done.report.plan.added] == ["ferry.txt"]


def test_a_second_look_waits_for_none(works: Works, monkeypatch: pytest.MonkeyPatch) -> None:
    go = threading.Event()
    monkeypatch.setattr(works, "_build", lambda **_: go.wait(PATIENT_S) and None)
    works.look()
    started = time.monotonic()
    works.look()
    assert time.monotonic() - started < LOOKS_S / 2
    assert works.busy
    go.set()


def test_who_builds_during_a_look_is_not_turned_away(works: Works, articles: Path) -> None:
    (articles / "ferry.txt").write_text("The ferry to Linnholm burned off the coast.")
    works.look()
    assert works.build()
    until(lambda: works.done.report and works.done.report.built)


def test_one_thing_at_a_time(articles: Path) -> None:
    held = Held()
    works = Works(articles, articles.parent / "data", held, allowed=True)
    (articles / "ferry.txt").write_text("The ferry to Linnholm burned off the coast.")
    assert works.build()
    assert works.busy
    assert not works.build()
    assert not works.add([str(articles / "harbour.txt")])
    until(lambda: works.step)
    held.may_go.set()
    until(lambda: not works.busy)
    assert works.step is None
    assert works.done.report
    assert works.done.report.built
    assert works.build(anew=True)
    until(lambda: not works.busy)


def test_what_is_added_is_told_beside_what_was_wrong(works: Works, tmp_path: Path) -> None:
    given = tmp_path / "bridge.txt"
    given.write_text("The bridge of Marholt was closed by engineer Tom Arnesen.")
    wrong = Problem("run.sh", "is not one of the formats")
    assert works.add([str(given)], [wrong])
    until(lambda: not works.busy)
    added, told = works.done.added
    assert isinstance(added, Addition)
    assert (added.what, added.how, told) == (str(given), "added", wrong)
    assert works.done.report
    assert works.done.report.built


def test_each_file_that_was_given_is_told_by_its_name(works: Works, tmp_path: Path) -> None:
    """Not by where the browser's copy lies; and no file as added that can't be read."""
    given = tmp_path / "somewhere"
    given.mkdir()
    (given / "bridge.txt").write_text("The bridge of Marholt was closed by engineer Tom Arnesen.")
    (given / "odd.pdf").write_bytes(b"no PDF")
    (given / "some.jsonl").write_text('{"text": "The mill of Elm turns again."}\n{"text": 7\n')
    assert works.add([str(path) for path in sorted(given.iterdir())], [Problem("run.sh", "is odd")])
    until(lambda: not works.busy)
    state = Stock(None, works).state()
    bridge, odd, some, *_ = re.findall("<bdi>(.*?)</bdi>", state)
    assert bridge == "bridge.txt: added"
    assert odd.startswith("odd.pdf: ")
    assert "added" not in odd
    assert some == "some.jsonl: " + texts.PARTLY.format(how="added", number=1)
    assert "run.sh: is odd" in state
    assert str(tmp_path) not in state


def test_a_step_with_nothing_to_do_is_not_told(works: Works) -> None:
    works.step = Step("Fetching pages", 0, 0, None, None)
    with works._turn:
        assert "Fetching" not in Stock(None, works).state()
        works.step = Step("Fetching pages", 1, 2, None, None)
        assert "Fetching pages: 1 of 2" in Stock(None, works).state()


def test_a_failure_is_told_in_words_and_is_no_end(works: Works, articles: Path) -> None:
    aside = articles.rename(articles.parent / "aside")
    assert works.build()
    until(lambda: not works.busy)
    assert str(articles) in works.done.failure
    assert "Traceback" not in works.done.failure
    aside.rename(articles)
    assert works.build()
    until(lambda: not works.busy)
    assert works.done.failure == ""
    assert works.done.report
    assert works.done.report.plan.empty


def test_the_folder_is_watched_until_it_is_not(works: Works, articles: Path) -> None:
    works.watch(True)
    assert works.watching
    works.watch(True)
    (articles / "ferry.txt").write_text("The ferry to Linnholm burned off the coast.")
    until(lambda: works.done.report and works.done.report.built)
    works.watch(False)
    assert not works.watching
    works.watch(False)


def test_who_may_not_changes_nothing(articles: Path) -> None:
    works = Works(articles, articles.parent / "data", ToyEmbedder(), allowed=False)
    (articles / "ferry.txt").write_text("The ferry to Linnholm burned off the coast.")
    assert not works.build()
    assert not works.build(anew=True)
    assert not works.add([str(articles / "harbour.txt")])
    works.watch(True)
    assert not works.watching
    works.look()  # to look is no change
    until(lambda: works.done.report)
    assert works.done.report
    assert not works.done.report.built
