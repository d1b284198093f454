"""The archive's articles as a list that can be searched and sorted. Pure."""

import datetime
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from index.build import Report
from index.records import Listed, day_in_words
from ui import texts
from ui.escape import as_html

SHOWN = 50
"""Rows at a time."""


class State(StrEnum):
    """How an article of the folder stands to the index."""

    INDEXED = "indexed"
    FAULTY = "indexed with a fault"
    NEW = "not indexed yet"
    CHANGED = "changed since"
    GONE = "its file is gone"
    UNREAD = "can't be read"


class Order(StrEnum):
    """What the list is sorted by."""

    NEWEST = "newest first"
    OLDEST = "oldest first"
    TITLE = "title"
    SOURCE = "source"
    FILE = "file name"
    """Not "file", which Gradio would take for a key of its translations."""
    TAKEN_IN = "last taken in first"


@dataclass(frozen=True, slots=True)
class Row:
    """One article, or a file that is none yet."""

    name: str
    path: str
    state: State
    source: str = ""
    date: datetime.date | None = None
    indexed: datetime.date | None = None
    note: str = ""
    """What was wrong while reading it."""
    id: str = ""
    """"" for what is not in the index."""

    @property
    def words(self) -> str:
        """What a search looks through."""
        return f"{self.name} {self.source} {self.path} {self.state} {self.note}".casefold()


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which rows to show, in which order, from which on."""

    search: str = ""
    source: str = ""
    state: str = ""
    order: str = Order.NEWEST
    first: int = 0


def rows(listed: Iterable[Listed], report: Report | None) -> tuple[Row, ...]:
    """A row for each article of the index, and for what else was found in the folder."""
    problems = report.problems if report else ()
    faults: dict[str, list[str]] = {}
    for p in problems:
        if not p.skipped:
            faults.setdefault(p.article, []).append(p.reason)
    # After a build its plan is done; what was only looked at still stands before us.
    plan = report.plan if report and report.dry_run else None
    changed, gone = (set(plan.changed), set(plan.removed)) if plan else (set(), set())
    made = [
        Row(
            one.name,
            one.path,
            _state(one, changed, gone, faults),
            one.source or "",
            one.date,
            one.indexed,
            " · ".join(faults.get(one.id, ())),
            one.id,
        )
        for one in listed
    ]
    new = [Row(id, id, State.NEW) for id in plan.added] if plan else []
    unread = [
        Row(
            p.path if p.line is None else f"{p.path}, line {p.line}",
            p.path,
            State.UNREAD,
            note=p.reason,
        )
        for p in problems
        if p.skipped
    ]
    return (*made, *new, *unread)


def _state(one: Listed, changed: set[str], gone: set[str], faults: Container[str]) -> State:
    if one.id in gone:
        return State.GONE
    if one.id in changed:
        return State.CHANGED
    return State.FAULTY if one.id in faults else State.INDEXED


def chosen(all_rows: Sequence[Row], wanted: Wanted) -> list[Row]:
    """The rows that have all words searched for, of one source and state, in order."""
    words = wanted.search.casefold().split()
    found = [
        row
        for row in all_rows
        if (not wanted.source or row.source == wanted.source)
        and (not wanted.state or row.state == wanted.state)
        and (not words or all(word in row.words for word in words))
    ]
    return _sorted(found, wanted.order)


def _sorted(found: list[Row], order: str) -> list[Row]:
    match order:
        case Order.TITLE:
            return sorted(found, key=lambda row: row.name.casefold())
        case Order.SOURCE:
            return sorted(found, key=lambda row: (not row.source, row.source.casefold()))
        case Order.FILE:
            return sorted(found, key=lambda row: row.path)
        case Order.TAKEN_IN:
            return sorted(found, key=lambda row: row.indexed or datetime.date.min, reverse=True)
        case Order.OLDEST:
            return sorted(found, key=lambda row: row.date or datetime.date.max)
    return sorted(found, key=lambda row: row.date or datetime.date.min, reverse=True)


def table(found: Sequence[Row], first: int = 0) -> str:
    """Some rows as an HTML table, with how many there are."""
    if not found:
        return f'<p class="nothing">{texts.NO_ROWS}</p>'
    some = found[first : first + SHOWN]
    heads = "".join(f'<th scope="col">{as_html(head)}</th>' for head in texts.COLUMNS)
    told = texts.ROWS.format(first=first + 1, last=first + len(some), of=f"{len(found):,}")
    return (
        f"<table><caption>{told}</caption><thead><tr>{heads}</tr></thead>"
        f"<tbody>{''.join(map(_row, some))}</tbody></table>"
    )


def _row(row: Row) -> str:
    source = as_html(row.source) if row.source else f"<i>{texts.UNKNOWN}</i>"
    note = f'<p class="note"><bdi>{as_html(row.note)}</bdi></p>' if row.note else ""
    day = as_html(day_in_words(row.date)) if row.id else ""
    name = f"<bdi>{as_html(row.name)}</bdi>"
    if row.id:
        id = as_html(row.id)
        name = f'<button class="open" type="button" data-article="{id}">{name}</button>'
    return (
        f'<tr class="{row.state.name.lower()}"><th scope="row">{name}</th>'
        f"<td><bdi>{source if row.id else ''}</bdi></td><td>{day}</td>"
        f"<td>{as_html(row.state)}{note}</td><td><bdi>{as_html(row.path)}</bdi></td></tr>"
    )
