"""Every promise of an index, and what breaks it."""

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest

from index.build import build
from index.errors import BrokenIndexError
from index.searcher import Searcher
from index.verify import Check, verify
from tests.toy import ToyEmbedder

FILES = "files are what was written, to the byte"
TOWNS = ("Orle", "Tull", "Quill", "Marsh", "Venn")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    for i, town in enumerate(TOWNS):
        text = f"The bridge of {town} closed. Its {i + 3} arches are old. {town} will miss it."
        (folder / f"{town}.txt").write_text(text)
    build(folder, tmp_path / "data", embedder=ToyEmbedder())
    return tmp_path / "data"


@pytest.fixture
def broken(data: Path) -> Callable[[], set[str]]:
    """The promises that the index breaks now."""

    def promises() -> set[str]:
        with closing(Searcher.open(data)) as searcher:
            return {c.promise for c in verify(searcher, ToyEmbedder()) if not c.holds}

    return promises


@pytest.fixture
def catalog(data: Path) -> Iterator[sqlite3.Connection]:
    [path] = data.glob("gen-*/catalog.sqlite")
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        yield db


def test_what_was_just_built_holds(broken: Callable[[], set[str]]) -> None:
    assert broken() == set()


def test_a_changed_text(broken: Callable[[], set[str]], catalog: sqlite3.Connection) -> None:
    catalog.execute("UPDATE articles SET text = replace(text, 'old', 'new') WHERE id = 'Orle.txt'")
    assert broken() == {
        FILES,
        "articles are what was indexed, to the letter",
        "passages stand in their articles",
        "vectors are what the model makes of the texts",
        "passages are ranked by their own words",
    }


def test_offsets_that_moved(broken: Callable[[], set[str]], catalog: sqlite3.Connection) -> None:
    catalog.execute("UPDATE passages SET start = start + 4 WHERE row = 0")
    assert "passages stand in their articles" in broken()


def test_words_of_another(broken: Callable[[], set[str]], catalog: sqlite3.Connection) -> None:
    catalog.execute("UPDATE passages SET stems = 'ferri' WHERE row = 0")
    assert broken() == {FILES, "passages are ranked by their own words"}


def test_words_not_kept(broken: Callable[[], set[str]], catalog: sqlite3.Connection) -> None:
    catalog.execute("ALTER TABLE passages DROP COLUMN stems")
    assert broken() == {FILES}


def test_a_passage_of_no_article(
    broken: Callable[[], set[str]], catalog: sqlite3.Connection
) -> None:
    catalog.execute("DELETE FROM articles WHERE id = 'Tull.txt'")
    found = broken()
    assert "the parts hold as many as the manifest states" in found
    assert "passages stand in their articles" in found


def test_a_passage_without_its_vector(
    broken: Callable[[], set[str]], catalog: sqlite3.Connection
) -> None:
    catalog.execute("UPDATE passages SET id = 'another' WHERE row = 1")
    found = broken()
    assert "each passage has a vector, each vector a passage" in found
    assert "every part can be read" in found


def spoil(path: Path) -> None:
    """Change bytes in the second half of a file."""
    data = bytearray(path.read_bytes())
    for at in range(len(data) // 2, min(len(data), len(data) // 2 + 400)):
        data[at] ^= 0x5A
    path.write_bytes(data)


SPOILED = (
    "catalog.sqlite", "bm25/data.csc.index.npy", "bm25/indices.csc.index.npy", "bm25/counts.npy",
    "bm25/indptr.csc.index.npy", "bm25/lengths.npy", "bm25/vocab.index.json",
    "chroma/*/index_metadata.pickle", "chroma/*/header.bin", "chroma/*/length.bin",
    "chroma/*/data_level0.bin",
)  # fmt: skip


@pytest.mark.parametrize("name", SPOILED)
def test_spoiled_bytes_are_told_and_mended(
    data: Path, broken: Callable[[], set[str]], name: str
) -> None:
    [path] = data.glob(f"gen-*/{name}")
    spoil(path)
    with suppress(BrokenIndexError):  # what can't be opened is told so
        assert FILES in broken()
    build(data.parent / "articles", data, embedder=ToyEmbedder(), anew=True)
    assert broken() == set()


@pytest.mark.parametrize("name", ["catalog.sqlite", "bm25/data.csc.index.npy"])
def test_a_build_goes_on_from_nothing_that_is_spoiled(
    data: Path, broken: Callable[[], set[str]], name: str
) -> None:
    [path] = data.glob(f"gen-*/{name}")
    spoil(path)
    (data.parent / "articles" / "new.txt").write_text("The ferry of Orle came. It was late.")
    assert build(data.parent / "articles", data, embedder=ToyEmbedder()).built
    assert broken() == set()


def test_an_index_of_an_earlier_version_states_no_digests(
    data: Path, broken: Callable[[], set[str]]
) -> None:
    [path] = data.glob("gen-*/manifest.json")
    stated = json.loads(path.read_text())
    del stated["digests"]
    path.write_text(json.dumps(stated))
    [weights] = data.glob("gen-*/bm25/indices.csc.index.npy")
    assert broken() == set()
    spoil(weights)
    assert "every part can be read" in broken()


def test_a_check_names_a_few() -> None:
    check = Check("all is well", 1000, tuple("abcdefgh"))
    assert str(check) == "BROKEN all is well: 8 of 1,000 don't: a, b, c, d, e …"
    assert str(Check("all is well", 1000, ("a",), allowed=1)) == "ok     all is well (1,000)"
