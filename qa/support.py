"""Does a passage support a sentence? Figures, names and quotations first, then the meaning.

The meaning is judged by a small linear model over what the sentence and the passage's own sentences
share; its coefficients stand in `support.json`, made by `python -m bench.fit_support` from labelled
pairs. It sees words and nearness of meaning, not logic: docs/prose.md tells what passes it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from math import log1p

import numpy as np
from numpy.typing import NDArray

from index.stems import all_stems, stems
from qa.directed import misdirected
from qa.features import ASKING
from qa.figures import COUNTED, figures
from qa.placed import covered, exchanged, misplaced, swapped
from qa.qualified import unattributed, uncaused, unqualified
from qa.roles import misattributed, turned_round
from qa.weights import weights
from qa.wording import missing_names, spelt_alike

FEATURES = (
    "cosine",  # highest, of the sentence and one of the passage's
    "cosine_best",  # of the sentence and what supports it best
    "coverage",  # share of the sentence's words in one or two neighbouring sentences
    "coverage_passage",  # in the whole passage
    "all_covered",  # 1 if two neighbouring sentences have them all
    "adjacent",  # share of its neighbouring words that are neighbours in what supports it best
    "order",  # share of its words that come in the same order there
    "denied",  # 1 if what supports it best denies what the sentence says, but it does not
    "opposite",  # how many of its words stand there as their opposite alone
    "hedged",  # 1 if what supports it best says "may" or "allegedly", and it does not
    "length",  # logarithm of its words
    "length_best",  # logarithm of the words of what supports it best
)
WORD = re.compile(r"\w+")
NEGATION = re.compile(
    r"\b(?:not|no|never|none|nobody|nothing|neither|nor|without|cannot|den(?:y|ie[sd]|ying)"
    r"|refus(?:e[sd]?|ing)|fail(?:s|ed|ing)? to|unable)\b|n['’]t\b",
    re.IGNORECASE,
)
HEDGE = re.compile(
    r"\b(?:may|might|could|would|alleged(?:ly)?|reportedly|possibly|perhaps|probably|plan(?:s|ned)?"
    r" to|consider(?:s|ed|ing)|suspected|expected to|likely|if|unless|rumou?r(?:s|ed)?)\b",
    re.IGNORECASE,
)
OPPOSITES = frozenset(
    frozenset(pair.split())
    for pair in (
        "more less", "rise fall", "rose fell", "increas decreas", "win lose", "won lost",
        "befor after", "support oppos", "accept reject", "confirm deni", "guilti innoc",
        "arrest releas", "buy sell", "bought sold", "open close", "start end", "begin end",
        "north south", "east west", "high low", "higher lower", "first last", "up down",
        "son daughter", "father mother", "husband wife", "brother sister", "man woman",
        "allow ban", "approv reject", "legal illeg", "agre refus", "alway never",
        "attack defend", "best worst", "major minor", "success failur", "succeed fail",
        "strengthen weaken", "expand shrink", "gain lose", "dead aliv", "victori defeat",
    )
)  # fmt: skip
NEVER = 0.0
COVERED = 0.95
"""The least share of a claim's words that one or two neighbouring sentences must have: one that
they lack is often the question's, which took for granted what no article says."""
OWN = 0.5
"""The least share of them that these sentences must have themselves, without the title's."""
YES = re.compile(r"^Yes,\s")
A_NUMBER = re.compile(rf"(?!(?:1[5-9]|20)\d\d$)\w*\d|(?:{COUNTED})$")
"""A stem that is one, and no year."""
SCOPE = 3
"""Words after one that denies to which it may belong."""
LETTERS = 5
"""Words that begin with the same so many letters are forms of one."""


@dataclass(frozen=True, slots=True)
class Basis:
    """What supports a sentence best: one or two neighbouring sentences of a passage."""

    first: int
    last: int
    """Places among the passage's sentences, both included."""
    chance: float
    """The estimated chance, between 0 and 1, that it does."""


def lacking(claim: str, text: str, around: str | None = None) -> list[str]:
    """The figures and names of a claim that a text lacks, in words for people.

    A full name may stand elsewhere in `around`, by default the text itself.
    """
    missing = figures(claim) - figures(text, generous=True)
    named = (fact.partition(" ")[2].removesuffix(".0") for fact in missing)
    return [*sorted(set(named)), *missing_names(claim, text, around or text)]


def basis(
    claim: str, passage: Sequence[str], cosines: NDArray[np.float32], context: str = ""
) -> Basis:
    """What in a passage, given as its sentences, supports a claim best, and how well.

    `cosines`: of the claim and each sentence. The words of `context`, such as the article's title,
    are taken as said beside each.
    """
    row, (first, last) = features(claim, passage, cosines, context)
    text = passage[first : last + 1]
    if ruled_out(claim, text, context):
        return Basis(first, last, NEVER)
    score = row @ weights("meaning", FEATURES, "support.json")
    score += weights("meaning", ("bias",), "support.json")[0]
    return Basis(first, last, float(1 / (1 + np.exp(-score))))


