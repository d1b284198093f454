"""Where a browser tab is: what was begun elsewhere is not shown."""

from collections.abc import Iterator
from typing import Any

from ui.place import Place


def screens() -> Iterator[tuple[Any, ...]]:
    yield "asked", ""
    yield "answered", "evidence"


def kinds(screen: tuple[Any, ...]) -> list[Any]:
    return [part["__type__"] for part in screen]


def test_all_is_shown_to_who_stays_and_nothing_last() -> None:
    place = Place()
    *shown, last = place.shown(screens(), place.move())
    assert shown == [*screens()]
    assert kinds(last) == ["update", "update"]
    assert [*place.shown(iter(()), place.move())] == []


def test_what_comes_late_changes_nothing() -> None:
    place = Place()
    first = place.shown(screens(), place.move())
    assert next(first) == ("asked", "")
    second = place.shown(screens(), place.move())
    assert next(second) == ("asked", "")
    (last,) = first
    assert kinds(last) == ["update", "update"]
    assert next(second) == ("answered", "evidence")
