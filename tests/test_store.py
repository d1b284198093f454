"""Passages and vectors in Chroma, in a temporary folder."""

import errno
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from index import chroma
from index import store as stores
from index.chroma import copy
from index.embed import Vectors
from index.errors import BrokenIndexError, DiskError
from index.records import Article, Cut, Filter, Metadata, Passage
from index.store import STEP, Store, day_number
from index.store_writer import FLUSHES, add, create, parts, remove
from tests.toy import ToyEmbedder

ABOUT = (
    Metadata(source="The Town", date=date(2021, 5, 8)),
    Metadata(source="L’Écho", date=date(2021, 12, 31)),
    Metadata(source="L’Écho"),
    Metadata(date=date(2022, 1, 1)),
    Metadata(),
)
CUTS = [
    Cut(
        Article(f"a{i}", f"a{i}", f"Story {i} of rain.", about),
        Passage(f"a{i}:0-16", f"a{i}", 0, 16, f"Story {i} of rain."),
        f"digest {i}",
    )
    for i, about in enumerate(ABOUT)
]
VECTORS = ToyEmbedder().encode_passages([cut.passage.text for cut in CUTS])


def write(folder: Path, cuts: Sequence[Cut], vectors: Vectors) -> None:
    """A new store with these rows."""
    create(folder)
    append(folder, cuts, vectors)


def append(folder: Path, cuts: Sequence[Cut], vectors: Vectors) -> None:
    ends = np.cumsum([0, *parts(len(cuts))])
    add(folder, len(cuts), ((cuts[a:b], vectors[a:b]) for a, b in pairwise(ends)))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    write(tmp_path / "chroma", CUTS, VECTORS)
    opened = Store.open(tmp_path / "chroma")
    yield opened
    opened.close()


