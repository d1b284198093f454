"""Pure: what a language model writes, cut into sentences as it comes, each with its numbers."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from index.sentences import sentences

ONE = r"(?:passages? ?)?\d{1,3}"
MARK = re.compile(rf"\s*[\[【]\s*({ONE}(?:\s*(?:,|;|&|and)\s*{ONE})*)\s*[\]】]", re.IGNORECASE)
NUMBER = re.compile(r"\d+")
UNCLOSED = re.compile(r"\s*[\[【][^\]】]*$|\S*$")
"""A mark or a word at the end of what has come so far may go on."""
THINKING = re.compile(r"<think>.*?(?:</think>|$)", re.DOTALL)
LEAD = re.compile(r"^\s*(?:#+\s+|[-*•]\s+|\d{1,2}[.)]\s+|(?:answer|a):\s*)+", re.IGNORECASE)
ENDED = re.compile(r"[.!?…。！？][\"'”’»)*]*$")
EMPHASIS = re.compile(r"\*\*|__|`")
MOST = 12
"""Sentences read of one answer: a model that goes on is going astray."""


class Drafted(NamedTuple):
    """A sentence as the model wrote it, and the numbers of passages it names."""

    text: str
    numbers: tuple[int, ...] = ()


def drafted(pieces: Iterable[str]) -> Iterator[Drafted]:
    """The sentences of a text that comes in pieces, each as soon as the next one has begun.

    A last one that was never ended is left out.
    """
    text, given = "", 0
    for piece in pieces:
        text += piece
        settled = UNCLOSED.sub("", THINKING.sub("", text))
        for sentence in _split(settled)[given:-1]:
            yield sentence
            given += 1
        if given >= MOST:
            return
    for sentence in _split(THINKING.sub("", text))[given:MOST]:
        if sentence.numbers or ENDED.search(sentence.text):
            yield sentence


def _split(text: str) -> list[Drafted]:
    plain, marks = _without_marks(text)
    spans = sentences(plain)
    ends = [*(span.start for span in spans[1:]), len(plain) + 1][: len(spans)]
    found = []
    for span, end in zip(spans, ends, strict=True):
        own = [n for at, numbers in marks if span.start < at <= end for n in numbers]
        if words := EMPHASIS.sub("", LEAD.sub("", plain[span.start : span.end])).strip():
            found.append(Drafted(words, tuple(dict.fromkeys(own))))
    return found


def _without_marks(text: str) -> tuple[str, list[tuple[int, list[int]]]]:
    """The text without its marks, and where in it each stood, with the numbers it names."""
    plain, marks, behind = "", [], 0
    for mark in MARK.finditer(text):
        plain += text[behind : mark.start()]
        marks.append((len(plain), [int(n) for n in NUMBER.findall(mark[1])]))
        behind = mark.end()
    return plain + text[behind:], marks
