"""Check what a language model wrote, sentence by sentence, against the passages it was given.

A sentence is kept if a passage has its figures, names and quotations, and supports its meaning. It
is the check that makes an answer trustworthy, not the model.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.embed import Embedder, Vectors
from index.records import Span
from qa.draft import Drafted
from qa.excerpts import Excerpt
from qa.figures import written_days, years_left_out
from qa.support import basis, lacking
from qa.wording import balanced, bounded, first_person, quotations, quoted_words, word_for_word
from qa.written import Removed

THRESHOLD = 0.5
"""The least chance, as `qa.support` estimates it, that a passage supports a sentence."""
LEAST_WORDS = 3
"""Fewer are no sentence."""
MOST_CITED = 3
CLAUSE = re.compile(r",?\s+(?:while|whereas|but|although|though)\s+|,\s+and\s+|;\s+")
ARTICLE = re.compile(r"^The ")


@dataclass(frozen=True, slots=True)
class Quote:
    """What of an excerpt's article supports a sentence."""

    excerpt: Excerpt
    span: Span
    """Offsets into the article's text."""
    chance: float


@dataclass(frozen=True, slots=True)
class Kept:
    """A sentence that the passages support, as it is shown, with what supports it."""

    text: str
    quotes: tuple[Quote, ...]


class Check:
    """The check of one answer, over the excerpts that its model was given."""

    def __init__(self, given: Sequence[Excerpt], embedder: Embedder) -> None:
        self._given = {excerpt.number: excerpt for excerpt in given}
        self._embedder = embedder
        self._vectors = {
            excerpt.number: embedder.encode_passages(excerpt.sentences) for excerpt in given
        }

    def __call__(self, drafted: Drafted) -> Kept | Removed:
        """Keep a sentence with what supports it, or say why it is removed.

        A sentence that names no passage is held against all: the numbers shown are ours anyway.
        """
        named = [self._given[n] for n in drafted.numbers if n in self._given]
        if drafted.numbers and not named:
            numbers = ", ".join(map(str, drafted.numbers))
            return Removed(drafted.text, f"names a passage that is not there: {numbers}")
        among = named or list(self._given.values())
        text = unquoted(balanced(without_head(drafted.text, among)), among)
        if len(text.split()) < LEAST_WORDS:
            return Removed(text, "is no sentence")
        if first_person(text):
            if not any(word_for_word(text, excerpt.hit.passage.text) for excerpt in among):
                return Removed(text, "speaks as one of those quoted")
            text = f"“{text}”"
        parts = [text, *clauses(text)]
        vectors = self._embedder.encode_passages(parts)
        whole = self._quotes(text, vectors[0], among)
        if whole:
            return _kept(text, whole[: MOST_CITED if named else 1])
        by_clause = [
            self._quotes(part, vector, among)[:1]
            for part, vector in zip(parts[1:], vectors[1:], strict=True)
        ]
        if by_clause and all(by_clause):
            return _kept(text, [quote for quotes in by_clause for quote in quotes])
        return Removed(text, self._reason(text, among))

    def _quotes(self, claim: str, vector: Vectors, among: Sequence[Excerpt]) -> list[Quote]:
        """What supports a claim, best first. A claim about a source must come from that source."""
        own = [excerpt for excerpt in among if names_source(claim, excerpt)]
        found = [self._quote(claim, vector, excerpt) for excerpt in own or among]
        return sorted(filter(None, found), key=lambda quote: -quote.chance)

    def _quote(self, claim: str, vector: NDArray[np.float32], excerpt: Excerpt) -> Quote | None:
        passage, around = _texts(claim, excerpt)
        if lacking(claim, passage, around) or not _quoted_rightly(claim, excerpt):
            return None
        cosines = self._vectors[excerpt.number] @ vector
        # Its days are there by now, perhaps in other words: "Jan. 3".
        said = (excerpt.hit.article.about.title or "", _head(claim, excerpt), written_days(claim))
        context = " ".join(said)
        found = basis(claim, excerpt.sentences, cosines, context)
        if found.chance < THRESHOLD:
            return None
        return Quote(excerpt, excerpt.quote(found.first, found.last), found.chance)

    def _reason(self, text: str, among: Sequence[Excerpt]) -> str:
        lacks = [lacking(text, *_texts(text, excerpt)) for excerpt in among]
        least = min(lacks, key=len, default=[])
        if least:
            return f"not in the passage: {', '.join(dict.fromkeys(least))}"
        return "no passage says so"


def _kept(text: str, quotes: Sequence[Quote]) -> Kept:
    """A sentence as it is shown: a figure that its quotes bound ("more than 600") is so in it."""
    told = " ".join(quote.excerpt.hit.article.text[slice(*quote.span)] for quote in quotes)
    return Kept(bounded(text, told), tuple(quotes))


def clauses(text: str) -> list[str]:
    """The clauses of a sentence that joins what several passages may say; none if it has one."""
    found = [part.strip() for part in CLAUSE.split(text)]
    whole = len(found) > 1 and all(len(part.split()) >= LEAST_WORDS for part in found)
    return found if whole else []


def without_head(text: str, among: Sequence[Excerpt]) -> str:
    """A sentence without the source and day over an excerpt, which a model may copy before it."""
    for excerpt in among:
        text = text.removeprefix(f"{excerpt.hit.article.about.label}:").lstrip()
    return text


def unquoted(text: str, among: Sequence[Excerpt]) -> str:
    """A sentence without the marks of those quotations that no passage has word for word."""
    for quotation in reversed(quotations(text)):
        words = quoted_words(quotation)
        if not any(word_for_word(words, excerpt.hit.passage.text) for excerpt in among):
            text = text[: quotation.start()] + words + text[quotation.end() :]
    return text


def names_source(claim: str, excerpt: Excerpt) -> bool:
    """Whether a claim names the source of an excerpt's article."""
    source = excerpt.hit.article.about.source
    return bool(source) and re.search(rf"\b{re.escape(_short(source))}\b", claim) is not None


def _quoted_rightly(claim: str, excerpt: Excerpt) -> bool:
    text = excerpt.hit.passage.text
    return all(word_for_word(quoted_words(quotation), text) for quotation in quotations(claim))


def _texts(claim: str, excerpt: Excerpt) -> tuple[str, str]:
    """Where a claim's figures and names must be, and where a full name may be.

    The article's own day counts only for a claim that names its source: else it would pass for the
    day of what happened. Its year counts for a day that the passage tells without one.
    """
    article = excerpt.hit.article
    told = "\n".join(excerpt.sentences)
    years = years_left_out(claim, told, article.about.date)
    passage = "\n".join([told, article.about.title or "", _head(claim, excerpt), *years])
    return passage, f"{passage}\n{article.text}"


def _head(claim: str, excerpt: Excerpt) -> str:
    return excerpt.hit.article.about.label if names_source(claim, excerpt) else ""


def _short(source: str | None) -> str:
    return ARTICLE.sub("", source or "")
