"""Limits between the pickers, the question asked again, and the archive. Pure."""

from collections.abc import Sequence

from qa.limits import Limit, Limits, as_day, nowhere, without

Picked = tuple[list[str], str | None, str | None]
"""What the pickers show: outlets, first and last day."""


def chosen(sources: Sequence[str], since: str | None, until: str | None) -> Limits:
    """What the pickers say; raises QuestionError for what is no date."""
    return Limits(as_day(since or None), as_day(until or None), tuple(sources))


def picked(limits: Limits) -> Picked:
    """What the pickers show of limits."""
    since, until = (day.isoformat() if day else None for day in (limits.since, limits.until))
    return list(limits.sources), since, until


def changed(limits: Limits, act: str) -> Limits:
    """The limits after `anywhere` or `drop-<limit>-<own or read>`; unchanged by anything else."""
    if act == "anywhere":
        return nowhere(limits)
    drop, _, rest = act.partition("-")
    limit, _, whose = rest.partition("-")
    if drop != "drop" or limit not in tuple(Limit):
        return limits
    return without(limits, Limit(limit), own=whose == "own")
