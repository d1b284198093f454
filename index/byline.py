"""Pure: the lines that sign a story: header lines, bylines with and without "By", date lines."""

import re

from index.menu import SECTIONS

MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
DATE = re.compile(
    rf"""(?:(?<![\w/.-])|(?<=\d{{4}})(?={MONTH}\ \d))
    (?:\d{{4}}[-/.]\d\d?[-/.]\d\d?(?:T[\d:.]+(?:Z|[+-][\d:]+)?)?
    |{MONTH}\ \d{{1,2}}(?:st|nd|rd|th)?,?\ \d{{4}}
    |\d{{1,2}}(?:st|nd|rd|th)?\ {MONTH},?\ \d{{4}}
    |\d{{1,2}}[-/.]\d{{1,2}}[-/.]\d{{4}})(?:(?![\w/-])|(?={MONTH}\ \d))""",
    re.I | re.X,
)
FOREIGN_PUBLISHED = (
    r"(?:publi[ée]e?|veröffentlicht|erstellt|publicad[oa]|pubblicat[oa]|gepubliceerd|opublikowano"
    r"|опубликовано)"
)
FOREIGN_CHANGED = (
    r"(?:mise?\ à\ jour|modifiée?|aktualisiert|actualizad[oa]|atualizad[oa]|aggiornat[oa]"
    r"|bijgewerkt|zaktualizowano|обновлено)"
)
SAID = rf"(?:{FOREIGN_PUBLISHED}|{FOREIGN_CHANGED})(?:\ (?:le|am|el|em|il|op))?"
FOREIGN_DAY = re.compile(
    r"\d{1,2}(?:\.|er|º)?\s+(?:de\s+)?[^\W\d]{3,12}\.?\s+(?:de\s+)?(?:1[6-9]|20)\d\d(?!\d)"
    r"|\d{4}年\d{1,2}月\d{1,2}日"
)
# "3 de mayo de 2021", "Publié le 3 mai 2021 à 14h30, mis à jour le 4 mai", "2021年5月3日 14時"
FOREIGN_DATE = re.compile(
    rf"(?:{SAID}:?\s+)?(?:[^\W\d]+,?\s+)?(?:{FOREIGN_DAY.pattern})(?:(?:(?<=日)|\W).{{0,20}})?"
    rf"(?:\W{SAID}\W.{{0,60}})?",
    re.I,
)
AROUND_DATE = re.compile(
    rf"""\b(?:(?:first\ |last\ |originally\ )?(?:published|updated|posted|modified|created|dated?)
    |{SAID}
    |\d+\ (?:minute|hour|day|week|month|year)s?\ ago|(?:GMT|UTC)[+-]\d+
    |on|at|um|à|\d{{1,2}}[:.h]\d\d(?:[:.]\d\d)?|\d{{1,2}}\ ?(?=[ap]\.?m)|[ap]\.?m\b\.?
    |[ECMPB][SD]?T|GMT|UTC|IST|hrs?|uhr|by\ (?:admin(?:istrator)?|staff|webmaster)
    |(?:\d+|no|leave\ a)\ comments?
    |(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|\d+\ min(?:ute)?s?\ read
    |[+-]\d\d:?\d\d)\b|[\s,.|•·()/:–—-]+""",
    re.I | re.X,
)
CLOCK = re.compile(r"\b\d{1,2}[:.h]\d\d\b|\d{1,2}[時时点]|\b(?:published|updated|posted)\b", re.I)
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
    r"\s*(?:,|;|\||\(|•|·|&|\band\b|\bwith\b|\bin\b|\bfor\b|/|\s[–—-]\s)\s*", re.I
)
PARTICLE = re.compile("de|della?|de[rn]|d[iau]|dos|la|le|van|von|bin|ibn|al|el|ter|[ye]")
NAME_WORD = re.compile(r"[^\W\d_]+(?:[.'\u2019-]+[^\W\d_]*)*")
NOT_NAMES = re.compile(
    r"\b(?:staff|reporters?|writers?|editor\w*|correspondents?|news\w*|press|reuters|agenc\w+|post"
    r"|times|media|network|desk|team|contributors?|columnist|bureau|chief|journal|wire|tribune"
    r"|telegraph|register|dispatch|gazette|chronicle|observer|sentinel|enquirer|examiner|daily"
    r"|ap|afp|upi|pti|dpa|ani|this|that|is|are|was|from|to|how|why|what|the|with|your|our|we|you|of|has|have"
    r"|herald|guardian|today|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b"
    r"|^(?:evening|morning|northern|southern|eastern|western)\b",
    re.I,
)
OUTLET = re.compile(
    r".+\b(?:advertiser|argus|beacon|bulletin|courier|echo|express|globe|independent|inquirer"
    r"|ledger|mail|mercury|mirror|monitor|record|review|standard|star|weekly)",
    re.I,
)
"""How outlets are called ("Bergen Courier"), and some people: "By Rosa Ledger" signs for one."""
ROLES = (
    r"(?:correspondent|reporter|editor|writer|columnist|contributor|journalist|critic|producer"
    r"|photographer|commentator|analyst|bureau\ chief|presenter|staff)s?"
)
ROLE = re.compile(
    rf"(?:is\ an?\ )?(?:[\w&'’.-]+\ ){{0,4}}{ROLES}"
    r"(?:(?:,|\ \||\ in|\ at|\ for)?\ [\w .&'’-]{1,40})?",
    re.I,
)
"""What a writer is: "Europe correspondent", "is a staff writer at The Ledger."."""
LAST_ROLE = re.compile(rf"\s+{ROLES}$", re.I)
QUALIFIERS = SECTIONS | frozenset(
    re.findall(
        r"\S+",
        """
    chief senior staff political environmental foreign special deputy associate assistant managing
    contributing general assignment legal security defence defense diplomatic medical religion
    religious royal transport consumer community social affairs data investigations investigative
    city state county courts higher energy financial personal economics policy parliamentary
    breaking digital freelance trade labor labour housing film theatre
    """,
    )
)
"""Words that may stand between a name and a role."""
FROM = re.compile(r"(?:Reporting|REPORTING|reporting) (?:from|in) [A-Z][^.!?]{2,50}\.?")
ADDRESS = re.compile(r"\S*@\S+")
PLACE = re.compile(
    r"(?:New|Los|Las|San|Santa|São|Saint|St|El|Port|Fort|North|South|East|West|Tel|Abu|Buenos|Rio"
    r"|Hong|Kuala|Cape|Mexico|Salt|Sri|Saudi|United|Addis|Ho|Phnom|Costa|Puerto|Sierra|Great|An?|The)\b",
    re.I,
)
"""Begins names of places that look like a person's."""
RELATIVE = re.compile(
    r"(?:updated |published )?(?:\d+|an?) (?:min(?:ute)?|hour|day|week|month|year)s? ago"
    r"|\d+[ -]min(?:ute)?s?(?: read)?",
    re.I,
)
END = re.compile(r"[.!?…。！？।؟۔:;,]['\"”’»)\]」』]*$")
CREDITED = re.compile(
    r"\b(?:photo|image|picture|credit|courtesy|getty|reuters|afp|ap)\b.*\)$", re.I
)
LONGEST_LINE = 160


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
        person = _person(part) if not found or _is_another(part) else None
        if not person:
            break
        found.append(person)
    return found


