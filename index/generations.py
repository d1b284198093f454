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

import json
import os
import re
import shutil
import time
import uuid
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from index.errors import BrokenIndexError, BuildRunningError, NoIndexError, SettingsError

FORMAT = 2
"""Version of everything below a generation's folder. Another one is not read, but rebuilt."""
POINTER = "CURRENT"
PREFIX = "gen-"
NAME = re.compile(PREFIX + r"(\d{6,})-[0-9a-f]{6}")
MANIFEST = "manifest.json"
READERS = "readers"
ATTEMPTS, PAUSE = 100, 0.02
"""How often, and after how many seconds, to try again to replace a file that is being read."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation says of itself."""

    format: int
    model: str
    digest: str
    """SHA-256 of the model's weights."""
    dimension: int
    chunker: str
    articles: int
    passages: int
    removed: int
    """Passages taken out since its files were last written whole, which slow the search down."""
    created: str
    """When it was built, ISO 8601 with time zone."""
    hashes: dict[str, str]
    """Content hash of every article, by id."""
    files: dict[str, int]
    """Bytes of every other file of the generation, by path with forward slashes."""


def current(data: Path) -> Path:
    """The folder of the current generation; raises NoIndexError when nothing was built."""
    try:
        name = (data / POINTER).read_text("utf-8").strip()
    except FileNotFoundError:
        raise NoIndexError(
            f"There is no index in {data} yet. "
            "Build it with `python -m index build`, or `make index`."
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        raise _broken(data / POINTER, str(error)) from error
    if not NAME.fullmatch(name) or not (data / name).is_dir():
        raise _broken(data / POINTER, f"it names {name[:80]!r}, which is not there")
    return data / name


def read_manifest(generation: Path) -> Manifest:
    """Read a generation's manifest; raises BrokenIndexError for a missing or foreign one."""
    path = generation / MANIFEST
    try:
        stated = json.loads(path.read_text("utf-8"))
        if stated["format"] != FORMAT:
            raise _broken(path, f"it is of format {stated['format']}, this program reads {FORMAT}")
        return Manifest(**stated)
    except FileNotFoundError:
        raise _broken(path, "it is missing") from None
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise _broken(path, str(error)) from error


def sizes(generation: Path) -> dict[str, int]:
    """Bytes of every file of a generation that is written but has no manifest and readers yet."""
    files = (path for path in generation.rglob("*") if path.is_file())
    return {path.relative_to(generation).as_posix(): path.stat().st_size for path in files}


def check_files(generation: Path, manifest: Manifest) -> None:
    """Raise BrokenIndexError if a file of a generation is missing or was cut short.

    It may be longer: a later Chroma adds to its tables.
    """
    for name, size in manifest.files.items():
        try:
            found = (generation / name).stat().st_size
        except OSError as error:
            raise _broken(generation / name, error.strerror or "it can't be read") from None
        if found < size:
            raise _broken(generation / name, f"it has {found} of its {size} bytes")


def commit(data: Path, generation: Path, manifest: Manifest) -> None:
    """Write the manifest, make everything durable, then point to the generation."""
    _write(generation / MANIFEST, json.dumps(asdict(manifest), ensure_ascii=False, indent=1))
    _sync_tree(generation)
    _sync(data)
    temporary = data / f"{POINTER}.new"
    _write(temporary, generation.name)
    _replace(temporary, data / POINTER)
    _sync(data)


def new_generation(data: Path) -> Path:
    """Make an empty folder for the next generation; names sort by age."""
    numbers = [int(path.name.split("-")[1]) for path in _generations(data)]
    path = data / f"{PREFIX}{max(numbers, default=0) + 1:06}-{uuid.uuid4().hex[:6]}"
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
    except BrokenIndexError:
        return []  # better too many files than one too few
    idle = [path for path in _generations(data) if path != keep and not _is_read(path)]
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


def _generations(data: Path) -> list[Path]:
    return sorted(path for path in data.iterdir() if NAME.fullmatch(path.name) and path.is_dir())


def _broken(path: Path, why: str) -> BrokenIndexError:
    return BrokenIndexError(
        f"The index can't be used: {path}: {why}. Make it again with `python -m index rebuild`."
    )


def _write(path: Path, text: str) -> None:
    with path.open("w", encoding="utf-8") as stream:
        stream.write(text)
        stream.flush()
        os.fsync(stream.fileno())


def _replace(path: Path, by: Path) -> None:
    """Rename over a file; on Windows that must wait for whoever is just reading it."""
    for _ in range(ATTEMPTS):
        with suppress(PermissionError):
            os.replace(path, by)
            return
        time.sleep(PAUSE)
    os.replace(path, by)


def _sync_tree(folder: Path) -> None:
    for here, _, files in os.walk(folder):
        for name in files:
            with Path(here, name).open("r+b") as stream:  # Windows flushes what may be written
                os.fsync(stream.fileno())
        _sync(Path(here))


def _sync(folder: Path) -> None:
    if os.name == "nt":  # Windows can't open a folder to flush it
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
