"""What machines that share a Chroma server tell each other, as records of one collection there.

    generation   complete: which chunks its files are made of, in which collections its vectors are
    reader       reads a generation, until when
    build        builds, until when; of several the one with the highest number

The current generation is the complete one with the highest number, so that a build becomes current
by one record that is added. Chroma adds no record whose id is taken: the first to take a number is
the one who builds, and what it makes bears the number. Whoever was cut off and comes back too late
has a lower number than those who went on without it.
"""

import json
import threading
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any, TypeVar

from index.chroma import Collection
from index.connection import NOWHERE, Connection
from index.errors import ArchiveError, BrokenIndexError, BuildRunningError
from index.generations import number_of

T = TypeVar("T")

NAME = "ask-the-archive"
READING, BUILDING = 600.0, 30.0
"""Seconds after which a reader or a build that has not been heard of is taken for dead."""


@dataclass(frozen=True, slots=True)
class Stated:
    """What is stated of a complete generation."""

    files: Mapping[str, list[str]]
    """The SHA-256 of each chunk of each of its files, by the file's path."""
    collections: tuple[str, ...]
    """The collections that hold its vectors."""


class Ledger:
    """The records of one server; nothing is written there before the first build."""

    def __init__(self, server: Connection) -> None:
        self._server = server
        self._known: Collection | None = None

    def newest(self) -> str | None:
        """The name of the current generation; None when nothing was built."""
        ids = self._ask(lambda all: all.get(where={"kind": "generation"}, include=[])["ids"])
        return max(ids or (), key=number_of, default=None)

    def generations(self) -> dict[str, Stated]:
        """Every complete generation by its name."""
        return {
            name: Stated(json.loads(row["files"]), tuple(json.loads(row["collections"])))
            for name, row in self._of("generation").items()
        }

    def complete(self, name: str, stated: Stated) -> None:
        """State that a generation is complete, which makes it the current one."""
        files, collections = json.dumps(stated.files), json.dumps(stated.collections)
        self._add(name, {"kind": "generation", "files": files, "collections": collections})

    def forget(self, names: Iterable[str]) -> None:
        """State of generations that they are no more, or that nobody reads or builds any more."""
        if ids := list(names):
            self._ask(lambda all: all.delete(ids=ids))

    def read(self) -> set[str]:
        """The names of the generations that are being read."""
        readers, now = self._of("reader"), self._server.now()
        self.forget(id for id, row in readers.items() if row["until"] < now)
        return {row["generation"] for row in readers.values() if row["until"] >= now}

    @contextmanager
    def reading(self, name: str) -> Iterator[None]:
        """State that a generation is being read until the block ends."""
        id = f"reader-{uuid.uuid4().hex}"
        self._add(id, {"kind": "reader", "generation": name, "until": self._server.now() + READING})
        try:
            with self._kept(id, READING):
                yield
        finally:
            with suppress(ArchiveError):  # it ends by itself
                self.forget([id])

    @contextmanager
    def building(self, owner: str) -> Iterator[int]:
        """Be the only one who builds; gives the number of this build.

        An earlier build of the same `owner` is known to be over. Raises BuildRunningError.
        """
        before, now = self._of("build"), self._server.now()
        last = max(before.values(), key=lambda row: int(row["number"]), default=None)
        if last and last["owner"] != owner and last["until"] > now:
            raise self._running(last["until"] - now)
        number, token = int(last["number"]) + 1 if last else 1, uuid.uuid4().hex
        row = {"kind": "build", "number": number, "owner": owner, "token": token}
        id = f"build-{number}"
        self._add(id, row | {"until": now + BUILDING})
        if self._of("build")[id]["token"] != token:
            raise self._running(BUILDING)
        self.forget(before)
        try:
            with self._kept(id, BUILDING):
                yield number
        finally:
            with suppress(ArchiveError):  # it ends by itself
                self._extend(id, -BUILDING)  # not forgotten: the next one needs its number

    def still_building(self, number: int) -> None:
        """Raise BuildRunningError if a build was so long cut off that another one began."""
        row = self._of("build").get(f"build-{number}")
        if not row or row["until"] < self._server.now():
            raise BuildRunningError(
                f"This build was cut off from {self._server.url} for more than {BUILDING:g} s, "
                "so that another one may have begun. The index there stays as it is; build again."
            )

    def _running(self, left: float) -> BuildRunningError:
        return BuildRunningError(
            f"Another build is running on {self._server.url}, or died less than {BUILDING:g} s "
            f"ago; then the next can begin in {left:.0f} s. Questions go on meanwhile."
        )

    @contextmanager
    def _kept(self, id: str, life: float) -> Iterator[None]:
        """Renew a record for as long as the block lasts."""
        done = threading.Event()

        def renew() -> None:
            while not done.wait(life / 3):
                with suppress(ArchiveError):  # the next time, or too late
                    self._extend(id, life)

        thread = threading.Thread(target=renew, daemon=True)
        thread.start()
        try:
            yield
        finally:
            done.set()
            thread.join()

    def _extend(self, id: str, life: float) -> None:
        until = self._server.now() + life
        self._ask(lambda all: all.update(ids=[id], metadatas=[{"until": until}]))

    def _add(self, id: str, row: dict[str, Any]) -> None:
        self._ask(
            lambda all: all.add(ids=[id], embeddings=[NOWHERE], metadatas=[row]),
            self._server.create,
        )

    def _of(self, kind: str) -> dict[str, dict[str, Any]]:
        """The records of a kind, by id."""
        got = self._ask(lambda all: all.get(where={"kind": kind}, include=["metadatas"]))
        return dict(zip(got["ids"], got["metadatas"], strict=True)) if got else {}

    def _ask(
        self,
        what: Callable[[Collection], T],
        find: Callable[[str], Collection | None] | None = None,
    ) -> T | None:
        """What a call of all records gives; None where there are none.

        A server that came back empty and was built anew has others of the same name.
        """
        held = self._known
        known = self._known = held or (find or self._server.find)(NAME)
        if not known:
            return None
        try:
            with self._server.guard():
                return what(known)
        except BrokenIndexError:
            self._known = None
            if not held:
                raise
            return self._ask(what, find)
