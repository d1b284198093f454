"""What a build has to do: added, changed, removed, unchanged; and which articles are copies."""

from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from index.plan import content_hash, plan, text_hash, without_copies
from index.records import Article, Known, Metadata

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
    )
    hashes = {content_hash(article) for article in (ONE, *others)}
    assert len(hashes) == 5
    assert content_hash(ONE) == content_hash(replace(ONE))


def known(article: Article) -> Known:
    return Known(article.id, article.path, content_hash(article), text_hash(article))


def test_a_copy_is_left_out_and_names_the_first() -> None:
    copy = replace(ONE, id="b.jsonl#7", path="b.jsonl")
    kept, problems = without_copies([known(ONE), known(copy)])
    assert kept == {"a.txt": known(ONE)}
    assert [str(problem) for problem in problems] == ["b.jsonl#7: is the same article as a.txt"]


def test_the_same_story_under_another_source_or_date_stays() -> None:
    wire = replace(ONE, id="b.txt", about=replace(ONE.about, source="The Wire"))
    later = replace(ONE, id="c.txt", about=replace(ONE.about, date=date(2021, 5, 9)))
    kept, problems = without_copies([known(one) for one in (ONE, wire, later)])
    assert list(kept) == ["a.txt", "b.txt", "c.txt"]
    assert problems == []
