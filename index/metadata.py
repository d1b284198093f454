"""Pure: title, source, dates, author and url of an article, each with where it was read."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from functools import lru_cache

from index import byline
from index.clean import Page
from index.encoding import tidy
from index.lines import HEADING_MARK
from index.publisher import outlet
from index.records import Metadata, Provenance

Fact = tuple[str, Provenance]
Dated = tuple[date, Provenance]

EARLIEST, LATEST = 1600, 2200
LANGUAGES = [
    "en", "de", "fr", "es", "it", "pt", "nl", "pl", "ru", "uk", "tr", "ar", "he", "ja", "zh",
]  # fmt: skip
"""Languages whose dates are read; of a date in several of them the first counts."""
# "03/04/2021"; dots are for the day first: "03.04.2021" is in April
AMBIGUOUS = re.compile(r"(?<!\d)(\d{1,2})[-/](\d{1,2})[-/]\d{4}(?!\d)")
DOTTED = re.compile(r"(?<![\d.])(\d{1,2})\.(0?[1-9]|1[0-2])\.(\d{4})(?!\d)")
ISO_LIKE = re.compile(r"^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)")
# A year by itself, or as the first of "20210304", "20210304T1015Z"
YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)|^\s*\d{8}(?!\d)")
LONGEST_DATE = 80

OTHER_NAMES = {
    "headline": "title", "publisher": "source", "publication": "source", "outlet": "source",
    "published": "date", "byline": "author", "link": "url",
}  # fmt: skip
"""What some call a fact, as header lines do; where it has its own name, that counts."""
WIKI_LINK = re.compile(r"\[\[(?:[^\[\]|]*\|)?([^\[\]|]*)\]\]")
"""How notes link to each other: "[[Jane Doe]]", "[[people/jane|Jane Doe]]"."""
CHANGED = re.compile(rf"\b(?:updated|modified|{byline.FOREIGN_CHANGED})\b", re.I)
PUBLISHED = re.compile(rf"\b(?:published|{byline.FOREIGN_PUBLISHED})\b", re.I)
DATELINE = re.compile(
    r"(?:[\w .,\u2019'-]{2,40}?,?\s*)?(?:\w{3,9}\.? \d{1,2},? )?\((?P<paren>AP|Reuters|REUTERS|AFP"
    r"|UPI|Xinhua|dpa|CNN|PTI|ANI|Bloomberg|TASS|Kyodo(?: News)?|EFE|BBC)\)\s*[-–—:]"
    r"|(?:[\w .,-]{2,30}\s)?(?P<bare>CNN|AP|Reuters|AFP)(?: \w+)?\s*—"
)


def read_metadata(
    page: Page, stated: Mapping[str, object], stated_in: Provenance = "front matter"
) -> Metadata:
    """What is known about an article. What is stated wins over what is read from its page.

    `stated`: front matter or a record, with values of any type under title, source, date, updated,
    author and url; `stated_in` says which of the two it is. An update from before the publication
    is none.
    """
    facts: dict[str, Fact] = {}
    for name, read in (("title", _title), ("source", _source), ("author", _author), ("url", _url)):
        text = _text(stated.get(name))
        fact = (text, stated_in) if text else read(page)
        if fact:
            facts[name] = fact
    provenance = {name: where for name, (_, where) in facts.items()}
    values = {name: value for name, (value, _) in facts.items()}
    days: dict[str, date] = {}
    for name, found in (("date", _published), ("updated", _updated)):
        stated_day = parse_date(stated.get(name))
        dated = (stated_day, stated_in) if stated_day else found(page)
        if dated and dated[0] >= days.get("date", date.min):
            days[name], provenance[name] = dated
    return Metadata(
        **values, date=days.get("date"), updated=days.get("updated"), provenance=provenance
    )


def known_facts(stated: Mapping[str, object]) -> dict[str, object]:
    """What a file states, in small letters and under our names; a link as the source is the url."""
    facts = {str(fact).lower(): _plain(value) for fact, value in stated.items()}
    for name, fact in OTHER_NAMES.items():
        if facts.get(name) and not facts.get(fact) and (fact != "date" or parse_date(facts[name])):
            facts[fact] = facts[name]
    source = facts.get("source")
    if isinstance(source, str) and source.startswith(("http://", "https://")):
        facts = {**facts, "source": None, "url": facts.get("url") or source}
    author = facts.get("author")
    if isinstance(author, str):
        facts["author"] = ", ".join(byline.byline(author) or [author])
    return facts


def _plain(value: object) -> object:
    """A stated value in characters that any store can hold.

    Of a list its texts, of an object such as {"name": "The Courier"} that name, in a list; an empty
    one if there is none.
    """
    if isinstance(value, str):
        return WIKI_LINK.sub(r"\1", tidy(value))
    if not isinstance(value, list | Mapping):
        return value
    named = [
        one.get("name") if isinstance(one, Mapping) else one
        for one in (value if isinstance(value, list) else [value])
    ]
    return [_plain(one) for one in named if isinstance(one, str)] if value else None


def bad_date(stated: Mapping[str, object], fact: str = "date") -> str | None:
    """A stated date as text when it is there but can't be used as a date."""
    value = stated.get(fact)
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
    found = AMBIGUOUS.search(text)
    either = {int(number) for number in found.groups()} if found else set()
    if len(either) == 2 and max(either) <= 12:
        return None
    text = DOTTED.sub(lambda found: f"{found[3]}-{found[2]:>02}-{found[1]:>02}", text)
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


