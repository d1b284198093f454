"""Where an index lives: a folder of this machine, or a Chroma server that many share."""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Protocol

from index import chroma, generations, store_writer
from index.manifest import Manifest
from index.server import Server
from index.settings import IndexSettings, load
from index.store import Store
from index.store_writer import Cuts

CHROMA = "chroma"


class Home(Protocol):
    """What the index asks of the place that it lives in; told as `str` in messages.

    A generation is known by the folder in which its files are on this machine.
    """

    folder: Path
    """Where builds keep their notes."""
    cure: str
    """What to do when the disk refuses."""

    def current(self) -> Path:
        """The current generation; raises NoIndexError when nothing was built."""

    def held(self) -> AbstractContextManager[Path]:
        """The current generation, which stays there until the block ends."""

    def store(self, generation: Path) -> Store:
        """The vectors of a generation, for reading."""

    def only_build(self) -> AbstractContextManager[None]:
        """Be the only one who builds; raises BuildRunningError. What follows is for that one."""

    def new_generation(self) -> Path:
        """An empty folder for the next generation."""

    def begin(self, generation: Path, base: Path | None, gone: Sequence[str]) -> None:
        """Begin its vectors: none, or those of the generation `base` without some passages."""

    def add(self, generation: Path, count: int, cuts: Cuts) -> None:
        """Add so many passages to them."""

    def commit(self, generation: Path, manifest: Manifest) -> Path:
        """Make it the current one, in one step; returns where it is then."""

    def prune(self) -> list[str]:
        """Remove the generations that are neither current nor being read; returns their names."""

    def close(self) -> None:
        """Let go of the place."""


class Folder:
    """The place of an index: a folder."""

    cure = "make room, or name another folder with --data"

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __str__(self) -> str:
        return str(self.folder)

    def current(self) -> Path:
        return generations.current(self.folder)

    @contextmanager
    def held(self) -> Iterator[Path]:
        with generations.held(self.folder) as generation:
            yield generation

    def store(self, generation: Path) -> Store:
        return Store.open(generation / CHROMA)

    @contextmanager
    def only_build(self) -> Iterator[None]:
        with generations.only_build(self.folder):
            yield

    def new_generation(self) -> Path:
        return generations.new_generation(self.folder)

    def begin(self, generation: Path, base: Path | None, gone: Sequence[str]) -> None:
        if not base:
            store_writer.create(generation / CHROMA)
            return
        chroma.copy(base / CHROMA, generation / CHROMA)
        if gone:
            store_writer.remove(generation / CHROMA, gone)

    def add(self, generation: Path, count: int, cuts: Cuts) -> None:
        store_writer.add(generation / CHROMA, count, cuts)

    def commit(self, generation: Path, manifest: Manifest) -> Path:
        generations.commit(self.folder, generation, manifest)
        return generation

    def prune(self) -> list[str]:
        return generations.prune(self.folder)

    def close(self) -> None:
        pass


def home_of(data: Path | str) -> Home:
    """The place that a setting names: `http://…` or `https://…` a server, else a folder."""
    if isinstance(data, str) and "://" in data:
        return Server(data, load(IndexSettings).cache)
    return Folder(Path(data))