def signed(line: str) -> list[str] | None:
    """The writers named by a line without "By", where role, outlet, date are all it says beside."""
    if len(line) > LONGEST_LINE or END.search(line) or not line:
        return None
    parts = BETWEEN_NAMES.split(DATE.sub("|", ADDRESS.sub(" ", line)).strip(" |·•*_-–"))
    parts = [part for part in parts if AROUND_DATE.sub("", part)]
    found: list[str] = []
    for number, part in enumerate(parts):
        person = None if PLACE.match(part) or OUTLET.fullmatch(part) else _person(part)
        if person and len(found) == number and (not found or is_name(part)):
            found.append(person)
        elif not found or not _goes_with_name(part, line):
            return None
    return found or None


def _is_another(part: str) -> bool:
    """Whether what follows a writer's name names one more, and not where both write."""
    return is_name(part) and not OUTLET.fullmatch(part)


def _goes_with_name(part: str, line: str) -> bool:
    """Whether it is a role, an outlet or the place that a writer is in."""
    named = NOT_NAMES.search(part) or OUTLET.fullmatch(part) or part.isupper()
    outlet = len(part.split()) <= 4 and named
    return bool(outlet or ROLE.fullmatch(part)) or f" in {part}" in line


def _person(part: str) -> str | None:
    """A person's name, with a role behind it or not; None where it can't be told from the role."""
    if is_name(part):
        return _cased(part)
    words = LAST_ROLE.sub("", part).split()
    whole = len(words)
    if whole == len(part.split()):
        return None
    while len(words) > 2 and words[-1].casefold() in QUALIFIERS:
        words.pop()
    told_apart = len(words) == 2 or len(words) < whole or any(word[-1] == "." for word in words)
    rest = " ".join(words)
    return _cased(rest) if told_apart and is_name(rest) else None


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
