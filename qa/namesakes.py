"""Articles about another person than the one asked about: the brother, the deputy's chief. Pure.

"When was Tom Marsh elected?" is near to "Ms Marsh was elected in May" in words and in meaning; that
the article speaks of Ellen Marsh, and of no Tom, tells that it doesn't answer.
"""

import re
from functools import cache, lru_cache

from nicknames import NickNamer

from index.stems import stop_words
from qa.names import TITLES, names

OFFICES = re.compile(
    rf"{TITLES}|mayor|chancellor|secretary|speaker|justice|sheriff|chief|chair|chairman|chairwoman"
    r"|director|coach|admiral|sergeant|lieutenant|detective|inspector|officer|constable"
    r"|commissioner|ambassador|envoy|councillor|congressman|congresswoman|representative|doctor"
    r"|reverend|bishop|archbishop|cardinal|rabbi|imam|sheikh|queen|prince|princess|duke|duchess"
    r"|lord|lady|sir|dame|miss|rev|st",
    re.IGNORECASE,
)
"""What stands before a last name and is no first name."""
RANKS = {
    "deputy": r"\b(?:deput\w+|vice|second-in-command)\b",
    "vice": r"\b(?:vice|deput\w+|VP)\b",
    "interim": r"\b(?:interim|acting|caretaker|temporar\w+)\b",
    "assistant": r"\b(?:assistants?|aides?|deput\w+)\b",
}
"""Of an office, each with the words that tell of it."""
RANKED = re.compile(
    rf"\b(?P<rank>{'|'.join(RANKS)})[ -](?!(?:of|to|who|that|for|is|was)\b)\w", re.I
)


def of_another(question: str, text: str) -> bool:
    """Whether an article's text has the last name of somebody asked about with other first names
    alone ("Ellen Marsh" for "Tom Marsh"), or nothing of the rank asked about ("deputy head")."""
    return any(_is_namesake(*name, text) for name in _asked(question)) or any(
        not re.search(RANKS[asked["rank"].lower()], text, re.IGNORECASE)
        for asked in RANKED.finditer(question)
    )


@lru_cache(maxsize=64)  # asked for each of a question's articles
def _asked(question: str) -> tuple[tuple[str, str], ...]:
    """First and last names of the persons that a question names with both."""
    words = [name.text.split() for name in names(question) if name.person]
    return tuple((own[-2], own[-1]) for own in words if len(own) > 1 and _is_first(own[-2]))


def _is_namesake(first: str, last: str, text: str) -> bool:
    if re.search(rf"\b{re.escape(first)}\b", text):
        return False
    before = set(re.findall(rf"\b([A-Z][\w’'-]+) {re.escape(last)}\b", text))
    others = {
        one for one in before if _is_first(one) and not re.search(rf"\b{one.lower()}\b", text)
    }
    return bool(others) and not any(_alike(first, other) for other in others)


def _is_first(word: str) -> bool:
    return not OFFICES.fullmatch(word.rstrip(".")) and word.lower() not in stop_words()


def _alike(one: str, other: str) -> bool:
    """Whether two first names may be one person's: Joe and Joseph, Bill and William."""
    return one[0] == other[0] or bool(_forms(one) & _forms(other))


def _forms(name: str) -> set[str]:
    """A first name with what it is short for and what it is shortened to."""
    known = _known()
    return {name.lower(), *known.canonicals_of(name), *known.nicknames_of(name)}


@cache
def _known() -> NickNamer:
    return NickNamer()
