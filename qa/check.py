"""Check what a language model wrote, sentence by sentence, against the passages it was given.

A sentence is kept if a passage has its figures, names and quotations, and supports its meaning. It
is the check that makes an answer trustworthy, not the model.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.embed import Embedder
from index.publisher import bare
from index.records import Span
from qa.draft import Drafted
from qa.excerpts import Excerpt
from qa.figures import written_days, years_left_out
from qa.records import Query
from qa.relative import as_of, without_days
from qa.support import basis, lacking
from qa.wording import (
    balanced,
    bounded,
    first_person,
    names_one_of,
    quotations,
    quoted_words,
    word_for_word,
)
from qa.written import Removed

THRESHOLD = 0.5
"""The least chance, as `qa.support` estimates it, that a passage supports a sentence."""
LEAST_WORDS = 3
"""Fewer are no sentence."""
MOST_CITED = 3
BARE = re.compile(r"\s*\((\d{1,2})\)(?=\W*$)")
CLAUSE = re.compile(r",?\s+(?:while|whereas|but|although|though)\s+|,\s+and\s+|;\s+")
POINTS_BACK = re.compile(r"\W*(he|she|it|they|his|her|its|their|this|that|these|those)\b", re.I)


@dataclass(frozen=True, slots=True)
class Quote:
    """What of an excerpt's article supports a sentence."""

    excerpt: Excerpt
    span: Span
    """Offsets into the article's text."""
    chance: float

    @property
    def text(self) -> str:
        """Its words."""
        return self.excerpt.hit.article.text[slice(*self.span)]


@dataclass(frozen=True, slots=True)
class Kept:
    """A sentence that the passages support, as it is shown, with what supports it."""

    text: str
    quotes: tuple[Quote, ...]


class Claim(NamedTuple):
    """A sentence or a clause of one, to be held against excerpts."""

    text: str
    meant: str
    """Without its words that count from today: "this week"."""
    vector: NDArray[np.float32]
    before: str
    """The text that it follows on."""


