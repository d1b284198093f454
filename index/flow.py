"""Pure: the lines of printed pages into running text, with where each page begins."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence

from index.lines import HYPHENATED, ends_sentence

Pages = Sequence[Sequence[str]]
Placed = tuple[int, str]
"""A line with the number of its page."""

EDGE = 2
"""Running heads and feet are among so many lines at the top and bottom of a page."""
LEAST_PAGES = 3
REPEATED = 0.5
"""They stand on at least this share of the pages, numbers aside; where there are fewer, on all."""
SHORT = 0.75
"""A line shorter than this share of a full one ends a paragraph."""
FULL = 0.9
"""The share of lines that are no longer than a full one."""
NARROW = 30
"""Characters of a full line in the narrowest column."""
NUMBER = re.compile(r"\d+|\b[ivxlc]+\b")
HYPHENS = ("-", "\u2010", "\xad")
LINE = re.compile(r"[^\n]+")
CJK = re.compile("[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef]")


def flow(pages: Pages) -> tuple[str, tuple[int, ...]]:
    """Join lines into paragraphs, across pages too, words cut by hyphens included.

    Returns the text, a blank line between paragraphs, and the offset at which each page begins;
    of a page without text, that of the next.
    """
    lines = list(_placed(pages))
    widths = sorted(_width(line) for _, line in lines) or [0]
    full = max(NARROW, widths[int(FULL * (len(widths) - 1))])
    words = Counter(word for _, line in lines for word in line.lower().split())
    parts: list[str] = []
    starts: list[int] = []
    length, above = 0, ""
    for page, line in lines:
        joint, cut = _joint(above, line, full, words) if above else ("", 0)
        if cut:
            parts[-1] = parts[-1][:-cut]
            length -= cut
        starts += [length + len(joint)] * (page + 1 - len(starts))
        parts += [joint, line]
        length += len(joint) + len(line)
        above = line
    starts += [length] * (len(pages) - len(starts) if parts else 0)
    return "".join(parts), tuple(starts)


def _placed(pages: Pages) -> Iterator[Placed]:
    """Lines with something on them, white space evened out, running heads and feet left out."""
    evened = [[line for raw in page if (line := " ".join(raw.split()))] for page in pages]
    seen = Counter(key for page in evened for key in {_key(page[i]) for i in _edges(page)})
    running = {
        key
        for key, count in seen.items()
        if count >= REPEATED * len(pages)
        and (count >= LEAST_PAGES or _heads_both(key, count, pages))
    }
    for number, page in enumerate(evened):
        edges = _edges(page)
        for place, line in enumerate(page):
            if place not in edges or _key(line) not in running:
                yield number, line


def _heads_both(key: str, count: int, pages: Pages) -> bool:
    """Whether a line with words in it stands on each of two pages."""
    return count == len(pages) == 2 and any(map(str.isalpha, key))


def _edges(page: Sequence[str]) -> set[int]:
    count = len(page)
    return {place for place in range(count) if place < EDGE or place >= count - EDGE}


def _width(line: str) -> int:
    """How wide a line is; a Chinese character is as wide as two letters."""
    return len(line) + sum(1 for _ in CJK.finditer(line))


def _key(line: str) -> str:
    """A line as it is on every page, its page number aside."""
    return NUMBER.sub("#", line)


def _joint(above: str, line: str, full: int, words: Counter[str]) -> tuple[str, int]:
    """What stands between two lines, and how many characters of the upper one go."""
    goes_on = line[0].islower()
    if goes_on and len(above) > 1 and above[-1] in HYPHENS and above[-2].isalpha():
        return "", 0 if _keeps_hyphen(above, line, words) else 1
    if HYPHENATED.search(f"{above[-2:]}\n{line}"):  # "Smith-\nJones", "2021-\n22"
        return "", 0
    if not goes_on and (_width(above) < SHORT * full or _is_subhead(above, line, full)):
        return "\n\n", 0
    return "" if CJK.match(above[-1]) and CJK.match(line[0]) else " ", 0


def _is_subhead(above: str, line: str, full: int) -> bool:
    """Whether a line begins a paragraph that is no sentence, below one that is."""
    ended = ends_sentence(above)
    return ended and _width(line) < SHORT * full and not ends_sentence(line)


def _keeps_hyphen(above: str, line: str, words: Counter[str]) -> bool:
    """Whether a word cut at its hyphen has one elsewhere in the document."""
    first, second = above.split()[-1].lower(), line.split()[0].lower()
    return words[first + second] > words[first[:-1] + second]


def moved(starts: Sequence[int], before: str, after: str) -> tuple[int, ...]:
    """Where pages begin in a text that lost some of its lines.

    A page whose first line is gone begins at the next one kept. Returns none at all if the lines
    that are left are not those there were, rather than wrong ones.
    """
    kept = _lines(after)
    places: list[tuple[int, int, int]] = []
    for start, line in _lines(before):
        if len(places) < len(kept) and kept[len(places)][1] == line:
            places.append((start, start + len(line), kept[len(places)][0]))
    if len(places) < len(kept):
        return ()
    ends = [end for _, end, _ in places]
    found = []
    for offset in starts:
        number = bisect_left(ends, offset)
        start, _, now = places[number] if number < len(places) else (0, 0, len(after))
        found.append(now + max(0, offset - start) if number < len(places) else now)
    return tuple(found)


def _lines(text: str) -> list[tuple[int, str]]:
    """The offset and words of each line with something on it."""
    return [(found.start(), found[0]) for found in LINE.finditer(text) if found[0].strip()]
