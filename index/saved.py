"""Pure: a page of the web as a file: its name, and what is noted of it above its own bytes.

The note is the comment with which browsers mark a page that they save, and a second one with what
the server said beside the page. Below it the bytes stand as they came.
"""

import codecs
import hashlib
import re
from collections.abc import Container
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

LONGEST_SLUG = 45
NOT_WORDS = re.compile(r"[\W_]+")
NOTED_WITHIN = 16_384
"""Bytes from the beginning within which a note stands."""
SAVED_FROM = re.compile(
    r"<!-- saved from url=\(\d+\)(\S+) -->|<!--\s*Page saved with SingleFile\s+url:\s*(\S+)"
)
"""What browsers write, and the extension that saves a page in one file."""
HEADERS = re.compile(r"\s*<!--\n((?:[\w-]+: .*\n)+)-->\n")
UNSAFE = re.compile(r"--|[<>]|[^ -~]")
"""What can't stand in a comment, or in the header of a request."""
BESIDE = (
    "_files", ".files", "-Dateien", "-filer", "_archivos", "_arquivos", "_bestanden", "_bylos",
    "_datoteke", "_dosyalar", "_elemei", "_failid", "_fails", "_fajlovi", "_ficheiros", "_fichiers",
    "_file", "_fitxategiak", "_fitxers", "_pliki", "_soubory", "_tiedostot",
)  # fmt: skip
"""How browsers, each in its language, end the name of the folder beside a page that they save."""
ENCODED = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"),
           (codecs.BOM_UTF16_BE, "utf-16-be"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Note:
    """What is known of a saved page from elsewhere than itself; "" is not known."""

    url: str = ""
    """Where it is from."""
    charset: str = ""
    """The encoding that the server named."""
    etag: str = ""
    modified: str = ""
    """By these two the server tells whether the page has changed."""


def file_name(url: str) -> str:
    """Where in the articles folder the page of a URL is kept: `host/words-of-its-path-hash.html`.

    The URL is one that was made regular: without fragment, user or password.
    """
    parts = urlsplit(url)
    words = NOT_WORDS.sub("-", unquote(f"{parts.path} {parts.query}"))[-LONGEST_SLUG:].strip("-")
    host = re.sub(r"[^\w.-]+", "-", parts.netloc).strip(".-")
    digest = hashlib.sha256(url.encode()).hexdigest()[:10]
    return f"{host}/{words.lower()}-{digest}.html" if words else f"{host}/{digest}.html"


def is_of_page(folder: str, files: Container[str]) -> bool:
    """Whether a browser saved a folder beside a page, with the page's pictures and scripts.

    `files`: those beside it, or all of an archive where `folder` is a path.
    """
    pages = [folder.removesuffix(end) for end in BESIDE if folder.endswith(end)]
    return any(f"{page}{end}" in files for page in pages for end in (".html", ".htm"))


def marked(data: bytes, note: Note) -> bytes:
    """A page as it is kept: the note, then its bytes, in the encoding that they show."""
    url = note.url.replace("--", "%2D%2D")
    lines = [f"<!-- saved from url=({len(url):04}){url} -->\n"]
    said = (("Charset", note.charset), ("ETag", note.etag), ("Last-Modified", note.modified))
    if headers := [
        f"{name}: {value}\n" for name, value in said if value and not UNSAFE.search(value)
    ]:
        lines += ["<!--\n", *headers, "-->\n"]
    mark, encoding = _encoding(data)
    return mark + "".join(lines).encode(encoding) + data.removeprefix(mark)


def split_note(data: bytes) -> tuple[Note, bytes]:
    """What is noted above a page, also by a browser, and the page; the opposite of `marked`."""
    mark, encoding = _encoding(data)
    head = data[len(mark) : NOTED_WITHIN].decode(encoding, errors="replace")
    found = SAVED_FROM.search(head)
    if not found:
        return Note(), data
    url = (found[1] or found[2]).replace("%2D%2D", "--")
    if found.start() or found[2]:  # a browser's mark, in the middle of the page
        return Note(url), data
    said = HEADERS.match(head, found.end())
    rest = head[: said.end() if said else found.end() + 1].encode(encoding)
    lines = dict(line.split(": ", 1) for line in said[1].splitlines()) if said else {}
    note = Note(
        url, lines.get("Charset", ""), lines.get("ETag", ""), lines.get("Last-Modified", "")
    )
    return note, mark + data[len(mark) + len(rest) :]


def address(note: Note, stated: str) -> str:
    """A page's own address: what it states, if that is of the site it is from; "" is not known.

    A page may state any address; where it was fetched from is known.
    """
    if not note.url.startswith(("http://", "https://")):
        return stated
    return stated if _site(stated) == _site(note.url) else note.url


def _site(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _encoding(data: bytes) -> tuple[bytes, str]:
    """The mark that a page's bytes begin with, and the encoding it names."""
    return next((one for one in ENCODED if data.startswith(one[0])), (b"", "ascii"))