class Check:
    """The check of one answer to a question, over the excerpts that its model was given."""

    def __init__(self, query: Query, given: Sequence[Excerpt], embedder: Embedder) -> None:
        self._today = query.asked or date.today()
        self._before = query.text
        self._given = {excerpt.number: excerpt for excerpt in given}
        self._embedder = embedder
        self._vectors = {
            excerpt.number: embedder.encode_passages(excerpt.sentences) for excerpt in given
        }

    def __call__(self, drafted: Drafted) -> Kept | Removed:
        """Keep a sentence with what supports it, or say why it is removed.

        A sentence that names no passage, or one that doesn't say so, is held against the others:
        the numbers shown are ours anyway.
        "He" is whom the sentence kept before, or the question, speaks of.
        """
        verdict = self._checked(drafted)
        if isinstance(verdict, Kept):
            self._before = verdict.text
        return verdict

    def _checked(self, drafted: Drafted) -> Kept | Removed:
        drafted = self._with_bare_number(drafted)
        named = [self._given[n] for n in drafted.numbers if n in self._given]
        if drafted.numbers and not named:
            numbers = ", ".join(map(str, drafted.numbers))
            return Removed(drafted.text, f"names a passage that is not there: {numbers}")
        text = self._as_quoted(drafted.text)
        if isinstance(text, Removed):
            return text
        sentence, *parts = self._claims(text)
        whole = self._quotes(sentence, named)
        if whole:
            return self._kept(text, whole[: MOST_CITED if named else 1])
        by_clause = [self._quotes(part, named)[:1] for part in parts]
        if by_clause and all(by_clause):
            return self._kept(text, [quote for quotes in by_clause for quote in quotes])
        return Removed(text, self._reason(text, named or list(self._given.values())))

    def _with_bare_number(self, drafted: Drafted) -> Drafted:
        """A sentence whose last "(2)" names a passage, unless it is an article's own."""
        found = BARE.search(drafted.text)
        if not found or int(found[1]) not in self._given:
            return drafted
        if any(found[0].strip() in one.hit.passage.text for one in self._given.values()):
            return drafted
        return Drafted(BARE.sub("", drafted.text), (*drafted.numbers, int(found[1])))

    def _claims(self, text: str) -> list[Claim]:
        """A sentence, and then its clauses, which follow on it."""
        parts = [text, *clauses(text)]
        before = [self._before, *[text] * (len(parts) - 1)]
        meant = [without_days(part, self._today) for part in parts]
        vectors = self._embedder.encode_passages(parts)
        return [Claim(*one) for one in zip(parts, meant, vectors, before, strict=True)]

    def _as_quoted(self, text: str) -> str | Removed:
        """A sentence with marks around those words alone that a passage has word for word."""
        every = list(self._given.values())
        text = unquoted(balanced(without_head(text, every)), every)
        if len(text.split()) < LEAST_WORDS:
            return Removed(text, "is no sentence")
        if not first_person(text):
            return text
        if not any(word_for_word(text, excerpt.hit.passage.text) for excerpt in every):
            return Removed(text, "speaks as one of those quoted")
        return f"“{text}”"

    def _quotes(self, claim: Claim, named: Sequence[Excerpt]) -> list[Quote]:
        """What supports a claim, best first: in the passages that it names, or else in the others.
        A claim about a source must come from that source."""
        for among in (named, [one for one in self._given.values() if one not in named]):
            own = [excerpt for excerpt in among if names_source(claim.text, excerpt)]
            found = [self._quote(claim, excerpt) for excerpt in own or among]
            if any(found):
                return sorted(filter(None, found), key=lambda quote: -quote.chance)
        return []

    def _quote(self, claim: Claim, excerpt: Excerpt) -> Quote | None:
        text = claim.text
        passage, around = _texts(text, excerpt)
        if lacking(text, passage, around) or not _quoted_rightly(text, excerpt):
            return None
        cosines = self._vectors[excerpt.number] @ claim.vector
        # Its days are there by now, perhaps in other words: "Jan. 3".
        said = (excerpt.hit.article.about.title or "", _head(text, excerpt), written_days(text))
        found = basis(claim.meant, excerpt.sentences, cosines, " ".join(said))
        told = excerpt.sentences[found.first : found.last + 1]
        if found.chance < THRESHOLD or not _speaks_of_the_same(text, told, claim.before):
            return None
        return Quote(excerpt, excerpt.quote(found.first, found.last), found.chance)

    def _kept(self, text: str, quotes: Sequence[Quote]) -> Kept | Removed:
        """A sentence as it is shown: a figure that its quotes bound ("more than 600") is so in it,
        and "this week" has the day that it counts from."""
        told = [(quote.text, quote.excerpt.hit.article.about.date) for quote in quotes]
        dated = as_of(text, told, self._today)
        if dated is None:
            return Removed(text, "tells of another time than the article")
        return Kept(bounded(dated, " ".join(words for words, _ in told)), tuple(quotes))

    def _reason(self, text: str, among: Sequence[Excerpt]) -> str:
        lacks = [lacking(text, *_texts(text, excerpt)) for excerpt in among]
        least = min(lacks, key=len, default=[])
        if least:
            return f"not in the passage: {', '.join(dict.fromkeys(least))}"
        return "no passage says so"


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
    return bool(source and re.search(rf"\b{re.escape(bare(source))}\b", claim))


def _speaks_of_the_same(claim: str, told: Sequence[str], before: str) -> bool:
    """Whether "he" in a claim is of who what supports it speaks of: that begins so too, or names
    whom the sentence `before` it names."""
    pointing = POINTS_BACK.match(claim)
    if not pointing:
        return True
    begun = (found[1].lower() for sentence in told if (found := POINTS_BACK.match(sentence)))
    return pointing[1].lower() in begun or names_one_of(before, " ".join(told))


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
