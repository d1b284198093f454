"""Pure: a question that leans on earlier turns, made to stand alone.

Rules without a model: a pronoun with nothing before it to refer to takes the name that the last
turn was about; a question of a few words takes the last question along.
"""

import re
from collections.abc import Sequence

Turn = tuple[str, str]
"""An earlier question and the text of its answer."""

PERSON = re.compile(r"\b(?:(?P<whole>he|him|she)|(?P<owner>his|her))\b", re.IGNORECASE)
THING = re.compile(
    r"\b(?:it|its|they|them|their|theirs)\b(?! (?:true|possible|likely|known))"
    r"|(?<!is )(?<!are )(?<!was )(?<!were )\bthere\b"
    r"|\b(?:that|this|these|those)(?=\W*$)"
    r"|\bthat (?=day|night|time|week|month|year|place|meeting|point)",
    re.IGNORECASE,
)
SHORT = re.compile(
    r"^(?:and|but|so|or|what about|how about|why|when|where|who|how|what|who else|how so)\b"
    r"(?:\W*\w+){0,3}\W*$",
    re.IGNORECASE,
)
CAPITAL = r"(?:(?:[A-Z]|Mr|Mrs|Ms|Dr|Gen|Maj|Col|Lt|Sgt|Capt|Sen|Rep|Gov|Prof)\.|[A-Z][\w’'-]*)"
NAME = re.compile(rf"{CAPITAL}(?:(?: (?:of|the|de|al|bin|van|von|ben))* {CAPITAL})*")
SENTENCE_START = re.compile(r"(?:^|[.!?”\"]\s+)$")
NOT_NAMES = frozenset(
    [
        "who",
        "what",
        "when",
        "where",
        "why",
        "how",
        "which",
        "whose",
        "whom",
        "did",
        "does",
        "do",
        "is",
        "was",
        "are",
        "were",
        "has",
        "have",
        "had",
        "will",
        "would",
        "can",
        "could",
        "should",
        "the",
        "a",
        "an",
        "in",
        "on",
        "at",
        "of",
        "and",
        "but",
        "however",
        "he",
        "she",
        "it",
        "they",
        "i",
        "we",
    ]
)
CITATION = re.compile(r"\s*\[\d+\]")


def stand_alone(question: str, history: Sequence[Turn]) -> str:
    """The question with what it leaves to earlier turns put in; unchanged if it leaves nothing."""
    if not history:
        return question
    *earlier, (asked, answered) = history
    person = _dangling(PERSON, question)
    if not (person or _dangling(THING, question) or _is_fragment(question)):
        return question
    before = stand_alone(asked, earlier)
    who = _person(before, answered) if person else None
    if person and who:
        name = f"{who}’s" if person["owner"] else who
        return f"{question[: person.start()]}{name}{question[person.end() :]}"
    return f"{question} ({before})"


def names(text: str) -> list[str]:
    """Runs of capitalised words, in order, without a sentence's first word unless it goes on."""
    found = []
    for match in NAME.finditer(text):
        words = match[0].split()
        at_start = SENTENCE_START.search(text[: match.start()]) is not None
        if at_start and (len(words) == 1 or words[0].lower() in NOT_NAMES):
            words = words[1:]
        if words and words[0].lower() not in NOT_NAMES:
            found.append(" ".join(words).rstrip("."))
    return found


def _dangling(pattern: re.Pattern[str], question: str) -> re.Match[str] | None:
    """A pronoun with no name before it in its own question."""
    match = pattern.search(question)
    return match if match and not names(question[: match.start()]) else None


def _is_fragment(question: str) -> bool:
    return SHORT.match(question.strip()) is not None and not names(question)


def _person(question: str, answered: str) -> str | None:
    """Whom the last turn was about: the answer's first new name if it asked who, else its own."""
    asked_for = names(question)
    told = [name for name in names(CITATION.sub("", answered)) if name not in asked_for]
    who = re.match(r"\W*(?:who|whom|whose|which)\b", question, re.IGNORECASE)
    return next(iter(told + asked_for if who else asked_for + told), None)
