"""The record over time: the days of the evidence. Pure."""

from collections.abc import Sequence
from datetime import date

from qa.records import Answer


def as_of(answer: Answer) -> date | None:
    """The newest date among the evidence; None if none of it is dated."""
    return max((c.date for c in answer.citations if c.date), default=None)


def spread(days: Sequence[date]) -> list[float]:
    """Where each day stands between the first (0) and the last (1); a single day is the first."""
    if not days:
        return []
    first = min(days)
    whole = (max(days) - first).days or 1
    return [(day - first).days / whole for day in days]
