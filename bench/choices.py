"""Linear models that choose among things, and one that says how likely the chosen one is right."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

FOLDS = 5
STRENGTH = 0.003
"""What large coefficients cost, beside the mean loss of a question."""

Table = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Choice:
    """Things to choose from for one question: features, and labels (1 right, 0 wrong, nan not
    known)."""

    group: str
    rows: Table
    labels: Table


def fit_choice(choices: Sequence[Choice], sets: Sequence[str] = ()) -> Table:
    """Weights under which the right things get most of the chance, as softmax shares it out.

    Every question counts the same, or, with the name of its set for each choice, every set.
    """
    named = zip(choices, sets or [""] * len(choices), strict=True)
    kept = [(c, s) for c, s in named if (c.labels == 1).any() and (c.labels == 0).any()]
    useful, of = [c for c, _ in kept], [s for _, s in kept]
    counts = evenly(of)
    width = useful[0].rows.shape[1]

    def loss(weights: Table) -> tuple[float, Table]:
        total, gradient = 0.0, np.zeros(width)
        for choice, count in zip(useful, counts, strict=True):
            known = ~np.isnan(choice.labels)
            rows, right = choice.rows[known], choice.labels[known] == 1
            scores = rows @ weights
            share = np.exp(scores - scores.max())
            share /= share.sum()
            on_right = share[right].sum()
            total -= count * np.log(max(on_right, 1e-12))
            gradient += count * (share @ rows - (share[right] / max(on_right, 1e-12)) @ rows[right])
        n = len(useful)
        cost = STRENGTH * float(weights @ weights)
        return total / n + cost, gradient / n + 2 * STRENGTH * weights

    return np.asarray(minimize(loss, np.zeros(width), jac=True, method="L-BFGS-B").x)


def out_of_fold(choices: Sequence[Choice], sets: Sequence[str] = ()) -> list[Table]:
    """Scores of each question's things by weights fitted on the questions of other groups."""
    scores: list[Table] = [np.zeros(0)] * len(choices)
    for train, test in folds(choices):
        weights = fit_choice([choices[i] for i in train], [sets[i] for i in train] if sets else ())
        for i in test:
            scores[i] = choices[i].rows @ weights
    return scores


def folds(choices: Sequence[Choice]) -> Iterator[tuple[list[int], list[int]]]:
    """Indices to fit on and to test on."""
    groups = [choice.group for choice in choices]
    for train, test in GroupKFold(FOLDS).split(groups, groups=groups):
        yield list(train), list(test)


def fit_chance(rows: Table, held: NDArray[np.bool_], sets: Sequence[str]) -> LogisticRegression:
    """The log odds that the archive holds an answer; every set counts the same."""
    return LogisticRegression(max_iter=5000).fit(rows, held, sample_weight=evenly(sets))


def evenly(sets: Sequence[str]) -> Table:
    """What each question counts, 1 on average, for every set to count the same."""
    each = np.asarray([1 / sets.count(name) for name in sets])
    return np.asarray(each / each.mean())
