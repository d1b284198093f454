"""Pure: what speaks for a sentence being the answer, as numbers between about 0 and 1."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from index.stems import stems
from qa.names import names

Stem = Callable[[str], Sequence[str]]
"""The stems of a text's words in order."""
Place = tuple[int, str]
"""Where a stem that a question is about stands among those of a text, and the stem."""

ASKING = frozenset(
    [
        "many",
        "much",
        "say",
        "said",
        "tell",
        "told",
        "happen",
        "ask",
        "answer",
        "spoke",
        "speak",
        "talk",
        "call",
        "claim",
        "state",
        "articl",
        "report",
        "stori",
        "coverag",
        "piec",
        "accord",
        "name",
        "describ",
        "explain",
        "mention",
    ]
)
"""Stems that a question asks with rather than about: a passage that answers need not have them."""

PERSON = re.compile(r"\b(?:who|whom|whose)\b", re.IGNORECASE)
PLACE = re.compile(r"\bwhere\b|\b(?:what|which) (?:country|city|town|place|state)\b", re.IGNORECASE)
TIME = re.compile(
    r"\bwhen\b|\b(?:what|which) (?:year|date|day|month|time|century)\b", re.IGNORECASE
)
QUANTITY = re.compile(
    r"\bhow (?:many|much|old|long|far|large|big|tall|high|often)\b"
    r"|\bwhat (?:number|percentage|share|proportion|price|age)\b",
    re.IGNORECASE,
)
SEVERAL = re.compile(
    r"\b(?:what|which) (?:other |kinds of |sorts of |of the )?"
    r"(?!(?:is|was|does|has|news|series)\b)\w+[^\Wsui]s\b"
    r"|\b(?:what|who) (?:are|were|else)\b"
    r"|\breasons\b|\bwhat happened (?:after|before|since|during)\b"
    r"|\b(?:say|said|tell|told|claim|claimed|think|thought|write|wrote|know|known) about\b"
    r"|^\W*(?:list|name)\b",
    re.IGNORECASE,
)
YES_OR_NO = re.compile(
    r"\W*(?:did|does|do|was|were|is|are|has|have|had|can|ca|could|will|wo|would|should)(?:n[’']t)?\b"
    r"(?!.*\bor\b)",
    re.IGNORECASE,
)
SAID = re.compile(r"\b(?:say|said|tell|told|call|claim|think|thought|deny|denied)\b", re.IGNORECASE)

DATES = re.compile(
    r"\b(?:1[5-9]\d\d|20\d\d|january|february|march|april|may|june|july|august|september|october"
    r"|november|december|(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|yesterday|tonight"
    r"|(?:last|this|next|a|earlier this) (?:week|month|year|summer|winter|spring|autumn|fall)"
    r"|(?:days?|weeks?|months?|years?|decades?|centur(?:y|ies))"
    r" (?:ago|later|earlier|after|before))\b",
    re.IGNORECASE,
)
NUMBERS = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|hundreds?"
    r"|thousands?|millions?|billions?|half|third|quarter|once|twice)\b",
    re.IGNORECASE,
)
REPORTS = re.compile(
    r"\W*(?:sa(?:id|ys|ying)|t(?:old|ells|elling)|wr(?:ote|ites|iting)|(?:den|testif)(?:ied|ies|ying)"
    r"|admit(?:s|ted|ting)|(?:acknowledg|add|announc|argu|claim|confirm|declar|explain|insist|not|post"
    r"|report|respond|reveal|stat|suggest|tweet|warn)(?:ed|e?s|ing))\W*",
    re.IGNORECASE,
)
A_QUESTION = re.compile(r"\?[\"”’')\]]*\s*$")
FIGURES = re.compile(r"\d+(?:[.,]\d+)*")
PLACES = re.compile(
    r"(?<=\bin |\bat |\bto |\bof |\bon )(?:the )?[A-Z][\w’'-]+"
    r"|(?<=\bnear |\bfrom |\bover )(?:the )?[A-Z][\w’'-]+|(?<=\boutside )(?:the )?[A-Z][\w’'-]+"
)
NEWS = {QUANTITY: NUMBERS, TIME: DATES, PLACE: PLACES}
"""What must be there that the question doesn't say, by what it asks for."""
SPEECH = re.compile(
    r"[“\"«]|\b(?:said|says|told|tells|called|claimed|denied|added|wrote)\b", re.IGNORECASE
)


