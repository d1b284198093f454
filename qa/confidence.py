"""How sure an answer is, in one of three words. Pure; docs/confidence.md has what each is worth."""

from enum import StrEnum

from qa.records import Answer

STRONG_FROM = 0.7
"""From this chance on an answer counts as strong."""


class Confidence(StrEnum):
    """How likely it is that the articles hold what was asked for."""

    STRONG = "strong"
    PARTIAL = "partial"
    NONE = "not in the articles"


def confidence(answer: Answer) -> Confidence:
    """The word for an answer, by `Answer.chance`; a refusal is `NONE` whatever its chance."""
    if not answer.answered:
        return Confidence.NONE
    return Confidence.STRONG if answer.chance >= STRONG_FROM else Confidence.PARTIAL
