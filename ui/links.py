"""Links that reopen a question within its limits. Pure; a link is anyone's, so it is checked."""

from collections.abc import Sequence
from datetime import date
from urllib.parse import parse_qs, urlencode

from qa.limits import Limit, Limits

LONGEST = 8000
"""Letters of a link's parameters."""
LONGEST_QUESTION = 1000
MOST_SOURCES = 20


def link(question: str, limits: Limits) -> str:
    """The parameters of a link, with their `?`."""
    days = (("since", limits.since), ("until", limits.until))
    return "?" + urlencode(
        [
            ("q", question.encode("utf-8", "replace")),
            *((name, day.isoformat()) for name, day in days if day),
            *(("source", source.encode("utf-8", "replace")) for source in limits.sources),
            *(("lifted", limit) for limit in limits.lifted),
        ]
    )


def read(search: object, known: Sequence[str]) -> tuple[str, Limits]:
    """The question of a link, "" if it has none, and its limits; of sources those that are known.

    What makes no sense is left out.
    """
    if not isinstance(search, str) or len(search) > LONGEST:
        return "", Limits()
    try:
        found = parse_qs(search.removeprefix("?"), max_num_fields=100)
    except ValueError:
        return "", Limits()
    question = " ".join(found.get("q", [""])[0].split())
    since, until = (_day(found.get(name, [""])[0]) for name in ("since", "until"))
    if since and until and since > until:
        since = until = None
    return question[:LONGEST_QUESTION], Limits(
        since,
        until,
        tuple(s for s in dict.fromkeys(found.get("source", ())) if s in known)[:MOST_SOURCES],
        tuple(limit for limit in Limit if limit in found.get("lifted", ())),
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
