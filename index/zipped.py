"""The files in a `.zip`, in memory only: nothing is ever written where a name says."""

import errno
import lzma
import zipfile
import zlib
from collections.abc import Container, Iterator
from pathlib import Path, PurePosixPath

from index.errors import MB, UnreadableError, size_limit
from index.saved import is_of_page

BOMB = 100
"""An archive that unpacks to more than so many times its size holds no articles."""
DAMAGED = "is no zip archive that can be opened (cut short, or another kind of file?)"
TORN = "is damaged in the archive"
CUT_SHORT = (DAMAGED, TORN)
"""What may be wrong only while a file is being copied."""
ENCRYPTED = "is encrypted; unpack the archive with its password and put the files here"
OFFICE = "[Content_Types].xml"
"""What only the documents of office programs hold."""
HIDDEN = (".", "__MACOSX")


def members(path: Path, max_bytes: int) -> Iterator[tuple[str, bytes | UnreadableError]]:
    """The name and bytes of each file in an archive, or why one can't be had.

    Folders, files whose name or folder begins with a dot, and the pictures and scripts of a page
    saved by a browser are passed over. Raises
    UnreadableError when the archive is damaged or a bomb, OSError when the disk refuses.
    """
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        raise UnreadableError(DAMAGED) from None
    with archive:
        files = [one for one in archive.infolist() if not one.is_dir()]
        if any(one.filename == OFFICE for one in files):
            raise UnreadableError("is a document, not an archive; a Word file must be named .docx")
        size, unpacked = path.stat().st_size, sum(one.file_size for one in files)
        if unpacked > max(max_bytes, BOMB * size):
            raise UnreadableError(
                f"unpacks to {unpacked / MB:.0f} MB, more than {BOMB} times its size; "
                "unpack it yourself if you trust it, and put the files here"
            )
        names = [_name(one.filename) for one in files]
        there = frozenset(names)
        for name, one in zip(names, files, strict=True):
            if name and not _is_hidden(name) and not _is_of_page(name, there):
                yield name, _bytes(archive, one, max_bytes)


def _name(name: str) -> str:
    """A name without what would lead out of the archive: it only names, nothing is unpacked."""
    parts = name.replace("\\", "/").split("/")
    return "/".join(part for part in parts if part not in ("", ".", ".."))


def _is_hidden(name: str) -> bool:
    return any(part.startswith(HIDDEN) for part in name.split("/"))


def _is_of_page(name: str, there: Container[str]) -> bool:
    return any(is_of_page(str(folder), there) for folder in PurePosixPath(name).parents)


def _bytes(
    archive: zipfile.ZipFile, one: zipfile.ZipInfo, max_bytes: int
) -> bytes | UnreadableError:
    """What a member holds; never more than it states, which is checked first."""
    if one.flag_bits & 1:
        return UnreadableError(ENCRYPTED)
    if one.file_size > max_bytes:
        return UnreadableError(
            f"is too large ({one.file_size / MB:.0f} MB; {size_limit(max_bytes)})"
        )
    try:
        return archive.read(one)
    except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, ValueError):
        return UnreadableError(TORN)
    except (NotImplementedError, RuntimeError):
        return UnreadableError("is packed in a way that can't be read; unpack the archive yourself")
    except OSError as error:
        if error.errno != errno.EINVAL:  # a place before the file's beginning, not the disk
            raise
        return UnreadableError(TORN)
