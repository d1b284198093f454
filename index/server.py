"""An index on a Chroma server, which many machines read and one builds.

The server holds the vectors (`parts`), the files of each generation (`chunks`), and what the
machines tell each other (`ledger`). Each machine keeps the files of the generations that it reads
in a folder:

    <cache>/http_host_8000/
      gen-…/           as in a data folder, without Chroma's files
      fetch.lock       held while one is fetched or removed
      build/           what a build on this machine works with, notes of earlier ones included
"""

import re
import shutil
import uuid
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path

from filelock import FileLock

from index import chunks, generations, manifest, parts
from index.atomic import ATTEMPTS
from index.connection import Connection
from index.errors import BrokenIndexError, NoIndexError, SettingsError, UnusableIndexError
from index.generations import NAME
from index.ledger import Ledger, Stated
from index.manifest import Manifest
from index.once import Once
from index.store import Store
from index.store_writer import Cuts

ADDRESS = re.compile(r"https?://(\[[0-9a-f:]+\]|[\w.-]+)(?::(\d{1,5}))?/?", re.IGNORECASE)
PORTS = range(1, 65_536)
READING, BUILDING = 20.0, 300.0
"""Seconds to wait for an answer of the server, to whoever asks and to a build."""


class Server:
    """The place of an index: a Chroma server, called when it is first needed."""

    cure = "make room, or name another folder with ARCHIVE_CACHE"

    def __init__(self, url: str, cache: Path, seconds: float = READING) -> None:
        """Raises SettingsError for an address that can't be one."""
        self._url = _address(url)
        self._cache = cache / re.sub(r"[^\w.-]+", "_", self._url)
        self.folder = self._cache / "build"
        self._opened = ExitStack()
        self._server = Once(lambda: self._connect(seconds))
        self._ledger = Once(lambda: Ledger(self._server()))
        self._number = 0

    def __str__(self) -> str:
        return self._url

    def current(self) -> Path:
        """Where on this machine the current generation's files belong."""
        name = self._ledger().newest()
        if not name:
            raise NoIndexError(
                f"There is no index at {self} yet. "
                f"Build it with `python -m index build --data {self}`."
            )
        return self._cache / name

    @contextmanager
    def held(self) -> Iterator[Path]:
        """The current generation with its files, which nobody removes until the block ends."""
        for _ in range(ATTEMPTS):
            generation = self.current()
            with ExitStack() as stack:
                stack.enter_context(self._ledger().reading(generation.name))
                if self.current() == generation:
                    stack.enter_context(self._here(generation))
                    yield generation
                    return
        raise BrokenIndexError(f"The index at {self} changes all the time. Try again in a moment.")

    def store(self, generation: Path) -> Store:
        return parts.store(self._server(), generation)

    @contextmanager
    def only_build(self) -> Iterator[None]:
        """Be the only one who builds; raises BuildRunningError."""
        with generations.only_build(self.folder):
            for name in generations.names(self.folder):  # of a build that was killed
                shutil.rmtree(self.folder / name, ignore_errors=True)
            before = self._server().wait(BUILDING)
            try:
                with self._ledger().building(self._owner()) as self._number:
                    yield
            finally:
                self._server().wait(before)

    def new_generation(self) -> Path:
        return generations.new_generation(self.folder, self._number)

    def begin(self, generation: Path, base: Path | None, gone: Sequence[str]) -> None:
        parts.begin(self._server(), generation, base, gone)

    def add(self, generation: Path, _count: int, cuts: Cuts) -> None:
        parts.add(self._server(), generation, cuts)

    def commit(self, generation: Path, stated: Manifest) -> Path:
        generations.complete(generation, stated)
        files = chunks.send(self._server(), generation)
        self._ledger().still_building(self._number)
        self._ledger().complete(generation.name, Stated(files, parts.names(generation)))
        with self._fetching():
            shutil.rmtree(self._cache / generation.name, ignore_errors=True)
            generation.rename(self._cache / generation.name)
            generations.point(self._cache, self._cache / generation.name)
        return self._cache / generation.name

    def prune(self) -> list[str]:
        """Remove generations that are neither current nor being read; call it while building.

        Returns their names. What is left of a build that was killed goes as well.
        """
        there, keep = self._ledger().generations(), self._ledger().read()
        keep.add(self._ledger().newest() or "")
        gone = sorted(there.keys() - keep)
        self._ledger().forget(gone)
        kept = [stated for name, stated in there.items() if name in keep]
        used = {name for stated in kept for name in stated.collections}
        for name in self._server().names():
            if NAME.fullmatch(name) and name not in used:
                self._server().delete(name)
        files = (digests for stated in kept for digests in stated.files.values())
        chunks.sweep(self._server(), (digest for digests in files for digest in digests))
        return gone

    def close(self) -> None:
        self._opened.close()

    def _connect(self, seconds: float) -> Connection:
        return self._opened.enter_context(closing(Connection(self._url, seconds)))

    @contextmanager
    def _here(self, generation: Path) -> Iterator[None]:
        """The files of a generation on this machine, fetched if need be."""
        with self._fetching():
            if not _whole(generation):
                self._fetch(generation)
            lease = generations.read_lease(generation)
            generations.prune(self._cache)
        try:
            yield
        finally:
            generations.end_lease(lease)

    def _fetch(self, generation: Path) -> None:
        stated = self._ledger().generations().get(generation.name)
        if not stated:
            raise BrokenIndexError(f"The index at {self} changed meanwhile. Try again.")
        partial = self._cache / "fetched"
        shutil.rmtree(partial, ignore_errors=True)
        chunks.fetch(self._server(), stated.files, partial, self._near())
        shutil.rmtree(generation, ignore_errors=True)
        partial.rename(generation)
        generations.point(self._cache, generation)

    def _near(self) -> Path | None:
        """The generation that this machine had last."""
        with suppress(UnusableIndexError):
            return generations.current(self._cache)
        return None

    @contextmanager
    def _fetching(self) -> Iterator[None]:
        """Be the only one to fetch or remove files; raises SettingsError if the disk refuses."""
        try:
            self._cache.mkdir(parents=True, exist_ok=True)
            with FileLock(self._cache / "fetch.lock"):
                yield
        except OSError as error:
            raise SettingsError(
                f"Files of the index at {self} can't be kept in {self._cache} "
                f"({error.strerror or error}). Then {self.cure}."
            ) from error

    def _owner(self) -> str:
        """Who builds here; nobody else does while the folder's lock is held."""
        path = self.folder / "owner"
        if not path.is_file():
            path.write_text(uuid.uuid4().hex, "utf-8")
        return path.read_text("utf-8")


def _whole(generation: Path) -> bool:
    try:
        manifest.check_files(generation, manifest.read(generation))
    except BrokenIndexError:
        return False
    return True


def _address(url: str) -> str:
    """A server's address in one spelling; raises SettingsError if it can't be one."""
    found = ADDRESS.fullmatch(url)
    if not found or (found[2] and int(found[2]) not in PORTS):
        raise SettingsError(
            f"{url.rpartition('@')[2][:80]!r} is no address of a Chroma server. "
            "Give it as http://host:8000, without anything else in it."
        )
    return url.rstrip("/").lower()
