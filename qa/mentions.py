"""Pure: where a text names sources.

Each run of names ("Fortune, The Age and Wired") then stands as one character in the text, so that
the words around it can be read and cut, whatever the names are.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

MARK = "[\ue000-\uf8ff]"
"""Characters for private use, one for each run of names; no text of the world holds them."""
FIRST_MARK = 0xE000

AND = r"(?:,\s*(?:and|or|but)?|\band\b|\bor\b|&|\bas\s+well\s+as\b|\bversus\b|\bvs\.?)"
UNKNOWN = r"(?:,\s*(?:(?-i:[A-Z])\w*\s?){1,3}){0,2}"
"""Names in the list that the archive does not hold."""
BETWEEN = re.compile(
    rf"(?:['’]s)?[\"'’”]?{UNKNOWN}\s*{AND}\s*(?:the\s+)?[\"'‘“]?",
    re.IGNORECASE,
)
NO_NAMES = re.compile(
    r"a|according|after|an|and|another|citing|not|quoting|are|as|at|before|besides|between|both|but|by|can|compare[ds]?"
    r"|based|besides|check|cite|contrast|despite|explain|find|give|list|look|name|quote|search|see"
    r"|summari[sz]e|unlike|use|using|could|did|do|does|during|either|for|from|had|has|have|how|if|in|is|like|on|only|or|over|per"
    r"|read|show|since|tell|that|the|these|this|those|through|was|were|what|when|where|which|while"
    r"|who|whom|whose|why|will|with|would",
    re.IGNORECASE,
)
"""Words that a sentence can begin with and no name does."""
PRESS_WORDS = re.compile(
    r"articles?|coverage|i|interview|magazine|newspaper|pieces?|report(?:s|ed)?|reviews?|said|says"
    r"|story|stories|website",
    re.IGNORECASE,
)
"""Words that may follow a source with a capital and make no longer name of it."""
OUTLET = r"(?:newspaper|magazine|website|news\s+site|news\s+source|outlet|paper|daily)"
SITE = re.compile(r"\.(?:com|org|net|co\.uk)$", re.IGNORECASE)
TITLED = re.compile(r"[A-Z][a-z]+")
SECTION = re.compile(r"\s+[-–—|]\s+|:\s+")
CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
MONTH = re.compile(r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)", re.IGNORECASE)
DAY_OF = re.compile(r"(?:mon|tues|wednes|thurs|fri|satur|sun)day['’]s", re.IGNORECASE)
"""Sunday's New York Times is the New York Times."""
NEXT = re.compile(r"(?:\s+of)?\s+([A-Z]\w*|\d+)")
DATED = re.compile(rf"\s+\d{{1,2}}(?:st|nd|rd|th)?\s+{MONTH.pattern}|\s+\d{{4}}\s+[a-z]", re.I)
STARTS_TELLING = re.compile(
    r"['’]s\s+(?:articles?|reports?|coverage|reporting|reviews?|story|stories)\b"
    r"|\s+(?:and|or|vs\.?|versus)\s+(?:[Tt]he\s+)?[A-Z]"
    r"|\s+(?:articles?|says|reports|writes|wrote)\b|,"
)
ASKED = re.compile(r"\b(?:according\s+to|as\s+reported\s+by|per)\s+(?:the\s+)?$", re.IGNORECASE)
CLOSED = re.compile(r"\s*(?:$|[?.!])|,?\s+(?:who|what|when|where|why|how|which|did|does|is)\b")
DOES, SAY = re.compile(r"\b(?:did|does|has)\s+$", re.I), re.compile(r"\s+(?:say|report|write)\b")
ARTICLE = re.compile(r"(?:['’]s)?\s+articles?\b")


@dataclass(frozen=True, slots=True)
class Mention:
    """A run of names, `text[start:end]`, quotation marks and "The" included."""

    start: int
    end: int
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Marked:
    """A text in which each run of names is one character."""

    text: str
    mentions: tuple[Mention, ...] = ()
    words: tuple[str, ...] = ()
    """What each mark stands for."""

    def sources(self, mark: str) -> tuple[str, ...]:
        """The sources that a mark of the text stands for."""
        return self.mentions[ord(mark) - FIRST_MARK].sources

    def spelled_out(self, text: str) -> str:
        """A text cut from the marked one, with its names put back."""
        marks = {FIRST_MARK + number: words for number, words in enumerate(self.words)}
        return text.translate(marks) if marks else text


def marked(text: str, known: Sequence[str]) -> Marked:
    """The text with every known source's name, or run of names, as one mark.

    A name of one ordinary word counts only where it is written as a name.
    """
    if re.search(MARK, text):
        return Marked(text)
    mentions = _runs(text, _mentions(text, known))
    pieces, words, end = [], [], 0
    for number, mention in enumerate(mentions):
        pieces += [text[end : mention.start], chr(FIRST_MARK + number)]
        words.append(text[mention.start : mention.end])
        end = mention.end
    return Marked("".join((*pieces, text[end:])), tuple(mentions), tuple(words))


