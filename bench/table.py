"""Pure: a row of results: one metric, ours beside what others reach on the same questions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bench.metrics import Estimate, auroc_difference, auroc_estimate, difference, mean

ARCHIVE = "archive"
"""Our system's name among those compared."""


@dataclass(frozen=True, slots=True)
class Row:
    """One metric."""

    metric: str
    ours: Estimate
    baselines: Mapping[str, Estimate] = field(default_factory=dict)
    target: float | None = None
    """What the project wants to reach."""
    least: bool = False
    """Whether less is better."""
    gain: Estimate | None = None
    """Ours less the best baseline on the same questions; None without one."""
    best: str | None = None
    """That baseline."""


def compared(
    metric: str, values: Mapping[str, Sequence[float]], target: float | None = None
) -> Row:
    """The row of a metric with one value a question for each system, ours named ARCHIVE."""
    means = {name: mean(some) for name, some in values.items()}
    ours = means.pop(ARCHIVE)
    best = max(means, key=lambda name: means[name].value, default=None)
    gain = difference(values[ARCHIVE], values[best]) if best else None
    return Row(metric, ours, means, target, gain=gain, best=best)


def told_apart(
    metric: str,
    scores: Mapping[str, tuple[Sequence[float], Sequence[float]]],
    target: float | None = None,
) -> Row:
    """The AUROC row of each system's scores of positives and of negatives, ours named ARCHIVE."""
    found = {name: auroc_estimate(*some) for name, some in scores.items()}
    ours = found.pop(ARCHIVE)
    best = max(found, key=lambda name: found[name].value, default=None)
    gain = auroc_difference(scores[ARCHIVE], scores[best]) if best else None
    return Row(metric, ours, found, target, gain=gain, best=best)
