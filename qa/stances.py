"""What a sentence denies, and what it confirms. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from index.records import Span

DENIES = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|reject(?:s|ed|ing)?|dismiss(?:es|ed|ing)?|refut(?:es|ed|ing)"
    r"|disput(?:es|ed|ing)|rul(?:es|ed) out)\b",
    re.IGNORECASE,
)
NEGATES = re.compile(
    r"\b(?:ha[sd]|have|having|play(?:s|ed)?|took|takes?|with) (?:absolutely |had )?no\s+(?:\w+\s+)?"
    r"(?=(?:role|part|involvement|knowledge|plans?|intention|hand|connection|links?)\b)"
    r"|\b(?:not|n[’']t|never)\s+(?:been\s+|directly\s+|in any way\s+)*(?=(?:involved|part of)\b)",
    re.IGNORECASE,
)
CONFIRMS = re.compile(
    r"\b(?:confirm(?:s|ed|ing)?|confirmation of|admit(?:s|ted|ting)?|admission of"
    r"|acknowledg(?:es?|ed|ing)|acknowledge?ment of|conced(?:es?|ed|ing))\b",
    re.IGNORECASE,
)
AFFIRMS = re.compile(
    r"\b(?:was|were|been|be)\s+(?:directly\s+|deeply\s+|also\s+)?(?=involved\b)"
    r"|\b(?:play(?:s|ed)|took|takes|had)\s+an?\s+(?:\w+\s+)?(?=(?:role|part|hand)\b)"
    r"|\btook\s+(?=part in\b)",
    re.IGNORECASE,
)
UNDONE = re.compile(
    r"\b(?:not|n[’']t|never|neither|nor|no one|nobody|refus\w+|declin\w+|unable|without|yet to"
    r"|fail\w*|whether|if|ask\w*|call\w*|urg\w+|demand\w*|could|can|cannot|would|may|might|until"
    r"|await\w*|to be)(?:\W+\w+){0,3}\W+$",
    re.IGNORECASE,
)
"""Before a verb of denying or confirming: nothing was denied or confirmed."""
CLAUSE_END = re.compile(
    r"[.;:?!]|,\s+(?:but|while|although|though|however|and)\b|\s(?:but|while|although)\s"
)
REACH = 12
"""Words after the verb in which stands what is denied or confirmed."""


@dataclass(frozen=True, slots=True)
class Stance:
    """That a sentence denies or confirms something."""

    denies: bool
    of: Span
    """The words that say of what, in the sentence."""


def stance(sentence: str) -> Stance | None:
    """What a sentence denies or confirms; None if it does neither, or both."""
    found = list(_stances(sentence))
    if not found or len({one.denies for one in found}) > 1:
        return None
    return found[0]


def _stances(sentence: str) -> Iterator[Stance]:
    for pattern, denies in ((DENIES, True), (NEGATES, True), (CONFIRMS, False), (AFFIRMS, False)):
        for match in pattern.finditer(sentence):
            if not UNDONE.search(sentence, 0, match.start()):
                yield Stance(denies, _object(sentence, match.end()))


def _object(sentence: str, start: int) -> Span:
    clause = CLAUSE_END.search(sentence, start)
    end = clause.start() if clause else len(sentence)
    words = list(re.finditer(r"\S+", sentence[start:end]))[:REACH]
    return Span(start, start + words[-1].end() if words else start)
