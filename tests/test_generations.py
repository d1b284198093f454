"""Generations on disk: the pointer, the locks, the leases, and what may go."""

import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from index import atomic, generations, manifest
from index.errors import (
    BrokenIndexError,
    BuildRunningError,
    DiskError,
    NoIndexError,
    SettingsError,
)
from index.manifest import FORMAT, Manifest
from tests import ROOT

MANIFEST = Manifest(
    FORMAT, "toy", "0", 64, "c", 1, 1, 0, "2021-05-08T00:00:00+00:00", {"é": "1"}, {}
)


def commit(data: Path, **changes: object) -> Path:
    made = generations.new_generation(data)
    (made / "part").write_text("12345")
    stated = replace(MANIFEST, files=manifest.sizes(made), **changes)
    generations.commit(data, made, stated)
    return made


def test_the_pointer_follows_the_commit(tmp_path: Path) -> None:
    first = commit(tmp_path)
    assert generations.current(tmp_path) == first
    second = commit(tmp_path)
    assert generations.current(tmp_path) == second
    assert second.name > first.name
    assert manifest.read(second).hashes == {"é": "1"}
    assert {path.name for path in tmp_path.iterdir()} == {"CURRENT", first.name, second.name}
    # Whoever may read the parts may read which is current.
    assert (tmp_path / "CURRENT").stat().st_mode == (second / "part").stat().st_mode


def test_a_pointer_that_cannot_be_moved_leaves_the_one_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = commit(tmp_path)
    steps = []

    def refuse(path: Path, to: Path) -> None:
        steps.append(path.read_text())
        raise OSError("no")

    monkeypatch.setattr(atomic, "sync", lambda path: steps.append(path.suffix))
    monkeypatch.setattr(atomic.os, "replace", refuse)
    with pytest.raises(OSError, match="no"):
        commit(tmp_path)
    assert steps[0] == ".partial"  # flushed before it is moved
    assert generations.current(tmp_path) == first
    assert not list(tmp_path.glob(".*"))


def test_nothing_built(tmp_path: Path) -> None:
    with pytest.raises(NoIndexError, match=r"no index in .*python -m index build"):
        generations.current(tmp_path / "none")


@pytest.mark.parametrize(
    "pointer",
    [b"", b"gen-", b"gen-000001-abcdef", b"../gen-000001-abcdef", b"\xff\xfe", b"x" * 5000],
)
def test_a_pointer_of_garbage(tmp_path: Path, pointer: bytes) -> None:
    (tmp_path / "CURRENT").write_bytes(pointer)
    with pytest.raises(BrokenIndexError, match=r"CURRENT: .*rebuild") as caught:
        generations.current(tmp_path)
    assert len(str(caught.value)) < 500


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (None, "it is missing"),
        ("", "Expecting value"),
        ("[]", "list indices"),
        (f'{{"format": {FORMAT}}}', "missing"),
        ('{"format": 999}', f"it is of format 999, this program reads {FORMAT}"),
    ],
)
def test_a_manifest_of_another_kind(tmp_path: Path, text: str | None, reason: str) -> None:
    made = commit(tmp_path)
    (made / "manifest.json").unlink()
    if text is not None:
        (made / "manifest.json").write_text(text)
    with pytest.raises(BrokenIndexError, match=rf"manifest.json: .*{reason}.*rebuild"):
        manifest.read(made)


def test_files_gone_or_cut_short_are_found(tmp_path: Path) -> None:
    made = commit(tmp_path)
    stated = manifest.read(made)
    assert stated.files == {"part": 5}
    manifest.check_files(made, stated)
    (made / "part").write_text("123456789")
    manifest.check_files(made, stated)
    (made / "part").write_text("123")
    with pytest.raises(BrokenIndexError, match=r"part: it has 3 of its 5 bytes"):
        manifest.check_files(made, stated)
    (made / "part").unlink()
    with pytest.raises(BrokenIndexError, match=r"part: No such file"):
        manifest.check_files(made, stated)


