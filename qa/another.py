"""Pure: a follow-up that asks the last question of another source ("And according to The Age?")."""

import re
from collections.abc import Sequence

from qa.followup import REFUSAL, Reading, Turn, read
from qa.mentions import FIRST_MARK, MARK, marked
from qa.sources import PIECE, asked_for
from qa.speech import ACCORDING

AGAIN = r"(?:\s+(?:(?:(?:about|on|of)\s+)?(?:it|this|that)|so|the\s+same))?(?:\s+too)?"
NOTHING_ELSE = re.compile(
    r"^\W*(?:(?:and|but|or|so)\W+)?"
    rf"(?:(?:(?:what|how)\s+about\s+)?(?P<bare>{MARK})"
    rf"|(?:{ACCORDING}|in|from)\s+(?P<source>{MARK})"
    rf"(?:(?:['’]s)?\s+{PIECE})?"
    rf"|(?:what\s+)?(?:did|does|do|has|have)\s+(?P<asked>{MARK})"
    rf"\s+(?:say|report|write|said|reported|written|agree|confirm){AGAIN})\W*$",
    re.IGNORECASE,
)
"""And The Age? / According to The Age? / What does The Age say of it? / Does The Age agree?"""


def read_of_sources(question: str, history: Sequence[Turn], known: Sequence[str]) -> Reading:
    """The question with what it leaves to earlier turns, as `followup.read` has it, where one that
    only names a source is the last one again. `known` are the archive's sources."""
    told: list[Turn] = []
    for asked, answered in history:
        last, _ = _again(asked, told, known)
        if last:
            _, before = told.pop()
            answered = before if REFUSAL.search(answered) else answered
        told.append((last or asked, answered))
    last, source = _again(question, told, known)
    found = read(last, told[:-1]) if last else read(question, told)
    if not source:
        return found
    text = _asked_of(source, found.text, known) or f"According to {source}, {found.text}"
    added = (_asked_of(source, part, known) or part for part in found.added)
    return found._replace(text=text, added=tuple(added))


def _again(question: str, told: Sequence[Turn], known: Sequence[str]) -> tuple[str, str]:
    """The last question, if this one only asks it of another source, and that source unless it now
    stands in there; empty if this one asks anything else."""
    names = marked(question, known)
    match = NOTHING_ELSE.match(names.text)
    if match is None or not told:
        return "", ""
    source = " and ".join(names.sources(match[match.lastgroup or 0]))
    if match["bare"] and " " not in source and not source.isupper():
        return "", ""  # "And Fortune?" may be about the firm
    last = told[-1][0]
    if not marked(last, known).mentions:
        return last, source
    # Otherwise the talk may be of outlets: "Who owns The Sun?" "And The Age?"
    return _asked_of(source, last, known), ""


def _asked_of(source: str, question: str, known: Sequence[str]) -> str:
    """A question asked of another source than it was; empty if it was asked of none."""
    names = marked(question, known)
    asked = set(asked_for(names))
    marks = [FIRST_MARK + at for at, one in enumerate(names.mentions) if asked & {*one.sources}]
    return names.spelled_out(names.text.translate(dict.fromkeys(marks, source))) if marks else ""
