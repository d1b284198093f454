"""The lines before a story: header lines, headline, byline, date line."""

import re

from index.furniture import is_menu, is_section
from index.lines import Line

MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
DATE = re.compile(
    rf"""(?<![\w/.-])(?:\d{{4}}[-/.]\d\d?[-/.]\d\d?(?:T[\d:.]+(?:Z|[+-][\d:]+)?)?
    |{MONTH}\ \d{{1,2}}(?:st|nd|rd|th)?,?\ \d{{4}}
    |\d{{1,2}}(?:st|nd|rd|th)?\ {MONTH},?\ \d{{4}}
    |\d{{1,2}}[-/.]\d{{1,2}}[-/.]\d{{4}})(?![\w/-])""",
    re.I | re.X,
)
FOREIGN_DATE = re.compile(
    r"(?:[^\W\d]+,?\s+)?\d{1,2}\.?\s+(?:de\s+)?[^\W\d]{3,12}\.?\s+(?:de\s+)?(?:1[6-9]|20)\d\d"
    r"(?:\W.{0,20})?|\d{4}年\d{1,2}月\d{1,2}日.{0,20}"
)
AROUND_DATE = re.compile(
    r"""\b(?:(?:first\ |last\ |originally\ )?(?:published|updated|posted|modified|created|dated?)
    |on|at|\d{1,2}[:.]\d\d(?:[:.]\d\d)?|\d{1,2}\ ?(?=[ap]\.?m)|[ap]\.?m\b\.?|[ECMPB][SD]?T|GMT|UTC
    |IST|hrs?|uhr
    |(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|\d+\ min(?:ute)?s?\ read
    |[+-]\d\d:?\d\d)\b|[\s,.|•·()/:–—-]+""",
    re.I | re.X,
)
CLOCK = re.compile(r"\b\d{1,2}[:.]\d\d\b|\b(?:published|updated|posted)\b", re.I)
HEADER = re.compile(
    r"[\s#*]*(title|headline|source|publisher|publication|outlet|date|published|author|byline|url"
    r"|link)\**\s*[:=]\**\s*(\S.*)",
    re.I,
)
DATED = re.compile(r"\s*(date|dated|published)\s*:?\s*(\d{4}-\d\d-\d\d)(?:\s+(.*))?", re.I | re.S)
BYLINE = re.compile(
    r"\W{0,3}(?:(?:written|reported|words|story|report)\s+by|by|von|par|por)\b:?\s+(.+)", re.I
)
BETWEEN_NAMES = re.compile(
    r"\s*(?:,|;|\||•|·|&|\band\b|\bwith\b|\bin\b|\bfor\b|/|\s[–—-]\s)\s*", re.I
)
PARTICLE = re.compile("de|della?|de[rn]|d[iau]|dos|la|le|van|von|bin|ibn|al|el|ter|[ye]")
NAME_WORD = re.compile(r"[^\W\d_]+(?:[.'\u2019-]+[^\W\d_]*)*")
NOT_NAMES = re.compile(
    r"\b(?:staff|reporters?|writers?|editor\w*|correspondents?|news\w*|press|reuters|agenc\w+|post"
    r"|times|media|network|desk|team|contributors?|columnist|bureau|chief|journal|wire|tribune"
    r"|telegraph|herald|guardian|today|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b",
    re.I,
)
END = re.compile(r"[.!?…。！？।؟۔:;,]['\"”’»)\]」』]*$")
CREDITED = re.compile(
    r"\b(?:photo|image|picture|credit|courtesy|getty|reuters|afp|ap)\b.*\)$", re.I
)
LONGEST_LINE = 160
HEAD_LINES = 60
"""Lines looked at; a long menu may stand above the headline."""
HEADLINE_WORDS = 30
SECOND_THOUGHTS = 3
"""Paragraphs within which a byline may still come, below standfirst and caption."""


def header(line: str) -> tuple[str, str] | None:
    """`Source: The X` as ("source", "The X")."""
    found = HEADER.fullmatch(line) if len(line) < 300 else None
    return (found[1].lower(), found[2].strip()) if found else None


def split_dated(line: str) -> tuple[str, str] | None:
    """`date 2021-12-21 In a …` as its header and what follows it, perhaps nothing."""
    found = DATED.fullmatch(line)
    return (f"{found[1]} {found[2]}", found[3] or "") if found else None


def is_name(words: str) -> bool:
    """Whether these could be a person's name: two to five words with capitals."""
    parts = words.split()
    return (
        2 <= len(parts) <= 5
        and not NOT_NAMES.search(words)
        and all(
            PARTICLE.fullmatch(part) or (part[0].isupper() and NAME_WORD.fullmatch(part))
            for part in parts
        )
        and not PARTICLE.fullmatch(parts[-1])
    )


def names(text: str) -> list[str]:
    """The people's names a byline begins with."""
    found: list[str] = []
    for part in BETWEEN_NAMES.split(text.strip()):
        if not is_name(part):
            break
        found.append(_cased(part))
    return found


def _cased(name: str) -> str:
    return name.title() if name.isupper() else name


