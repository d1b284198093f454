"""Pure: scores, each from answers or rankings alone, and how sure we can be of them."""

import re
import string
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

ARTICLES = re.compile(r"\b(?:a|an|the)\b")
PUNCTUATION = string.punctuation + "“”‘’—–…"
DRAWS = 2000
"""Resamples behind a confidence interval: its ends then move by less than a point."""
TAIL = 2.5
"""Per cent cut off at each end, for an interval of 95 %."""

Sample = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Estimate:
    """A score over `n` questions with its 95 % confidence interval."""

    value: float
    low: float
    high: float
    n: int


@dataclass(frozen=True, slots=True)
class Bin:
    """Predictions of like chance, and how often they came true."""

    chance: float
    """Their mean."""
    share: float
    """Of them, those that came true."""
    n: int


def normalise(text: str) -> str:
    """Lower case, no articles, single spaces; punctuation parts words."""
    return _plain(text, " ")


def _plain(text: str, instead: str) -> str:
    plain = "".join(instead if char in PUNCTUATION else char for char in text.lower())
    return " ".join(ARTICLES.sub(" ", plain).split())


def holds(text: str, answers: Iterable[str]) -> bool:
    """Whether a text has one of the answers, as whole words."""
    words = f" {normalise(text)} "
    return any(f" {normalise(answer)} " in words for answer in answers if normalise(answer))


def exact_match(prediction: str, answers: Collection[str]) -> float:
    """1 if the prediction is one of the answers but for case, punctuation and articles, else 0.

    Punctuation is dropped ("U.S." is "US"), as in SQuAD's scorer; without answers, the empty
    prediction is right (Rajpurkar et al. 2016, 2018).
    """
    found = _plain(prediction, "")
    return float(any(found == _plain(answer, "") for answer in answers or ("",)))


def f1(prediction: str, answers: Collection[str]) -> float:
    """The best harmonic mean of word precision and recall against one of the answers (SQuAD's)."""
    found = _plain(prediction, "").split()
    return max(_f1(found, _plain(answer, "").split()) for answer in answers or ("",))


def _f1(found: Sequence[str], wanted: Sequence[str]) -> float:
    if not found or not wanted:
        return float(found == wanted)
    shared = (Counter(found) & Counter(wanted)).total()
    return 2 * shared / (len(found) + len(wanted))


def hits_at(k: int, rankings: Iterable[Sequence[bool]]) -> list[float]:
    """For each question 1 if one of the first `k` results is right, else 0."""
    return [float(any(rights[:k])) for rights in rankings]


def auroc(positives: Sequence[float], negatives: Sequence[float]) -> float:
    """The chance that a positive scores above a negative; ties count half."""
    ranked = np.sort(np.asarray(negatives))
    above = np.searchsorted(ranked, positives, "left") + np.searchsorted(ranked, positives, "right")
    return float(above.sum() / (2 * len(positives) * len(negatives)))


def precision_recall(
    found: Iterable[Collection[str]], expected: Iterable[Collection[str]]
) -> tuple[float, float]:
    """Of all that was found the share expected, of all expected the share found; 1 of nothing."""
    pairs = [(set(some), set(wanted)) for some, wanted in zip(found, expected, strict=True)]
    right = sum(len(some & wanted) for some, wanted in pairs)
    all_found = sum(len(some) for some, _ in pairs)
    all_wanted = sum(len(wanted) for _, wanted in pairs)
    return (right / all_found if all_found else 1.0, right / all_wanted if all_wanted else 1.0)


def reliability(chances: Sequence[float], came_true: Sequence[bool], bins: int = 10) -> list[Bin]:
    """Predictions in equal intervals of chance, empty ones left out (Niculescu-Mizil 2005)."""
    which = np.minimum((np.asarray(chances) * bins).astype(int), bins - 1)
    found = []
    for i in range(bins):
        if (inside := which == i).any():
            share = float(np.asarray(came_true)[inside].mean())
            found.append(Bin(float(np.asarray(chances)[inside].mean()), share, int(inside.sum())))
    return found


def calibration_error(bins: Sequence[Bin]) -> float:
    """The mean distance between chance and share, bins weighted by size (Naeini et al. 2015)."""
    return sum(b.n * abs(b.chance - b.share) for b in bins) / sum(b.n for b in bins)


def mean(values: Sequence[float]) -> Estimate:
    """The mean of one value a question, with its interval (percentile bootstrap, Efron 1979)."""
    return bootstrap(lambda sample: float(sample.mean()), values)


def difference(ours: Sequence[float], theirs: Sequence[float]) -> Estimate:
    """How much better we are on the same questions: a paired bootstrap of the mean difference.

    An interval without 0 is more than noise (Koehn 2004).
    """
    return mean([a - b for a, b in zip(ours, theirs, strict=True)])


def ratio(ours: Sequence[float], theirs: Sequence[float]) -> Estimate:
    """Our mean as a multiple of theirs on the same questions, drawn in pairs."""
    pairs = np.stack([np.asarray(ours, float), np.asarray(theirs, float)], axis=1)
    return _estimate(
        lambda drawn: float(drawn[:, 0].mean() / max(drawn[:, 1].mean(), 1e-9)), (pairs,)
    )


def auroc_estimate(positives: Sequence[float], negatives: Sequence[float]) -> Estimate:
    """`auroc` with its interval, positives and negatives drawn each from their own."""
    groups = (np.asarray(positives, float), np.asarray(negatives, float))
    return _estimate(lambda some, others: auroc(some.tolist(), others.tolist()), groups)


def auroc_difference(
    ours: tuple[Sequence[float], Sequence[float]], theirs: tuple[Sequence[float], Sequence[float]]
) -> Estimate:
    """By how much our `auroc` is above theirs on the same positives and negatives, in pairs."""
    groups = [
        np.stack([np.asarray(a, float), np.asarray(b, float)], axis=1)
        for a, b in zip(ours, theirs, strict=True)
    ]

    def statistic(some: Sample, others: Sample) -> float:
        first, second = (auroc(some[:, i].tolist(), others[:, i].tolist()) for i in (0, 1))
        return first - second

    return _estimate(statistic, groups)


def percentiles(milliseconds: Sequence[float]) -> dict[str, float]:
    """The median and the 95th percentile of times."""
    return {f"p{p}, ms": round(float(np.percentile(milliseconds, p)), 1) for p in (50, 95)}


def bootstrap(statistic: Callable[[Sample], float], values: Sequence[float]) -> Estimate:
    """A statistic of one value a question, with its percentile bootstrap interval."""
    return _estimate(statistic, (np.asarray(values, float),))


def _estimate(statistic: Callable[..., float], groups: Sequence[Sample]) -> Estimate:
    """Draw every group anew, with replacement; the same seed gives the same interval."""
    random = np.random.default_rng(0)
    draws = [
        statistic(*(group[random.integers(0, len(group), len(group))] for group in groups))
        for _ in range(DRAWS)
    ]
    low, high = np.percentile(draws, [TAIL, 100 - TAIL])
    return Estimate(statistic(*groups), float(low), float(high), sum(map(len, groups)))
