"""Pure: title, source, date, author and url of an article, each with where it was read."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import lru_cache

from index import head
from index.clean import Page
from index.furniture import is_menu
from index.lines import HEADING_MARK
from index.records import Metadata, Provenance

Fact = tuple[str, Provenance]

EARLIEST, LATEST = 1600, 2200
LANGUAGES = [
    "en", "de", "fr", "es", "it", "pt", "nl", "pl", "ru", "uk", "tr", "ar", "he", "ja", "zh",
]  # fmt: skip
"""Languages whose dates are read; of a date in several of them the first counts."""
AMBIGUOUS = re.compile(r"(?<!\d)(\d{1,2})[-/.](\d{1,2})[-/.]\d{4}(?!\d)")
ISO_LIKE = re.compile(r"^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)")
YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
LONGEST_DATE = 80

_NAME = r"(?P<name>(?-i:(?:The\s+)?[A-Z][\w.&'’-]*(?:\s+(?:of|and|the|&|[A-Z][\w.&'’-]*)){0,5}?))"
PUBLISHERS = tuple(
    re.compile(pattern.replace("NAME", _NAME), re.I)
    for pattern in (
        r"notifications from NAME[.!]?$",
        r"(?:copyright )?(?:©|\(c\)|copyright) ?(?:copyright )?"
        r"(?:(?:19|20)\d\d[-–, ]*)+(?:by )?NAME"
        r"(?:,? (?:Inc|Ltd|LLC|Co|GmbH|plc|Limited)\b.*|[.,|•].*|,? all rights.*)?$",
        r"(?:subscribe to|sign up (?:for|to)|get) NAME(?:['’]s)? newsletters?\W*$",
        r"NAME (?:customer service|privacy policy|newsroom)\b.*",
        r"(?:thank you for reading|about|advertise with|download|more from) (?-i:The )NAME"
        r"(?: app)?\W*$",
        r"date [\d-]+ NAME (?:-|\||–|—) .*",
    )
)
MASTHEAD = re.compile(_NAME + r" (?:-|\||–|—) ")
DATELINE = re.compile(
    r"(?:[\w .,\u2019'-]{2,40}?,?\s*)?(?:\w{3,9}\.? \d{1,2},? )?\((?P<paren>AP|Reuters|REUTERS|AFP"
    r"|UPI|Xinhua|dpa|CNN|PTI|ANI|Bloomberg|TASS|Kyodo(?: News)?|EFE|BBC)\)\s*[-–—:]"
    r"|(?:[\w .,-]{2,30}\s)?(?P<bare>CNN|AP|Reuters|AFP)(?: \w+)?\s*—"
)


def read_metadata(
    page: Page, stated: Mapping[str, object], stated_in: Provenance = "front matter"
) -> Metadata:
    """What is known about an article. What is stated wins over what is read from its page.

    `stated`: front matter or a record, with values of any type under title, source, date, author
    and url; `stated_in` says which of the two it is.
    """
    facts: dict[str, Fact] = {}
    for name, read in (("title", _title), ("source", _source), ("author", _author), ("url", _url)):
        text = _text(stated.get(name))
        fact = (text, stated_in) if text else read(page)
        if fact:
            facts[name] = fact
    day, day_from = _date(page, stated, stated_in)
    provenance = {name: where for name, (_, where) in facts.items()}
    if day and day_from:
        provenance["date"] = day_from
    values = {name: value for name, (value, _) in facts.items()}
    return Metadata(**values, date=day, provenance=provenance)


def bad_date(stated: Mapping[str, object]) -> str | None:
    """The stated date as text when it is there but can't be used as a date."""
    value = stated.get("date")
    if value is None or parse_date(value):
        return None
    return str(value).strip()[:LONGEST_DATE] or None


def parse_date(value: object) -> date | None:
    """The day a value names, or None: for what is no day, relative, ambiguous, or out of reach."""
    if isinstance(value, date):
        value = value.date() if isinstance(value, datetime) else value
        return value if EARLIEST <= value.year < LATEST else None
    if not isinstance(value, str) or len(value) > LONGEST_DATE or not YEAR.search(value):
        return None
    return _parse(" ".join(value.split()))


