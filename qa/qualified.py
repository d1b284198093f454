"""Pure: what limits a statement, and whether a claim that repeats it keeps the limit.

"One of the oldest bridges" is not the oldest bridge, what "is believed to" be is not known, and
what somebody says is not said by the article.
"""

import re
from collections.abc import Sequence, Set

from index.stems import stems
from qa.figures import COUNTED
from qa.reported import only_said
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
    rf"(?-i:will)|won['’]t|(?:is|are) to|{TO_COME}"
    r"|(?:aim|plan|intend|want|hope|promise|threaten|vow)(?:s|ned|ed|d|ning|ing)? to"
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
ONCE = re.compile(
    r"(?<!is |re |be |as |en )\bused to\b|\bno longer\b|\b(?:was|were|had) once\b"
    r"|\bonce (?=was\b|were\b|had\b|[a-z]+ed\b)"
)
"""What was so is no more; but "is used to" tells a use, and "once it closes" a day."""
PAST = re.compile(rf"{ONCE.pattern}|\b(?:was|were|had|did|[a-z]+ed|previously)\b")
IF = re.compile(r"(?<![,;:]) (?:if|unless|provided|as long as)\b", re.IGNORECASE)
"""Limits what stands before it as well; after a comma it may only concede: "in 1901, if late"."""
EXCEPT = re.compile(r",? (?:except|excluding|apart from|other than)\b")
EVERY = re.compile(
    rf"\b(?:all(?!-| (?:of )?(?:the |these |those )?(?:\d|{COUNTED}\b))"
    r"|every(?:body|one)?(?! (?:day|night|week|month|year)s?\b))\b",
    re.IGNORECASE,
)
""" "All three" are no more than three."""
WHOLE = re.compile(r"\b(?:all|any\w*|both|each|entire|every\w*|no|nobody|none|only|whole)\b", re.I)
ALL_BUT = re.compile(rf"\b(?:all|every)\b[^,.;]*? but (?:a few|\d|{COUNTED}\b)", re.IGNORECASE)
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
DOUBT, TO_BE = 3, 4
"""Of which kind doubts are, and what is to come."""
WOULD = re.compile(rf"\b{SAYING}\b[^.;]* would$")
"""In what was said once it means "will"."""
CLAUSE_END = re.compile(r"[.;:!?](?:\s|$)")
PART_END = re.compile(r"[.,;:!?](?:\s|$)|\b(?:and|but)\b")
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
            if LIMITS[TO_BE].search(claim) and WOULD.search(text, 0, match.end()):
                continue
            if _says(said, stems(_clause_after(text, match.end()))[:REACH]):
                return True
    return _unconditional(claim, text) or _still(claim, text) or _without_exception(claim, text)


def _unconditional(claim: str, text: str) -> bool:
    """Whether a claim leaves out on what condition a text says so."""
    if IF.search(claim) or LIMITS[DOUBT].search(claim):
        return False
    said = set(stems(claim))
    return any(
        _says(said, stems(CLAUSE_END.split(text[: match.start()])[-1])[-REACH:])
        for match in IF.finditer(text)
    )


def _without_exception(claim: str, text: str) -> bool:
    """Whether a claim tells of all what in a text some are excepted from."""
    if ALL_BUT.search(claim) or EXCEPT.search(claim):
        return False
    if EVERY.search(claim) and not WHOLE.search(ALL_BUT.sub("", text)):
        return True
    said = set(stems(claim))
    before = (stems(CLAUSE_END.split(text[: one.start()])[-1]) for one in EXCEPT.finditer(text))
    return any(said.issuperset(words[-REACH:]) for words in before if words)


def _still(claim: str, text: str) -> bool:
    """Whether a claim tells as lasting what in a text is no more: a former mayor as the mayor."""
    words = NO_MORE.sub(" ", claim)
    nexts = (stems(_clause_after(text, match.end()))[:1] for match in NO_MORE.finditer(text))
    was = [] if PAST.search(claim) else ONCE.finditer(text)
    afters = (stems(PART_END.split(text[match.end() :])[0]) for match in was)
    said = set(stems(claim))
    return any(after and after[0] in said and _says(said, after) for after in afters) or (
        words == claim and any(word in said for next in nexts for word in next)
    )


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
    """Whether a claim tells as a fact what in a text somebody says, in quotation marks or not."""
    said = set(stems(claim))
    if not said or SPEECH.search(claim):
        return False
    if not LIMITS[DOUBT].search(claim) and only_said(claim, text):
        return True
    inside = set(stems(" ".join(map(quoted_words, quotations(text)))))
    outside = set(stems(QUOTED.sub(" ", text)))
    share = len(said)
    return len(said & inside) >= INSIDE * share and len(said & outside) < OUTSIDE * share
