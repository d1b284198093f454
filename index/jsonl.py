"""Articles as JSON, one a line: `.jsonl` and `.jsonl.gz`, read as a stream."""

import gzip
import io
import json
import zlib
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple, cast

from index.encoding import SAMPLE, SURROGATES, detect, tidy
from index.errors import UnreadableError, size_limit
from index.html import without_tags
from index.records import Document, Problem
from index.text import NO_TEXT
from index.zipped import BOMB

UTF8 = ("utf-8", "utf-8-sig")


class Record(NamedTuple):
    """An article of a file: the line it stands on, what it is called there, and what it says."""

    line: int
    key: object
    document: Document


def records(stream: BinaryIO, name: str, max_bytes: int) -> Iterator[Record | Problem]:
    """The articles of a file, and a Problem for each line that holds none.

    `stream` can be read twice; a line may have `max_bytes` characters.
    """
    number, empty = 0, True
    try:
        encoding = detect(_opened(stream, name).read1(SAMPLE), whole=False)
        if encoding is None:
            yield Problem(name, NO_TEXT)
            return
        opened = _opened(stream, name)
        errors = "surrogateescape" if encoding in UTF8 else "replace"
        lines = io.TextIOWrapper(opened, encoding=encoding, errors=errors, newline="\n")
        most = max(max_bytes, BOMB * stream.seek(0, io.SEEK_END))
        stream.seek(0)
        while line := lines.readline(max_bytes + 1):
            number += 1
            if len(line) > max_bytes:
                reason = f"the line is too long ({size_limit(max_bytes)})"
                yield Problem(name, reason, line=number)
                while line and not line.endswith("\n") and opened.tell() <= most:
                    line = lines.readline(max_bytes)
            elif line.strip():
                yield _record(_mended(line), name, number)
            empty = empty and not line.strip()
            if opened.tell() > most:
                yield Problem(name, f"unpacks to more than {BOMB} times its size", line=number)
                return
        lines.detach()
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        reason = f"the compressed file is damaged here ({error})"
        yield Problem(name, reason, line=number + 1, unread=True)
        return
    if empty:
        yield Problem(name, "is empty")


def _opened(stream: BinaryIO, name: str) -> io.BufferedReader:
    """The stream from its beginning, unpacked."""
    stream.seek(0)
    packed = name.lower().endswith(".gz")
    return cast(io.BufferedReader, gzip.GzipFile(fileobj=stream) if packed else stream)


def _mended(line: str) -> str:
    """A line of UTF-8, or of what looked so at the beginning, as its own bytes show it."""
    if not SURROGATES.search(line):
        return line
    data = line.encode("utf-8", errors="surrogateescape")
    return data.decode(detect(data) or "utf-8", errors="replace")


def _record(line: str, name: str, number: int) -> Record | Problem:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        return Problem(name, f"is no JSON ({error})", line=number)
    text = record.get("text") if isinstance(record, dict) else None
    if not isinstance(text, str):
        return Problem(name, 'is no article: an object with a "text" is needed', line=number)
    try:
        text = without_tags(text)
    except UnreadableError as error:
        return Problem(name, str(error), line=number)
    id = record.get("id")
    key = id if type(id) is int else id or record.get("url") or number  # 0 is an id as well
    return Record(number, key, Document(tidy(text), record, "record"))
