"""Pure: a saved page into its head, its story and its furniture.

Works line by line, as jusText does with blocks (Pomikálek, 2011): each line is judged by what it
says and how long it is, then by the lines around it. What opens a run of furniture ("Most Read")
takes with it what follows, up to where the story resumes.
"""

import re
from bisect import bisect_left
from dataclasses import dataclass
from itertools import pairwise

from index import boxes, furniture, head
from index.appeals import mark_appeals
from index.lines import Line, join, prose_numbers, split


@dataclass(frozen=True, slots=True)
class Page:
    """A page taken apart. Every line of it is in one of the three, in order."""

    head: tuple[str, ...]
    """Lines before the story that speak of it: header lines, headline, byline, date line."""
    headline: str | None
    """The one of them that is the headline."""
    text: str
    """The story as shown to the reader: paragraphs, subheads and captions."""
    furniture: tuple[str, ...]
    """The lines of everything else, menus and the like."""


RESUMES_WITHIN = 5
"""How many lines of what follows a box are looked at to see whether the story resumes."""
FEW_LEFT = 3
"""With fewer paragraphs left, the order of headlines and sentences tells nothing."""
LINK_WORDS = {"other stories": 16, "more from": 16}
"""Lines of a box that runs to the end of the page have this many words in the median at most."""
FEW_WORDS = 8
SUBHEAD_WORDS = 3
SENTENCE_WORDS = 3
LAST_WORDS = 6
LINKS_SEEN = 200
CLOSING_PROSE = 3
"""A writer's address is looked for no further up than this many paragraphs from the end."""
BUTTONS = frozenset({"buttons", "reading time"})
ADDRESSES = frozenset({"contact details", "correspondence"})
"""Kinds that a story's own lines may look like: furniture only where the story begins or ends."""

CREDIT = re.compile(
    r"\W*(?:photo|image|credit|picture|getty|reuters|ap\b|afp|file|source|courtesy|\()", re.I
)


def clean(raw: str, title: str | None = None) -> Page:
    """Take a saved page apart; never raises.

    `title`: the article's title where it is stated elsewhere; a first line equal to it is head,
    and no other line is taken for the headline.
    """
    lines = head.split_header(split(raw))
    _mark_alone(lines)
    head.mark_head(lines, title)
    _mark_boxes(lines)
    mark_appeals(lines)
    _mark_repeated(lines)
    _mark_edges(lines)
    return Page(
        head=tuple(line.text for line in lines if line.kind in ("head", "headline")),
        headline=next((line.text for line in lines if line.kind == "headline"), None),
        text=join(lines),
        furniture=tuple(line.text for line in lines if line.removed),
    )


def _mark_alone(lines: list[Line]) -> None:
    """Mark what is furniture whatever stands around it, and what is so at the story's edges."""
    for line in lines:
        if line.free:
            line.kind = furniture.label(line.text) or "story"
    prose = prose_numbers(lines)
    for number in range(prose[0], prose[-1]) if prose else ():
        line = lines[number]
        closing = number > prose[-CLOSING_PROSE:][0]
        if (line.kind in BUTTONS and line.words <= 2) or (line.kind in ADDRESSES and not closing):
            line.kind = "story"


def _mark_boxes(lines: list[Line]) -> None:
    """Mark runs of furniture: from the line that opens one to where the story resumes."""
    prose = prose_numbers(lines)
    resuming = _resuming(lines, prose)
    number = prose[0] if prose else len(lines)
    for above in range(number):
        line = lines[above]
        line.kind = (_box(lines, above) or "story") if line.free else line.kind
    while number < len(lines):
        kind = _box(lines, number) if lines[number].free else None
        end = number + 1
        if kind:
            resumes = _next(resuming, end)
            if resumes is None:
                resumes = _last(lines, prose, end) if kind == "other stories" else len(lines)
            end = _end_of_box(lines, number, kind, resumes)
        for line in lines[number:end]:
            line.kind = kind if kind and line.free else line.kind
        number = max(end, number + 1)


