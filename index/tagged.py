"""Pure: tags of a saved page as lines of text, with the days that they name."""

import re
from datetime import date
from itertools import islice
from typing import Any

from index.byline import LONGEST_LINE
from index.metadata import parse_date
from index.own import words

TIMES = 10
"""Time tags looked at under a headline and in a line; a story has one or two."""
FEW = 12
"""Words of a tag that holds nothing but the time and who signs."""
INLINE = ("span", "a", "b", "i", "em", "strong", "small", "abbr", "br")
JOINS = re.compile(r"(?:\| )?(\b(?:and|at|by|for|in|of|on|with)\b|[,&])(?: \|)?", re.IGNORECASE)
"""What joins the words of two tags: "By | Jane Doe | and | Bo Ray" is "By Jane Doe and Bo Ray"."""


def iso_day(day: date | None) -> str:
    return day.isoformat() if day else ""


def line_around(time: Any) -> str:
    """The line that a time tag stands in: of a paragraph or a small tag all, else what is next to
    it."""
    block = block_of(time.getparent())
    if block.tag == "p" or _is_small(block):
        return line_of(block)
    before = time.getprevious()
    if before is None:
        said = time.getparent().text
    else:
        said = f"{words(before) if before.tag in INLINE else ''} {before.tail or ''}"
    return " ".join(f"{said or ''} {_time(time)} {time.tail or ''}".split())


def block_of(tag: Any) -> Any:
    """What holds the line that a tag is part of."""
    return next(one for one in (tag, *tag.iterancestors()) if one.tag not in INLINE)


def _is_small(block: Any) -> bool:
    """Whether a tag holds nothing but a time and who signs."""
    return is_short(block) and len(words(block).split()) <= FEW and block.find(".//h1") is None


def line_of(tag: Any) -> str:
    """The words of a tag as one line, what is of different tags apart and days as they are meant;
    "" if they are too many for who signs."""
    some = islice(tag.iter("time"), TIMES)
    times = {text: _time(one) for one in some for text in one.xpath(".//text()")}
    parts = (" ".join(times.get(text, text).split()) for text in tag.xpath(".//text()"))
    line = JOINS.sub(r"\1", " | ".join(filter(None, parts)))
    return line if len(line) <= LONGEST_LINE else ""


def _time(tag: Any) -> str:
    """The day that a time tag names, else its words."""
    return iso_day(parse_date(tag.get("datetime"))) or words(tag)


def is_short(tag: Any) -> bool:
    """Whether a tag has no more text than a line that signs; of a long one little is read."""
    left = LONGEST_LINE
    return all((left := left - len(" ".join(text.split()))) >= 0 for text in tag.itertext())
