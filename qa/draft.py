"""Pure: what a language model writes, cut into sentences as it comes, each with its numbers."""

import json
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from index.sentences import sentences
from qa.silence import refuses

CALLED = r"(?:passages?|sources?|articles?)"
ONE = rf"(?:(?:{CALLED}|p\.|#|\^|p(?=\d))\s?)?\d{{1,3}}"
SOME = rf"{ONE}(?:\s*(?:,|;|&|and|-|–|to)\s*{ONE})*"
MARK = re.compile(
    rf"\s*(?:\(?\[{{1,2}}\s*(?P<square>{SOME})\s*\]{{1,2}}(?:\(https?://[^\s)]*\)\)?)?"
    rf"|【\s*(?P<wide>{SOME})\s*(?:[:†][^】\n]*)?】|\((?P<round>{CALLED} {SOME})\))",
    re.IGNORECASE,
)
"""[1], [1, 2], [1-3], [#1], [^1], [passage 2], [[1]](https://…), 【1†source】, (Source 1)."""
NUMBER = re.compile(r"(?P<first>\d+)(?:\s*(?:-|–|to)\s*(?P<last>\d+))?")
SOURCED = re.compile(
    rf"^(?:according to|as (?:stated|reported) in|in|per)(?: (?P<named>{CALLED} {SOME}))?\s?, ",
    re.IGNORECASE,
)
"""Before a sentence: "According to passage 1, …"; a mark in it has been taken out."""
UNCLOSED = re.compile(r"[\[【(][^\[\]【】()]*$|\S*$")
"""A mark or a word at the end of what has come so far may go on."""
THINKING = re.compile(r"<think(?:ing)?>.*?(?:</think(?:ing)?>|$)|</think(?:ing)?>", re.DOTALL)
JSON = re.compile(r'\s*(?:```(?:json)?\s*)?\{\s*"\w+"\s*:\s*"(?P<text>(?:[^"\\]|\\.)*)')
"""A text that comes as the first field of an object."""
NO_TEXT = re.compile(r"^ ?(?:#.*|[|:-][|:\- ]*|```\w*|\[\^?\d+\]:? \S[^.!?\n]*)$", re.MULTILINE)
"""A line that tells nothing: a heading, a rule, a fence, "[1] The Tide, 3 May 2021"."""
BLANKS = re.compile(r"[ \t|]+")
"""Also the bars of a table."""
LEAD = re.compile(r"^\s*(?:[-*•]\s+|\d{1,2}[.)]\s+|(?:answer|a):\s*)+", re.IGNORECASE)
END = re.compile(r"[.!?…。！？\n]")
ENDED = re.compile(r"[.!?…。！？][\"'”’»)*]*$")
EMPHASIS = re.compile(r"\*\*|__|`|(?<![\w*])\*(?=\w)|(?<=[\w.!?”\"])\*(?![\w*])")
CHATTER = re.compile(
    r"^(?:sure|certainly|of course|here (?:is|are) |let me know|i hope|feel free|please note)\b"
    r"|^based on [^,]*:$",
    re.IGNORECASE,
)
"""Said to whoever asked, and of nothing in the passages."""
MOST = 12
"""Sentences read of one answer: a model that goes on is going astray."""
LONGEST = 20_000
"""Characters read of one, likewise."""


class Drafted(NamedTuple):
    """A sentence as the model wrote it, and the numbers of passages it names."""

    text: str
    numbers: tuple[int, ...] = ()


def drafted(pieces: Iterable[str]) -> Iterator[Drafted]:
    """The sentences of a text that comes in pieces, each as soon as the next one has begun.

    A last one that was never ended is left out.
    """
    text, given, due = "", 0, False
    for piece in pieces:
        text = f"{text}{piece}"[:LONGEST]
        due = due or END.search(piece) is not None
        whole = _split(UNCLOSED.sub("", _plain(text)))[:-1] if due else []
        for sentence in whole[given:MOST]:
            yield sentence
            given, due = given + 1, False
        if given >= MOST or len(text) == LONGEST:
            return
    for sentence in _split(_plain(text))[given:MOST]:
        if sentence.numbers or ENDED.search(sentence.text) or refuses(sentence.text):
            yield sentence


def _plain(text: str) -> str:
    """A text without a model's thoughts, its headings and what else tells nothing."""
    text = THINKING.sub("", text)
    if found := JSON.match(text):
        text = json.loads(f'"{found["text"]}"', strict=False)
    return NO_TEXT.sub("", BLANKS.sub(" ", text))


def _split(text: str) -> list[Drafted]:
    plain, marks = _without_marks(text)
    spans = sentences(plain)
    ends = [*(span.start for span in spans[1:]), len(plain) + 1][: len(spans)]
    found = []
    for span, end in zip(spans, ends, strict=True):
        own = [n for at, numbers in marks if span.start < at <= end for n in numbers]
        words = EMPHASIS.sub("", LEAD.sub("", plain[span.start : span.end])).strip()
        if sourced := SOURCED.match(words):
            own += _numbers(sourced["named"] or "")
            words = words[sourced.end() :][:1].upper() + words[sourced.end() + 1 :]
        if words and not CHATTER.search(words):
            found.append(Drafted(words, tuple(dict.fromkeys(own))))
    return found


def _numbers(mark: str) -> list[int]:
    """The numbers that a mark names; of a range all in it."""
    found: list[int] = []
    for some in NUMBER.finditer(mark):
        first = int(some["first"])
        found += range(first, max(first, int(some["last"] or first)) + 1)
    return found


def _without_marks(text: str) -> tuple[str, list[tuple[int, list[int]]]]:
    """The text without its marks, and where in it each stood, with the numbers it names."""
    plain, marks, behind = "", [], 0
    for mark in MARK.finditer(text):
        plain += text[behind : mark.start()]
        named = mark["square"] or mark["wide"] or mark["round"]
        marks.append((len(plain), _numbers(named)))
        behind = mark.end()
    return plain + text[behind:], marks
