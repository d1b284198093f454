"""Pure: tags that the reader of pages leaves out with their words, as tags that it keeps."""

from typing import Any

from index.lines import ends_sentence
from index.own import words
from index.tagged import block_of

SENTENCES = ("p", "li", "blockquote", "td", "dd")
INLINE = ".//time | .//output | .//h2//button | .//h3//button | .//h4//button"
"""Left out within a line; headings that unfold are buttons."""
SUBHEADS = (
    ".//div[@role='heading' or contains(@class, 'subhead') or contains(@class, 'sub-head')"
    " or contains(@class, 'crosshead') or contains(@class, 'cross-head')]"
    "[not(ancestor::header or .//div or .//p or .//a or .//ul or .//h1 or .//h2 or .//h3)]"
)
QUOTES = tuple("\"'“”„«»‘’‹›")
LONGEST_SUBHEAD = 120


def make_plain(tree: Any) -> None:
    """Make plain words of times in sentences, headings of subheads, and give quotations marks."""
    sentences: dict[Any, bool] = {}
    for tag in tree.xpath(INLINE):
        block = block_of(tag.getparent())
        if block not in sentences:
            sentences[block] = _is_sentence(block)
        if tag.tag == "button" or sentences[block]:
            tag.tag = "span"
    for tag in tree.xpath(SUBHEADS):
        tag.tag = "h3" if len(words(tag)) <= LONGEST_SUBHEAD else "p"
    for tag in list(tree.iter("q")):
        tag.tag = "span"
        if not words(tag).startswith(QUOTES):
            _quote(tag)


def _is_sentence(block: Any) -> bool:
    return block.tag in SENTENCES and ends_sentence(words(block))


def _quote(tag: Any) -> None:
    """Give a quotation the marks that browsers show around it."""
    tag.text = f"“{tag.text or ''}"
    if len(tag):
        tag[-1].tail = f"{tag[-1].tail or ''}”"
    else:
        tag.text += "”"
