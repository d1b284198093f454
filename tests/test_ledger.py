"""What machines tell each other through a server: who builds, who reads, what is complete."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing

import pytest

from index import ledger as ledgers
from index.connection import Connection
from index.errors import BuildRunningError
from index.ledger import Ledger, Stated

STATED = Stated({"a": ["1", "2"], "é/b": []}, ("gen-000001-abcdef",))


@pytest.fixture
def two(url: str) -> Iterator[tuple[Ledger, Ledger]]:
    """The ledger of one server as two machines see it."""
    with closing(Connection(url, 10)) as one, closing(Connection(url, 10)) as other:
        yield Ledger(one), Ledger(other)


def test_the_newest_is_the_one_of_the_latest_build(two: tuple[Ledger, Ledger]) -> None:
    one, other = two
    assert one.newest() is None
    for name in ("gen-000009-abcdef", "gen-1000000-000000", "gen-000010-ffffff"):
        one.complete(name, STATED)  # the last of them by one who comes too late
    assert other.newest() == "gen-1000000-000000"
    assert other.generations()["gen-000009-abcdef"] == STATED
    other.forget(["gen-1000000-000000"])
    assert one.newest() == "gen-000010-ffffff"


def test_one_builds_at_a_time(two: tuple[Ledger, Ledger]) -> None:
    one, other = two
    with one.building("me") as number:
        assert number == 1
        one.still_building(number)
        with pytest.raises(BuildRunningError, match=r"Another build is running on http.* 30 s"):
            other.building("you").__enter__()
    with other.building("you") as number:
        assert number == 2


def test_who_died_keeps_nobody_waiting_for_long(
    two: tuple[Ledger, Ledger], monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = two
    with ExitStack() as died:
        first = died.enter_context(one.building("me"))
        with one.building("me") as again:  # the same machine knows
            assert again == first + 1
        with pytest.raises(BuildRunningError, match="so that another one may have begun"):
            one.still_building(first)
    monkeypatch.setattr(ledgers, "BUILDING", 0.5)
    one._add("build-7", {"kind": "build", "number": 7, "owner": "me", "until": time.time() + 0.5})
    with pytest.raises(BuildRunningError):
        other.building("you").__enter__()
    time.sleep(0.6)
    with other.building("you") as number:
        assert number == 8
        time.sleep(1)  # renewed meanwhile
        other.still_building(number)
        with pytest.raises(BuildRunningError):
            one.building("me").__enter__()


def test_of_many_at_once_one_builds(url: str) -> None:
    def begin(number: int) -> bool:
        with closing(Connection(url, 20)) as server, ExitStack() as stack:
            ready.append(number)
            while len(ready) < 6:
                time.sleep(0.01)
            try:
                stack.enter_context(Ledger(server).building(str(number)))
            except BuildRunningError:
                return False
            time.sleep(2)
            return True

    ready: list[int] = []
    with ThreadPoolExecutor(6) as pool:
        assert sum(pool.map(begin, range(6))) == 1


def test_a_server_that_came_back_empty(url: str, two: tuple[Ledger, Ledger]) -> None:
    one, other = two
    one.complete("gen-000007-abcdef", STATED)
    assert other.newest() == "gen-000007-abcdef"
    with closing(Connection(url, 10)) as server:
        server.delete(ledgers.NAME)
    assert other.newest() is None
    one.complete("gen-000001-ffffff", STATED)
    assert other.newest() == "gen-000001-ffffff"
    with other.reading("gen-000001-ffffff"):
        assert one.read() == {"gen-000001-ffffff"}


def test_readers_are_known_until_they_go_or_are_not_heard_of(
    two: tuple[Ledger, Ledger], monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = two
    with one.reading("gen-000001-abcdef"):
        assert other.read() == {"gen-000001-abcdef"}
    assert other.read() == set()
    past = {"kind": "reader", "generation": "gen-000002-abcdef", "until": time.time() - 1}
    one._add("reader-x", past)
    assert other.read() == set()
    assert other._of("reader") == {}
    monkeypatch.setattr(ledgers, "READING", 0.5)
    with one.reading("gen-000003-abcdef"):
        time.sleep(1)
        assert other.read() == {"gen-000003-abcdef"}