def asked_about(question: str, weights: Mapping[str, float], stem: Stem) -> dict[str, float]:
    """A question's stems and weights without those that an answer need not have.

    That is words it only asks with, and first names: after the first mention news goes by the
    last. If nothing else is left, all stay.
    """
    firsts = {part for name in names(question) if name.person for part in stem(name.text)[:-1]}
    about = {s: w for s, w in weights.items() if s not in ASKING and s not in firsts}
    return about or dict(weights)


def coverage(weights: Mapping[str, float], stems: Collection[str]) -> float:
    """The share of a question's words, weighted by rarity, that a text has."""
    total = sum(weights.values())
    return (
        sum(weight for stem, weight in weights.items() if stem in stems) / total if total else 0.0
    )


def adjacent(order: Sequence[str], places: Sequence[Place]) -> float:
    """The share of a question's pairs of neighbouring stems that are neighbours in a text too."""
    pairs = set(pairwise(order))
    there = {(one, other) for (i, one), (j, other) in pairwise(places) if j == i + 1}
    return len(pairs & there) / len(pairs) if pairs else 0.0


def closest_run(weights: Mapping[str, float], places: Sequence[Place], width: int = 12) -> float:
    """The most of a question's words, by weight, that any `width` words of a text in a row have."""
    runs = {
        frozenset(stem for place, stem in places[i:] if place < first + width)
        for i, (first, _) in enumerate(places)
    }
    return max((coverage(weights, run) for run in runs), default=0.0)


def asks_for_several(question: str) -> bool:
    """Whether a question wants more than one thing: "which countries", "what did he say about"."""
    return SEVERAL.search(question) is not None


def asks_yes_or_no(question: str) -> bool:
    """Whether a question wants a yes or a no, which no words of an article are: "was he there?"."""
    return YES_OR_NO.match(question) is not None


def asks(sentence: str) -> bool:
    """Whether a sentence is a question itself."""
    return A_QUESTION.search(sentence) is not None


def repeats(question: str, sentence: str) -> bool:
    """Whether a sentence says nothing that a question doesn’t: only a yes or a no can be one."""
    return not asks_yes_or_no(question) and set(stems(sentence)) <= set(stems(question))


def only_reports(words: str) -> bool:
    """Whether words are but "said" or the like: the reader marks it where all of the sentence
    answers."""
    return REPORTS.fullmatch(words) is not None


def offers(question: str, sentence: str) -> float:
    """Whether a sentence has the kind of thing a question asks for: 1, 0, or 0.5 if unclear.

    What the question itself says is no news, and doesn't count.
    """
    kind = _kind(question)
    if kind in NEWS:
        return float(_news(NEWS[kind], question, sentence))
    if kind is PERSON:
        asked = question.lower()
        lasts = (name.text.split()[-1].lower() for name in names(sentence) if name.person)
        return float(any(last not in asked for last in lasts))
    if kind is SAID:
        return float(SPEECH.search(sentence) is not None)
    return 0.5


@lru_cache(maxsize=64)  # asked for each of a question's passages
def _kind(question: str) -> re.Pattern[str] | None:
    """The pattern of the kind of thing that a question asks for."""
    return next((kind for kind in (*NEWS, PERSON, SAID) if kind.search(question)), None)


def missing_names(question: str, text: str) -> float:
    """The share of a question's names and numbers that a text lacks; 0 if it has none.

    A name of several words counts as there if its last word is.
    """
    named = _named(question)
    lower = text.lower()
    return sum(name not in lower for name in named) / len(named) if named else 0.0


@lru_cache(maxsize=64)  # asked for each of a question's passages
def _named(question: str) -> frozenset[str]:
    lasts = {name.text.split()[-1].lower() for name in names(question)}
    return frozenset(lasts | set(FIGURES.findall(question)))


def _news(pattern: re.Pattern[str], question: str, sentence: str) -> bool:
    asked = question.lower()
    return any(match[0].lower() not in asked for match in pattern.finditer(sentence))
