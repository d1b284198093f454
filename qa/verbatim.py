"""A quotation that a question asks after ("Who said “We were not told”?"), found word for word.
Pure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from index.records import Hit, Span
from index.sentences import sentences
from qa.speech import AUX, SAYING

WORD = re.compile(r"\w+")
FEWEST = 4
"""A quotation of fewer words may be a title or a nickname."""
QUOTATION = re.compile(
    rf"^\W*(?:(?:in|on|to|by)\s+)?(?:who|whom|whose|which|when|where|{AUX})\b[^\"“”?]*?"
    rf"\b(?:{SAYING}|call|say|saying|words|quot(?:es?|ed|ation))\b[^\"“”?]*?"
    r"(?<!\w)[\"“‘'](?P<words>[^\"“”]+)[\"”’'](?!\w)",
    re.IGNORECASE,
)
"""Not "How did Marsh respond when Hur said “…”?", which asks for more than that it was said."""


def holding(question: str, hits: Sequence[Hit]) -> list[Hit]:
    """Of the passages found those that hold the quotation asked after, each with the sentences
    that have it as its `closest`; none if a question asks after none."""
    asked = QUOTATION.search(question)
    if asked is None or len(WORD.findall(asked["words"])) < FEWEST:
        return []
    found = _holding(asked["words"], hits)
    return list({(hit.article.id, hit.closest): hit for hit in found}.values())


def _holding(words: str, hits: Sequence[Hit]) -> Iterator[Hit]:
    for hit in hits:
        text, first = hit.passage.text, hit.passage.start
        if there := find(words, text):
            whole = [
                one for one in sentences(text) if there.start < one.end and one.start < there.end
            ]
            yield replace(hit, closest=Span(first + whole[0].start, first + whole[-1].end))


def find(quote: str, text: str) -> Span | None:
    """Where a text first has the words of a quote, whatever their case and what stands between
    them; None if nowhere."""
    words = r"\W+".join(map(re.escape, WORD.findall(quote)))
    found = re.search(rf"\b{words}\b", text, re.IGNORECASE) if words else None
    return Span(*found.span()) if found else None