def test_a_search_misses_hardly_anything(tmp_path: Path) -> None:
    """Vectors without any order, which no graph is good at; Chroma's own settings find .96."""
    draw = np.random.default_rng(0)
    vectors = draw.normal(size=(4000, 96)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    article = CUTS[0].article
    cuts = [Cut(article, Passage(f"{i}", article.id, 0, 1, "S"), f"{i}") for i in range(4000)]
    write(tmp_path / "chroma", cuts, vectors)
    store = Store.open(tmp_path / "chroma")
    shares = []
    for question in draw.normal(size=(30, 96)).astype(np.float32):
        best = {f"{row}" for row in np.argsort(-(vectors @ question))[:10]}
        found = store.search(question / np.linalg.norm(question), 10, Filter())
        shares.append(len(best & {id for id, _ in found}) / 10)
    store.close()
    assert np.mean(shares) > 0.99


def graph(folder: Path) -> dict[str, bytes]:
    """The files of the search graph, which Chroma would write anew if any row were left over."""
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {str(path): path.read_bytes() for path in paths if path.name != "chroma.sqlite3"}


def ids(store: Store, only: Filter) -> set[str]:
    return {id.split(":")[0] for id, _ in store.search(VECTORS[0], 5, only)}


def test_nearest_first_with_its_cosine(store: Store) -> None:
    found = store.search(VECTORS[2], 5, Filter())
    assert len(found) == store.count() == 5
    assert found[0][0] == "a2:0-16"
    for id, cosine in found:
        assert cosine == pytest.approx(float(VECTORS[2] @ VECTORS[int(id[1])]), abs=1e-3)
    assert [cosine for _, cosine in found] == sorted((c for _, c in found), reverse=True)


@pytest.mark.parametrize(
    ("only", "expected"),
    [
        (Filter(since=date(2021, 5, 8)), {"a0", "a1", "a3"}),
        (Filter(since=date(2021, 5, 9)), {"a1", "a3"}),
        (Filter(until=date(2021, 12, 31)), {"a0", "a1"}),
        (Filter(since=date(2021, 6, 1), until=date(2021, 12, 31)), {"a1"}),
        (Filter(sources=("L’Écho",)), {"a1", "a2"}),
        (Filter(sources=("L’Écho", "The Town"), until=date(2021, 6, 1)), {"a0"}),
        (Filter(since=date(2030, 1, 1)), set()),
    ],
)
def test_ranges_and_sources_filter_in_chroma(
    store: Store, only: Filter, expected: set[str]
) -> None:
    assert ids(store, only) == expected


def test_vectors_come_back_in_the_order_asked(store: Store) -> None:
    got = store.vectors(["a3:0-16", "a0:0-16", "a3:0-16"])
    assert np.allclose(got, VECTORS[[3, 0, 3]], atol=1e-6)
    with pytest.raises(BrokenIndexError, match=r"lacks 1 of its passages.*rebuild"):
        store.vectors(["a0:0-16", "z:0-1"])


@pytest.mark.parametrize("count", [1, 2, 999, 4001])
def test_reading_changes_no_file_but_a_log(tmp_path: Path, count: int) -> None:
    article = CUTS[0][0]
    cuts = [Cut(article, Passage(f"a0:{i}-{i + 1}", "a0", i, i + 1, "x"), "") for i in range(count)]
    vectors = np.random.default_rng(7).normal(size=(count, 4)).astype(np.float32)
    write(tmp_path / "chroma", cuts, vectors)
    before = graph(tmp_path)
    assert before
    store = Store.open(tmp_path / "chroma")
    assert store.count() == count
    assert np.allclose(
        store.vectors([cut.passage.id for cut in cuts[::-1]]), vectors[::-1], atol=1e-6
    )
    assert len(store.search(vectors[0], 5, Filter())) == min(count, 5)
    store.close()
    assert graph(tmp_path) == before


def test_what_is_no_store_is_told(tmp_path: Path) -> None:
    for data in (None, b"", b"no database " * 400):
        folder = tmp_path / str(data)[:6] / "chroma"
        folder.mkdir(parents=True)
        if data is not None:
            (folder / "chroma.sqlite3").write_bytes(data)
        with pytest.raises(BrokenIndexError, match=r"damaged .*rebuild"):
            Store.open(folder)


def full(_: object) -> SimpleNamespace:
    return SimpleNamespace(free=0)


def test_a_full_disk_is_no_damage(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stores, "disk_usage", full)
    copied = Store.open(tmp_path / "chroma")  # where there is room
    assert copied.count() == store.count()
    copied.close()

    def no_room(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(chroma, "copy", no_room)
    with pytest.raises(DiskError, match=r"the disk is full. It stays as it is; make room") as error:
        Store.open(tmp_path / "chroma")
    assert "rebuild" not in str(error.value)


def test_two_open_stores_of_one_folder_part_as_they_please(store: Store, tmp_path: Path) -> None:
    other = Store.open(tmp_path / "chroma")
    other.close()
    assert ids(store, Filter(sources=("The Town",))) == {"a0"}


def test_days_sort_as_dates_do() -> None:
    assert day_number(date(2021, 5, 8)) == 20210508
    assert day_number(date(1999, 12, 31)) < day_number(date(2000, 1, 1))


@pytest.mark.parametrize("count", [0, 1, 1999, 2001, 40_000, 100_001, 1_234_567])
def test_a_flush_ends_with_the_last_part(count: int) -> None:
    sizes = parts(count)
    every = -(-len(sizes) // FLUSHES)
    assert sum(sizes) == count
    assert max(sizes, default=0) <= STEP
    pending = flushes = 0
    for size in sizes:  # as Chroma counts
        pending += size
        if pending >= every * min(sizes):
            pending, flushes = 0, flushes + 1
    assert pending == 0
    assert flushes <= FLUSHES


def test_a_copy_changes_and_what_it_was_copied_from_does_not(store: Store, tmp_path: Path) -> None:
    new = tmp_path / "new"
    copy(tmp_path / "chroma", new)  # while it is being read
    remove(new, ["a1:0-16", "a4:0-16"])
    append(new, [CUTS[4]], VECTORS[4:])
    before = graph(new)
    changed = Store.open(new)
    assert sorted(changed.ids()) == ["a0:0-16", "a2:0-16", "a3:0-16", "a4:0-16"]
    assert changed.held(["a1:0-16"]) == {}
    for row in (0, 2, 3, 4):
        assert changed.search(VECTORS[row], 1, Filter())[0][0] == f"a{row}:0-16"
    changed.close()
    assert graph(new) == before
    assert len(store.search(VECTORS[0], 5, Filter())) == store.count() == 5
