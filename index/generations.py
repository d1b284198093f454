"""Generations on disk: where they are, which one is current, who reads them, which can go.

    data/
      CURRENT            names the current generation; replaced in one step
      build.lock         held while a build runs
      files.sqlite       what was read from which file; only spares work
      vectors.journal    vectors of a build that isn't done
      gen-…/             one immutable generation
        manifest.json    written last: a folder with one is complete
        chroma/  bm25/  catalog.sqlite
        readers/         a locked file for each reader

The idea is Lucene's commit points: whoever reads sees the old generation or the new one.
"""

import re
import shutil
import uuid
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from index.atomic import ATTEMPTS, put, sync
from index.errors import (
    BrokenIndexError,
    BuildRunningError,
    NoIndexError,
    SettingsError,
    UnusableIndexError,
)
from index.manifest import MANIFEST, READERS, Manifest, broken, refused, written

POINTER = "CURRENT"
PREFIX = "gen-"
NAME = re.compile(PREFIX + r"(\d{6,})-[0-9a-f]{6}")


def current(data: Path) -> Path:
    """The folder of the current generation; raises NoIndexError when nothing was built.

    Raises DiskError where the pointer may not be read.
    """
    try:
        name = (data / POINTER).read_text("utf-8").strip()
    except FileNotFoundError:
        raise NoIndexError(
            f"There is no index in {data} yet. "
            "Build it with `python -m index build`, or `make index`."
        ) from None
    except OSError as error:
        raise refused(data / POINTER, error) from error
    except UnicodeDecodeError as error:
        raise broken(data / POINTER, str(error)) from error
    if not NAME.fullmatch(name) or not (data / name).is_dir():
        raise broken(data / POINTER, f"it names {name[:80]!r}, which is not there")
    return data / name


@contextmanager
def held(data: Path) -> Iterator[Path]:
    """The current generation, which stays on disk until the block ends."""
    for _ in range(ATTEMPTS):
        generation = current(data)
        lease = None
        # A data folder that can't be written is read all the same, without a lease.
        with suppress(OSError):
            lease = read_lease(generation)
        try:
            if current(data) == generation:
                yield generation
                return
        finally:
            if lease:
                end_lease(lease)
    raise BrokenIndexError(f"The index in {data} changes all the time. Try again in a moment.")


def commit(data: Path, generation: Path, manifest: Manifest) -> None:
    """Write the manifest, make everything durable, then point to the generation."""
    complete(generation, manifest)
    point(data, generation)


def complete(generation: Path, manifest: Manifest) -> None:
    """Write the manifest, and make everything durable."""
    (generation / MANIFEST).write_text(written(manifest), "utf-8")
    for path in (*generation.rglob("*"), generation):
        sync(path)


def point(data: Path, generation: Path) -> None:
    """Make a complete generation the current one, in one step."""
    sync(data)
    put(data / POINTER, lambda partial: partial.write_text(generation.name, "utf-8"))


def new_generation(data: Path, number: int | None = None) -> Path:
    """Make an empty folder for the next generation, whose number is the next if none is given."""
    number = number or max(map(number_of, names(data)), default=0) + 1
    path = data / f"{PREFIX}{number:06}-{uuid.uuid4().hex[:6]}"
    path.mkdir(parents=True)
    return path


@contextmanager
def only_build(data: Path) -> Iterator[None]:
    """Hold the build lock, which the system frees if we die; BuildRunningError if it is taken."""
    with ExitStack() as stack:
        try:
            data.mkdir(parents=True, exist_ok=True)
            stack.enter_context(FileLock(data / "build.lock", timeout=0))
        except Timeout:
            raise BuildRunningError(
                f"Another build is running on {data}. "
                "Wait for it to end; questions go on meanwhile."
            ) from None
        except OSError as error:
            raise SettingsError(
                f"The data folder {data} can't be written ({error.strerror}). "
                "Name another with --data or ARCHIVE_DATA."
            ) from error
        yield


def read_lease(generation: Path) -> FileLock:
    """Mark a generation as being read until `end_lease` or the end of the process.

    Raises OSError when the generation was removed meanwhile, or its folder can't be written.
    """
    readers = generation / READERS
    readers.mkdir(exist_ok=True)
    lease = FileLock(readers / uuid.uuid4().hex)
    lease.acquire()
    return lease


def end_lease(lease: FileLock) -> None:
    """Say that the generation isn't read any more."""
    lease.release()
    with suppress(OSError):
        Path(lease.lock_file).unlink()


def prune(data: Path) -> list[str]:
    """Remove the generations that are neither current nor being read, half-built ones included.

    Returns the names of those removed. Call it while holding the build lock. A reader that takes
    its lease too late finds that the pointer has moved on, and follows it.
    """
    try:
        keep = current(data)
    except NoIndexError:
        keep = None
    except UnusableIndexError:
        return []  # better too many files than one too few
    there = [data / name for name in names(data)]
    idle = [path for path in there if path != keep and not _is_read(path)]
    for path in idle:
        shutil.rmtree(path, ignore_errors=True)
    return [path.name for path in idle if not path.exists()]


def _is_read(generation: Path) -> bool:
    for path in (generation / READERS).glob("*"):
        try:
            FileLock(path, timeout=0).acquire().lock.release()
        except (Timeout, OSError):
            return True
    return False


def names(data: Path) -> list[str]:
    """The generations in a data folder, half-built ones included."""
    return sorted(path.name for path in data.iterdir() if NAME.fullmatch(path.name))


def number_of(name: str) -> int:
    """How many builds there were before, by a generation's name: the newest has the highest."""
    return int(name.split("-")[1])
