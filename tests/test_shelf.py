"""The list of articles: what it says of each, and what it shows of them."""

import re
from dataclasses import replace
from datetime import date

from hypothesis import given

from index.build import Report
from index.plan import Plan
from index.records import Listed, Problem
from tests.answers import foreign
from ui.shelf import SHOWN, Order, Row, State, Wanted, chosen, rows, table

LISTED = [
    Listed("a.txt", "a.txt", "A harbour opens", "The Tide", date(2022, 5, 3), date(2026, 1, 1), 2),
    Listed("b.txt", "b.txt", "Ferry fares rise", "The Age", None, date(2026, 1, 2), 1),
    Listed("c.txt", "c.txt", "zoo news", None, date(2021, 1, 1), None, 1),
]  # fmt: skip


def report(*problems: Problem, dry_run: bool = True) -> Report:
    plan = Plan(("new.txt",), ("a.txt",), ("c.txt",), ("b.txt",))
    return Report(plan, problems, 9, 0, None, "gen-1", dry_run=dry_run)


def states(*given: Row) -> dict[str, State]:
    return {row.path: row.state for row in given}


def test_without_a_look_all_are_indexed() -> None:
    assert set(states(*rows(LISTED, None)).values()) == {State.INDEXED}


def test_a_look_tells_what_a_build_would_change() -> None:
    assert states(*rows(LISTED, report())) == {
        "a.txt": State.CHANGED, "b.txt": State.INDEXED, "c.txt": State.GONE, "new.txt": State.NEW,
    }  # fmt: skip


def test_after_a_build_its_plan_is_done() -> None:
    assert set(states(*rows(LISTED, report(dry_run=False))).values()) == {State.INDEXED}


def test_problems_are_told_with_their_articles_or_alone() -> None:
    faults = [
        Problem("b.txt", reason, skipped=False, article="b.txt")
        for reason in ("names a date that is none", "its title is no text")
    ]
    record = Problem("d.jsonl", "is dated in the future", 9, skipped=False, article="d.jsonl#2")
    unread = Problem("d.jsonl", "is no JSON", line=7)
    file = [replace(LISTED[0], id=f"d.jsonl#{n}", name=f"No. {n}", path="d.jsonl") for n in (1, 2)]
    found = rows([*LISTED, *file], report(*faults, record, unread, dry_run=False))
    assert states(*found)["b.txt"] is State.FAULTY
    assert [row.state for row in found if row.path == "d.jsonl"] == [
        State.INDEXED, State.FAULTY, State.UNREAD,
    ]  # fmt: skip
    assert {row.name: row.note for row in found if row.note} == {
        "Ferry fares rise": "names a date that is none · its title is no text",
        "No. 2": record.reason, "d.jsonl, line 7": unread.reason,
    }  # fmt: skip


def names(wanted: Wanted) -> list[str]:
    return [row.path for row in chosen(rows(LISTED, None), wanted)]


def test_order() -> None:
    assert names(Wanted()) == ["a.txt", "c.txt", "b.txt"]
    assert names(Wanted(order=Order.OLDEST)) == ["c.txt", "a.txt", "b.txt"]
    assert names(Wanted(order=Order.TITLE)) == ["a.txt", "b.txt", "c.txt"]
    assert names(Wanted(order=Order.SOURCE)) == ["b.txt", "a.txt", "c.txt"]
    assert names(Wanted(order=Order.TAKEN_IN)) == ["b.txt", "a.txt", "c.txt"]
    assert names(Wanted(order="<script>")) == names(Wanted())


def test_search_wants_all_words_wherever_they_stand() -> None:
    assert names(Wanted("HARBOUR tide")) == ["a.txt"]
    assert names(Wanted("harbour ferry")) == []
    assert names(Wanted(source="The Age")) == ["b.txt"]
    assert names(Wanted(state=State.NEW)) == []


def test_the_table_shows_some_rows_and_says_of_how_many() -> None:
    many = [Row(f"n{i}", f"{i}.txt", State.INDEXED) for i in range(SHOWN + 3)]
    shown = table(many, SHOWN)
    assert shown.count("<tr") == 1 + 3
    assert f"Articles {SHOWN + 1} to {SHOWN + 3} of {SHOWN + 3}" in shown
    assert "<table" not in table([])


@given(foreign, foreign, foreign, foreign)
def test_foreign_text_never_becomes_markup(name: str, path: str, source: str, note: str) -> None:
    row = Row(name, path, State.UNREAD, source, note=note, id=path or "x")
    tags = set(re.findall(r"<(\w+)", table([row])))
    assert tags <= {
        "table",
        "caption",
        "thead",
        "tr",
        "th",
        "tbody",
        "bdi",
        "td",
        "i",
        "p",
        "button",
    }
