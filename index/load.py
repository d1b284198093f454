"""The only reader of article files: `.txt`, `.md`, `.jsonl` and `.jsonl.gz` into articles."""

import gzip
import json
import os
import re
import stat
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path

from index.clean import clean
from index.encoding import SAMPLE, decode, detect, tidy
from index.errors import ArticlesError
from index.front_matter import split
from index.metadata import bad_date, read_metadata
from index.records import Article, Problem, Provenance

TEXTS = (".txt", ".md")
RECORDS = (".jsonl", ".jsonl.gz")
MB = 1_000_000
NO_TEXT = "is not text (a binary file with a text file's name?)"
# What would break a line of output or can't be written at all, in the name of a file.
ODD = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def read_articles(folder: Path, max_bytes: int) -> Iterator[Article | Problem]:
    """Read every article below `folder` in the order of file names.

    Yields an Article for each article and a Problem for each thing that is skipped or only partly
    understood; never stops at a bad file. Files and folders whose name begins with a dot are
    passed over. Raises ArticlesError when `folder` is not a folder that can be listed.
    """
    if not os.path.isdir(folder):
        raise ArticlesError(
            f"There is no articles folder {folder}. Make it and put articles in, "
            "or name another with --articles or ARCHIVE_ARTICLES."
        )
    seen: dict[str, int] = {}
    for path in _files(folder):
        if isinstance(path, Problem):
            yield path
            continue
        for found in _read_file(path, _name(path, folder), max_bytes):
            yield _unique(found, seen) if isinstance(found, Article) else found


def _files(folder: Path) -> Iterator[Path | Problem]:
    errors: list[OSError] = []
    for here, folders, files in os.walk(folder, onerror=errors.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(here, name) for name in sorted(files) if not name.startswith("."))
        for link in (Path(here, name) for name in folders):
            if link.is_symlink():
                reason = "is a link to a folder; links are not followed, put the folder itself here"
                yield Problem(_name(link, folder), reason)
    for error in errors:
        path = Path(error.filename)
        if path == folder:
            raise ArticlesError(
                f"The articles folder {folder} can't be read ({error.strerror}). "
                "Make it readable, or name another with --articles or ARCHIVE_ARTICLES."
            )
        reason = f"the folder can't be read ({error.strerror})"
        yield Problem(_name(path, folder), reason, unread=True)


def _name(path: Path, folder: Path) -> str:
    return ODD.sub("\ufffd", path.relative_to(folder).as_posix())


def _read_file(path: Path, name: str, max_bytes: int) -> Iterator[Article | Problem]:
    lower = name.lower()
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            yield Problem(name, "is no regular file")
        elif lower.endswith(RECORDS):
            yield from _read_records(path, name, max_bytes)
        elif not lower.endswith(TEXTS):
            yield Problem(name, f"is not one of the formats read ({', '.join(TEXTS + RECORDS)})")
        elif status.st_size > max_bytes:
            limit = f"the limit is {max_bytes // MB} MB; ARCHIVE_MAX_FILE_MB raises it"
            yield Problem(name, f"is too large ({status.st_size / MB:.0f} MB; {limit})")
        else:
            yield from _read_text(path.read_bytes(), name)
    except OSError as error:
        yield Problem(name, f"can't be read ({error.strerror or error})", unread=True)


def _read_text(data: bytes, name: str) -> Iterator[Article | Problem]:
    text = decode(data)
    if text is None:
        yield Problem(name, NO_TEXT)
        return
    stated, text, trouble = split(text)
    if trouble:
        yield Problem(name, trouble, skipped=False)
    yield from _article(name, name, text, stated, "front matter")


def _read_records(path: Path, name: str, max_bytes: int) -> Iterator[Article | Problem]:
    opened = gzip.open if name.lower().endswith(".gz") else open
    number, empty = 0, True
    try:
        with opened(path, "rb") as stream:
            encoding = detect(stream.read1(SAMPLE), whole=False)
        if encoding is None:
            yield Problem(name, NO_TEXT)
            return
        with opened(path, "rt", encoding=encoding, errors="replace", newline="\n") as lines:
            while line := lines.readline(max_bytes + 1):
                number += 1
                if len(line) > max_bytes:
                    limit = f"{max_bytes // MB} MB; ARCHIVE_MAX_FILE_MB raises it"
                    yield Problem(name, f"the line is too long (the limit is {limit})", line=number)
                    while line and not line.endswith("\n"):
                        line = lines.readline(max_bytes)
                elif line.strip():
                    yield from _record(line, name, number)
                empty = empty and not line.strip()
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        reason = f"the compressed file is damaged here ({error})"
        yield Problem(name, reason, line=number + 1, unread=True)
        return
    if empty:
        yield Problem(name, "is empty")


def _record(line: str, name: str, number: int) -> Iterator[Article | Problem]:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        yield Problem(name, f"is no JSON ({error})", line=number)
        return
    text = record.get("text") if isinstance(record, dict) else None
    if not isinstance(text, str):
        yield Problem(name, 'is no article: an object with a "text" is needed', line=number)
        return
    key = record.get("id") or record.get("url") or number
    yield from _article(f"{name}#{key}", name, tidy(text), record, "record", number)


def _article(
    id: str,
    name: str,
    text: str,
    stated: Mapping[str, object],
    stated_in: Provenance,
    line: int | None = None,
) -> Iterator[Article | Problem]:
    stated = {str(fact).lower(): _plain(value) for fact, value in stated.items()}
    if unusable := bad_date(stated):
        yield Problem(name, f"{unusable!r} is no date; kept as undated", line=line, skipped=False)
    title = stated.get("title")
    page = clean(text, title if isinstance(title, str) else None)
    if page.text.strip():
        yield Article(tidy(id), name, page.text, read_metadata(page, stated, stated_in))
    else:
        reason = "holds no story, only page furniture" if text.strip() else "is empty"
        yield Problem(name, reason, line=line)


def _plain(value: object) -> object:
    """A stated value in characters that any store can hold; of a list, its texts."""
    if isinstance(value, str):
        return tidy(value)
    if isinstance(value, list):
        return [tidy(one) for one in value if isinstance(one, str)]
    return value


def _unique(article: Article, seen: dict[str, int]) -> Article:
    """Make the second of two ids another; two articles of a file may state the same one."""
    id = article.id
    while id in seen:
        seen[article.id] += 1
        id = f"{article.id} ({seen[article.id]})"
    seen[id] = 1
    return Article(id, article.path, article.text, article.about)
