"""Pure: where a text names sources.

Each run of names ("Fortune, The Age and Wired") then stands as one character in the text, so that
the words around it can be read and cut, whatever the names are.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from index.publisher import bare
from qa.outlets import (
    DOES,
    OTHER_AFTER,
    OTHER_BEFORE,
    PAPER,
    SAY,
    STARTS_TELLING,
    clear_lower,
    longer_name,
    speaks,
)
from qa.speech import OUTLET

MARK = "[\ue000-\uf8ff]"
"""Characters for private use, one for each run of names."""
FIRST_MARK = 0xE000

AND = r"(?:,\s*(?:and|or|but)?|\band\b|\bor\b|&|\bas\s+well\s+as\b|\bversus\b|\bvs\.?)"
UNKNOWN = r"(?:,\s*(?:the\s+)?(?:(?-i:[A-Z])\w*\s?){1,3}){0,2}"
"""Names in the list that the archive does not hold."""
BETWEEN = re.compile(
    rf"(?:['’]s)?[\"'’”]?{UNKNOWN}\s*{AND}\s*(?:the\s+)?[\"'‘“]?",
    re.IGNORECASE,
)
SITE = re.compile(r"\.(?:com|org|net|co\.uk)$", re.IGNORECASE)
TITLED = re.compile(r"[A-Z][a-z]+")
SECTION = re.compile(r"\s+[-–—|]\s+|:\s+")
CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")


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
        return text.translate(dict(enumerate(self.words, FIRST_MARK)))


def marked(text: str, known: Sequence[str]) -> Marked:
    """The text with every known source's name, or run of names, as one mark.

    A name of one ordinary word counts only where it is written as a name.
    """
    text = re.sub(MARK, " ", text)  # an icon, pasted with the words
    named = _mentions(text, known)
    mentions = _with_others(text, _runs(text, _with_short(text, known, named)))
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
    whole = {bare(source) for source in known}
    names: dict[str, list[str]] = {}
    for source in known:
        for name in called(source):
            if name == bare(source) or name not in whole:
                names.setdefault(name, []).append(source)
    ordered = sorted(names.items(), key=lambda item: -len(item[0]))
    return tuple((name, tuple(sources)) for name, sources in ordered)


def called(source: str) -> list[str]:
    """What a source is called, "The" left out: its name, and the name without its section or
    ".com" ("BBC News" for "BBC News - Health"), by its initials (NYT), by those and its last word
    (JPost, NYTimes)."""
    head = bare(SECTION.split(source)[0])
    in_a_row, site = bare(SECTION.sub(" ", source)), SITE.sub("", head)
    names = (bare(source), head, in_a_row, site, *_shortened(head))
    return [name for name in dict.fromkeys(names) if name == bare(source) or len(name) > 2]


def _shortened(name: str) -> list[str]:
    words = name.split()
    if len(words) < 2 or not all(TITLED.fullmatch(word) for word in words):
        return []
    initials = "".join(word[0] for word in words)
    return [initials, f"{initials[:-1]}{words[-1]}"]


@lru_cache(maxsize=8)
def _short(known: tuple[str, ...]) -> Mapping[str, str]:
    """What papers are called for short, in small letters, with the one so called. What stands in
    two sources' names is no name of either."""
    words = Counter(word for source in known for word in set(bare(source).lower().split()))
    lasts = {source: bare(SECTION.split(source)[0]).lower().split() for source in known}
    return {
        last[-1]: source
        for source, last in lasts.items()
        if len(last) > 1 and re.fullmatch(PAPER, last[-1]) and words[last[-1]] == 1
    }


def _with_short(text: str, known: Sequence[str], named: list[Mention]) -> list[Mention]:
    """The mentions, with the papers that are called by their last word where that is asked for."""
    if not (short := _short(tuple(known))):
        return named
    led = r"the\s+|(?<=\band\s)|(?<=\bor\s)|(?<=['’]s\s)"
    pattern = rf"\b(?:{led})(?P<name>{'|'.join(short)})(?![\w@]|-\w|\.\w)"
    found = [
        Mention(match.start(), match.end(), (short[match["name"].lower()],))
        for match in re.finditer(pattern, text, re.IGNORECASE)
        if not longer_name("", text[match.end() :])
        and all(match.end() <= old.start or match.start() >= old.end for old in named)
    ]
    everyone = sorted([*named, *found], key=lambda mention: mention.start)
    clear = [run for run in _runs(text, everyone) if _speaks(text, run)]
    return [
        mention
        for mention in everyone
        if mention in named or any(run.start <= mention.start < run.end for run in clear)
    ]


def _speaks(text: str, run: Mention) -> bool:
    before, named, after = text[: run.start], text[run.start : run.end], text[run.end :]
    return speaks(before, named, after, several=len(run.sources) > 1)


def _with_others(text: str, runs: list[Mention]) -> list[Mention]:
    """The runs, each with the outlets in its list that the archive does not hold."""
    found, end = [], 0
    for run in runs:
        before, after = OTHER_BEFORE.search(text, end, run.start), OTHER_AFTER.match(text, run.end)
        start, end = before.start() if before else run.start, after.end() if after else run.end
        found.append(Mention(start, end, run.sources))
    return found


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
    if longer_name("" if match["the"] else before, after):
        return False
    if " " in alias or not alias.isalpha() or CAMEL.search(alias) or alias.isupper():
        return True
    if match["name"][0].isupper() and not text.isupper():
        inside = before.strip(" \"'‘“") or match[0] != match["name"]
        return bool(inside or STARTS_TELLING.match(after))
    says = match[0].lower().startswith("the ") and DOES.search(before) and SAY.match(after)
    return bool(says) or clear_lower(before, after)


def _runs(text: str, mentions: list[Mention]) -> list[Mention]:
    """Names that stand in one list, joined."""
    runs: list[Mention] = []
    for mention in mentions:
        if runs and BETWEEN.fullmatch(text, runs[-1].end, mention.start):
            last = runs.pop()
            mention = Mention(last.start, mention.end, (*last.sources, *mention.sources))
        runs.append(mention)
    return runs
