"""Links that reopen a question within its limits. Pure; a link is anyone's, so it is checked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import parse_qs, urlencode

from index.records import day_in_words
from qa.escape import one_line
from qa.limits import Limit, Limits
from ui import texts
from ui.turns import NO_LIMITS

LONGEST = 8000
"""Letters of a link's parameters."""
LONGEST_QUESTION = 1000
MOST_SOURCES = 20
LONGEST_WORDS = 100
"""Letters of what a link has and we repeat."""


@dataclass(frozen=True, slots=True)
class Followed:
    """What a link asks."""

    question: str = ""
    """"" if it asks nothing."""
    limits: Limits = NO_LIMITS
    notes: tuple[str, ...] = ()
    """What of its limits does not count, and why."""


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


def read(search: object, known: Sequence[str]) -> Followed:
    """The question of a link and its limits; of sources those that are known."""
    if not isinstance(search, str) or len(search) > LONGEST:
        return Followed()
    try:
        found = parse_qs(search.removeprefix("?"), max_num_fields=100)
    except ValueError:
        return Followed()
    question = " ".join(found.get("q", [""])[0].split())[:LONGEST_QUESTION]
    written = [found[name][0] for name in ("since", "until") if name in found]
    since, until = (_day(found.get(name, [""])[0]) for name in ("since", "until"))
    notes = [texts.LINK_DAY.format(day=_shown(day)) for day in written if not _day(day)]
    if since and until and since > until:
        days = {"since": day_in_words(since), "until": day_in_words(until)}
        notes.append(texts.LINK_DAYS.format(**days))
        since = until = None
    named = list(dict.fromkeys(found.get("source", ())))[:MOST_SOURCES]
    unknown = [_shown(source) for source in named if source not in known]
    if unknown:
        notes.append(texts.LINK_SOURCES.format(sources=", ".join(unknown)))
    sources = tuple(source for source in named if source in known)
    lifted = tuple(limit for limit in Limit if limit in found.get("lifted", ()))
    return Followed(question, Limits(since, until, sources, lifted), tuple(notes))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _shown(text: str) -> str:
    line = one_line(text)
    return line if len(line) <= LONGEST_WORDS else line[:LONGEST_WORDS] + "…"
