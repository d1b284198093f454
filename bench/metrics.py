"""Pure: scores, each from answers or rankings alone."""

import re
import string
from collections.abc import Iterable, Sequence

ARTICLES = re.compile(r"\b(?:a|an|the)\b")


def normalise(text: str) -> str:
    """Lower case, no punctuation, no articles, single spaces (as SQuAD's scorer does)."""
    plain = "".join(
        " " if char in string.punctuation + "“”‘’—–…" else char for char in text.lower()
    )
    return " ".join(ARTICLES.sub(" ", plain).split())


def holds(text: str, answers: Iterable[str]) -> bool:
    """Whether a text has one of the answers, as whole words."""
    words = f" {normalise(text)} "
    return any(f" {normalise(answer)} " in words for answer in answers if normalise(answer))


def auroc(positives: Sequence[float], negatives: Sequence[float]) -> float:
    """The chance that a positive scores above a negative; ties count half."""
    wins = sum((p > n) + 0.5 * (p == n) for p in positives for n in negatives)
    return wins / (len(positives) * len(negatives))