def _published(page: Page) -> Dated | None:
    for line in page.head:
        field = byline.header(line)
        dated = byline.split_dated(line)
        value = dated[0].split()[1] if dated else field[1] if field else ""
        if (dated or (field and field[0] in ("date", "published"))) and (day := day_in(value)):
            return day, "header"
    for line in page.head:
        if is_dated(line) and (day := day_in(line)):
            return day, "byline"
    return None


def _updated(page: Page) -> Dated | None:
    for line in page.head:
        if is_dated(line) and (day := changed_in(line)):
            return day, "byline"
    return None


def is_dated(line: str) -> bool:
    """Whether a line says when a story is from, and no more than who signs it beside."""
    return byline.is_date_line(line) or byline.byline(line) is not None


def changed_in(line: str) -> date | None:
    """The day in a line on which the story was changed."""
    _, *said = CHANGED.split(line, maxsplit=1)
    return _first_day(PUBLISHED.split(said[0])[0]) if said else None


def day_in(line: str) -> date | None:
    """The day of publication in a line, which may say too when the story was changed."""
    return _first_day(CHANGED.split(PUBLISHED.split(line, maxsplit=1)[-1])[0])


def _first_day(words: str) -> date | None:
    found = byline.DATE.search(words) or byline.FOREIGN_DAY.search(words)
    return parse_date(found[0] if found else words)


def _text(value: object) -> str | None:
    if isinstance(value, list | tuple):
        parts = [part for part in map(_text, value) if part]
        return ", ".join(parts) or None
    if not isinstance(value, str | int | float) or isinstance(value, bool):
        return None
    return " ".join(str(value).split()) or None


def _field(page: Page, *keys: str) -> Fact | None:
    for line in page.head:
        field = byline.header(line)
        if field and field[0] in keys:
            return " ".join(field[1].split()), "header"
    return None


def _title(page: Page) -> Fact | None:
    if field := _field(page, "title", "headline"):
        return field
    return (HEADING_MARK.sub("", page.headline), "inferred") if page.headline else None


def _author(page: Page) -> Fact | None:
    for line in page.head:
        if people := byline.byline(line):
            return ", ".join(people), "byline"
    if field := _field(page, "author", "byline"):
        return field
    start = page.head.index(page.headline) + 1 if page.headline else 0
    lines = page.head[start:]
    for number, line in enumerate(lines):
        people = byline.signed(line)
        if people and (not byline.is_name(line) or _is_beside(lines, number)):
            return ", ".join(people), "byline"
    return None


def _is_beside(lines: tuple[str, ...], number: int) -> bool:
    """Whether a name stands next to a date or role, at most a place between them."""
    near = lines[max(0, number - 1) : number] + lines[number + 1 : number + 3]
    return any(
        byline.is_date_line(line) or byline.ROLE.fullmatch(line.rstrip(".")) for line in near
    )


def _url(page: Page) -> Fact | None:
    return _field(page, "url", "link")


def _source(page: Page) -> Fact | None:
    if field := _field(page, "source", "publisher", "publication", "outlet"):
        return field
    if named := outlet(page.furniture):
        return named, "furniture"
    found = DATELINE.match(page.text[:120])
    return (found["paren"] or found["bare"], "byline") if found else None
