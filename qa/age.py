"""Pure: what to tell of quotes that are of another time than the question."""

from collections.abc import Sequence

from index.records import day_in_words
from qa.days import Days
from qa.periods import periods
from qa.records import TOLD, Citation, Query


def of_another_time(query: Query, quoted: Sequence[Citation]) -> str:
    """A note if all quotes are older or newer than the time that the question is about, or than its
    own day if the caller named that; "" if they aren't."""
    days = [one.date for one in quoted if one.date]
    if not days or len(days) < len(quoted):
        return ""
    last, first = day_in_words(max(days)), day_in_words(min(days))
    if query.about and max(days) < query.about[0]:
        asked = f"the time asked about (“{query.about_said}”)"
        return f"All that is quoted is older than {asked}: {last}."
    if query.about and query.about[1] < min(days) - TOLD and not _named(query.about, quoted):
        asked = f"the time asked about (“{query.about_said}”), which it doesn't name"
        return f"All that is quoted is newer than {asked}: {first}."
    if query.asked and query.asked < min(days):
        asked = f"the question ({day_in_words(query.asked)})"
        return f"All that is quoted is newer than {asked}: {first}."
    return ""


def _named(time: Days, quoted: Sequence[Citation]) -> bool:
    """Whether a quote speaks of a time, wholly or in part; what has no end speaks of none."""
    told = (period for one in quoted if one.date for period in periods(one.quote, one.date))
    closed = ((period.since, period.until) for period in told)
    return any(first and last and first <= time[1] and time[0] <= last for first, last in closed)
