"""What a build has to do: added, changed, removed, unchanged."""

from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from index.plan import content_hash, plan
from index.records import Article, Metadata

HASHES = st.dictionaries(st.sampled_from("abcdefgh"), st.sampled_from("123"))
ONE = Article("a.txt", "a.txt", "It rained.", Metadata("Rain", "The Town", date(2021, 5, 8)))


@settings(deadline=None)
@given(HASHES, HASHES)
def test_every_article_is_in_its_one_place(old: dict[str, str], new: dict[str, str]) -> None:
    todo = plan(old, new)
    assert set(todo.added) == new.keys() - old.keys()
    assert set(todo.removed) == old.keys() - new.keys()
    assert all(old[id] != new[id] for id in todo.changed)
    assert all(old[id] == new[id] for id in todo.unchanged)
    assert sorted(todo.added + todo.changed + todo.unchanged) == sorted(new)
    assert todo.empty == (old == new)


def test_the_hash_tells_every_fact_apart() -> None:
    others = (
        replace(ONE, text="It poured."),
        replace(ONE, path="b.txt"),
        replace(ONE, about=replace(ONE.about, date=None)),
        replace(ONE, about=replace(ONE.about, provenance={"title": "header"})),
        replace(ONE, about=replace(ONE.about, updated=date(2021, 5, 9))),
    )
    hashes = {content_hash(article) for article in (ONE, *others)}
    assert len(hashes) == 6
    assert content_hash(ONE) == content_hash(replace(ONE))


def test_the_day_we_took_an_article_in_is_no_change() -> None:
    assert content_hash(ONE) == content_hash(replace(ONE, indexed=date(2026, 11, 20)))
