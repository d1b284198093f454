"""The parts of a question, to search for one by one. Pure.

A question that joins what several articles say, or asks several things, is near to none of them as
a whole.
"""

import re
from collections.abc import Sequence

from index.stems import stems
from qa.features import ASKING
from qa.followup import read
from qa.speech import AUX, WH

LONG = 25
"""From so many words on, a question may ask for what no single passage holds."""
SHORT = 5
"""A clause of fewer words goes with the one before it."""
MOST = 6
TELLING = 4
"""A clause of fewer telling words ("as reported by The Age") finds nothing of its own."""
FEWEST = 2
"""Nor does a question of fewer words ("who left?")."""

JOINT = re.compile(
    r"[.,;:]\s+(?:(?:and|but|or|while|whereas)\s+)?|\s+(?:while|whereas)\s+"
    r"|\s+and\s+(?=(?:is|was|are|were|has|had|have|who|which|that|the|another|also)\b)",
    re.IGNORECASE,
)
"""Before a further clause."""
MARK = re.compile(r"\?\s+(?!\()(?:and\s+)?", re.IGNORECASE)
"""Not before what stands in brackets: "Who said so? (Was it shut?)" is a question with what it
leant on."""
NEXT = re.compile(
    rf"{MARK.pattern}|[,;]?\s+and\s+(?=(?:who|what|when|where|why|how)\b)", re.IGNORECASE
)
"""Before a further question; in a long one such words rather begin a clause."""
ASKED = re.compile(
    r"\W*(?:\d{1,2}[.)]\s+)?(?:and\s+)?(?:(?:in|on|at|as|according|since|before|after|during)\b[^,]*,\s+)?"
    rf"(?:(?:in|on|at|for|to|from|by|with|of)\s+)?(?:{WH}|{AUX})\b",
    re.IGNORECASE,
)


def questions(question: str) -> list[str]:
    """The questions that a question asks, at most MOST, in its own words; none if it asks but one.

    Each but the first may lean on those before it: "and what did he say?".
    """
    between = MARK if len(question.split()) >= LONG else NEXT
    found = [part for part in map(str.strip, between.split(question)) if part]
    several = 1 < len(found) <= MOST and all(map(ASKED.match, found)) and all(map(stems, found))
    if not several:
        return []
    telling = list(map(tells, _standing_alone(found)))
    # With a mark each, one that tells little ("Who is the mayor?") is a question all the same.
    marked = len(found) == len(list(filter(str.strip, MARK.split(question))))
    return found if all(telling) or (marked and any(telling)) else []


def apart(question: str) -> bool:
    """Whether a question asks several, each to its own question mark: words that limit one of them
    ("according to The Age") are not said of the others."""
    return MARK.search(question) is not None and questions(question) != []


def _standing_alone(asked: Sequence[str]) -> list[str]:
    return [read(one, [(e, "") for e in asked[:place]]).asked for place, one in enumerate(asked)]


def parts(question: str) -> list[str]:
    """What to search for one by one: the questions that a question asks, or the clauses of a long
    one, at most MOST; none if it has just one."""
    if asked := questions(question):
        return _standing_alone(asked)
    if len(question.split()) < LONG:
        return []
    found: list[str] = []
    for clause in filter(None, map(str.strip, JOINT.split(question))):
        if found and (len(clause.split()) < SHORT or len(found) == MOST):
            found[-1] += f", {clause}"
        else:
            found.append(clause)
    return found if len(found) > 1 else []


def tells(part: str) -> bool:
    """Whether a part has enough telling words to be searched for by itself."""
    words = set(stems(part))
    return len(words) >= FEWEST if ASKED.match(part) else len(words - ASKING) >= TELLING