OPENS = """
import os, sys
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from index import generations, manifest
from index.errors import DiskError
if os.geteuid() == 0:  # may read all
    os.setgid(65534)
    os.setuid(65534)
try:
    made = generations.current(Path())
    manifest.check_files(made, manifest.read(made))
except DiskError as error:
    print(error)
"""


@pytest.mark.skipif(os.name == "nt", reason="the rights of a Unix system")
@pytest.mark.parametrize("name", ["CURRENT", "gen-*/manifest.json", "gen-*/part"])
def test_what_may_not_be_read_is_not_damaged(tmp_path: Path, name: str) -> None:
    commit(tmp_path)
    tmp_path.chmod(0o755)
    [path] = tmp_path.glob(name)
    path.chmod(0)
    command = [sys.executable, "-c", OPENS, str(ROOT)]
    said = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True).stdout
    assert said == (
        f"The index can't be used: {path.relative_to(tmp_path)}: Permission denied. "
        "It is there; let the user who runs this read the files of the index.\n"
    )


@pytest.mark.parametrize("name", ["CURRENT", "gen-*/manifest.json"])
def test_a_folder_in_place_of_a_file(tmp_path: Path, name: str) -> None:
    commit(tmp_path)
    [path] = tmp_path.glob(name)
    path.unlink()
    path.mkdir()
    with pytest.raises(DiskError, match=r"Is a directory. Remove that folder"):
        manifest.read(generations.current(tmp_path))
    assert generations.prune(tmp_path) == []


def test_bytes_that_changed_are_found(tmp_path: Path) -> None:
    made = commit(tmp_path)
    stated = replace(manifest.read(made), digests={"part": manifest.digest(made / "part")})
    assert manifest.changed(made, stated) == []
    (made / "part").write_text("12845")
    assert manifest.changed(made, stated) == ["part"]


def test_one_build_at_a_time(tmp_path: Path) -> None:
    data = tmp_path / "new" / "data"
    with (
        generations.only_build(data),
        pytest.raises(BuildRunningError, match=r"Another build is running on .*data"),
        generations.only_build(data),
    ):
        pass
    with generations.only_build(data):
        pass


def test_a_data_folder_that_cant_be(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for data in (tmp_path / "file", tmp_path / "file" / "data"):
        with pytest.raises(SettingsError, match=r"can't be written .*--data"):
            generations.only_build(data).__enter__()


def test_prune_keeps_the_current_the_read_and_what_is_not_ours(tmp_path: Path) -> None:
    old = commit(tmp_path)
    lease = generations.read_lease(old)
    now = commit(tmp_path)
    half = generations.new_generation(tmp_path)
    foreign = tmp_path / "gen-holiday-photos"
    foreign.mkdir()
    generations.prune(tmp_path)
    assert {path for path in tmp_path.iterdir() if path.is_dir()} == {old, now, foreign}
    assert not half.exists()
    generations.end_lease(lease)
    generations.prune(tmp_path)
    assert {path for path in tmp_path.iterdir() if path.is_dir()} == {now, foreign}
    assert generations.new_generation(tmp_path).name.startswith("gen-000003-")


def test_prune_touches_nothing_while_the_pointer_is_garbage(tmp_path: Path) -> None:
    made = commit(tmp_path)
    (tmp_path / "CURRENT").write_text("?")
    generations.prune(tmp_path)
    assert made.exists()


def test_a_lease_on_what_is_gone(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No such file"):
        generations.read_lease(tmp_path / "gen-000001-abcdef")


def test_a_reader_killed_keeps_nothing(tmp_path: Path) -> None:
    old = commit(tmp_path)
    program = (
        "import sys; from pathlib import Path; from index import generations\n"
        f"lease = generations.read_lease(Path({str(old)!r})); print('read', flush=True)\n"
        "sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as reader:
        assert reader.stdout
        assert reader.stdout.readline() == b"read\n"
        commit(tmp_path)
        generations.prune(tmp_path)
        assert old.exists()
        os.kill(reader.pid, signal.SIGKILL)
        reader.wait()
    assert list((old / "readers").iterdir())
    generations.prune(tmp_path)
    assert not old.exists()
