"""Saved pages: the main text by trafilatura, the facts by what the page states of itself."""

import logging
import re
from functools import cache
from typing import Any

from index.boxes import box
from index.encoding import decode, other_kind
from index.errors import UnreadableError
from index.own import words
from index.page_facts import page_facts
from index.plain_tags import make_plain
from index.posts import join_posts
from index.publisher import LONGEST
from index.records import Document
from index.saved import address, split_note

NO_TEXT = "is not text (a binary file with a page's name?)"
DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
DECLARED_WITHIN = 4096
"""Bytes from the beginning within which a page declares its encoding, as browsers look for it."""
XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*>")
MOST_TAGS = 60_000
"""A page of 90,840 tags took twelve seconds, of 59,000 three: the time grows with their square."""
THOROUGH_TAGS = 3_000
"""Up to so many tags the library compares several ways; its time grows with their square."""
THOROUGH_LEVELS = 100_000_000
"""And up to so many characters times levels of tags within tags: each takes up to four bytes."""
CLICKED = "[.//a or .//button or .//input]"
MENUS, CONSENT = (
    " | ".join(
        f"//*[{which}][not(descendant-or-self::article or descendant-or-self::main or .//h1)]"
        for which in kinds
    )
    for kinds in (
        (
            "self::nav",
            "@hidden or self::template",
            "@role='dialog' or @role='alertdialog' or @aria-modal='true'",
        ),
        (
            f"self::div[contains(@class, 'cookie') or contains(@id, 'cookie')]{CLICKED}",
            f"self::div[contains(@class, 'consent') or contains(@id, 'consent')]{CLICKED}",
        ),
    )
)
"""Menus and what is not shown at first; and what lies over a page and asks for consent."""
TABLE = ("table", "caption", "colgroup", "thead", "tbody", "tfoot", "tr", "td", "th")
DATA = (
    "//table[not(.//table or @role='presentation' or @role='none')]"
    "[.//th or .//caption or .//tr[2] and .//tr[count(td) > 1]]"
)
COPYRIGHT = (
    "//body//*[text()[contains(., '©') or contains(., 'opyright')]]"
    "[not(ancestor-or-self::figure or ancestor::article or self::script or self::style)]"
)
LONGEST_CELL = 50
"""Words in a cell of a table of figures, at most; one with more is a column of a page."""
MARKED = re.compile(
    r"</(?:p|div|li|h[1-6]|blockquote|a|b|i|em|strong|span)>|<(?:br|p)\s*/?>", re.IGNORECASE
)
"""Shows that a text was taken from a page with its tags; one that speaks of "<b>" has no others."""
BLOCKS = ("p", "div", "li", "blockquote", "tr", "h1", "h2", "h3", "h4", "h5", "h6")


def read(data: bytes, said: str = "") -> Document:
    """Take a saved page's main text, and what it states of itself.

    `said` names its encoding where something beside the page does.
    Raises UnreadableError for what is no text, holds no page, or would take minutes to read.
    """
    note, data = split_note(data)
    if other := other_kind(data):
        raise UnreadableError(f"holds a {other} file and no page; save that as what it is")
    page = _decoded(data, said or note.charset)
    tree, tags = _tree(page)
    _unfold(tree)
    facts = page_facts(tree)
    join_posts(tree)
    make_plain(tree)
    if url := address(note, str(facts.get("url", ""))):
        facts["url"] = url
    foot = "" if facts.get("source") else _copyright(tree)
    fast = tags > THOROUGH_TAGS or _levels(tree) * len(page) > THOROUGH_LEVELS
    try:
        # Where nothing is left, the page itself has "consent" in its name: "site consent-given".
        found = _main(tree, fast, [MENUS, CONSENT]) or _main(tree, fast, [MENUS])
    except RecursionError:
        raise UnreadableError("has tags nested too deep to be read") from None
    text = found.text.replace("\n", "\n\n") if found else ""
    return Document(f"{text}\n\n{foot}" if text and foot else text, facts, "page metadata")


def without_tags(text: str) -> str:
    """A text without the tags that an export has left in it, its paragraphs apart.

    Raises UnreadableError for what has no text, or too many tags.
    """
    if not MARKED.search(text):
        return text
    from lxml import etree

    tree, _ = _tree(text)
    etree.strip_elements(tree, "script", "style", with_tail=False)
    for tag in tree.iter("br", *BLOCKS):
        end = "\n" if tag.tag == "br" else "\n\n"
        tag.tail = end + (tag.tail or "")
        if tag.tag != "br":
            tag.text = end + (tag.text or "")
    return str(tree.text_content())


def _unfold(tree: Any) -> None:
    """Make parts of the page of the tables that only lay it out, as in old pages and newsletters.

    Those hold other tables, have one row or one column, or a story in a cell.
    """
    kept = [tag for table in tree.xpath(DATA) if _holds_data(table) for tag in table.iter(*TABLE)]
    of_data = frozenset(kept)
    for tag in list(tree.iter(*TABLE)):
        if tag not in of_data:
            tag.tag = "div"


def _holds_data(table: Any) -> bool:
    headed = table.find(".//th") is not None or table.find(".//caption") is not None
    cells = (cell.xpath("string()") for cell in table.iter("td"))
    return headed or all(len(cell.split()) <= LONGEST_CELL for cell in cells)


def _copyright(tree: Any) -> str:
    """The line at a page's foot that says whose it is, for where it states no site; or ""."""
    seen = tree.xpath(COPYRIGHT)
    line = words(seen[-1]) if seen else ""
    return line if len(line) <= LONGEST and box(line) else ""


def _main(tree: Any, fast: bool, around: list[str]) -> Any:
    return _trafilatura().bare_extraction(
        tree, include_comments=False, fast=fast, prune_xpath=around
    )


@cache
def _trafilatura() -> Any:
    """The library, loaded at the first page; what it logs of bad pages, our problems say."""
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    return trafilatura


def _tree(text: str) -> tuple[Any, int]:
    """The page as a tree, and how many tags it has."""
    from lxml import etree, html

    # Text around thousands of comments takes the libraries time with the square of their number.
    parser = html.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        tree = html.document_fromstring(XML_DECLARATION.sub("", text), parser=parser)
    except (etree.ParserError, ValueError):
        raise UnreadableError("is empty") from None
    if parser.error_log.filter_from_level(etree.ErrorLevels.FATAL):
        raise UnreadableError("has tags nested too deep to be read")
    tags = sum(1 for _ in tree.iter(etree.Element))
    if tags > MOST_TAGS:
        raise UnreadableError(f"has too many tags to be read ({tags}; the limit is {MOST_TAGS})")
    return tree, tags


def _levels(tree: Any) -> int:
    """How many tags there are within each other, at most."""
    from lxml import etree

    level = most = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        level += 1 if event == "start" else -1
        most = max(most, level)
    return most


def _decoded(data: bytes, said: str) -> str:
    """A page's text: as Unicode if it is that, else as its server said, as it declares, as it
    looks."""
    declared = DECLARED.search(data[:DECLARED_WITHIN])
    text = decode(data, said or (declared[1].decode("ascii") if declared else ""))
    if text is None:
        raise UnreadableError(NO_TEXT)
    return text
