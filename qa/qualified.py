"""Pure: what limits a statement, and whether a claim that repeats it keeps the limit.

"One of the oldest bridges" is not the oldest bridge, what "is believed to" be is not known, and
what somebody says is not said by the article.
"""

import re

from index.stems import stems
from qa.wording import QUOTED, quotations, quoted_words

PART = (
    r"(?:one|some|many|most|much|few|several|half|parts) of|among(?: the)?|some"
    r"|part(?:ly|ially)|largely|mostly|mainly"
)
SELDOM = r"sometimes|often|usually|generally|typically|normally|occasionally|rarely|seldom"
NEARLY = r"nearly|almost|virtually|practically|close to"
DOUBTED = (
    r"(?-i:may)|might|could|would|alleged(?:ly)?|reportedly|possibly|perhaps|probably|likely|apparently"
    r"|seem(?:s|ed|ingly)?|appear(?:s|ed)? to|believe[sd]?|think|thinks|thought|suspect(?:s|ed)?"
    r"|rumou?r(?:s|ed)?|if|unless"
)
AHEAD = (
    r"(?-i:will)|won['’]t|(?:set|about|going|scheduled|expected|slated) to"
    r"|(?:plan|intend|want|hope|promise|threaten|vow)(?:s|ned|ed|d|ning|ing)? to"
)
LIMITS = tuple(
    re.compile(rf"\b(?:{words})\b", re.IGNORECASE)
    for words in (PART, SELDOM, NEARLY, DOUBTED, AHEAD)
)
"""Words of one kind; another word of the same kind keeps the limit."""
CLAUSE_END = re.compile(r"[.;:!?](?:\s|$)")
REACH = 6
"""So many stems after such a word are what it limits, as far as the clause goes."""
SPEECH = re.compile(
    r"[“\"«]|\b(?:[Aa]ccording to|sa(?:id|ys?)|t(?:old|ells?)|den(?:y|ie[sd])|wr(?:ote|ites?)"
    r"|th(?:ought|inks?)|(?:argue|call|claim|insist|suggest|warn)s"
    r"|(?:add|admitt|announc|argu|ask|call|claim|confirm|declar|describ|explain|insist|promis|report"
    r"|stat|suggest|vow|warn)ed)\b"
)
"""Words that tell that somebody says so."""
INSIDE, OUTSIDE = 0.8, 0.5
"""Shares of a claim's stems: so many within a quotation and fewer around it are the speaker's."""
SHARED = 2
"""A claim that has so many of them says the same."""


def unqualified(claim: str, text: str) -> bool:
    """Whether a claim says without limit what a text says with one."""
    said = set(stems(claim))
    for limit in LIMITS:
        if limit.search(claim):
            continue
        for match in limit.finditer(text):
            end = CLAUSE_END.search(text, match.end())
            limited = stems(text[match.end() : end.start() if end else None])[:REACH]
            if limited and len(said & set(limited)) >= min(SHARED, len(limited)):
                return True
    return False


def unattributed(claim: str, text: str) -> bool:
    """Whether a claim tells as a fact what in a text somebody says, in quotation marks."""
    said = set(stems(claim))
    if not said or SPEECH.search(claim):
        return False
    inside = set(stems(" ".join(map(quoted_words, quotations(text)))))
    outside = set(stems(QUOTED.sub(" ", text)))
    share = len(said)
    return len(said & inside) >= INSIDE * share and len(said & outside) < OUTSIDE * share
