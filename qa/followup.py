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
WH_WORD = r"who|what|when|where|why|how"
ONLY_ASKING = re.compile(rf"^\W*(?:(?:and|but|so|or)\W+)?(?P<word>{WH_WORD})\W*$", re.IGNORECASE)
ASKED_WITH = re.compile(rf"^\W*(?:{WH_WORD}|which)\b", re.IGNORECASE)
TITLES = "Mr|Mrs|Ms|Dr|Gen|Maj|Col|Lt|Sgt|Capt|Sen|Rep|Gov|Prof"
CAPITAL = rf"(?:(?:[A-Z]|{TITLES})\.|[A-Z][\w’'-]*)"
NAME = re.compile(rf"{CAPITAL}(?:(?: (?:of|the|de|al|bin|van|von|ben))* {CAPITAL})*")
TITLE = re.compile(rf"^(?:(?:{TITLES})\.? )+")
OWNER = re.compile(r"[’']s?$")
SENTENCE_START = re.compile(r"(?:^|[.!?”\"]\s+)$")
SUBJECT = re.compile(r"^ (?:is|was|were|has|had|said|says|told|tells|called|did|does|will|would)\b")
NO_NAME = re.compile(
    r"who|what|when|where|why|how|which|whose|whom|did|does|do|is|was|are|were|has|have|had|will"
    r"|would|can|could|should|the|a|an|in|on|at|of|and|but|however|he|she|it|they|i|we",
    re.IGNORECASE,
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
    if bare := ONLY_ASKING.match(question):
        return ASKED_WITH.sub(bare["word"].capitalize(), before)
    who = _person(before, answered) if person else None
    if person and who:
        name = f"{who}’s" if person["owner"] else who
        return f"{question[: person.start()]}{name}{question[person.end() :]}"
    return f"{question} ({before})"


def names(text: str) -> list[str]:
    """Names in order: runs of capitalised words, without titles and possessive endings.

    A sentence's first word, which is always capitalised, counts if it goes on or has a verb.
    """
    found = []
    for match in NAME.finditer(text):
        words = match[0].split()
        at_start = SENTENCE_START.search(text[: match.start()]) is not None
        alone = len(words) == 1 and not SUBJECT.match(text[match.end() :])
        if NO_NAME.fullmatch(words[0]) or (at_start and alone):
            words = words[1:]
        if words:
            found.append(TITLE.sub("", OWNER.sub("", " ".join(words))))
    return found


def _dangling(pattern: re.Pattern[str], question: str) -> re.Match[str] | None:
    """A pronoun with no name before it in its own question."""
    match = pattern.search(question)
    return match if match and not names(question[: match.start()]) else None


def _is_fragment(question: str) -> bool:
    return SHORT.match(question.strip()) is not None and not names(question)


def _person(question: str, answered: str) -> str | None:
    """Whom the last turn was about: the answer's likeliest new person if it asked who, else its
    own first name."""
    own = [name for name in names(question) if not name.isupper()]
    new = [
        name for name in names(CITATION.sub("", answered)) if name not in own and not name.isupper()
    ]
    # A full name is a person's more often than a single word, which may be a country.
    new.sort(key=lambda name: " " not in name)
    who = re.match(r"\W*(?:who|whom|whose|which)\b", question, re.IGNORECASE)
    return next(iter(new + own if who else own + new), None)
