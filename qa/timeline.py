"""The record over time: who said what when. Pure."""

from dataclasses import dataclass
from datetime import date

from qa.records import Answer, Citation


@dataclass(frozen=True, slots=True)
class Moment:
    """A dated quote, and where it stands between the first day of the evidence (0) and the last
    (1)."""

    citation: Citation
    date: date
    place: float


def as_of(answer: Answer) -> date | None:
    """The newest date among the evidence; None if none of it is dated."""
    return max((c.date for c in answer.citations if c.date), default=None)


def timeline(answer: Answer) -> tuple[Moment, ...]:
    """The dated quotes in the order of their days; empty unless there are several days."""
    dated = sorted(
        ((c.date, c.number, c) for c in answer.citations if c.date), key=lambda one: one[:2]
    )
    if not dated or dated[0][0] == dated[-1][0]:
        return ()
    first, days = dated[0][0], (dated[-1][0] - dated[0][0]).days
    return tuple(Moment(c, day, (day - first).days / days) for day, _, c in dated)
