"""The parts of a long question, to search for one by one. Pure.

A question that joins what several articles say is near to none of them as a whole.
"""

import re

from index.keyword import stems

LONG = 25
"""From so many words on, a question may ask for what no single passage holds."""
SHORT = 5
"""A clause of fewer words goes with the one before it."""
MOST = 6
TELLING = 4
"""A part of fewer telling words ("as reported by The Age") finds nothing of its own."""

JOINT = re.compile(
    r"[.,;:]\s+(?:(?:and|but|or|while|whereas)\s+)?|\s+(?:while|whereas)\s+"
    r"|\s+and\s+(?=(?:is|was|are|were|has|had|have|who|which|that|the|another|also)\b)",
    re.IGNORECASE,
)


def parts(question: str) -> list[str]:
    """The clauses of a long question, at most MOST; none if it is short or has just one."""
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
    return len(set(stems(part))) >= TELLING
