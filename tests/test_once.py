"""A value made at first use."""

import threading
import time

import pytest

from index.once import Once


def test_many_threads_make_it_once() -> None:
    made = []

    def make() -> int:
        time.sleep(0.05)
        made.append(threading.get_ident())
        return 7

    value = Once(make)
    assert not made
    found: list[int] = []
    threads = [threading.Thread(target=lambda: found.append(value())) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [7] * 8
    assert len(made) == 1


def test_what_fails_is_tried_again() -> None:
    outcomes = [ValueError("not yet"), None]

    def make() -> str:
        if error := outcomes.pop(0):
            raise error
        return "made"

    value = Once(make)
    with pytest.raises(ValueError, match="not yet"):
        value()
    assert value() == value() == "made"
