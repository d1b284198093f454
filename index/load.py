"""The only reader of article files: `.txt`, `.md`, `.jsonl` and `.jsonl.gz` into articles."""

import gzip
import json
import os
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO, cast

import frontmatter
import yaml
from frontmatter.default_handlers import YAMLHandler

from index.clean import clean
from index.encoding import SAMPLE, decode, detect, tidy
from index.errors import ArticlesError
from index.metadata import bad_date, read_metadata
from index.records import Article, Problem, Provenance

TEXTS = (".txt", ".md")
RECORDS = (".jsonl", ".jsonl.gz")
MB = 1_000_000


def read_articles(folder: Path, max_bytes: int) -> Iterator[Article | Problem]:
    """Read every article below `folder` in the order of file names.

    Yields an Article for each article and a Problem for each thing that is skipped or only partly
    understood; never stops at a bad file. Files and folders whose name begins with a dot are
    passed over. Raises ArticlesError when `folder` is not a folder that can be listed.
    """
    if not folder.is_dir():
        raise ArticlesError(
            f"There is no articles folder {folder}. Make it and put articles in, "
            "or name another with --articles or ARCHIVE_ARTICLES."
        )
    seen: set[str] = set()
    for path in _files(folder):
        if isinstance(path, Problem):
            yield path
            continue
        for found in _read_file(path, path.relative_to(folder).as_posix(), max_bytes):
            yield _unique(found, seen) if isinstance(found, Article) else found


def _files(folder: Path) -> Iterator[Path | Problem]:
    errors: list[OSError] = []
    for here, folders, files in os.walk(folder, onerror=errors.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(here, name) for name in sorted(files) if not name.startswith("."))
    for error in errors:
        if Path(error.filename) == folder:
            raise ArticlesError(f"The articles folder {folder} can't be read: {error.strerror}.")
        where = Path(error.filename).relative_to(folder).as_posix()
        yield Problem(where, f"the folder can't be read ({error.strerror})", unread=True)


def _read_file(path: Path, name: str, max_bytes: int) -> Iterator[Article | Problem]:
    lower = name.lower()
    try:
        if not path.is_file():
            yield Problem(name, "is no regular file")
        elif lower.endswith(RECORDS):
            yield from _read_records(path, name, max_bytes)
        elif not lower.endswith(TEXTS):
            yield Problem(name, f"is not one of the formats read ({', '.join(TEXTS + RECORDS)})")
        elif path.stat().st_size > max_bytes:
            size = path.stat().st_size / MB
            limit = "ARCHIVE_MAX_FILE_MB raises the limit"
            yield Problem(name, f"is too large ({size:.0f} MB; {limit})")
        else:
            yield from _read_text(path.read_bytes(), name)
    except OSError as error:
        yield Problem(name, f"can't be read ({error.strerror or error})", unread=True)


def _read_text(data: bytes, name: str) -> Iterator[Article | Problem]:
    text = decode(data)
    if text is None:
        yield Problem(name, "is not text (a binary file with a text file's name?)")
        return
    stated, text, trouble = _front_matter(text)
    if trouble:
        yield Problem(name, trouble, skipped=False)
    yield from _article(name, name, text, stated, "front matter")


def _front_matter(text: str) -> tuple[Mapping[str, object], str, str | None]:
    """Split off front matter: what it states, the rest, and what is wrong with it if anything."""
    handler = YAMLHandler()
    if not handler.detect(text):
        return {}, text, None
    try:
        stated, body = frontmatter.parse(text, handler=handler)
        return stated, body, None
    except (yaml.YAMLError, ValueError, TypeError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f" at line {mark.line + 1}" if mark else ""
        body = handler.FM_BOUNDARY.split(text, 2)[-1]
        return {}, body, f"its front matter can't be understood{where}; indexed without it"


def _read_records(path: Path, name: str, max_bytes: int) -> Iterator[Article | Problem]:
    number = 0
    try:
        with _open(path) as lines:
            while line := lines.readline(max_bytes + 1):
                number += 1
                if len(line) > max_bytes:
                    yield Problem(name, "the line is too long", line=number)
                    _skip_line(lines, max_bytes)
                elif line.strip():
                    yield from _record(line, name, number)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        reason = f"the compressed file is damaged here ({error})"
        yield Problem(name, reason, line=number + 1, unread=True)
    if number == 0:
        yield Problem(name, "is empty")


def _open(path: Path) -> IO[str]:
    opened = gzip.open if path.name.lower().endswith(".gz") else open
    with opened(path, "rb") as stream:
        encoding = detect(stream.read(SAMPLE))
    text = opened(path, "rt", encoding=encoding or "utf-8", errors="replace", newline="\n")
    return cast(IO[str], text)


def _skip_line(lines: IO[str], step: int) -> None:
    while (part := lines.readline(step)) and not part.endswith("\n"):
        pass


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
    if unusable := bad_date(stated):
        yield Problem(name, f"{unusable!r} is no date; kept as undated", line=line, skipped=False)
    title = stated.get("title")
    page = clean(text, title if isinstance(title, str) else None)
    if page.text.strip():
        yield Article(tidy(id), name, page.text, read_metadata(page, stated, stated_in))
    else:
        reason = "holds no story, only page furniture" if text.strip() else "is empty"
        yield Problem(name, reason, line=line)


def _unique(article: Article, seen: set[str]) -> Article | Problem:
    """Make the second of two ids another; two articles of a file may state the same one."""
    id, count = article.id, 2
    while id in seen:
        id = f"{article.id} ({count})"
        count += 1
    seen.add(id)
    return Article(id, article.path, article.text, article.about)