def _box(lines: list[Line], number: int) -> str | None:
    """The kind of box that a line opens; None where it opens none, as a subhead of the story."""
    kind = boxes.box(lines[number].text)
    return None if kind and _is_subhead(lines, number, kind) else kind


def _is_subhead(lines: list[Line], number: int, kind: str) -> bool:
    """Whether a story goes on below "Jobs" or "Comments": by a paragraph, or mostly in sentences.

    Below "Latest news" two of them are asked for, as one may tell of another story.
    """
    line, rest = lines[number], lines[number + 1 : number + 1 + LINKS_SEEN]
    wanted = 2 if kind in LINK_WORDS else 1
    told = rest[:wanted]
    return (
        line.words <= SUBHEAD_WORDS
        and not furniture.VOICE.search(line.text)
        and len(told) == wanted
        and all(one.free and furniture.is_told(one.text, SENTENCE_WORDS) for one in told)
        and not any(one.removed for one in rest[:RESUMES_WITHIN])
        and (told[0].prose or 2 * sum(one.sentence for one in rest) > len(rest))
    )


def _resuming(lines: list[Line], prose: list[int]) -> list[int]:
    """The numbers of paragraphs at which a story goes on: two of its lines are near, on end.

    In lists of other stories headlines stand between the sentences.
    """
    found = []
    for number in prose:
        window = lines[number : number + 2 * RESUMES_WITHIN]
        near = [_tells(line) for line in window if line.free][:RESUMES_WITHIN]
        if any(a and b for a, b in pairwise(near)) and not boxes.box(lines[number].text):
            found.append(number)
    return found


def _tells(line: Line) -> bool:
    return line.sentence and line.words >= 4 and line.text[-1] != "?"


def _next(numbers: list[int], start: int) -> int | None:
    place = bisect_left(numbers, start)
    return numbers[place] if place < len(numbers) else None


def _last(lines: list[Line], prose: list[int], start: int) -> int:
    """A story's last sentence if it is near and few are left; else the end of the page."""
    if len(prose) - bisect_left(prose, start) >= FEW_LEFT:
        return len(lines)
    near = [number for number in range(start, len(lines)) if lines[number].kind != "list"]
    for number in near[:RESUMES_WITHIN]:
        if lines[number].free and _tells(lines[number]) and lines[number].words >= LAST_WORDS:
            return number
    return len(lines)


def _end_of_box(lines: list[Line], number: int, kind: str, end: int) -> int:
    """The number after a box's last line; its first line's own where it is none after all."""
    if end < len(lines) and kind != "other stories":
        return number if lines[number].words <= 2 else number + 1
    rest = lines[number + 1 : number + 1 + LINKS_SEEN]
    return end if end < len(lines) or _are_links(rest, kind) else number + 1


def _are_links(lines: list[Line], kind: str) -> bool:
    """Whether lines down to the end of the page are short as links are, not a story's list."""
    words = sorted(line.words for line in lines)
    return len(words) < 4 or words[len(words) // 2] <= LINK_WORDS.get(kind, FEW_WORDS)


def _mark_repeated(lines: list[Line]) -> None:
    """Mark a caption's second copy, with or without its credit; the fuller one stays."""
    kept: Line | None = None
    rest = ""
    for line in lines:
        if line.kind != "story":
            continue
        if kept and not line.gap and kept.words >= 4:
            if rest and line.text == rest:
                line.kind = "repeated"
                continue
            longer, shorter = (kept, line) if len(kept.text) >= len(line.text) else (line, kept)
            tail = longer.text.removeprefix(shorter.text)
            if shorter.words >= 4 and longer.text != tail and (not tail or CREDIT.match(tail)):
                shorter.kind = "repeated"
                kept, rest = longer, tail.strip()
                continue
        kept, rest = line, ""


def _mark_edges(lines: list[Line]) -> None:
    """Mark what stands between two lines of furniture below the last paragraph."""
    last = max(prose_numbers(lines), default=len(lines))
    for number in range(last + 1, len(lines) - 1):
        line = lines[number]
        if line.free and not line.sentence and _between(lines, number):
            line.kind = "between furniture"


def _between(lines: list[Line], number: int) -> bool:
    return lines[number - 1].removed and lines[number + 1].removed
