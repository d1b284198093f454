"""The only reader of article files: walks the folder and has each file read as its format."""

import io
import os
import re
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import BinaryIO

from index import docx, html, jsonl, mail, pdf, text, zipped
from index.clean import clean
from index.encoding import other_kind, tidy
from index.errors import MB, ArticlesError, UnreadableError, size_limit
from index.flow import moved
from index.metadata import bad_date, known_facts, read_metadata
from index.records import Article, Document, Known, Problem, day_in_words
from index.saved import is_of_page
from index.seen import Seen
from index.walls import wall

Found = Iterator[Article | Known | Problem]

MISSING = "There is no articles folder {}. Make it and put articles in"
NO_FOLDER = "{} is no articles folder, but a file. Name the folder that it is in"
RECORDS = (".jsonl", ".jsonl.gz")
ARCHIVE = ".zip"
AHEAD = timedelta(days=1)
"""An article may be dated tomorrow: where it is from, it is already."""
DATES = {"date": "kept as undated", "updated": "when it was updated stays unknown"}
"""The dates that a file may state, and what becomes of an article if it can't be believed."""
DEEPEST = 4
"""Files within files: mails in a mail, documents in them."""
MOST_LINES = 150_000
"""Telling story from furniture takes six seconds for so many; a long novel has half of them."""
# What would break a line of output or can't be written at all, in the name of a file.
ODD = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def read_articles(
    folder: Path, max_bytes: int, seen: Seen | None = None, index: Path | None = None
) -> Found:
    """Read every article below `folder` in the order of file names.

    Yields an Article for each article and a Problem for each thing that is skipped or only partly
    understood, and a Known for each article that `seen` knows of a file or record which is as it
    was; never stops at a bad file. Files and folders whose name begins with a dot are
    passed over, as are the pictures and scripts of a page saved by a browser, and the folder
    `index` where it lies within. Raises ArticlesError when `folder` is not a folder that can be
    listed.
    """
    if not os.path.isdir(folder):
        said = NO_FOLDER if folder.exists() else MISSING
        raise ArticlesError(
            said.format(folder) + ", or name another with --articles or ARCHIVE_ARTICLES."
        )
    if seen is None:
        with closing(Seen.nothing(max_bytes)) as nothing:
            yield from read_articles(folder, max_bytes, nothing, index)
        return
    for path in _files(folder, index):
        if isinstance(path, Problem):
            yield path
            continue
        name = _name(path, folder)
        known = seen.file(name, path)
        read = _named(_read_file(path, name, max_bytes, seen) if known is None else known, seen)
        yield from seen.reading(name, path, read) if known is None else read


def _files(folder: Path, index: Path | None) -> Iterator[Path | Problem]:
    errors: list[OSError] = []
    inner = index and _within(index, folder)
    for here, folders, files in os.walk(folder, onerror=errors.append):
        folders[:] = sorted(
            name
            for name in folders
            if not (name.startswith(".") or is_of_page(name, files) or Path(here, name) == inner)
        )
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


def _within(inner: Path, folder: Path) -> Path | None:
    """A path as it is met in a walk through a folder; None if it isn't in it."""
    path, root = inner.resolve(), folder.resolve()
    return folder / path.relative_to(root) if path.is_relative_to(root) else None


def is_read(name: str) -> bool:
    """Whether a file of this name is of a format that is read."""
    return name.lower().endswith((*READERS, ".docx", *RECORDS, ARCHIVE))


def _name(path: Path, folder: Path) -> str:
    return printable(path.relative_to(folder).as_posix())


def printable(name: str) -> str:
    """A file's name in characters that a line of output can hold."""
    return ODD.sub("\ufffd", name)


def _read_file(path: Path, name: str, max_bytes: int, seen: Seen) -> Found:
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            yield Problem(name, "is no regular file")
        elif name.lower().endswith(RECORDS):
            with path.open("rb") as stream:
                yield from _read_records(stream, name, max_bytes, seen)
        elif name.lower().endswith(ARCHIVE):
            yield from _read_archive(path, name, max_bytes)
        elif not _reader(name, max_bytes):
            yield Problem(name, OTHER_FORMAT)
        elif status.st_size > max_bytes:
            yield Problem(
                name, f"is too large ({status.st_size / MB:.0f} MB; {size_limit(max_bytes)})"
            )
        else:
            yield from _read_bytes(path.read_bytes(), name, max_bytes)
    except OSError as error:
        what = "is a link that leads nowhere; it " if path.is_symlink() else ""
        yield Problem(name, f"{what}can't be read ({error.strerror or error})", unread=True)


def _read_archive(path: Path, name: str, max_bytes: int) -> Found:
    empty = True
    try:
        for inner, data in zipped.members(path, max_bytes):
            empty, where = False, f"{name}/{printable(inner)}"
            if isinstance(data, UnreadableError):
                yield _torn(where, data)
            else:
                yield from _read_bytes(data, where, max_bytes, 1)
    except UnreadableError as error:
        yield _torn(name, error)
        return
    if empty:
        yield Problem(name, "is empty")


