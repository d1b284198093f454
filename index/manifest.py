"""What a generation says of itself, and whether its files are all there."""

import errno
import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from index.errors import BrokenIndexError, DiskError, UnusableIndexError

FORMAT = 2
"""Version of everything below a generation's folder. Another one is not read, but rebuilt."""
MANIFEST = "manifest.json"
CURES = {
    errno.EACCES: "It is there; let the user who runs this read the files of the index.",
    errno.EISDIR: "Remove that folder, which is none of the index's; then build again.",
}
"""What to do about a file that is no damaged one, by the system's number of the error."""
READERS = "readers"
"""The folder of a generation in which its readers say that they are there."""


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
    digests: Mapping[str, str] = field(default_factory=dict)
    """SHA-256 of those that nobody writes to any more; earlier versions stated none."""


def read(generation: Path) -> Manifest:
    """Read a generation's manifest; raises BrokenIndexError for a missing or foreign one."""
    path = generation / MANIFEST
    try:
        stated = json.loads(path.read_text("utf-8"))
        if stated["format"] != FORMAT:
            raise broken(path, f"it is of format {stated['format']}, this program reads {FORMAT}")
        return Manifest(**stated)
    except FileNotFoundError:
        raise broken(path, "it is missing") from None
    except OSError as error:
        raise refused(path, error) from error
    except (ValueError, TypeError, KeyError) as error:
        raise broken(path, str(error)) from error


def sizes(generation: Path) -> dict[str, int]:
    """Bytes of every file of a generation that is written but has no manifest and readers yet."""
    files = (path for path in generation.rglob("*") if path.is_file())
    return {path.relative_to(generation).as_posix(): path.stat().st_size for path in files}


def digest(path: Path) -> str:
    """The SHA-256 of a file."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def changed(generation: Path, manifest: Manifest) -> list[str]:
    """The files of a generation whose bytes are not those that were written, or can't be read."""
    found = []
    for name, was in manifest.digests.items():
        try:
            if digest(generation / name) != was:
                found.append(name)
        except OSError:
            found.append(name)
    return found


def check_files(generation: Path, manifest: Manifest) -> None:
    """Raise BrokenIndexError if a file of a generation is missing or was cut short, DiskError if
    we may not read it.

    It may be longer: a later Chroma adds to its tables.
    """
    for name, size in manifest.files.items():
        try:
            found = (generation / name).stat().st_size
        except OSError as error:
            raise refused(generation / name, error) from None
        if found < size:
            raise broken(generation / name, f"it has {found} of its {size} bytes")
        if not os.access(generation / name, os.R_OK):
            raise refused(generation / name, PermissionError(errno.EACCES, "Permission denied"))


def written(manifest: Manifest) -> str:
    """A manifest as its file has it."""
    return json.dumps(asdict(manifest), ensure_ascii=False, indent=1)


def refused(path: Path, error: OSError) -> UnusableIndexError:
    """The error for a file of an index that the system doesn't open."""
    why = error.strerror or type(error).__name__
    if cure := CURES.get(error.errno or 0):
        return DiskError(f"The index can't be used: {path}: {why}. {cure}")
    return broken(path, why)


def broken(path: Path, why: str) -> BrokenIndexError:
    """The error for a file of an index that can't be used."""
    return BrokenIndexError(
        f"The index can't be used: {path}: {why}. Make it again with `python -m index rebuild`."
    )
