"""Pure: what limits a statement, and whether a claim that repeats it keeps the limit.

"One of the oldest bridges" is not the oldest bridge, what "is believed to" be is not known, and
what somebody says is not said by the article.
"""

import re
from collections.abc import Sequence, Set

from index.stems import stems
from qa.speech import SAYING, TO_COME
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
    rf"(?-i:will)|won['’]t|{TO_COME}"
    r"|(?:plan|intend|want|hope|promise|threaten|vow)(?:s|ned|ed|d|ning|ing)? to"
)
LIMITS = tuple(
    re.compile(rf"\b(?:{words})\b", re.IGNORECASE)
    for words in (PART, SELDOM, NEARLY, DOUBTED, AHEAD)
)
"""Words of one kind; another word of the same kind keeps the limit."""
NO_MORE = re.compile(
    r"\b(?:former(?:ly)?|ex|one-time|erstwhile|retired|acting|interim|outgoing|would-be)\b", re.I
)
"""Limits the next word alone."""
IF = re.compile(r"(?<![,;:]) (?:if|unless|provided|as long as)\b", re.IGNORECASE)
"""Limits what stands before it as well; after a comma it may only concede: "in 1901, if late"."""
CAUSE = re.compile(
    r"\bbecause\b|\b(?:due|owing|thanks) to\b|\bcaused by\b|\bas a result of\b", re.IGNORECASE
)
REASON = re.compile(
    rf"{CAUSE.pattern}|\b(?:after|following|over|amid|since|as|led|lead(?:s|ing)? to"
    r"|caus(?:e[sd]?|ing)|blam(?:e[sd]?|ing)|reasons?|result(?:s|ed|ing)?|why|prompt\w*"
    r"|forc(?:e[sd]?|ing)|trigger\w*|stem\w*|so|thus|therefore|which)\b",
    re.IGNORECASE,
)
"""What a text may tell a cause by."""
NO_CAUSE = re.compile(
    r"\b(?:unrelated|unconnected|nothing to do"
    r"|not (?:related|linked|connected|due|because|caused))\b",
    re.IGNORECASE,
)
DOUBT = 3
"""Of which kind doubts are."""
CLAUSE_END = re.compile(r"[.;:!?](?:\s|$)")
REACH = 6
"""So many stems after such a word are what it limits, as far as the clause goes."""
SPEECH = re.compile(rf"[“\"«]|\b(?:[Aa]ccording to|{SAYING})\b")
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
            if _says(said, stems(_clause_after(text, match.end()))[:REACH]):
                return True
    return _unconditional(claim, text) or _still(claim, text)


def _unconditional(claim: str, text: str) -> bool:
    """Whether a claim leaves out on what condition a text says so."""
    if IF.search(claim) or LIMITS[DOUBT].search(claim):
        return False
    said = set(stems(claim))
    return any(
        _says(said, stems(CLAUSE_END.split(text[: match.start()])[-1])[-REACH:])
        for match in IF.finditer(text)
    )


def _still(claim: str, text: str) -> bool:
    """Whether a claim tells as lasting what in a text is no more: a former mayor as the mayor."""
    words = NO_MORE.sub(" ", claim)
    nexts = (stems(_clause_after(text, match.end()))[:1] for match in NO_MORE.finditer(text))
    return words == claim and any(word in stems(claim) for next in nexts for word in next)


def _clause_after(text: str, at: int) -> str:
    end = CLAUSE_END.search(text, at)
    return text[at : end.start() if end else None]


def _says(said: Set[str], limited: Sequence[str]) -> bool:
    return bool(limited) and len(said & set(limited)) >= min(SHARED, len(limited))


def uncaused(claim: str, text: str) -> bool:
    """Whether a claim tells a cause of which a text knows nothing, or which it denies."""
    if not CAUSE.search(claim) or NO_CAUSE.search(claim):
        return False
    return NO_CAUSE.search(text) is not None or REASON.search(text) is None


def unattributed(claim: str, text: str) -> bool:
    """Whether a claim tells as a fact what in a text somebody says, in quotation marks."""
    said = set(stems(claim))
    if not said or SPEECH.search(claim):
        return False
    inside = set(stems(" ".join(map(quoted_words, quotations(text)))))
    outside = set(stems(QUOTED.sub(" ", text)))
    share = len(said)
    return len(said & inside) >= INSIDE * share and len(said & outside) < OUTSIDE * share
