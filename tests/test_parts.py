"""Vectors on a Chroma server: collections that are added to one another."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import parts
from index.connection import Connection
from index.parts import GROWTH, add, begin, names, newest, store
from index.records import Article, Cut, Filter, Passage
from index.store_writer import MOST_BYTES, small

RANDOM = np.random.default_rng(5)
VECTORS = RANDOM.normal(size=(40, 16)).astype(np.float32)
VECTORS /= np.linalg.norm(VECTORS, axis=1, keepdims=True)


def cut(number: int) -> Cut:
    id = f"a{number:02}"
    return Cut(Article(id, id, "x"), Passage(f"{id}:0-1", id, 0, 1, "x"), "")


@pytest.fixture
def server(url: str) -> Iterator[Connection]:
    with closing(Connection(url, 60)) as opened:
        yield opened


def make(
    server: Connection, folder: Path, base: Path | None, gone: Sequence[int], added: Sequence[int]
) -> Path:
    """The vectors of a generation: those of `base` without some passages, and some more."""
    folder.mkdir()
    begin(server, folder, base, [cut(number).passage.id for number in gone])
    if added:
        add(server, folder, [([cut(number) for number in added], VECTORS[[*added]])])
    return folder


def check(server: Connection, folder: Path, numbers: Sequence[int]) -> None:
    opened = store(server, folder)
    assert sorted(opened.ids()) == [cut(number).passage.id for number in sorted(numbers)]
    assert opened.count() == len(numbers)
    held = opened.held([cut(number).passage.id for number in range(40)])
    assert held.keys() == set(opened.ids())
    for number in (0, 7, 19):
        found = opened.search(VECTORS[number], 3, Filter())
        cosines = {cut(n).passage.id: float(VECTORS[n] @ VECTORS[number]) for n in numbers}
        best = sorted(cosines, key=lambda id: -cosines[id])[:3]
        assert [id for id, _ in found] == best
        assert [c for _, c in found] == pytest.approx([cosines[id] for id in best], abs=1e-3)


def test_generations_share_what_they_have_in_common(server: Connection, tmp_path: Path) -> None:
    first = make(server, tmp_path / "gen-000001-abcdef", None, [], range(20))
    second = make(server, tmp_path / "gen-000002-abcdef", first, [7, 8], [20, 21, 7])
    third = make(server, tmp_path / "gen-000003-abcdef", second, [7, 19, 20], [])
    check(server, first, range(20))
    check(server, second, [*range(8), *range(9, 22)])
    check(server, third, [*range(7), *range(9, 19), 21])
    assert names(third) == (first.name, second.name)


def test_many_collections_become_few(
    server: Connection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parts, "MOST", 4)
    base, numbers = None, list[int]()
    for number in range(0, 30, 2):
        gone = [number - 1] if number else []
        folder = tmp_path / f"gen-{number + 1:06}-abcdef"
        base = make(server, folder, base, gone, [number, number + 1])
        numbers = [*(n for n in numbers if n not in gone), number, number + 1]
        assert len(names(base)) <= 4
    assert base
    check(server, base, numbers)


@given(st.lists(st.integers(0, 10**6), min_size=2, max_size=9))
def test_the_newest_become_one_where_they_are_as_large_as_the_older(sizes: list[int]) -> None:
    at = newest(sizes)
    assert 0 <= at <= len(sizes) - 2
    assert not at or sizes[at - 1] > GROWTH * sum(sizes[at:])


@pytest.mark.parametrize("dimension", [1, 384, 8192])
def test_a_server_is_handed_what_it_takes(dimension: int) -> None:
    vectors = np.zeros((2000, dimension), np.float32)
    cuts = [cut(number) for number in range(2000)]
    handed = list(small([(cuts, vectors)]))
    assert [one for some, _ in handed for one in some] == cuts
    assert all(0 < some.nbytes <= MOST_BYTES and len(some) == len(c) for c, some in handed)
