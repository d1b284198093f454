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
from qa.features import ASKING
from qa.figures import COUNTED, figures
from qa.qualified import unattributed, unqualified
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
NUMBER = "number"
"""The kind of a figure that counts no money and is no share or day."""
COVERED = 0.95
"""The least share of a claim's words that one or two neighbouring sentences must have: one that
they lack is often the question's, which took for granted what no article says."""
SAID = 0.8
"""A sentence that has this share of a claim's words tells of the same, perhaps otherwise."""
OWN = 0.5
"""The least share of them that these sentences must have themselves, without the title's."""
YES = re.compile(r"^Yes,\s")
A_NUMBER = re.compile(rf"(?!(?:1[5-9]|20)\d\d$)\w*\d|(?:{COUNTED})$")
"""A stem that is one, and no year."""
CLAUSE = re.compile(
    r"[,;:]\s|\s[–—-]\s|\b(?:including|but|while|whereas|compared|of whom|of which)\b",
    re.IGNORECASE,
)
"""What parts the clauses that tell of one number each."""
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


def swapped(claim: str, sentence: str, context: str = "") -> bool:
    """Whether a sentence says all that a claim does, but with another figure in its place: the
    claim's own may stand beside it, and count something else."""
    mine = figures(claim)
    lacks = mine - figures(f"{sentence}\n{context}", generous=True)
    if not _kinds(lacks) & _kinds(figures(sentence) - mine):
        return False
    said, around, own = all_stems([claim, context, sentence])
    words = [stem for stem in said if stem not in ASKING and stem.isalpha()]
    return _covered(words, {*around, *own}) >= SAID


def misplaced(claim: str, sentence: str) -> bool:
    """Whether a sentence tells what a claim does of another of its numbers: "1,300 were killed, 260
    of them at the fair" of a claim that at the fair it was 1,300."""
    mine = figures(claim)
    parts = [(figures(part), set(stems(part))) for part in CLAUSE.split(sentence)]
    own = [place for place, (there, _) in enumerate(parts) if there & mine]
    if len(own) != 1:
        return False
    there, words = parts[own[0]]
    said = {stem for stem in stems(claim) if stem.isalpha() and stem not in ASKING}
    # A later clause may leave out what an earlier one says, not the other way round.
    return any(
        _kinds(other) & _kinds(there & mine)
        and not other & mine
        and len(said & its - words) >= max(2, len(said & words - its))
        for other, its in parts[own[0] + 1 :]
    )


def _adds(claim: str, text: str) -> bool:
    """Whether a claim has words of its own, beside numbers: they were looked for already."""
    said, there = all_stems([spelt_alike(YES.sub("", claim)), spelt_alike(text)])
    words = [stem for stem in said if stem not in ASKING and not A_NUMBER.match(stem)]
    return bool(words) and _covered(words, set(there)) < COVERED


def _lent(claim: str, text: str) -> bool:
    """Whether most of a claim's words are not a text's own, but those of what stands around it."""
    words = [stem for stem in stems(claim) if stem not in ASKING]
    return bool(words) and _covered(words, set(stems(text))) < OWN


def _kinds(some: set[str]) -> set[str]:
    """Of what kind figures are: an amount of money, which is a number too, only of its own."""
    parts = [(kind, value) for kind, _, value in (one.partition(" ") for one in some)]
    amounts = {value for kind, value in parts if kind != NUMBER}
    return {kind for kind, value in parts if kind != NUMBER or value not in amounts}


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
        or any(swapped(claim, one, context) or misplaced(claim, one) for one in text)
    )


def features(
    claim: str, passage: Sequence[str], cosines: NDArray[np.float32], context: str = ""
) -> tuple[NDArray[np.float64], tuple[int, int]]:
    """One row of FEATURES, and the places of the sentences that support the claim best."""
    said, around, *told = all_stems([claim, context, *passage])
    words = [stem for stem in said if stem not in ASKING] or said
    windows = [(i, i) for i in range(len(passage))] + list(pairwise(range(len(passage))))
    covered = [_covered(words, {*around, *told[i], *told[j]}) for i, j in windows]
    nearest = [float(max(cosines[i], cosines[j])) for i, j in windows]
    # Of two that say as much the shorter one: it comes first.
    best = int(np.argmax(np.round(np.add(covered, nearest), 6)))
    first, last = windows[best]
    text = " ".join(passage[first : last + 1])
    there = [*told[first], *(told[last] if last > first else ())]
    row = (
        float(max(cosines)),
        nearest[best],
        covered[best],
        _covered(words, {*around, *(stem for own in told for stem in own)}),
        float(max(covered) == 1),
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
    said = {word[:LETTERS] for word in WORD.findall(claim.lower())}
    after = (WORD.findall(text[match.end() :].lower())[:SCOPE] for match in NEGATION.finditer(text))
    return any(word[:LETTERS] in said for words in after for word in words if len(word) >= LETTERS)


def _covered(words: Sequence[str], there: set[str]) -> float:
    return sum(word in there for word in words) / len(words) if words else NEVER


def _adjacent(words: Sequence[str], there: Sequence[str]) -> float:
    pairs = set(pairwise(words))
    return len(pairs & set(pairwise(there))) / len(pairs) if pairs else NEVER


def _in_order(words: Sequence[str], there: Sequence[str]) -> float:
    blocks = SequenceMatcher(None, words, there, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) / len(words) if words else NEVER


def _opposed(words: Sequence[str], there: Sequence[str]) -> int:
    own, other = set(words) - set(there), set(there) - set(words)
    return sum(any(frozenset((a, b)) in OPPOSITES for b in other) for a in own)
