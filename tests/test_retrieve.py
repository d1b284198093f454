"""Rank fusion, and retrieval from the real archive."""

import json
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path
from shutil import copytree
from typing import NoReturn

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.embed import Embedder
from qa import Archive
from qa.chain import ArchiveRetriever
from qa.reader import Reader
from qa.retrieve import fuse
from tests.archives import archive_of


def test_agreement_beats_one_first_place() -> None:
    assert [item for item, _ in fuse([["a", "b"], ["c", "b"]])] == ["b", "a", "c"]


def test_the_formula_of_the_paper() -> None:
    assert dict(fuse([["a"], ["b", "a"]])) == pytest.approx({"a": 1 / 61 + 1 / 62, "b": 1 / 61})


@given(st.lists(st.lists(st.integers(0, 9), unique=True), max_size=4))
def test_every_item_once_best_first(rankings: list[list[int]]) -> None:
    fused = fuse(rankings)
    assert sorted(item for item, _ in fused) == sorted({i for r in rankings for i in r})
    assert [score for _, score in fused] == sorted((s for _, s in fused), reverse=True)


def test_the_passage_is_found(archive: Archive) -> None:
    hits = archive.retrieve("How many ballistic missiles was Iran fueling?", k=3)
    assert len(hits) == 3
    assert "27 medium range ballistic missiles" in hits[0].passage.text
    for hit in hits:
        passage = hit.passage
        assert hit.article.text[passage.start : passage.end] == passage.text


def test_passages_are_found_without_the_reader_too(seeds_data: Path, embedder: Embedder) -> None:
    class Unread:
        """A reader that must not be asked."""

        def read(self, *_: object) -> NoReturn:
            pytest.fail("was read")

    question = "How many ballistic missiles was Iran fueling?"
    with closing(Archive.open(seeds_data, embedder=embedder, reader=Unread())) as archive:
        hits = archive.retrieve(question, k=3, read=False)
        assert [len(hits), len({hit.passage.id for hit in hits})] == [3, 3]
        assert any("27 medium range ballistic missiles" in hit.passage.text for hit in hits)
        only = archive.retrieve("Soleimani", sources=["jerusalem post"], read=False)
        assert {hit.article.about.source for hit in only} == {"The Jerusalem Post"}
        (document,) = ArchiveRetriever(archive=archive, k=1, read=False).invoke(question)
        assert document.id == hits[0].passage.id


def test_many_copies_leave_room_for_others(
    tmp_path: Path, embedder: Embedder, reader: Reader
) -> None:
    same = "The harbour of Orlo was closed by the harbour master, who found the harbour wall torn."
    rows = [{"id": f"copy {i}", "text": same} for i in range(30)]
    towns = ("Brack", "Lind", "Tarn", "Venn", "Marl", "Sund")
    rows += [{"id": town, "text": f"The harbour of {town} has no ferries."} for town in towns]
    with archive_of(rows, tmp_path, embedder, reader) as archive:
        hits = archive.retrieve("Who closed the harbour of Orlo?", k=5, read=False)
    assert len(hits) == 5
    assert sum(hit.passage.text == same for hit in hits) == 1


def test_an_index_of_before_stems_were_kept_finds_the_same(
    tmp_path: Path, seeds_data: Path, archive: Archive, embedder: Embedder
) -> None:
    copytree(seeds_data, tmp_path / "old")
    [catalog] = (tmp_path / "old").glob("gen-*/catalog.sqlite")
    with closing(sqlite3.connect(catalog)) as db:
        db.execute("ALTER TABLE passages DROP COLUMN stems")
        db.execute("VACUUM")
    [manifest] = (tmp_path / "old").glob("gen-*/manifest.json")
    stated = json.loads(manifest.read_text("utf-8"))
    stated["files"][catalog.name] = catalog.stat().st_size
    manifest.write_text(json.dumps(stated), "utf-8")
    question = "How many ballistic missiles was Iran fueling?"
    with closing(Archive.open(tmp_path / "old", embedder=embedder)) as old:
        assert old.retrieve(question, read=False) == archive.retrieve(question, read=False)


def test_limits_hold_for_every_hit(archive: Archive) -> None:
    hits = archive.retrieve("Soleimani", k=50, since=date(2021, 3, 4), until=date(2021, 12, 31))
    assert {hit.article.about.date for hit in hits} == {date(2021, 5, 8), date(2021, 12, 21)}
    hits = archive.retrieve("Soleimani", k=50, sources=["jerusalem post"])
    assert {hit.article.about.source for hit in hits} == {"The Jerusalem Post"}