def denies(text: str) -> bool:
    """Whether a text has a word that denies something."""
    return NEGATION.search(text) is not None


def _adds(claim: str, text: str) -> bool:
    """Whether a claim has words of its own, beside numbers: they were looked for already."""
    said, there = all_stems([spelt_alike(YES.sub("", claim)), spelt_alike(text)])
    words = [stem for stem in said if stem not in ASKING and not A_NUMBER.match(stem)]
    return bool(words) and covered(words, set(there)) < COVERED


def _lent(claim: str, text: str) -> bool:
    """Whether most of a claim's words are not a text's own, but those of what stands around it."""
    words = [stem for stem in stems(claim) if stem not in ASKING]
    return bool(words) and covered(words, set(stems(text))) < OWN


def ruled_out(claim: str, text: Sequence[str], context: str = "") -> bool:
    """Whether a text, given as its sentences, can't support a claim, whatever the linear model
    makes of it.

    Only a denial supports a denial, and a figure must be that of the thing. The false claims that
    the model was fitted on are made of their passage's words; of claims with many words of their
    own it knows too little.
    """
    whole = " ".join(text)
    return (
        (denies(claim) and not denies(whole))
        or _adds(claim, f"{whole}\n{context}")
        or _lent(claim, whole)
        or unqualified(claim, whole)
        or unattributed(claim, whole)
        or uncaused(claim, whole)
        or misdirected(claim, whole)
        or misattributed(claim, text, context)
        or turned_round(claim, whole)
        or any(_denies_other(claim, one) for one in text)
        or any(
            swapped(claim, one, context) or misplaced(claim, one) or exchanged(claim, one)
            for one in text
        )
    )


def features(
    claim: str, passage: Sequence[str], cosines: NDArray[np.float32], context: str = ""
) -> tuple[NDArray[np.float64], tuple[int, int]]:
    """One row of FEATURES, and the places of the sentences that support the claim best."""
    said, around, *told = all_stems([claim, context, *passage])
    words = [stem for stem in said if stem not in ASKING] or said
    windows = [(i, i) for i in range(len(passage))] + list(pairwise(range(len(passage))))
    shares = [covered(words, {*around, *told[i], *told[j]}) for i, j in windows]
    nearest = [float(max(cosines[i], cosines[j])) for i, j in windows]
    # Of two that say as much the shorter one: it comes first.
    best = int(np.argmax(np.round(np.add(shares, nearest), 6)))
    first, last = windows[best]
    text = " ".join(passage[first : last + 1])
    there = [*told[first], *(told[last] if last > first else ())]
    row = (
        float(max(cosines)),
        nearest[best],
        shares[best],
        covered(words, {*around, *(stem for own in told for stem in own)}),
        float(max(shares) == 1),
        _adjacent(words, there),
        _in_order(words, there),
        float(not denies(claim) and _denied(claim, text)),
        float(_opposed(words, there)),
        float(bool(HEDGE.search(text)) and not HEDGE.search(claim)),
        log1p(len(words)),
        log1p(len(there)),
    )
    return np.asarray(row), (first, last)


def _denied(claim: str, text: str) -> bool:
    """Whether a text denies a word of a claim."""
    return not _denied_words(text).isdisjoint(_beginnings(claim))


def _denies_other(claim: str, sentence: str) -> bool:
    """Whether a claim denies what a sentence doesn't, and not what it denies: "it did not sink, but
    it burnt" of what did not burn, but sank."""
    own, theirs = _denied_words(claim), _denied_words(sentence)
    return bool((own - theirs) & _beginnings(sentence) and (theirs - own) & _beginnings(claim))


def _denied_words(text: str) -> set[str]:
    after = (WORD.findall(text[match.end() :].lower())[:SCOPE] for match in NEGATION.finditer(text))
    return {word[:LETTERS] for words in after for word in words if len(word) >= LETTERS}


def _beginnings(text: str) -> set[str]:
    return {word[:LETTERS] for word in WORD.findall(text.lower())}


def _adjacent(words: Sequence[str], there: Sequence[str]) -> float:
    pairs = set(pairwise(words))
    return len(pairs & set(pairwise(there))) / len(pairs) if pairs else NEVER


def _in_order(words: Sequence[str], there: Sequence[str]) -> float:
    blocks = SequenceMatcher(None, words, there, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) / len(words) if words else NEVER


def _opposed(words: Sequence[str], there: Sequence[str]) -> int:
    own, other = set(words) - set(there), set(there) - set(words)
    return sum(any(frozenset((a, b)) in OPPOSITES for b in other) for a in own)
