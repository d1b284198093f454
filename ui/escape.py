"""Text from articles and people, made harmless for the page. Pure.

`gr.HTML` sanitises nothing and `gr.Chatbot` reads Markdown, so every piece of foreign text goes
through here on its way to the screen, and nothing else on the page escapes.
"""

import html
import re
from urllib.parse import urlsplit

_PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~]")


def as_html(text: str) -> str:
    """`text` for an HTML element or a quoted attribute."""
    return html.escape(_encodable(text), quote=True)


def as_markdown(text: str) -> str:
    """`text` for a Markdown message, on one line: it shows as written and does nothing.

    Entities never take part in Markdown's structure (CommonMark 0.31, section 6.2) nor in HTML's,
    so writing all punctuation as entities closes both; on one line it can't end its block either.
    """
    one_line = " ".join(_encodable(text).split())
    return _PUNCTUATION.sub(lambda found: f"&#{ord(found[0])};", one_line)


def web_address(url: str | None) -> str | None:
    """`url` if a browser may follow it: http or https with a host; None otherwise."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None


def _encodable(text: str) -> str:
    # A lone surrogate can't be sent to the browser: the whole answer would fail on it.
    return text.encode("utf-8", "replace").decode("utf-8")
