"""Words as they are searched for: in small letters, stemmed, stop words left out."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TypeAlias

import Stemmer

from index.sentences import sentences

SentenceStems: TypeAlias = tuple[tuple[str, ...], ...]
"""The stems of each of a text's sentences, in order."""

LANGUAGE = "english"
WORD = re.compile(r"(?u)\b\w+\b")


def stems(text: str) -> list[str]:
    """The stems of a text's words in order."""
    return all_stems([text])[0]


def all_stems(texts: Sequence[str]) -> list[list[str]]:
    """`stems` of many texts, at a fraction of the cost for each.

    The same as bm25s makes of them for the index, which counts and numbers them on the way.
    """
    split = [WORD.findall(text.lower()) for text in texts]
    words = list({word for own in split for word in own} - stop_words())
    stem = dict(zip(words, Stemmer.Stemmer(LANGUAGE).stemWords(words), strict=True))
    return [[stem[word] for word in own if word in stem] for own in split]


def sentence_stems(texts: Sequence[str]) -> Iterator[SentenceStems]:
    """The stems of the sentences of each text; all at once, which is much faster."""
    spans = [sentences(text) for text in texts]
    flat = iter(
        all_stems([text[a:b] for text, own in zip(texts, spans, strict=True) for a, b in own])
    )
    for own in spans:
        yield tuple(tuple(next(flat)) for _ in own)


def written(found: SentenceStems) -> str:
    """As one text, a sentence a line."""
    return "\n".join(" ".join(sentence) for sentence in found)


def read(text: str) -> SentenceStems:
    """What was `written`."""
    return tuple(tuple(line.split()) for line in text.split("\n"))


@cache
def stop_words() -> frozenset[str]:
    from bm25s.stopwords import STOPWORDS_EN_PLUS

    return frozenset(STOPWORDS_EN_PLUS)
