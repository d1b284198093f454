"""Feeds of news, RSS and Atom, by feedparser: the pages they name."""

import io
import re
from calendar import timegm
from collections.abc import Iterator
from dataclasses import dataclass
from xml.sax import SAXException

from index.errors import UnreadableError

ROOT = re.compile(rb"\s*(?:<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>]*>|\s)*<(?:rss|feed|rdf:RDF)\b", re.S)
SEEN = 4096
"""Bytes in which the first tag of a feed stands."""
LONGEST_TITLE = 80


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a feed."""

    title: str
    url: str | None
    """The page it leads to; None if it names none."""
    updated: float | None
    """When the feed says that the page was last changed, in seconds since 1970."""


def is_feed(data: bytes) -> bool:
    """Whether bytes begin as a feed does, whatever their server calls them."""
    return bool(ROOT.match(data[:SEEN].removeprefix(b"\xef\xbb\xbf").replace(b"\0", b"")))


def items(data: bytes, url: str) -> list[Item]:
    """The items of a feed that was fetched from `url`, each page once.

    Raises UnreadableError if it holds none.
    """
    import feedparser

    try:
        # As a stream: text that looks like an address or a path would be fetched or opened.
        parsed = feedparser.parse(io.BytesIO(data), response_headers={"content-location": url})
        found = list(_items(parsed.entries))
    except Exception as error:  # feeds are as foreign as files
        raise UnreadableError(f"is a damaged feed ({type(error).__name__})") from None
    if not found:
        broken = isinstance(parsed.get("bozo_exception"), SAXException)
        damaged = "is a damaged feed, no item can be read" if broken else "is a feed of no items"
        raise UnreadableError(damaged)
    return list({item.url or number: item for number, item in enumerate(found)}.values())


def _items(entries: list[dict[str, object]]) -> Iterator[Item]:
    for entry in entries:
        title = " ".join(str(entry.get("title", "")).split())[:LONGEST_TITLE]
        link = " ".join(str(entry.get("link") or "").split())
        # In feedparser's own dictionary `get` would hand out the day of publication instead.
        updated = entry["updated_parsed"] if "updated_parsed" in entry else None  # noqa: SIM401
        yield Item(title, link or None, timegm(updated) if isinstance(updated, tuple) else None)
