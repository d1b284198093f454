"""The lines of a saved page, as the steps of cleaning see and mark them."""

import re
from dataclasses import dataclass, field
from itertools import pairwise

PROSE_WORDS = 12
SHORT_LINE = 80
WRAPPED_WIDTH = range(41, 101)
"""Lines of text wrapped at a fixed width are this long, in characters."""

SENTENCE_END = re.compile(r"[.!?…:。！？।؟۔][\"'\u201d\u2019»)\]」』*_]*(?:\[\d+\])?$")
LINE_BREAK = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
INVISIBLE = re.compile(
    r"[\x00-\x08\x0e-\x1b\x1f\x7f\x80-\x84\x86-\x9f\xad\u200b\u2060\ufeff\ud800-\udfff]"
)
HEADING_MARK = re.compile(r"#{1,6}\s+(?=\S)")


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
        self.sentence = bool(SENTENCE_END.search(self.text[-12:]))

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
    for part in _unwrapped(LINE_BREAK.split(INVISIBLE.sub("", raw))):
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
    if not _is_wrapped(parts):
        return parts
    joined: list[list[str]] = [[]]
    for part in map(str.strip, parts):
        if part and joined[-1] and len(joined[-1][-1]) in WRAPPED_WIDTH:
            joined[-1].append(part)
        else:
            joined.append([part])
    return [" ".join(part) for part in joined]


def _is_wrapped(parts: list[str]) -> bool:
    """Whether no line is long and many go on in small letters, as no verse or list does."""
    if max(map(len, parts)) not in WRAPPED_WIDTH:
        return False
    below = [b.lstrip()[:1] for a, b in pairwise(parts) if len(a) > 40 and b]
    return len(below) >= 4 and sum(map(str.islower, below)) * 2 > len(below)
