"""Text from articles and people, made harmless for the page. Pure.

`gr.HTML` sanitises nothing and `gr.Chatbot` reads Markdown, so every piece of foreign text goes
through here on its way to the screen, and nothing else on the page escapes.
"""

import re

from qa.escape import as_html, encodable, web_address

__all__ = ["as_html", "as_markdown", "web_address"]

_PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~]")


def as_markdown(text: str) -> str:
    """`text` for a Markdown message, on one line: it shows as written and does nothing.

    Entities never take part in Markdown's structure (CommonMark 0.31, section 6.2) nor in HTML's,
    so writing all punctuation as entities closes both; on one line it can't end its block either.
    """
    one_line = " ".join(encodable(text).split())
    return _PUNCTUATION.sub(lambda found: f"&#{ord(found[0])};", one_line)
