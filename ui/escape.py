"""Text from articles and people, made harmless for the page. Pure.

`gr.HTML` sanitises nothing and `gr.Chatbot` reads Markdown, so every piece of foreign text goes
through here on its way to the screen, and nothing else on the page escapes.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from index.records import Metadata
from qa import escape
from qa.escape import encodable, isolated, one_line, web_address
from qa.records import Citation, Copy

__all__ = ["also", "as_html", "as_markdown", "choices", "label", "web_address"]

_PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~]")
_TURNING = re.compile("[\u202a-\u202e]")
"""Embeddings and overrides: "\\u202egnp" would show as "png"."""
_ISOLATES = re.compile("[\u2066-\u2069]")
_END = "\u2069"
"""Of an isolate."""
Labelled = TypeVar("Labelled", Metadata, Citation)
Dated = TypeVar("Dated", Metadata, Citation, Copy)


def as_html(text: str) -> str:
    """`text` for an HTML element or a quoted attribute."""
    return escape.as_html("\n".join(map(_settled, text.split("\n"))))


def as_markdown(text: str) -> str:
    """`text` for a Markdown message, on one line: it shows as written and does nothing.

    Entities never take part in Markdown's structure (CommonMark 0.31, section 6.2) nor in HTML's,
    so writing all punctuation as entities closes both; on one line it can't end its block either.
    """
    line = _settled(" ".join(encodable(text).split()))
    return _PUNCTUATION.sub(lambda found: f"&#{ord(found[0])};", line)


def label(of: Labelled) -> str:
    """`The Tide, 3 May 2021`, whose source can't turn the date beside it; it reads from the left,
    whatever its source is written in."""
    return _apart(of).label


def also(citation: Citation) -> str:
    """`also in The Age (3 May 2021)`, whose sources can't turn what stands beside them."""
    return replace(_apart(citation), also_in=tuple(map(_apart, citation.also_in))).also


def choices(names: Iterable[str]) -> list[tuple[str, str]]:
    """Names to choose from, each as it is shown and as it is."""
    return [(one_line(name), name) for name in names]


def _apart(of: Dated) -> Dated:
    return replace(of, source=isolated(of.source or ""), title=isolated(of.title or ""))


def _settled(line: str) -> str:
    """One line that turns nothing but itself: without embeddings and overrides, and with an end
    for each isolate. An element alone doesn't help: what is open in it swallows its own end.
    """
    line, depth = _TURNING.sub("", line), 0

    def closed(found: re.Match[str]) -> str:
        nonlocal depth
        if found[0] != _END:
            depth += 1
        elif depth:
            depth -= 1
        else:
            return ""
        return found[0]

    line = _ISOLATES.sub(closed, line)
    return line + _END * depth
