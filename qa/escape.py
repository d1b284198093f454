"""Text from articles and people, made harmless for documents.

Every piece of foreign text goes through here on its way into an export; the page has its own rules
for Markdown in `ui.escape`, and takes the others from here.
"""

import html
import re
from unicodedata import bidirectional
from urllib.parse import quote, urlsplit

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_DIRECTING = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Characters that turn the direction of what follows them, also beyond their own text."""
_UNSEEN = re.compile(
    "\x1b\\[[\\d;]*[A-Za-z]|[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
_NOT_IN_LINKS = re.compile(
    "[\\s\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069<>\"'\\\\`{|}^]"
)
_MARKUP = re.compile(r"[\\`*_{}\[\]<>#|~$^&@=]|:(?=//)|(?<=www)\.", re.IGNORECASE)
"""What has a meaning within a line: CommonMark 0.31, GitHub's, Pandoc's and mathematics."""
_OPENS_BLOCK = re.compile(r"(?:\d{1,9}(?=[.)])|(?=[-+]|:(?!//)))")
"""What opens a block at the start of a line, but for what `_MARKUP` has: a list, a rule."""


def encodable(text: str) -> str:
    """`text` without lone surrogates: on one of them a whole document could not be written."""
    return text.encode("utf-8", "replace").decode("utf-8")


def seen(text: str) -> str:
    """`text` without what can't be seen but does something in a terminal or on a page: controls but
    for line ends and tabs, characters that turn its direction, lone surrogates."""
    return _UNSEEN.sub("", text)


def one_line(text: str) -> str:
    """`text` on one line, without what can't be seen but does something.

    Controls become U+FFFD; characters that turn the direction of text are taken out.
    """
    words = " ".join(encodable(text).split())
    return _DIRECTING.sub("", _CONTROL.sub("\ufffd", words))


def paragraphs(text: str) -> list[str]:
    """The lines of `text`, each as `one_line` makes it, without empty ones."""
    return [line for line in map(one_line, encodable(text).splitlines()) if line]


def right_to_left(line: str) -> list[bool]:
    """For each letter of `line`: is its script written from right to left?"""
    strong = (bidirectional(letter) for letter in line)
    return [direction != "L" for direction in strong if direction in ("L", "R", "AL")]


def isolated(text: str) -> str:
    """One line that can't reorder what stands beside it: right-to-left text between isolating
    marks (Unicode Standard Annex 9)."""
    line = one_line(text)
    return f"\u2068{line}\u2069" if any(right_to_left(line)) else line


def as_html(text: str) -> str:
    """`text` for an HTML element or a quoted attribute."""
    return html.escape(encodable(text), quote=True)


def as_readable_markdown(line: str) -> str:
    """One line for a Markdown file: it shows as written, does nothing, and stays readable as it
    is, so only what may have a meaning is escaped."""
    opened = _OPENS_BLOCK.match(line)
    at = opened.end() if opened else 0
    escaped = _MARKUP.sub(lambda found: f"\\{found[0]}", line[at:])
    return f"{line[:at]}\\{escaped}" if opened else escaped


def web_address(url: str | None) -> str | None:
    """`url` if a browser may follow it: http or https with a host; None otherwise."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None


def link_target(url: str) -> str | None:
    """`url` for a link in a document, what could end the link percent-encoded; None if `url` is
    no web address."""
    return web_address(_NOT_IN_LINKS.sub(lambda found: quote(found[0]), encodable(url.strip())))