def byline(line: str) -> list[str] | None:
    """The names of a line such as "By Jane Doe, Reuters"; empty when it names no person."""
    found = BYLINE.fullmatch(line) if len(line) < LONGEST_LINE else None
    if not found or (END.search(line) and not is_date_line(line)):
        return None
    people = names(DATE.split(found[1])[0].strip(" *_|,-–—•·"))
    wholly_named = NOT_NAMES.search(found[1]) and len(found[1].split()) <= 6
    return people if people or wholly_named else None


def is_date_line(line: str) -> bool:
    """Whether the line is a date, with no more than a place or a name beside it."""
    if len(line) > 110:
        return False
    rest, count = DATE.subn(" ", line)
    if not count:
        return bool(FOREIGN_DATE.fullmatch(line))
    rest = AROUND_DATE.sub(" ", rest).strip()
    places = rest.split()
    capitals = all(not word[0].islower() for word in places)
    return (len(places) <= 3 and capitals) or bool(byline(rest)) or bool(names(rest))


def split_header(lines: list[Line]) -> list[Line]:
    """Lines, the first one parted where it begins with a dated header, which is marked."""
    dated = split_dated(lines[0].text) if lines else None
    if not dated:
        return lines
    header, rest = dated
    return [Line(header, False, "head"), *([Line(rest, True)] if rest else []), *lines[1:]]


def mark_head(lines: list[Line], title: str | None) -> None:
    """Mark menus, header lines, headline, byline and date line.

    Where the title is stated, only a line equal to it is the headline.
    """
    _mark_menus(lines)
    told = 0
    for number, line in enumerate(lines[:HEAD_LINES]):
        if not line.free:
            continue
        about = _about_article(lines, number) and (not told or _is_signed(lines, number))
        if about or (title is not None and comparable(line.text) == comparable(title)):
            line.kind = "head"
        elif title is None and not told and _is_headline(lines, number):
            line.kind, title = "head", line.text
        elif (told := told + 1) > SECOND_THOUGHTS:
            break


def comparable(text: str) -> str:
    """A title without what differs between copies of it: quotes, case, spaces, marks."""
    return re.sub(r"[\W_]+", " ", text).strip().casefold()


def _mark_menus(lines: list[Line]) -> None:
    """Mark rows and columns of section names above the first sentence."""
    end = next((n for n, line in enumerate(lines) if line.sentence and line.free), len(lines))
    above = lines[: min(end, HEAD_LINES)]
    for number, line in enumerate(above):
        if not line.free or _about_article(lines, number):
            continue
        row = is_menu(line.text)
        if row or _goes_with_menu(above, number) or _in_column(above, number):
            line.kind = "menu"
    _mark_masthead(above)
    for number in range(1, len(above) - 1):
        line, near = above[number], (above[number - 1], above[number + 1])
        if line.free and line.words <= 4 and all(other.removed for other in near):
            line.kind = "menu"


def _mark_masthead(above: list[Line]) -> None:
    """Mark the outlet's name: a first line with its menu below it, and a headline further down."""
    free = [number for number, line in enumerate(above) if line.free]
    if len(free) < 2 or above[free[0]].words > 5:
        return
    below = above[free[0] + 1 : free[0] + 3]
    if any(line.kind in ("menu", "log in", "cookies") or is_section(line.text) for line in below):
        above[free[0]].kind = "masthead"


def _goes_with_menu(lines: list[Line], number: int) -> bool:
    """Whether a line stands right below a row of section names, as a trail of sections does."""
    line = lines[number]
    return number > 0 and lines[number - 1].kind == "menu" and not line.gap and line.words <= 8


def _in_column(lines: list[Line], number: int) -> bool:
    """Whether a line is a section's name next to another one or to furniture."""
    if not is_section(lines[number].text):
        return False
    near = lines[max(0, number - 1) : number] + lines[number + 1 : number + 2]
    return any(line.removed or is_section(line.text) for line in near)


def _about_article(lines: list[Line], number: int) -> bool:
    """Whether a line is a header line, byline or date line, or a name or place just above one."""
    text = lines[number].text
    if header(text) or byline(text) is not None or is_date_line(text):
        return True
    if lines[number].words > 6 or lines[number].sentence:
        return False
    below = [line.text for line in lines[number + 1 : number + 3] if not line.gap]
    return any(map(is_date_line, below)) and text[0].isupper()


def _is_signed(lines: list[Line], number: int) -> bool:
    """Whether a date or name below a standfirst is the article's: a byline or clock is near."""
    near = [line.text for line in lines[max(0, number - 1) : number + 3]]
    return any(byline(text) is not None for text in near) or any(
        CLOCK.search(text) and is_date_line(text) for text in near
    )


def _is_headline(lines: list[Line], number: int) -> bool:
    """Whether a line is short, no sentence, and stands above something longer or apart from it."""
    line = lines[number]
    if line.words > HEADLINE_WORDS or len(line.text) < 8:
        return False
    if END.search(line.text.rstrip("?!")) or CREDITED.search(line.text):
        return False
    below = next((n for n in range(number + 1, len(lines)) if lines[n].free), None)
    if below is None:
        return False
    longer = lines[below].prose and lines[below].words > line.words
    return lines[below].gap or longer or _about_article(lines, below)