def _torn(name: str, error: UnreadableError) -> Problem:
    return Problem(name, str(error), unread=str(error) in zipped.CUT_SHORT)


def _read_bytes(data: bytes, name: str, max_bytes: int, depth: int = 0) -> Found:
    """The articles in a file that is in memory, and in the files attached to it."""
    if name.lower().endswith(RECORDS):
        yield from _read_records(io.BytesIO(data), name, max_bytes)
        return
    read = _reader(name, max_bytes)
    if not read:
        yield Problem(name, NESTED if name.lower().endswith(ARCHIVE) else OTHER_FORMAT)
        return
    if other := _disguised(data, name):
        yield Problem(name, f"begins as a {other} file does; give it its right name")
        return
    try:
        document = read(data)
    except UnreadableError as error:
        yield Problem(name, str(error))
        return
    except Exception as error:
        # Parsers meet files that nobody foresaw: such a file is told of, the others are read.
        yield Problem(name, f"can't be read, it seems damaged ({type(error).__name__})")
        return
    if document.text.strip() or not document.attached:
        yield from _article(name, name, document)
    for inner, attached in document.attached if depth < DEEPEST else ():
        yield from _read_bytes(attached, f"{name}/{printable(inner)}", max_bytes, depth + 1)


def _reader(name: str, max_bytes: int) -> Callable[[bytes], Document] | None:
    """What reads a file of this name; None if nothing does."""
    lower = name.lower()
    if lower.endswith(".docx"):
        return lambda data: docx.read(data, max_bytes)
    return next((read for ending, read in READERS.items() if lower.endswith(ending)), None)


def _disguised(data: bytes, name: str) -> str | None:
    """What a text by its name is by its first bytes, if that is something else."""
    return other_kind(data) if name.lower().endswith(TEXTS) else None


READERS: Mapping[str, Callable[[bytes], Document]] = {
    ".txt": text.read,
    ".md": text.read,
    ".html": html.read,
    ".htm": html.read,
    ".pdf": pdf.read,
    ".eml": mail.read,
}
TEXTS = (".txt", ".md", ".html", ".htm", ".eml")
FORMATS = ", ".join((*READERS, ".docx", *RECORDS, ARCHIVE))
OTHER_FORMAT = f"is not one of the formats read ({FORMATS})"
NO_ARTICLE = "holds {} and no article (“{}”)"
NESTED = "is an archive within another file; take it out, unpack it and put its files here"


def _read_records(stream: BinaryIO, name: str, max_bytes: int, seen: Seen | None = None) -> Found:
    for record in jsonl.records(stream, name, max_bytes):
        if isinstance(record, Problem):
            yield record
            continue
        id = f"{name}#{record.key}"
        found = _article(id, name, record.document, record.line)
        yield from seen.of_record(id, record.document, found) if seen else found


def _article(id: str, name: str, document: Document, line: int | None = None) -> Found:
    """The article of a document, then what is wrong with it; or why there is none."""
    if (count := document.text.count("\n")) > MOST_LINES:
        reason = f"has too many lines for an article ({count}; the limit is {MOST_LINES})"
        yield Problem(name, reason, line=line)
        return
    stated = known_facts(document.stated)
    title = stated.get("title")
    page = clean(document.text, title if isinstance(title, str) and title.strip() else None)
    if not page.text.strip():
        empty = "holds no story, only page furniture" if document.text.strip() else "is empty"
        yield Problem(name, empty, line=line)
        return
    if found := wall(str(title or page.headline or ""), page.text):
        yield Problem(name, NO_ARTICLE.format(*found), line=line)
        return
    faults = [document.fault] if document.fault else []
    for fact, kept in DATES.items():
        if unusable := bad_date(stated, fact):
            faults.append(f"{unusable!r} is no date; {kept}")
    for fact in ("title", "source", "author", "url"):
        if stated.get(fact) == []:
            faults.append(f"its {fact} is no text; kept without")
    about = read_metadata(page, stated, document.stated_in)
    days = {"date": about.date, "updated": about.updated}
    for fact, day in days.items():
        if day and day > date.today() + AHEAD:
            said = "dated" if fact == "date" else "said to be updated"
            faults.append(f"is {said} {day_in_words(day)}, in the future; {DATES[fact]}")
            about = about.without(fact)
    yield Article(tidy(id), name, page.text, about, moved(document.pages, document.text, page.text))
    yield from (Problem(name, fault, line=line, skipped=False) for fault in faults)


def _named(found: Iterable[Article | Known | Problem], seen: Seen) -> Found:
    """Make the second of two ids another: two articles of a file may state the same one; and give
    each fault the id of its article, which comes before it."""
    id = ""
    for one in found:
        if isinstance(one, Problem):
            yield one if one.skipped else replace(one, article=id)
            continue
        id = one.id
        while id in seen.taken:
            seen.taken[one.id] += 1
            id = f"{one.id} ({seen.taken[one.id]})"
        seen.taken[id] = 1
        if id != one.id:
            seen.forget()
        yield replace(one, id=id)
