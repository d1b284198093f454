"""Articles and passages in SQLite: what goes in comes out."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.catalog import Catalog
from index.catalog_writer import CatalogWriter
from index.errors import BrokenIndexError
from index.records import Article, Filter, Metadata, Passage

ABOUT = {
    "a": Metadata(
        "Rain", "The Town", date(2021, 5, 8), "Jo Doe", "https://e.org/1", {"title": "header"}
    ),
    "b": Metadata(source="L’Écho", date=date(2021, 5, 9), updated=date(2021, 6, 1)),
    "c": Metadata(),
}
PAGES = {"b": (0, 17)}
ARTICLES = {
    id: Article(id, f"{id}.txt", f"Story {id} 😀 began. It ended.", about, PAGES.get(id, ()))
    for id, about in ABOUT.items()
}
PASSAGES = [
    Passage(f"{id}:{start}-{end}", id, start, end, article.text[start:end])
    for id, article in ARTICLES.items()
    for start, end in ((0, 16), (17, 26))
]
HASHES = {id: f"hash {id}" for id in ARTICLES}


@pytest.fixture
def catalog(tmp_path: Path) -> Catalog:
    with closing(CatalogWriter(tmp_path / "c.sqlite")) as writer:
        for id, article in ARTICLES.items():
            own = [(p, f"digest {p.text}") for p in PASSAGES if p.article_id == id]
            writer.add(article, HASHES[id], own)
    return Catalog(tmp_path / "c.sqlite")


def test_what_goes_in_comes_out(catalog: Catalog) -> None:
    assert {article.id: article for article in catalog.articles()} == ARTICLES
    assert catalog.article("a") == ARTICLES["a"]
    assert catalog.passage_ids() == [passage.id for passage in PASSAGES]
    assert [p for id in ARTICLES for p in catalog.passages(id)] == PASSAGES
    assert catalog.passage(PASSAGES[3].id) == (PASSAGES[3], ARTICLES["b"])
    digests = {passage.id: f"digest {passage.text}" for passage in PASSAGES}
    assert catalog.passage_digests() == digests
    some = catalog.with_digests([*digests.values(), "another"])
    assert some.keys() == set(digests.values())
    assert all(digests[id] == digest for digest, id in some.items())
    assert catalog.paths() == {id: f"{id}.txt" for id in ARTICLES}
    assert catalog.passages_of(["a", "c", "z"]) == 4
    assert (catalog.count("articles"), catalog.count("passages")) == (3, 6)
    catalog.close()


def test_stems_are_kept(catalog: Catalog) -> None:
    kept = catalog.stems([PASSAGES[0].id, PASSAGES[1].id, "z:0-1"])
    assert kept == {PASSAGES[0].id: (("stori", "began"),), PASSAGES[1].id: (("end",),)}
    catalog.close()


def test_a_catalog_of_before_stems_were_kept(tmp_path: Path) -> None:
    old = tmp_path / "old.sqlite"
    with closing(CatalogWriter(old)) as writer:
        add(writer, 0, 1)
    with closing(sqlite3.connect(old)) as db:
        db.execute("ALTER TABLE passages DROP COLUMN stems")
    with closing(Catalog(old)) as catalog:
        assert catalog.stems(catalog.passage_ids()) == {}
    with closing(CatalogWriter(tmp_path / "new.sqlite", old)) as writer:
        add(writer, 1, 1)
    with closing(Catalog(tmp_path / "new.sqlite")) as catalog:
        assert catalog.stems(catalog.passage_ids()) == {"1:0-1": (("x",),)}


def test_facts_about_all(catalog: Catalog) -> None:
    assert catalog.dates() == (date(2021, 5, 8), date(2021, 5, 9))
    assert catalog.sources() == ("L’Écho", "The Town")
    assert catalog.undated() == 1
    assert catalog.undated(["The Town"]) == 0
    assert catalog.undated(excluded=["The Town"]) == 0
    catalog.close()


@pytest.mark.parametrize(("name", "credited"), [("jo doe", True), ("Doe", False), ("", False)])
def test_whose_name_an_article_has(catalog: Catalog, name: str, credited: bool) -> None:
    assert catalog.credits(name) is credited
    catalog.close()


@pytest.mark.parametrize(
    ("only", "rows"),
    [
        (Filter(since=date(2021, 5, 8)), [0, 1, 2, 3]),
        (Filter(until=date(2021, 5, 8)), [0, 1]),
        (Filter(since=date(2021, 5, 9), until=date(2021, 5, 9)), [2, 3]),
        (Filter(since=date(2022, 1, 1)), []),
        (Filter(sources=("L’Écho", "Nobody")), [2, 3]),
        (Filter(since=date(2021, 5, 9), sources=("The Town",)), []),
        (Filter(sources=("' OR 1=1 --",)), []),
        (Filter(excluded=("L’Écho", "Nobody")), [0, 1]),
        (Filter(excluded=("Nobody",)), [0, 1, 2, 3]),
        (Filter(until=date(2021, 5, 8), excluded=("The Town",)), []),
    ],
)
def test_the_mask_is_the_filter(catalog: Catalog, only: Filter, rows: list[int]) -> None:
    mask = catalog.mask(only)
    assert mask is not None
    assert mask.nonzero()[0].tolist() == rows
    assert len(mask) == len(PASSAGES)
    catalog.close()


def test_no_filter_is_no_mask(catalog: Catalog) -> None:
    assert catalog.mask(Filter()) is None
    catalog.close()


def test_what_is_not_there(catalog: Catalog, tmp_path: Path) -> None:
    with pytest.raises(KeyError):
        catalog.article("z")
    with pytest.raises(KeyError):
        catalog.passage("z:0-1")
    catalog.close()
    with pytest.raises(BrokenIndexError, match=r"lacks its file .*none.*rebuild"):
        Catalog(tmp_path / "none")


def test_an_article_that_is_held_is_there_once(catalog: Catalog) -> None:
    one = catalog.article("b")
    assert catalog.article("b") is one
    assert catalog.passage(PASSAGES[3].id)[1] is one
    del one
    assert catalog.article("b") == ARTICLES["b"]


def test_passages_come_as_they_are_asked_for(catalog: Catalog) -> None:
    asked = [passage.id for passage in (*reversed(PASSAGES), PASSAGES[0])]
    found = catalog.passages_with_articles(asked)
    assert [passage.id for passage, _ in found] == asked
    assert all(article == ARTICLES[passage.article_id] for passage, article in found)
    with pytest.raises(KeyError):
        catalog.passages_with_articles([*asked, "z:0-1"])


def test_a_damaged_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "c.sqlite").write_bytes(b"no database at all" * 100)
    catalog = Catalog(tmp_path / "c.sqlite")
    with pytest.raises(BrokenIndexError, match=r"damaged .*rebuild"):
        catalog.passage_ids()
    catalog.close()


def test_many_threads_read_at_once(catalog: Catalog) -> None:
    def look(number: int) -> bool:
        passage = PASSAGES[number % len(PASSAGES)]
        return (
            catalog.passage(passage.id)[0] == passage
            and catalog.mask(Filter(until=date(2021, 5, 8))).sum() == 2
        )  # type: ignore[union-attr]

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(look, range(2000)))
    catalog.close()


@pytest.mark.parametrize(
    ("month", "day", "meant"),
    [
        (10, 7, date(2023, 10, 7)),
        (10, 8, None),
        (2, 29, date(2020, 2, 29)),
        (9, 4, date(2019, 9, 4)),
    ],
)
def test_the_day_meant_is_the_one_written_out_most(
    tmp_path: Path, month: int, day: int, meant: date | None
) -> None:
    text = (
        "On October 7, 2023, and again on 7 October 2023; not October 7, 1999, nor on October 8. "
        "Feb. 29, 2021, and February 29, 2021, are none; February 29, 2020, is. Sept. 4, 2019."
    )
    with closing(CatalogWriter(tmp_path / "c.sqlite")) as writer:
        writer.add(Article("a", "a.txt", text), "h", [])
    catalog = Catalog(tmp_path / "c.sqlite")
    assert catalog.day_meant(month, day) == meant
    catalog.close()
    assert catalog.day_meant(month, day) == meant  # texts are looked through once


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(0, 4), min_size=1, max_size=8), st.sets(st.integers(0, 7)))
def test_rows_stay_without_a_gap(
    tmp_path_factory: pytest.TempPathFactory, sizes: list[int], gone: set[int]
) -> None:
    folder = tmp_path_factory.mktemp("c")
    with closing(CatalogWriter(folder / "old")) as writer:
        for number, size in enumerate(sizes):
            add(writer, number, size)
    with closing(Catalog(folder / "old")) as old:
        ids = old.passage_ids()
    with closing(CatalogWriter(folder / "new", folder / "old")) as writer:
        removed, to = writer.remove([str(number) for number in gone])
        first = writer.passages
        add(writer, 99, 2)
        assert [cut.passage.id for cut in writer.cuts(first, 2)] == ["99:0-1", "99:1-2"]
    with closing(Catalog(folder / "new")) as new:
        after = new.passage_ids()
        assert new.count("passages") == len(after) == first + 2
    assert set(after) == set(ids) - set(removed) | {"99:0-1", "99:1-2"}
    assert set(removed) == {id for id in ids if int(id.split(":")[0]) in gone}
    for row, id in enumerate(ids):
        assert (to[row] == -1) if id in removed else (after[to[row]] == id)


def add(writer: CatalogWriter, number: int, size: int) -> None:
    id = str(number)
    own = [Passage(f"{id}:{i}-{i + 1}", id, i, i + 1, "x") for i in range(size)]
    writer.add(Article(id, id, "x" * 9), "h", [(p, p.id) for p in own])
