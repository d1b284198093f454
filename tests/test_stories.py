"""The day of intake and the stories, in a catalog's file: kept for what stays the same."""

from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from index import stories
from index.catalog import Catalog
from index.catalog_writer import CatalogWriter
from index.plan import content_hash
from index.records import Article, Metadata
from tests.test_copies import cut, story

FIRST, SECOND = date(2026, 5, 3), date(2026, 11, 20)


def article(id: str, text: str, day: date | None = None) -> Article:
    return Article(id, f"{id}.txt", text, Metadata(source=id.upper(), date=day))


ONE = [
    article("late", story(1), date(2021, 5, 9)),
    article("undated", cut(story(1), 0.8)),
    article("early", cut(story(1), 0.6), date(2021, 5, 8)),
    article("other", story(2)),
]


def write(path: Path, articles: list[Article], today: date, before: Path | None = None) -> Catalog:
    with closing(CatalogWriter(path)) as writer:
        for one in articles:
            writer.add(one, content_hash(one), [])
    stories.write(path, before, today)
    return Catalog(path)


def test_the_copies_of_an_article_by_date(tmp_path: Path) -> None:
    catalog = write(tmp_path / "c.sqlite", ONE, FIRST)
    assert [one.id for one in catalog.copies("undated")] == ["early", "late"]
    assert [one.id for one in catalog.copies("late")] == ["early", "undated"]
    assert catalog.copies("other") == catalog.copies("nobody") == []
    told = catalog.stories(["late", "other", "early", "' OR 1"])
    assert told.keys() == {"late", "early"}
    assert len(set(told.values())) == 1
    assert catalog.stories([]) == {}
    assert catalog.told_again() == 2
    catalog.close()


def test_the_day_stays_with_what_stays(tmp_path: Path) -> None:
    first, second = tmp_path / "1.sqlite", tmp_path / "2.sqlite"
    write(first, ONE, FIRST).close()
    changed = [ONE[0], replace(ONE[1], text=story(3)), *ONE[3:], article("new", cut(story(2), 0.7))]
    catalog = write(second, changed, SECOND, first)
    days = {one.id: one.indexed for one in catalog.articles()}
    assert days == {"late": FIRST, "undated": SECOND, "other": FIRST, "new": SECOND}
    assert catalog.article("late").indexed == FIRST
    assert [one.id for one in catalog.copies("new")] == ["other"]
    assert catalog.copies("late") == []
    catalog.close()


def test_what_stays_is_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = tmp_path / "1.sqlite", tmp_path / "2.sqlite"
    write(first, ONE, FIRST).close()
    read: list[str] = []
    texts = stories._Texts
    plain = texts.__getitem__
    monkeypatch.setattr(texts, "__getitem__", lambda self, id: read.append(id) or plain(self, id))
    write(second, [*ONE[:3], article("new", story(4))], SECOND, first).close()
    assert read == ["new"]


def test_a_file_that_was_copied_and_changed_comes_out_as_a_new_one(tmp_path: Path) -> None:
    first, second = tmp_path / "1.sqlite", tmp_path / "2.sqlite"
    write(first, ONE, FIRST).close()
    second.write_bytes(first.read_bytes())
    stories.write(second, first, SECOND)
    before, after = Catalog(first), Catalog(second)
    assert list(before.articles()) == list(after.articles())
    assert before.copies("late") == after.copies("late")
    before.close()
    after.close()
