"""Files on a Chroma server: there and back, each chunk once."""

import os
import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from index.chunks import NAME, SIZE, fetch, send, sweep
from index.connection import Connection
from index.errors import BrokenIndexError


@pytest.fixture
def server(url: str) -> Iterator[Connection]:
    with closing(Connection(url, 60)) as opened:
        yield opened


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "folder"
    (made / "é").mkdir(parents=True)
    (made / "empty").write_bytes(b"")
    (made / "é" / "noise").write_bytes(os.urandom(3 * SIZE + 5))
    (made / "zeros").write_bytes(bytes(2 * SIZE))
    return made


def held(folder: Path) -> dict[str, bytes]:
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def test_files_come_back_as_they_were(server: Connection, folder: Path, tmp_path: Path) -> None:
    files = send(server, folder)
    assert files.keys() == held(folder).keys()
    assert server.get(NAME).count() == 5  # the chunks of zeros are one
    fetch(server, files, tmp_path / "back", None)
    assert held(tmp_path / "back") == held(folder)


def test_what_is_there_is_neither_sent_nor_fetched_again(
    server: Connection, folder: Path, tmp_path: Path
) -> None:
    send(server, folder)
    shutil.copytree(folder, tmp_path / "near")
    with (folder / "é" / "noise").open("r+b") as stream:
        stream.seek(SIZE)
        stream.write(b"changed")
    before = set(server.get(NAME).get(include=[])["ids"])
    files = send(server, folder)
    (new,) = set(server.get(NAME).get(include=[])["ids"]) - before
    sweep(server, [new])
    assert server.get(NAME).get(include=[])["ids"] == [new]
    fetch(server, files, tmp_path / "back", tmp_path / "near")
    assert held(tmp_path / "back") == held(folder)


def test_a_chunk_that_is_damaged_or_gone_is_told(
    server: Connection, folder: Path, tmp_path: Path
) -> None:
    files = send(server, folder)
    first, *_, last = files["é/noise"]
    collection = server.get(NAME)
    (other,) = collection.get(ids=[last])["metadatas"]
    collection.update(ids=[first], metadatas=[other])
    with pytest.raises(BrokenIndexError, match="are damaged or gone"):
        fetch(server, files, tmp_path / "back", None)
    collection.delete(ids=[first])
    with pytest.raises(BrokenIndexError, match="are damaged or gone"):
        fetch(server, files, tmp_path / "again", None)
