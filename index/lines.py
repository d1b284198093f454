"""The lines of a saved page, as the steps of cleaning see and mark them."""

import re
from dataclasses import dataclass, field
from itertools import pairwise

PROSE_WORDS = 12
SHORT_LINE = 80
WRAPPED_WIDTH = range(41, 101)
"""Lines of text wrapped at a fixed width are this long, in characters."""
NEARLY = 0.85
"""A line of this share of the width counts as full where the text is wrapped for certain."""
LEAST_BREAKS = 3
"""A text that is wrapped has this many breaks within sentences at least."""
GOING_PER_OTHER = 2
"""And so many lines that go on in the next for each one that doesn't."""

SENTENCE_END = re.compile(r"[.!?…:。！？।؟۔][\"'\u201d\u2019»)\]」』*_]*(?:\[\d+\])?$")
LINE_BREAK = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
INVISIBLE = re.compile(
    r"[\x00-\x08\x0e-\x1b\x1f\x7f\x80-\x84\x86-\x9f\xad\u200b\u2060\ufeff\ud800-\udfff]"
)
# "- Item", "2) Item", "> quoted", "Northquay   1,204   31%"
APART = re.compile(r"[-*•|>#+]\s|\d{1,3}[.)]\s|.*?\S(?: {3,}|\t)\S")
# "twenty-\nfive", "2021-\n22", but not "north-\nand southbound"
HYPHENATED = re.compile(r"\w-\n(?!(?:and|or|to|und|oder|bis|et|ou|y|o)\b)\w")
TABLE_RULE = re.compile(r"\|?(?:\s*:?-+:?\s*\|)+(?:\s*:?-+:?)?")
"""Below the heads of a table: "|---|:---:|"."""
FULL_STOP = re.compile(r"\w[.!?] [A-Z]")
HEADING_MARK = re.compile(r"#{1,6}\s+(?=\S)")


def ends_sentence(text: str) -> bool:
    """Whether a text ends as a sentence does, marks of quotation and notes left aside."""
    return SENTENCE_END.search(text[-12:]) is not None


@dataclass(slots=True)
class Line:
    """A line with something on it. Its `kind` is "story" until a step marks it otherwise."""

    text: str
    gap: bool
    """Whether a blank line stands before it."""
    kind: str = "story"
    """"story", "head", "headline", or the name of a kind of furniture."""
    words: int = field(init=False)
    """About how many; scripts without spaces are counted by length."""
    sentence: bool = field(init=False)
    """Whether it ends as a sentence does."""

    def __post_init__(self) -> None:
        self.words = max(len(self.text.split()), len(self.text) // 20)
        self.sentence = ends_sentence(self.text)

    @property
    def free(self) -> bool:
        """Whether it counts as story so far."""
        return self.kind == "story"

    @property
    def prose(self) -> bool:
        return self.kind == "story" and self.sentence and self.words >= PROSE_WORDS

    @property
    def removed(self) -> bool:
        return self.kind not in ("story", "head", "headline")


def split(raw: str) -> list[Line]:
    """The lines of any text, white space evened out, what can't be seen left out."""
    lines: list[Line] = []
    gap = False
    seen = LINE_BREAK.split(INVISIBLE.sub("", raw))
    for part in _unwrapped([part for part in seen if not TABLE_RULE.fullmatch(part.strip())]):
        if text := " ".join(part.split()):
            lines.append(Line(text, gap))
        gap = not text
    return lines


def join(lines: list[Line]) -> str:
    """The story: paragraphs apart by a blank line; lines of a verse or list stay together."""
    parts: list[str] = []
    above, apart = "", True
    for line in lines:
        apart = apart or line.gap
        if not line.free:
            continue
        if parts:
            close = not apart and min(len(above), len(line.text)) < SHORT_LINE
            parts.append("\n" if close else "\n\n")
        above, apart = HEADING_MARK.sub("", line.text), False
        parts.append(above)
    return "".join(parts)


def prose_numbers(lines: list[Line]) -> list[int]:
    """The numbers of the paragraphs of prose."""
    return [number for number, line in enumerate(lines) if line.prose]


def _unwrapped(parts: list[str]) -> list[str]:
    """Lines, joined to paragraphs where the text is wrapped at a fixed width."""
    parts = [part.strip() for part in parts]
    width = _wrapped_at(parts)
    if not width:
        return parts
    joined = [[parts[0]]]
    for above, part in pairwise(parts):
        if _is_broken(above, part) and _goes_on(above, part, NEARLY * width):
            joined[-1] += ["" if HYPHENATED.search(f"{above}\n{part[:12]}") else " ", part]
        else:
            joined.append([part])
    return ["".join(part) for part in joined]


def _wrapped_at(parts: list[str]) -> int:
    """The width that a text is wrapped at, in characters; 0 if it isn't.

    Where it is, most lines go on in the next one and few are too long; and some go on in small
    letters or hold the end of a sentence, as those of verse and lists hardly do.
    """
    pairs = [(above, part) for above, part in pairwise(parts) if _is_broken(above, part)]
    widths = (len(line) for pair in pairs for line in pair if " " in line)
    width = max((width for width in widths if width in WRAPPED_WIDTH), default=0)
    going = [(above, part) for above, part in pairs if _goes_on(above, part, width)]
    within = sum(1 for above, _ in going if not ends_sentence(above))
    small = sum(1 for _, part in going if part[0].islower())
    running = 4 * small >= len(going) or any(FULL_STOP.search(line) for line, _ in going)
    long = sum(1 for part in parts if part.rfind(" ") >= WRAPPED_WIDTH.stop)
    enough = len(going) >= GOING_PER_OTHER * (len(pairs) - len(going) + long)
    return width if within >= LEAST_BREAKS and running and enough else 0


def _is_broken(above: str, line: str) -> bool:
    """Whether two lines may be parts of one: the upper fills a line, the lower is no list item."""
    return len(above) in WRAPPED_WIDTH and bool(line) and not APART.match(line)


def _goes_on(above: str, line: str, width: float) -> bool:
    """Whether a line goes on in the next: in small letters, or with a word it had no room for."""
    return line[0].islower() or len(above) + 1 + len(line.split()[0]) > width
