"""Does a number of a claim count there what it counts in a text? Pure."""

import re
from collections.abc import Iterator, Sequence

from index.stems import all_stems, stems
from qa.features import ASKING
from qa.figures import figures, numbers

NUMBER = "number"
"""The kind of a figure that counts no money and is no share or day."""
SAID = 0.8
"""A sentence that has this share of a claim's words tells of the same, perhaps otherwise."""
CLAUSE = re.compile(
    r"[,;:]\s|\s[–—-]\s|\b(?:including|but|while|whereas|compared|of whom|of which)\b",
    re.IGNORECASE,
)
"""What parts the clauses that tell of one number each."""
YEAR = re.compile(r"number (?:1[5-9]|20)\d\d\.0")


def swapped(claim: str, sentence: str, context: str = "") -> bool:
    """Whether a sentence says all that a claim does, but with another figure in its place: the
    claim's own may stand beside it or in the title, and count something else."""
    # A day's year is told beside it, if at all.
    mine = figures(claim) - {one for one in figures(context) if YEAR.fullmatch(one)}
    return any(_has_another(claim, mine, sentence, around) for around in {context, ""})


def _has_another(claim: str, mine: set[str], sentence: str, around: str) -> bool:
    """`swapped`, if what is said around the sentence counts too."""
    lacks = mine - figures(f"{sentence}\n{around}", generous=True)
    if not _kinds(lacks) & _kinds(figures(sentence) - mine):
        return False
    for number, _, _ in reversed(list(numbers(claim))):
        claim = f"{claim[: number.start()]} {claim[number.end() :]}"
    said, beside, own = all_stems([claim, around, sentence])
    words = [stem for stem in said if stem not in ASKING and stem.isalpha()]
    return covered(words, {*beside, *own}) >= SAID


def exchanged(claim: str, sentence: str) -> bool:
    """Whether two numbers have changed places: "four injured and nine killed" of a sentence that
    has nine injured and four killed."""
    for beside in (_before, _after):
        mine, theirs = set(beside(claim)), set(beside(sentence))
        if any(
            {(one, theirs_), (other, its)} <= theirs and (one, its) not in theirs
            for one, its in mine
            for other, theirs_ in mine
            if one != other
        ):
            return True
    return False


def _before(text: str) -> Iterator[tuple[float, str]]:
    """Each number with the word before it."""
    for match, value, _ in numbers(text):
        yield from ((value, word) for word in stems(text[: match.start()])[-1:])


def _after(text: str) -> Iterator[tuple[float, str]]:
    """Each number with the word after it."""
    for match, value, _ in numbers(text):
        yield from ((value, word) for word in stems(text[match.end() :])[:1])


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


def _kinds(some: set[str]) -> set[str]:
    """Of what kind figures are: an amount of money, which is a number too, only of its own."""
    parts = [(kind, value) for kind, _, value in (one.partition(" ") for one in some)]
    amounts = {value for kind, value in parts if kind != NUMBER}
    return {kind for kind, value in parts if kind != NUMBER or value not in amounts}


def covered(words: Sequence[str], there: set[str]) -> float:
    """The share of words that are there."""
    return sum(word in there for word in words) / len(words) if words else 0.0