def _mentions(text: str, known: Sequence[str]) -> list[Mention]:
    """Where sources are named, longer names first: what they take, no shorter one can claim."""
    found: list[Mention] = []
    letters = _letters(text)
    for alias, sources in _aliases(tuple(known)):
        if _letters(alias) not in letters:
            continue
        for match in _pattern(alias).finditer(text):
            free = all(match.end() <= old.start or match.start() >= old.end for old in found)
            if free and _is_name(text, match, alias):
                found.append(Mention(match.start(), match.end(), sources))
    return sorted(found, key=lambda mention: mention.start)


@lru_cache(maxsize=8)
def _aliases(known: tuple[str, ...]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """What the sources are called, longest first, with those so called. What one is called in full
    is not what others are called for short."""
    whole = {_bare(source) for source in known}
    names: dict[str, list[str]] = {}
    for source in known:
        for name in called(source):
            if name == _bare(source) or name not in whole:
                names.setdefault(name, []).append(source)
    ordered = sorted(names.items(), key=lambda item: -len(item[0]))
    return tuple((name, tuple(sources)) for name, sources in ordered)


def called(source: str) -> list[str]:
    """What a source is called, "The" left out: its name, and the name without its section or
    ".com" ("BBC News" for "BBC News - Health"), by its initials (NYT), by those and its last word
    (JPost, NYTimes)."""
    head = _bare(SECTION.split(source)[0])
    in_a_row, site = _bare(SECTION.sub(" ", source)), SITE.sub("", head)
    names = (_bare(source), head, in_a_row, site, *_shortened(head))
    return [name for name in dict.fromkeys(names) if name == _bare(source) or len(name) > 2]


def _shortened(name: str) -> list[str]:
    words = name.split()
    if len(words) < 2 or not all(TITLED.fullmatch(word) for word in words):
        return []
    initials = "".join(word[0] for word in words)
    return [initials, f"{initials[:-1]}{words[-1]}"]


def _bare(source: str) -> str:
    return re.sub(r"^the\s+(?=\S)", "", source.strip(), flags=re.IGNORECASE)


@lru_cache(maxsize=4096)
def _letters(text: str) -> str:
    return "".join(text.casefold().split())


@lru_cache(maxsize=4096)
def _pattern(alias: str) -> re.Pattern[str]:
    parts = [CAMEL.split(word) for word in alias.split()]
    pieces = [r"\s?".join(map(re.escape, part)) for part in parts]
    words = (r"\s*" if TITLED.match(alias) else r"\s+").join(pieces)
    return re.compile(
        rf"[\"'‘“]?(?<![\w@#/.-])(?P<the>(?:the\s+{OUTLET}\s+)?the\s+|the\s+{OUTLET}\s+)?"
        rf"(?P<name>{words})(?:\.(?:com|org|co\.uk)\b)?(?![\w@]|-\w|\.\w)(?:\s+(?:magazine|newspaper|website)\b)?"
        r"(?:[\"'’”](?!\w))?",
        re.IGNORECASE,
    )


def _is_name(text: str, match: re.Match[str], alias: str) -> bool:
    """Whether words that spell a source are its name here: not part of a longer name, and an
    ordinary word not in its ordinary sense."""
    before, after = text[: match.start()], text[match.end() :]
    if match[0][0] in "\"'‘“" and match[0][-1] in "\"'’”":
        return True
    if _longer_name("" if match["the"] else before, after):
        return False
    if " " in alias or not alias.isalpha() or CAMEL.search(alias) or alias.isupper():
        return True
    if match["name"][0].isupper() and not text.isupper():
        inside = before.strip(" \"'‘“") or match[0] != match["name"]
        return bool(inside or STARTS_TELLING.match(after))
    says = match[0].lower().startswith("the ") and DOES.search(before) and SAY.match(after)
    return bool(says) or _clear_lower(before, after)


def _longer_name(before: str, after: str) -> bool:
    """Whether the words are part of a longer name: Financial Times, The Age of Reason."""
    previous = re.search(r"([\w’'.&-]+)\s$", before)
    if previous and previous[1][0].isupper() and not before.isupper():
        first = not before[: previous.start()].strip(" \"'“‘(")
        ordinary = first and NO_NAMES.fullmatch(previous[1])
        if not (ordinary or previous[1].endswith(".") or DAY_OF.fullmatch(previous[1])):
            return True
    following = NEXT.match(after)
    if following is None or (before.isupper() and after.isupper()):
        return False
    word = following[1]
    if MONTH.match(word) or DATED.match(after):
        return False
    of = re.match(r"\s+of\s+(?!the\b)[A-Z]", after)
    return bool(of or not (PRESS_WORDS.fullmatch(word) or NO_NAMES.fullmatch(word)))


def _clear_lower(before: str, after: str) -> bool:
    """Whether an ordinary word in small letters stands where only a source can."""
    asked = ASKED.search(before) and CLOSED.match(after)
    return bool(asked or ARTICLE.match(after))


def _runs(text: str, mentions: list[Mention]) -> list[Mention]:
    """Names that stand in one list, joined."""
    runs: list[Mention] = []
    for mention in mentions:
        if runs and BETWEEN.fullmatch(text, runs[-1].end, mention.start):
            last = runs.pop()
            mention = Mention(last.start, mention.end, (*last.sources, *mention.sources))
        runs.append(mention)
    return runs
