"""Pure: where a saved page's headline stands: below the menus, above the lines that sign the story.

A headline looks like many other lines of a page; what gives it away is its place.
"""

import re

from index.byline import (
    CLOCK,
    CREDITED,
    END,
    FROM,
    RELATIVE,
    ROLE,
    byline,
    header,
    is_date_line,
    is_name,
    signed,
)
from index.lines import HEADING_MARK, Line, prose_numbers
from index.menu import is_menu, is_section, is_trail

HEAD_LINES = 100
"""Lines looked at; a long menu may stand above the headline."""
FEWEST_WORDS, MOST_WORDS = 3, 30
LABEL_WORDS = 3
"""Section names in a column have at most this many words."""
COLUMN = 3
NAME_WORDS = 3
NEAR = 6
"""At most this many lines of text stand between a headline and what signs the story."""
SECOND_THOUGHTS = 3
"""Paragraphs within which a byline may still come, below standfirst and caption."""
OUTLET_WORDS = 4
"""A line right below a writer's name of at most this many words is an outlet or a role."""
NAVIGATION = frozenset({"menu", "masthead", "log in", "cookies", "support", "notifications"})
CAPTION = re.compile(
    r"(?:image|photo|picture|caption|credit|source|getty|video|reuters|afp|file)s?\b", re.I
)
OUTLET = re.compile(r"special (?:to|for) .{3,60}|(?:from|for) .{3,60} reports", re.I)
ENDS_OPEN = re.compile(r"(?:[?!…]|\.\.\.)+$")


def find(lines: list[Line]) -> int | None:
    """The number of the headline's line, where menus or a signed story show its place."""
    seen = lines[:HEAD_LINES]
    prose = prose_numbers(seen)
    end = prose[0] if prose else len(seen)
    last = prose[SECOND_THOUGHTS - 1] if len(prose) >= SECOND_THOUGHTS else len(seen)
    for sign in range(last):
        if seen[sign].removed and sign >= end:
            continue
        if signs(seen, sign) and (sign < end or is_signed(seen, sign)):
            start = _below_menus(seen, min(sign, end))
            number = _first(seen, start, min(sign, end))
            if number is not None:
                return number
    start = _below_menus(seen, end)
    return _first(seen, start, end) if start else None


def signs(lines: list[Line], number: int) -> bool:
    """Whether a line is byline, date line or age of the story, or names its writer beside one."""
    line = lines[number]
    if RELATIVE.fullmatch(line.text):
        return True
    if not line.free:
        return False
    return (
        byline(line.text) is not None
        or is_date_line(line.text)
        or bool(FROM.fullmatch(line.text))
        or names_writer(lines, number)
    )


def names_writer(lines: list[Line], number: int) -> bool:
    """Whether a line is a writer's name, with the role in it or with role or date next to it."""
    text = lines[number].text
    if not lines[number].free or signed(text) is None:
        return False
    near = [line.text for line in lines[max(0, number - 1) : number + 3] if line.text != text]
    if is_name(text) and len(text.split()) > NAME_WORDS and not re.search(r"\.|\b[a-z]", text):
        return False  # a short headline with capitals
    return (not is_name(text) and bool(ROLE.search(text))) or any(map(_dates_or_describes, near))


def _dates_or_describes(text: str) -> bool:
    described = ROLE.fullmatch(text.rstrip(".")) or FROM.fullmatch(text)
    return is_date_line(text) or bool(described or RELATIVE.fullmatch(text))


def is_signed(lines: list[Line], number: int) -> bool:
    """Whether a date or name below a standfirst is the article's: a byline or clock is near."""
    near = [line.text for line in lines[max(0, number - 1) : number + 3]]
    return any(byline(text) is not None for text in near) or any(
        CLOCK.search(text) and is_date_line(text) for text in near
    )


def _below_menus(lines: list[Line], end: int) -> int:
    """The number of the line below the last menu, row or column, above `end`; 0 without menus."""
    start = column = links = 0
    for number in range(end):
        line = lines[number]
        if line.kind in NAVIGATION:
            start = number + 1
        if line.words > LABEL_WORDS or line.sentence or signs(lines, number):
            column = links = 0
            continue
        column += 1
        links += line.free or line.kind in NAVIGATION
        if column >= COLUMN and links > 1:
            start = number + 1
    return start


def _first(lines: list[Line], start: int, end: int) -> int | None:
    """The first line that could be the headline, a longer one before one of few words."""
    found = [number for number in range(start, end) if _could_be(lines, number)]
    found = [number for number in found if sum(n.free for n in lines[number + 1 : end]) <= NEAR]
    marked = [number for number in found if HEADING_MARK.match(lines[number].text)]
    longer = [number for number in found if lines[number].words > LABEL_WORDS]
    return next(iter(marked or longer or found), None)


def _could_be(lines: list[Line], number: int) -> bool:
    """Whether a line has the length and shape of a headline."""
    line = lines[number]
    text = HEADING_MARK.sub("", line.text)
    if not line.free or line.prose or not FEWEST_WORDS <= line.words <= MOST_WORDS:
        return False
    if len(text) < 8 or text[0].islower() or "@" in text or "://" in text:
        return False
    if END.search(ENDS_OPEN.sub("", text)) or CREDITED.search(text) or CAPTION.match(text):
        return False
    if header(text) or signs(lines, number) or is_section(text) or is_trail(text):
        return False
    below_name = number > 0 and names_writer(lines, number - 1)
    if OUTLET.fullmatch(text) or (below_name and line.words <= OUTLET_WORDS):
        return False
    return not is_menu(text) and (line.words > NAME_WORDS or not is_name(text))
