"""Pure: what outlets are called, and where words that may be an outlet's name are one."""

import re
from collections.abc import Sequence

from index.publisher import bare
from qa.days import MONTH, WEEKDAY
from qa.speech import ACCORDING, ARTICLE, AUX, WH

NO_NAMES = re.compile(
    rf"{WH}|{AUX}|a|according|after|an|and|another|as|at|based|before|besides|between|both|but|by"
    r"|check|cite|citing|compare[ds]?|contrast|despite|during|either|explain|find|for|from|give|if"
    r"|in|like|list|look|name|not|on|only|or|over|per|quote|quoting|read|search|see|show|since"
    r"|summari[sz]e|tell|that|the|these|this|those|through|unlike|use|using|while|with",
    re.IGNORECASE,
)
"""Words that a sentence can begin with and no name does."""
PRESS_WORDS = re.compile(
    rf"{ARTICLE}|i|interview|magazine|newspaper|pieces?|report(?:s|ed)?|reviews?|said|says|website",
    re.IGNORECASE,
)
"""Words that may follow a source with a capital and make no longer name of it."""
PAPER = (
    r"(?:argus|bulletin|chronicle|courier|dispatch|echo|express|gazette|globe|guardian|herald"
    r"|independent|journal|ledger|mail|mercury|mirror|observer|post|sentinel|standard|star|sun"
    r"|telegraph|times|tribune)"
)
"""What papers are called for short: the Gazette. Not the Press or the News, which may be any."""
PERSONS = re.compile(r"(?:guardian|independent|observer|sentinel|star)$", re.IGNORECASE)
"""Of these, in small letters, somebody may be meant."""
OTHER = (
    r"(?:[Tt]he\s+)?(?:(?-i:AFP|AP|BBC|CBC|CBS|CNN|NBC|NPR|PBS|Reuters|Bloomberg|Al\s+Jazeera)"
    rf"|(?:(?!(?i:{NO_NAMES.pattern})\b)[A-Z][\w’-]*\s+){{1,3}}(?:(?i:{PAPER})|News|Press)"
    r")(?:\s+(?:News|Agency|Association|Service))*\b"
)
"""What looks like an outlet, whether the archive holds it or not: the BBC, the Orlo Herald."""
AND = r"\s*,?\s*(?:and|or|&|versus|vs\.?)\s+(?:the\s+)?"
OTHER_BEFORE = re.compile(rf"\b{OTHER}(?:\s*,\s*{OTHER})*{AND}$")
OTHER_AFTER = re.compile(rf"(?:\s*,\s*{OTHER})*{AND}{OTHER}(?!['’]s|\s+[A-Z])")
"""The BBC, in a list with a known source."""
A_MONTH = re.compile(MONTH, re.IGNORECASE)
DAY_OF = re.compile(rf"(?:{WEEKDAY})['’]s", re.IGNORECASE)
"""Sunday's New York Times is the New York Times."""
OF_A_DAY = re.compile(rf"\b(?:{DAY_OF.pattern}|(?:yester|to)day['’]s|week['’]s)\s$", re.IGNORECASE)
"""Before a paper's short name: yesterday's Courier."""
NEXT = re.compile(r"(?:\s+of)?\s+([A-Z]\w*|\d+)")
DATED = re.compile(rf"(?:\s+of)?\s+\d{{1,2}}(?:st|nd|rd|th)?\s+{MONTH}\b|\s+\d{{4}}\s+[a-z]", re.I)
STARTS_TELLING = re.compile(
    rf"['’]s\s+(?:{ARTICLE}|reports?|reviews?)\b"
    r"|\s+(?:and|or|vs\.?|versus)\s+(?:[Tt]he\s+)?[A-Z]"
    r"|\s+(?:articles?|says|reports|writes|wrote)\b|,"
)
ASKED = re.compile(rf"\b{ACCORDING}\s+(?:the\s+)?$", re.IGNORECASE)
CLOSED = re.compile(r"\s*(?:$|[?.!])|,?\s+(?:who|what|when|where|why|how|which|did|does|is)\b")
DOES, SAY = re.compile(r"\b(?:did|does|has)\s+$", re.I), re.compile(r"\s+(?:say|report|write)\b")
ARTICLES = re.compile(r"(?:['’]s)?\s+articles?\b")
SAYS_OF = re.compile(rf"{SAY.pattern}(?!\s+(?:s?he|they|it|so|for|to)\b)")
"""Not the courier who "says she left"."""
TOGETHER = re.compile(
    r"\b(?:do|did|have)\s+(?:both\s+)?$|\b(?:compare|contrast|between)\s+$", re.IGNORECASE
)
DIFFER = re.compile(r"\s+(?:differ|agree|disagree|say|report|write|on|about|articles?)\b|\W*$")
"""How do the Courier and the Gazette differ? Compare the Courier and the Gazette on tax."""
HEAD = re.compile(rf",?(?:\s+of)?\s+\d{{1,2}}\s+{MONTH}\b\.?(?:\s+\d{{4}})?\s*[:,]", re.I)
"""The Courier of 14 March 2023: how many died?"""
OWNS = re.compile(r"['’]s?\b")


NAMED_AS_SOURCE = re.compile(
    rf"\b(?:[Dd]id|[Dd]oes|(?P<reported>(?i:{ACCORDING})))\s+"
    rf"(?P<name>{OTHER}|(?(reported)[Tt]he\s+(?=[A-Z])(?i:{PAPER})\b|$))"
)
"""Did the Orlo Herald, according to the Herald; not "did the Sun", which may be the star."""


def lacking(question: str, known: Sequence[str]) -> str:
    """The outlet that a question names as its source and the archive has nothing of, or ""."""
    match = NAMED_AS_SOURCE.search(question)
    if match is None:
        return ""
    words = set(bare(match["name"]).lower().split())
    held = any(words <= set(source.lower().split()) for source in known)
    return "" if held else match["name"]


def longer_name(before: str, after: str) -> bool:
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
    if A_MONTH.fullmatch(word) or DATED.match(after):
        return False
    of = re.match(r"\s+of\s+(?!the\b)[A-Z]", after)
    return bool(of or not (PRESS_WORDS.fullmatch(word) or NO_NAMES.fullmatch(word)))


def clear_lower(before: str, after: str) -> bool:
    """Whether an ordinary word in small letters stands where only a source can."""
    asked = ASKED.search(before) and CLOSED.match(after)
    return bool(asked or ARTICLES.match(after))


def speaks(before: str, named: str, after: str, several: bool) -> bool:
    """Whether papers' short names stand where only sources can or, with a capital, where they may.

    `named` is one name or, if `several`, a list of them.
    """
    if not (several or named[:3].lower() == "the" or OF_A_DAY.search(before)):
        return False
    if named.split()[-1][0].isupper() and not before.isupper():
        return not OWNS.match(after) or STARTS_TELLING.match(after) is not None
    if several and TOGETHER.search(before) and DIFFER.match(after):
        return True
    if PERSONS.search(named):
        return False
    says = DOES.search(before) and SAYS_OF.match(after)
    heads = not before.strip() and HEAD.match(after)
    return clear_lower(before, after) or bool(says or heads)
