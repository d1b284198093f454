"""Where a browser tab is: what was begun elsewhere is not shown."""

from collections.abc import Iterator
from typing import Any

from ui.place import Place


def screens() -> Iterator[tuple[Any, ...]]:
    yield "asked", ""
    yield "answered", "evidence"


def test_all_is_shown_to_who_stays() -> None:
    place = Place()
    assert [*place.shown(screens(), place.move())] == [*screens()]


def test_what_comes_late_changes_nothing() -> None:
    place = Place()
    first = place.shown(screens(), place.move())
    assert next(first) == ("asked", "")
    second = place.shown(screens(), place.move())
    assert next(second) == ("asked", "")
    (last,) = first
    assert [part["__type__"] for part in last] == ["update", "update"]
    assert [*second] == [("answered", "evidence")]
