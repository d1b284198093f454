"""Questions for all about a matter ("What do the articles say about the dam?"), which the leads of
the articles on it answer first. Pure."""

import re
from collections.abc import Mapping
from dataclasses import replace

from index.records import Hit
from index.stems import stems
from qa.constraints import AUXILIARY, PIECES, PRESS, WRITE, WRITTEN
from qa.features import coverage
from qa.names import names
from qa.overview import ARTICLES, IS
from qa.records import Query

ON = r"\s+(?:about|of|on|regarding|concerning)\s+"
WORD = r"(?!(?:who|whose|what|when|where|why|how|which|that|if|whether|everything)\b)[\w“”\"’'&.-]+"
MATTER = rf"(?P<matter>{WORD}(?:\s+{WORD}){{0,6}})"
"""No clause ("who paid for the dam"), nor a list."""
SHOW = r"(?:(?:show|give|list|find|summari[sz]e)(?:\s+(?:me|us))?\s+)"
REPORTS = rf"(?:(?:the|all|any)\s+)*(?:{PIECES}|what\s+(?:{PRESS}|{ARTICLES})\s+{WRITE}){ON}"
SUMMARY = re.compile(
    # Summarise the coverage of the dam. List all articles on the dam.
    rf"^\W*(?:{SHOW}{REPORTS}"
    # Summarise the dam dispute. Give me a summary of what the papers say about the dam.
    rf"|(?:summari[sz]e\s+|{SHOW}?(?:an?\s+)?(?:overview|summary|round-?up)\s+of\s+)(?:{REPORTS})?"
    # What about the dam? What is left of "What does The Age report on the dam?" is no different.
    rf"|what{ON}"
    rf"){MATTER}\W*$",
    re.IGNORECASE,
)
PLAIN = "What do the articles say about "
"""Asked instead of for a summary: the reader has learnt questions."""
ALL_ABOUT = re.compile(
    r"\W*(?:"
    # What do the articles say about the dam? What do we know of the dam?
    rf"what\s+(?:do|does|did|have|has)\s+(?:{PRESS}|{ARTICLES}|we|you)\s+(?:{WRITE}|know|have){ON}"
    # What is known of the dam? What was reported about the dam? What is the story of the dam?
    rf"|what(?:['’]s(?:\s+been)?|\s+{AUXILIARY})\s+(?:known|said|{WRITTEN}|the\s+story){ON}"
    # What happened with the dam? What's going on at the dam?
    rf"|what(?:(?:\s+ha[sd])?\s+happened|{IS}\s+(?:happening|going\s+on))\s+(?:with|at|to|in)\s+"
    # Tell me more about the dam.
    rf"|tell\s+(?:me|us)(?:\s+(?:more|something|everything))?{ON}"
    rf"){MATTER}\W*",
    re.IGNORECASE,
)
WHOLE = 0.99
"""The share of a matter's words, by weight, that title and lead have: all, but for rounding."""


def plain(query: Query) -> Query:
    """A query for a summary as one for what the articles say."""
    text, timeless = (SUMMARY.sub(_plain, one) for one in (query.text, query.timeless))
    return replace(query, text=text, timeless=timeless)


def _plain(summary: re.Match[str]) -> str:
    """What to ask for a summary; of "it", which says no matter, what was asked."""
    return f"{PLAIN}{summary['matter'].rstrip(' .')}?" if stems(summary["matter"]) else summary[0]


def matter(query: Query) -> str:
    """What a query wants to know all about; "" if it asks for something else, or for a time."""
    asked = ALL_ABOUT.fullmatch(query.text)
    return asked["matter"].strip(" .") if asked and not query.about else ""


def leads_to(words: Mapping[str, float], asked: str, lead: Hit) -> bool:
    """Whether an article is on a matter: its title and lead have all its `words`, of which each
    comes with its rarity, and its names as a whole."""
    around = f"{lead.article.about.title or ''}\n{lead.closest_sentence}"
    whole = all(name.text.lower() in around.lower() for name in names(asked))
    return whole and coverage(words, stems(around)) > WHOLE
