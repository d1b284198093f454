"""Questions for the latest on something, which the newest articles on it answer. Pure."""

import re
from typing import NamedTuple

LATEST = r"(?:very\s+latest|latest|newest|most\s+recent)"
NEWS = r"(?:news|developments?|updates?|word)"
ASKING = (
    r"^\W*(?:(?:what(?:['’]?s|\s+is|\s+are)|(?:is|are)\s+there|do\s+you\s+have|have\s+you|give\s+me"
    r"|show\s+me|tell\s+me|summari[sz]e)\s+)?"
    rf"(?P<said>(?:the\s+)?{LATEST}(?:\s+{NEWS})?|any\s+(?:(?:{LATEST}|new|recent)\s+)?{NEWS}"
    rf"|(?:the\s+|any\s+)?(?:{LATEST}|new)\s+information"
    r"|new(?=\s+(?:with|on|about)\b|\W*$))"
)
"""What is new in a treaty is no news."""
ON = r"\s+(?:on|about|with|regarding|concerning|of|in|from)\s+"
ASKS = re.compile(rf"{ASKING}{ON}(?=[\w“\"])", re.IGNORECASE)
BARE = re.compile(rf"{ASKING}(?:{ON}(?:it|this|that|them))?\W*$", re.IGNORECASE)
PLAIN = "What happened with "
"""Asked instead: an article tells its news without calling it the latest."""


class Wanted(NamedTuple):
    """A question for the latest."""

    text: str
    """It without "latest": what is searched for."""
    matter: str
    """What it is about."""
    said: str
    """Its own words for it: `the latest news`."""


def wanted(question: str) -> Wanted | None:
    """Read a question for the latest on something; None if it is none."""
    match = ASKS.match(question)
    if match is None:
        return None
    matter = question[match.end() :]
    return Wanted(PLAIN + matter, matter, match["said"])


def bare(question: str) -> bool:
    """Whether a question for the latest leaves open on what: "Any news?"."""
    return BARE.match(question) is not None
