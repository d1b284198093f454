"""Pure: the lines before a story: header lines, headline, byline, date line."""

import re

from index import boxes, furniture, headline
from index.byline import (
    CREDITED,
    END,
    NOT_NAMES,
    ROLE,
    byline,
    header,
    is_date_line,
    is_name,
    split_dated,
)
from index.lines import Line
from index.menu import is_menu, is_section

ABOVE_WORDS = 12
"""Lines above a headline of at most this many words, no sentences, are labels of the page."""
OUTLET_WORDS = 5
COUNT = re.compile(r"[\W_]*\d{1,3}(?:[.,]?\d{3})*[KkM%°]?[\W_]*|published|updated|posted", re.I)
"""Counts of shares and comments, and a label whose date stands on the next line."""


def split_header(lines: list[Line]) -> list[Line]:
    """Lines, the first one parted where it begins with a dated header, which is marked."""
    dated = split_dated(lines[0].text) if lines else None
    if not dated:
        return lines
    header, rest = dated
    return [Line(header, False, "head"), *([Line(rest, True)] if rest else []), *lines[1:]]


def mark_head(lines: list[Line], title: str | None) -> None:
    """Mark menus, header lines, headline, byline and date line.

    Where the title is stated, only a line equal to it is the headline.
    """
    _mark_menus(lines)
    found = headline.find(lines) if title is None else None
    if found is None:
        _mark_in_order(lines, title)
    else:
        _mark_above(lines, found)
        lines[found].kind = "headline"
        _mark_below(lines, found)


def _mark_in_order(lines: list[Line], title: str | None) -> None:
    """Mark the head of an article where nothing but the order of its lines shows it.

    Below a writer's name no headline is looked for.
    """
    told, wanted = 0, title is None
    for number, line in enumerate(lines[: headline.HEAD_LINES]):
        if not line.free:
            continue
        if title is not None and comparable(line.text) == comparable(title):
            line.kind = "headline"
        elif _is_about(lines, number) and (not told or headline.is_signed(lines, number)):
            wanted = wanted and not headline.names_writer(lines, number)
            line.kind = "head"
        elif wanted and not told and _is_headline(lines, number):
            line.kind, wanted = "headline", False
        elif (told := told + 1) > headline.SECOND_THOUGHTS:
            break


def _is_about(lines: list[Line], number: int) -> bool:
    return _belongs(lines, number) or headline.names_writer(lines, number)


def _mark_above(lines: list[Line], found: int) -> None:
    """Mark what stands above the headline: lines about the article, and labels of the page."""
    for line in lines[:found]:
        if not line.free:
            continue
        if header(line.text) or byline(line.text) is not None or is_date_line(line.text):
            line.kind = "head"
        elif line.words <= ABOVE_WORDS and not line.sentence:
            line.kind = "above the headline"


def _mark_below(lines: list[Line], found: int) -> None:
    """Mark what signs the story below its headline; standfirsts and captions stay."""
    told, below_head = 0, True
    for number in range(found + 1, min(found + headline.HEAD_LINES, len(lines))):
        line = lines[number]
        if line.prose:
            told += 1
            if told >= headline.SECOND_THOUGHTS:
                break
        if not line.free:
            continue
        elif (not told or _is_signed(lines, number)) and (
            headline.signs(lines, number) or _belongs(lines, number)
        ):
            line.kind, below_head = "head", True
        elif below_head and _is_button(line):
            line.kind = "button"
        elif lines[number - 1].removed and COUNT.fullmatch(line.text):
            line.kind = "count"
        else:
            below_head = False


def _is_button(line: Line) -> bool:
    """Whether a line between byline and story is a count, or something to click on."""
    known = COUNT.fullmatch(line.text) or furniture.label(line.text) or boxes.box(line.text)
    return line.words <= OUTLET_WORDS and not line.sentence and bool(known)


def _is_signed(lines: list[Line], number: int) -> bool:
    return lines[number - 1].kind == "head" or headline.is_signed(lines, number)


def _belongs(lines: list[Line], number: int) -> bool:
    """Whether a line is the role or outlet below a writer's name, or a place above a date."""
    if _about_article(lines, number):
        return True
    line, above = lines[number], lines[max(0, number - 1)]
    text = line.text.rstrip(".")
    outlet = line.words <= OUTLET_WORDS and NOT_NAMES.search(text) and text[0].isupper()
    fits = ROLE.fullmatch(text) or (outlet and not line.gap and not line.sentence)
    return above.kind == "head" and bool(fits)


def comparable(text: str) -> str:
    """A title without what differs between copies of it: quotes, case, spaces, marks."""
    return re.sub(r"[\W_]+", " ", text).strip().casefold()


def _mark_menus(lines: list[Line]) -> None:
    """Mark rows and columns of section names above the first sentence."""
    end = next((n for n, line in enumerate(lines) if line.sentence and line.free), len(lines))
    above = lines[: min(end, headline.HEAD_LINES)]
    for number, line in enumerate(above):
        if not line.free or _about_article(lines, number):
            continue
        row = is_menu(line.text)
        if row or _goes_with_menu(above, number) or _in_column(above, number):
            line.kind = "menu"
    _mark_masthead(above)
    for number in range(1, len(above) - 1):
        line, near = above[number], (above[number - 1], above[number + 1])
        if line.free and line.words <= 4 and all(other.removed for other in near):
            line.kind = "menu"


def _mark_masthead(above: list[Line]) -> None:
    """Mark the outlet's name: a first line with its menu below it, and a headline further down."""
    free = [number for number, line in enumerate(above) if line.free]
    if len(free) < 2 or above[free[0]].words > 5:
        return
    below = above[free[0] + 1 : free[0] + 3]
    if any(line.kind in ("menu", "log in", "cookies") or is_section(line.text) for line in below):
        above[free[0]].kind = "masthead"


def _goes_with_menu(lines: list[Line], number: int) -> bool:
    """Whether a line stands right below a row of section names, as a trail of sections does."""
    line = lines[number]
    return number > 0 and lines[number - 1].kind == "menu" and not line.gap and line.words <= 8


def _in_column(lines: list[Line], number: int) -> bool:
    """Whether a line is a section's name next to another one or to furniture."""
    if not is_section(lines[number].text):
        return False
    near = lines[max(0, number - 1) : number] + lines[number + 1 : number + 2]
    return any(line.removed or is_section(line.text) for line in near)


def _about_article(lines: list[Line], number: int) -> bool:
    """Whether a line is a header line, byline or date line, or a name or place just above one."""
    text = lines[number].text
    if header(text) or byline(text) is not None or is_date_line(text):
        return True
    if lines[number].words > 6 or lines[number].sentence:
        return False
    below = [line.text for line in lines[number + 1 : number + 3] if not line.gap]
    return any(map(is_date_line, below)) and text[0].isupper()


def _is_headline(lines: list[Line], number: int) -> bool:
    """Whether a line is short, no sentence, and stands above something longer or apart from it."""
    line = lines[number]
    if line.words > headline.MOST_WORDS or len(line.text) < 8:
        return False
    if END.search(line.text.rstrip("?!")) or CREDITED.search(line.text):
        return False
    if line.words <= headline.NAME_WORDS and is_name(line.text):
        return False
    below = next((n for n in range(number + 1, len(lines)) if lines[n].free), None)
    if below is None:
        return False
    longer = lines[below].prose and lines[below].words > line.words
    return lines[below].gap or longer or _about_article(lines, below)
