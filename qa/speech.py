"""Pure: words that questions are asked with and news is told in, from which other modules make
their patterns."""

import re

WH = "who|whom|whose|what|when|where|why|how|which"
AUX = "is|are|was|were|am|do|does|did|has|have|had|can|could|will|would|should|shall|may|might|must"

ARTICLE = r"(?:articles?|stor(?:y|ies)|coverage|reporting)"
PRINTED = r"(?:headlines?|editorials?|op-eds?|clippings?)"
REPORT = (
    r"(?:reports?|pieces?|reviews?|interviews?|posts?|profiles?|guides?|features?|analys[ie]s"
    r"|investigations?)"
)
"""An article where its source is named, or a word of printing; else it may be anybody's."""
OUTLET = (
    r"(?:(?:news)?paper|magazine|outlet|publication|(?:news\s+|web)?site|(?:news\s+)?source|station"
    r"|daily)"
)
ACCORDING = r"(?:according\s+to|as\s+reported\s+(?:by|in)|per)"
TO_COME = "(?:about|expected|going|scheduled|set|slated) to"

TELL = "say write report claim suggest state mention note indicate"
"""What any article does with what it tells: no words to search for."""
PRINT = "publish print cover carry run"
"""What an outlet does with its articles; a firm does so with other things."""
SPEAK = "say tell deny write add admit announce argue claim confirm declare explain insist vow warn"
"""What somebody does who speaks."""

IRREGULAR = {
    "admit": "admitted", "run": "ran run", "say": "said", "tell": "told", "think": "thought",
    "write": "wrote written",
}  # fmt: skip


def forms(verbs: str, which: str = "participle past third base") -> str:
    """A pattern for forms of verbs, longer ones first: "(?:noted|notes|note)"."""
    found = (_forms(verb)[form] for verb in verbs.split() for form in which.split())
    return f"(?:{'|'.join(dict.fromkeys(found))})"


def _forms(verb: str) -> dict[str, str]:
    stem = re.sub(r"(?<=[^aeo])y$", "i", verb)  # deny, but not portray
    past, *other = IRREGULAR.get(verb, stem.removesuffix("e") + "ed").split()
    third = re.sub(r"(i|s|[cs]h)$", r"\1e", stem) + "s"
    return {"base": verb, "third": third, "past": past, "participle": other[0] if other else past}


SAYING = (
    rf"(?:{forms('say tell deny write think', 'third base')}"
    rf"|{forms('argue call claim estimate insist suggest warn', 'third')}"
    rf"|{forms(f'{SPEAK} think ask call describe estimate promise report state suggest', 'past')})"
)
"""Forms that tell that somebody says so."""
ASKS_SAID = re.compile(
    rf"\b(?:{forms(f'{SPEAK} call describe')}|quoted?|saying|words?)\b", re.IGNORECASE
)
"""In a question for what somebody said, or who said it."""
