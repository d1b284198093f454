"""Pure: a question that leans on earlier turns, made to stand alone.

Rules without a model: a pronoun with nothing before it to refer to takes the name that the last
turn was about; a question of a few words takes the last question along.
"""

import re
from collections.abc import Sequence

from qa.names import names

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
WH_WORD = r"who|what|when|where|why|how"
ONLY_ASKING = re.compile(rf"^\W*(?:(?:and|but|so|or)\W+)?(?P<word>{WH_WORD})\W*$", re.IGNORECASE)
ASKED_WITH = re.compile(rf"^\W*(?:{WH_WORD}|which)\b", re.IGNORECASE)
ASKED_WHO = re.compile(r"\W*(?:who|whom|whose|which)\b", re.IGNORECASE)
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
    if bare := ONLY_ASKING.match(question):
        return ASKED_WITH.sub(bare["word"].capitalize(), before)
    who = _person(before, answered) if person else None
    if person and who:
        name = f"{who}’s" if person["owner"] else who
        return f"{question[: person.start()]}{name}{question[person.end() :]}"
    return f"{question} ({before})"


def _dangling(pattern: re.Pattern[str], question: str) -> re.Match[str] | None:
    """A pronoun with no name before it in its own question."""
    match = pattern.search(question)
    return match if match and not names(question[: match.start()]) else None


def _is_fragment(question: str) -> bool:
    return SHORT.match(question.strip()) is not None and not names(question)


def _person(question: str, answered: str) -> str | None:
    """Whom the last turn was about: the first person new in the answer if it asked who, else the
    first one it named itself."""
    own = [name.text for name in names(question) if name.person]
    new = [name for quote in CITATION.split(answered) for name in _persons(quote, own)]
    who = ASKED_WHO.match(question)
    return next(iter(new + own if who else own + new), None)


def _persons(quote: str, known: Sequence[str]) -> list[str]:
    """The names in one quote that may be a new person's, full names first: a single word is more
    often a country."""
    found = [name.text for name in names(quote) if name.person and name.text not in known]
    first = found[:1] if quote.strip().startswith(tuple(found[:1])) else []
    return first + sorted(found, key=lambda name: " " not in name)
