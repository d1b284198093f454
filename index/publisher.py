"""Pure: the outlet that a page's furniture names: by itself first, then by its copyright line."""

import re
from collections import Counter
from collections.abc import Iterable

from index.menu import is_menu, is_section

_NAME = r"(?P<name>(?-i:(?:The\s+)?[A-Z][\w.&'’-]*(?:\s+(?:of|and|the|&|[A-Z][\w.&'’-]*)){0,5}?))"


def _patterns(*patterns: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern.replace("NAME", _NAME), re.I) for pattern in patterns)


OUTLET = _patterns(
    r"notifications from NAME[.!]?$",
    r"(?:subscribe to|sign up (?:for|to)|get) NAME(?:['’]s)? newsletters?\W*$",
    r"NAME (?:customer service|privacy policy|newsroom)\b.*",
    r"(?:thank you for reading|about|advertise with|download|more from|subscribe to) (?-i:The )NAME"
    r"(?: app)?\W*$",
    r"^date [\d-]+ NAME (?:-|\||–|—) .*",
    r"^NAME (?:- back to home|homepage|home)$",
    r"^(?:support the|why you can trust|elsewhere on(?: the)?) NAME$",
    r"(?:^|\. )(?:the )?NAME is not responsible for the content of external",
    r"you can now listen to NAME (?:articles|stories)",
)
"""The page speaks of its outlet."""
COMPANY = _patterns(
    r"(?:copyright )?(?:©|\(c\)|copyright) ?(?:copyright )?"
    r"(?:(?:19|20)\d\d[-–, ]*)+(?:by )?NAME"
    r"(?:,? (?:Inc|Ltd|LLC|Co|GmbH|plc|Limited)\b.*|[.|•].*|, ?\d.*|,? all rights.*"
    r"|,? or its affiliate.*)?$",
    r"^(?:©|\(c\)|copyright) ?NAME,? (?:19|20)\d\d\W*$",
)
"""Who holds the copyright, which may be the company that the outlet belongs to."""
MASTHEAD = re.compile(_NAME + r" (?:-|\||–|—) ")
SENTENCE = re.compile(r"(?<=\w{4})\.\s")
LONGEST = 300


def outlet(furniture: Iterable[str]) -> str | None:
    """The outlet's name, in the page's words, or None where its furniture doesn't say."""
    lines = [line for line in furniture if len(line) <= LONGEST]
    if named := [name for line in lines for name in _names(line, OUTLET)]:
        return _voted(named, lines)
    companies = [name for line in lines for name in _names(line, COMPANY)]
    return _brand(_voted(companies, lines), lines) if companies else None


def _names(line: str, patterns: Iterable[re.Pattern[str]]) -> Iterable[str]:
    """The names that a line of furniture gives, menus with a name before them included."""
    found = [pattern.search(line) for pattern in patterns]
    if patterns is OUTLET and is_menu(line):
        found.append(MASTHEAD.match(line))
    for match in filter(None, found):
        name = SENTENCE.split(" ".join(match["name"].split()))[0]
        name = re.split(r"['\u2019]s\b", name)[0].rstrip(".")
        if not is_section(name):
            yield name


def _voted(names: list[str], lines: list[str]) -> str:
    """The name that most lines hold; "The X" before "X"."""
    low = [line.casefold() for line in lines]
    votes = Counter({name: sum(bare(name).casefold() in line for line in low) for name in names})
    winner = votes.most_common(1)[0][0]
    full = f"The {winner}"
    titled = [line for line in lines if re.match(rf"{re.escape(full)}(?:$| [-|–—])", line)]
    return full if titled else winner


def _brand(company: str, lines: list[str]) -> str:
    """A company's outlet: the line of the page that is the beginning of the company's name."""
    whole = bare(company).casefold().split()
    for line in lines:
        words = bare(line).casefold().split()
        if 0 < len(words) <= 4 and whole[: len(words)] == words and not is_section(line):
            return line
    short = company.removesuffix(" Company")
    return short if short.startswith("The ") else company


def bare(name: str) -> str:
    """An outlet's name without "The"."""
    return re.sub(r"^the\s+(?=\S)", "", name.strip(), flags=re.IGNORECASE)
