"""Where sentences begin and end. The rules are sentencex's; this keeps offsets and mends a few."""

import re
from collections.abc import Iterator
from itertools import pairwise

import sentencex

from index.records import Span

LONGEST_PIECE = 5_000
"""Characters given to the splitter at once; its time grows faster than the text on odd input."""
LONGEST_QUOTED = 400
"""Characters up to which a quotation of several sentences stays one with the words that say
whose it is; beyond, the quotation is split too."""

LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
SURROGATE = re.compile(r"[\ud800-\udfff]")
MARKS = 8
"""More quotation marks and spaces than this never stand between two sentences."""
QUOTE_MARK = re.compile(r"[\"“”„«»]")
OPENS_NEXT = re.compile(r"(?<=\s)[\"“„«‘'(\[]+\s*$")
# A number or letter that only counts the item after it: "1." or "(b)".
ITEM_NUMBER = re.compile(r"\(?(?:\d{1,3}|[A-Za-z])[.)]")
# After these a small letter or a number goes on with the sentence: "2 lbs. in all".
GOES_ON = re.compile(r"\s*[a-z](?![A-Z])")
GOES_ON_NAMED = re.compile(
    r"\s*(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|[ECMP][SD]?T|GMT|UTC|BST|CES?T"
    r"|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d)\b"
)
WORD = re.compile(r"\w")
CLOCK = re.compile(r"\b[ap]\.m\.$", re.I)
BEFORE_NUMBER = re.compile(r"\b(?:approx|ca|est|fig|figs|no|nos|art|sec|vol|pp?)\.\s*$", re.I)


def sentences(text: str) -> list[Span]:
    """The sentences of any text: in order, apart, without white space at their ends.

    Together they cover every character that is no white space. A line break ends a sentence.
    """
    spans = []
    for line in LINE.finditer(text):
        for start, end in _pieces(text, line.start(), line.end()):
            piece = SURROGATE.sub("\ufffd", text[start:end])
            cuts = [0, *_ends(piece)]
            for left, right in pairwise(cuts):
                stripped = piece[left:right].strip()
                if stripped:
                    first = start + left + piece[left:right].index(stripped)
                    spans.append(Span(first, first + len(stripped)))
    return spans


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A line in pieces of bounded length, cut at a space where there is one."""
    while end - start > LONGEST_PIECE:
        cut = text.rfind(" ", start + LONGEST_PIECE // 2, start + LONGEST_PIECE)
        cut = cut if cut > 0 else start + LONGEST_PIECE
        yield start, cut
        start = cut
    yield start, end


def _ends(piece: str) -> list[int]:
    """The ends of the sentences of one line."""
    ends: list[int] = []
    start = 0
    last_word = WORD.search(piece[::-1])
    worded = len(piece) - last_word.end() if last_word else 0
    for end in _boundaries(piece):
        if end < len(piece) and (end > worded or _goes_on(piece, start, end)):
            continue
        if end - start > LONGEST_QUOTED and QUOTE_MARK.search(piece, start, end):
            ends += _ends_in_quotation(piece, start, end)
        ends.append(end)
        start = end
    return ends


def _boundaries(piece: str) -> list[int]:
    found = sentencex.get_sentence_boundaries("en", piece)
    return [b["end_index"] for b in found if b["end_index"] < len(piece)] + [len(piece)]


def _goes_on(piece: str, start: int, end: int) -> bool:
    """Whether the splitter stopped at an abbreviation or after an item's number."""
    part = piece[max(start, end - 20) : end].strip()
    if ITEM_NUMBER.fullmatch(part):
        return True
    if part.endswith(".") and GOES_ON.match(piece, end):
        return True
    if CLOCK.search(part) and GOES_ON_NAMED.match(piece, end):
        return True
    return bool(BEFORE_NUMBER.search(part)) and piece[end].isdigit()


def _ends_in_quotation(piece: str, start: int, end: int) -> list[int]:
    """Ends inside a long sentence with quotations, found with their marks blanked out."""
    blanked = QUOTE_MARK.sub(" ", piece[start:end])
    ends = []
    for cut in _boundaries(blanked)[:-1]:
        if not _goes_on(blanked, 0, cut):
            opening = OPENS_NEXT.search(piece, max(start, start + cut - MARKS), start + cut)
            ends.append(opening.start() if opening else start + cut)
    return ends