@lru_cache(maxsize=4096)
def _parse(text: str) -> date | None:
    if (found := AMBIGUOUS.search(text)) and max(map(int, found.groups())) <= 12:
        return None
    try:
        day: date | None = datetime.fromisoformat(ISO_LIKE.sub(_iso, text)).date()
    except ValueError:
        day = _parse_words(text)
    if day is None or not EARLIEST <= day.year < LATEST or str(day.year) not in text:
        return None
    return day


def _iso(found: re.Match[str]) -> str:
    return f"{found[1]}-{found[3]:>02}-{found[4]:>02}"


def _parse_words(text: str) -> date | None:
    import dateparser  # takes a while to import, and ISO dates do without

    settings = {
        "STRICT_PARSING": True,
        "REQUIRE_PARTS": ["day", "month", "year"],
        "PARSERS": ["absolute-time"],
        "RETURN_AS_TIMEZONE_AWARE": False,
    }
    try:
        found = dateparser.parse(text, languages=LANGUAGES, settings=settings)
    except (ValueError, OverflowError, TypeError, AttributeError):
        return None
    return found.date() if found else None


def _date(
    page: Page, stated: Mapping[str, object], stated_in: Provenance
) -> tuple[date | None, Provenance | None]:
    if day := parse_date(stated.get("date")):
        return day, stated_in
    for line in page.head:
        field = head.header(line)
        dated = head.split_dated(line)
        value = dated[0].split()[1] if dated else field[1] if field else ""
        if (dated or (field and field[0] in ("date", "published"))) and (day := _day_in(value)):
            return day, "header"
    for line in page.head:
        dated_line = head.is_date_line(line) or head.byline(line) is not None
        if dated_line and (day := _day_in(line)):
            return day, "byline"
    return None, None


def _day_in(line: str) -> date | None:
    found = head.DATE.search(line)
    return parse_date(found[0] if found else line)


def _text(value: object) -> str | None:
    if isinstance(value, list | tuple):
        parts = [part for part in map(_text, value) if part]
        return ", ".join(parts) or None
    if not isinstance(value, str | int | float) or isinstance(value, bool):
        return None
    return " ".join(str(value).split()) or None


def _field(page: Page, *keys: str) -> Fact | None:
    for line in page.head:
        field = head.header(line)
        if field and field[0] in keys:
            return " ".join(field[1].split()), "header"
    return None


def _title(page: Page) -> Fact | None:
    if field := _field(page, "title", "headline"):
        return field
    named = _named_above_date(page)
    for line in page.head:
        if _is_free(line) and (line != named or len(line.split()) > 3):
            return HEADING_MARK.sub("", line), "inferred"
    return None


def _is_free(line: str) -> bool:
    """Whether a line of the head is no header line, byline or date line."""
    return not (
        head.header(line)
        or head.split_dated(line)
        or head.byline(line) is not None
        or head.is_date_line(line)
    )


def _named_above_date(page: Page) -> str | None:
    """The first line that could be a name, no more than a place between it and the date line."""
    for number, line in enumerate(page.head):
        below = page.head[number + 1 : number + 3]
        if _is_free(line) and head.is_name(line) and any(map(head.is_date_line, below)):
            return line
    return None


def _author(page: Page) -> Fact | None:
    for line in page.head:
        if people := head.byline(line):
            return ", ".join(people), "byline"
    if field := _field(page, "author", "byline"):
        return field
    named = _named_above_date(page)
    title = _title(page)
    return (head.names(named)[0], "byline") if named and (not title or named != title[0]) else None


def _url(page: Page) -> Fact | None:
    return _field(page, "url", "link")


def _source(page: Page) -> Fact | None:
    if field := _field(page, "source", "publisher", "publication", "outlet"):
        return field
    named = list(_publishers(page.furniture))
    if named:
        votes = Counter({name: sum(name in line for line in page.furniture) for name in named})
        return votes.most_common(1)[0][0], "furniture"
    found = DATELINE.match(page.text[:120])
    return (found["paren"] or found["bare"], "byline") if found else None


def _publishers(lines: Iterable[str]) -> Iterable[str]:
    for line in lines:
        for pattern in PUBLISHERS:
            if found := pattern.search(line):
                yield re.split(r"['\u2019]s\b", " ".join(found["name"].split()))[0]
        if is_menu(line) and (found := MASTHEAD.match(line)):
            yield found["name"]
