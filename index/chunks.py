"""Files of generations on a Chroma server, cut into chunks that are named by their SHA-256.

A chunk that several generations have is there once, so that what stays the same is neither sent
nor fetched again. Chroma is no file store: a chunk is the text of a record's metadata, compressed,
because a document would be indexed by all its letters.
"""

import base64
import hashlib
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from index.chroma import Collection
from index.connection import NOWHERE, Connection
from index.errors import BrokenIndexError

NAME = "ask-the-archive-files"
SIZE = 1 << 18
"""Bytes of a chunk, but for the last of a file."""
AT_ONCE = 32
"""Chunks in one request; a server takes requests of 40 MB."""
MOST_IDS = 2000
"""Named in one request."""

Digests = Mapping[str, Sequence[str]]
"""The digests of the chunks of each file, by the file's path with forward slashes."""


def send(server: Connection, folder: Path) -> dict[str, list[str]]:
    """Put all files of a folder onto the server; returns the digests of their chunks."""
    collection = server.create(NAME)
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    named = {path.relative_to(folder).as_posix(): path for path in files}
    digests = {name: [_digest(chunk) for chunk in _chunks(path)] for name, path in named.items()}
    missing = _missing(server, collection, {d for some in digests.values() for d in some})
    batch: dict[str, bytes] = {}
    for path in named.values():
        for chunk in _chunks(path):
            digest = _digest(chunk)
            if digest in missing:
                missing.discard(digest)
                batch[digest] = chunk
            if len(batch) == AT_ONCE:
                _add(server, collection, batch)
                batch = {}
    _add(server, collection, batch)
    return digests


def fetch(server: Connection, files: Digests, folder: Path, near: Path | None) -> None:
    """Write files into a folder; the chunks that are in the folder `near` are not asked for.

    Raises BrokenIndexError when the server has not what it should.
    """
    collection, here = server.find(NAME), _places(near) if near else {}
    for name, digests in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as stream:
            for first in range(0, len(digests), AT_ONCE):
                some = digests[first : first + AT_ONCE]
                got = _get(server, collection, {digest for digest in some if digest not in here})
                stream.writelines(got.get(digest) or _read(*here[digest]) for digest in some)


def sweep(server: Connection, used: Iterable[str]) -> None:
    """Remove all chunks but those that are used."""
    if collection := server.find(NAME):
        with server.guard():
            there = collection.get(include=[])["ids"]
        gone = sorted(set(there) - set(used))
        for first in range(0, len(gone), MOST_IDS):
            with server.guard():
                collection.delete(ids=gone[first : first + MOST_IDS])


def _missing(server: Connection, collection: Collection, digests: set[str]) -> set[str]:
    """Those that the server lacks."""
    ids, missing = sorted(digests), set(digests)
    for first in range(0, len(ids), MOST_IDS):
        with server.guard():
            missing -= set(collection.get(ids=ids[first : first + MOST_IDS], include=[])["ids"])
    return missing


def _add(server: Connection, collection: Collection, chunks: Mapping[str, bytes]) -> None:
    if not chunks:
        return
    texts = [base64.b64encode(zlib.compress(chunk, 1)).decode() for chunk in chunks.values()]
    with server.guard():
        collection.add(
            ids=list(chunks),
            embeddings=[NOWHERE] * len(chunks),
            metadatas=[{"chunk": text} for text in texts],
        )


def _get(server: Connection, collection: Collection, digests: set[str]) -> dict[str, bytes]:
    if not digests:
        return {}
    with server.guard():
        got = collection.get(ids=sorted(digests), include=["metadatas"])
    pairs = zip(got["ids"], got["metadatas"], strict=True)
    chunks = {id: zlib.decompress(base64.b64decode(row["chunk"])) for id, row in pairs}
    if chunks.keys() != digests or any(_digest(chunk) != id for id, chunk in chunks.items()):
        raise BrokenIndexError(
            f"Files of the index at {server.url} are damaged or gone. Try again; "
            "if it stays so, make it again with `python -m index rebuild`."
        )
    return chunks


def _places(folder: Path) -> dict[str, tuple[Path, int]]:
    """Where the chunks of the files in a folder are: file and offset, by digest."""
    return {
        _digest(chunk): (path, number * SIZE)
        for path in folder.rglob("*")
        if path.is_file()
        for number, chunk in enumerate(_chunks(path))
    }


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as stream:
        while chunk := stream.read(SIZE):
            yield chunk


def _read(path: Path, offset: int) -> bytes:
    with path.open("rb") as stream:
        stream.seek(offset)
        return stream.read(SIZE)


def _digest(chunk: bytes) -> str:
    return hashlib.sha256(chunk).hexdigest()
