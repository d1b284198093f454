"""A file that has not changed is not read again; one that has, or may have, is."""

import json
import os
import time
from contextlib import closing
from pathlib import Path

import pytest

from index import seen as notes
from index.load import read_articles
from index.plan import content_hash
from index.records import Article, Known, Problem
from index.seen import NAME, Seen

STORY = "The mayor of town {} opened a bridge on Friday. Crowds cheered for an hour."
MAX = 10**6


class Folder:
    """Articles, and an index that holds all that was read."""

    def __init__(self, root: Path) -> None:
        self.path, self.data = root / "articles", root / "data"
        self.path.mkdir()
        self.data.mkdir()
        self.held: dict[str, str] = {}

    def write(self, name: str, text: str, age: float = 60) -> Path:
        path = self.path / name
        path.write_text(text)
        os.utime(path, (time.time() - age,) * 2)
        return path

    def read(self, write: bool = True, max_bytes: int = MAX) -> dict[str, str]:
        """What was read, as article id or problem, and how: "read", "known" or "problem"."""
        with closing(Seen(self.data, self.held, max_bytes, write)) as seen:
            found = list(read_articles(self.path, max_bytes, seen))
            articles = {
                one.id: Known(one.id, one.path, content_hash(one))
                if isinstance(one, Article)
                else one
                for one in found
                if not isinstance(one, Problem)
            }
            if write:
                seen.save(articles)
        if write:
            self.held = {id: known.hash for id, known in articles.items()}
        kinds = {Article: "read", Known: "known", Problem: "problem"}
        return {getattr(one, "id", str(one)): kinds[type(one)] for one in found}


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    made = Folder(tmp_path)
    for name in ("a.txt", "b.txt", "c.txt"):
        made.write(name, STORY.format(name))
    assert set(made.read().values()) == {"read"}
    return made


def test_what_is_as_it_was_is_known(folder: Folder) -> None:
    assert folder.read() == dict.fromkeys(("a.txt", "b.txt", "c.txt"), "known")


def test_a_change_an_addition_and_a_removal_are_seen(folder: Folder) -> None:
    folder.write("a.txt", STORY.format("a.txt").replace("Friday", "Monday"))
    (folder.path / "b.txt").unlink()
    folder.write("d.txt", STORY.format("d"))
    assert folder.read() == {"a.txt": "read", "c.txt": "known", "d.txt": "read"}
    assert set(folder.read().values()) == {"known"}


def test_a_change_of_equal_size_and_time_is_seen(folder: Folder) -> None:
    path = folder.path / "a.txt"
    before = path.stat()
    path.write_text(path.read_text().replace("Friday", "Monday"))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert folder.read()["a.txt"] == "read"


def test_a_file_only_touched_is_compared_by_its_bytes(folder: Folder) -> None:
    os.utime(folder.path / "a.txt")
    assert folder.read()["a.txt"] == "known"


def test_a_file_changed_just_before_it_was_read_is_compared_by_its_bytes(folder: Folder) -> None:
    path = folder.write("d.txt", STORY.format("d"), age=0)
    folder.read()
    times = path.stat()
    path.write_text(STORY.format("e"))
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert folder.read()["d.txt"] == "read"


def test_what_the_index_does_not_hold_is_read(folder: Folder) -> None:
    folder.held["a.txt"] = "another"
    del folder.held["b.txt"]
    assert folder.read() == {"a.txt": "read", "b.txt": "read", "c.txt": "known"}


def test_one_more_record_costs_one_record(folder: Folder) -> None:
    lines = [json.dumps({"id": f"k{n}", "text": STORY.format(n)}) for n in range(4)]
    folder.write("r.jsonl", "\n".join(lines[:3]))
    folder.read()
    assert folder.read()["r.jsonl#k0"] == "known"
    folder.write("r.jsonl", "\n".join(lines))
    found = folder.read()
    assert [found[f"r.jsonl#k{n}"] for n in range(4)] == ["known", "known", "known", "read"]


def test_faults_are_told_again_and_looked_at_again_another_day(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.write("d.md", f"---\ndate: soon\n---\n{STORY}")
    folder.write("e.txt", "")
    faults = {"d.md: 'soon' is no date; kept as undated", "e.txt: is empty"}
    for how in ("read", "known"):
        found = folder.read()
        assert found["d.md"] == how
        assert faults <= found.keys()

    class Tomorrow:
        @staticmethod
        def today() -> str:
            return type("Day", (), {"isoformat": lambda self: "2999-01-01"})()

    monkeypatch.setattr(notes, "date", Tomorrow)
    assert folder.read()["d.md"] == "read"


def test_an_id_that_two_articles_want(folder: Folder) -> None:
    line = '{"id": 1, "text": "%s"}'
    folder.write("r.jsonl", f"{line % STORY.format(1)}\n{line % STORY.format(2)}")
    ids = ["r.jsonl#1", "r.jsonl#1 (2)"]
    for _ in range(3):
        assert [id for id in folder.read() if "#" in id] == ids


def test_a_file_the_disk_refuses_is_not_remembered(folder: Folder) -> None:
    (folder.path / "d.txt").symlink_to("nowhere")
    told = "d.txt: is a link that leads nowhere; it can't be read (No such file or directory)"
    assert folder.read()[told] == folder.read()[told] == "problem"


@pytest.mark.parametrize("harm", [b"", b"garbage" * 900, None])
def test_notes_damaged_or_gone_only_cost_time(folder: Folder, harm: bytes | None) -> None:
    (folder.data / NAME).unlink()
    if harm is not None:
        (folder.data / NAME).write_bytes(harm)
    assert set(folder.read(write=False).values()) == {"read"}
    assert set(folder.read().values()) == {"read"}
    assert set(folder.read(write=False).values()) == {"known"}


def test_another_limit_or_reader_reads_anew(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert set(folder.read(max_bytes=MAX + 1).values()) == {"read"}
    monkeypatch.setattr(notes, "_reader", lambda: "another")
    assert set(folder.read(max_bytes=MAX + 1).values()) == {"read"}


def test_without_leave_to_write_nothing_is(folder: Folder) -> None:
    before = (folder.data / NAME).read_bytes()
    folder.write("d.txt", STORY.format("d"))
    assert folder.read(write=False)["d.txt"] == "read"
    assert (folder.data / NAME).read_bytes() == before
