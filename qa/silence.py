"""Pure: sentences by which a language model says that the passages don't answer."""

import re

GIVEN = (
    r"(?:articles?|passages?|excerpts?|context|(?:(?:provided|given) )?(?:news )?texts?)"
    r"(?: (?:provided|given|above|supplied))?"
)
TELL = (
    r"(?:say|mention|provide|contain|state|answer|specif|include|address|give|tell|told|indicate"
    r"|discuss|reveal|offer|have|explain|cover)\w*"
)
KNOWN = r"(?:mentioned|stated|specified|provided|given|said|told|known|available|clear|indicated)"
SILENT = re.compile(
    # "The passages provided do not contain …", "The text fails to say …"
    rf"^(?:the |these |those |any of the )?(?:provided |given )?{GIVEN} "
    r"(?:(?:do|does|did|is|are|can|could|would)(?: not|n['’]t|not)|cannot|fails?|failed)\b"
    rf".{{0,40}}\b{TELL}"
    # "None of the passages says …", "Neither article says …"
    rf"|^(?:none of the|no|neither|neither of the) {GIVEN} .{{0,40}}\b{TELL}"
    # "There is nothing in the articles about …", "No information is given …"
    rf"|^(?:there is )?(?:nothing|no (?:information|answer|mention|indication))\b"
    # "The number of … is not mentioned in the passages", "Based on the passages, it is unclear …"
    rf"|\b(?:not|n['’]t|un)(?: explicitly| directly)? ?(?:{KNOWN}|addressed|answered|covered)"
    rf" (?:in|by|from) (?:the |any of the |these )?(?:provided |given )?{GIVEN}\b"
    rf"|^(?:based on|according to|in|from) (?:the |these )?(?:provided |given )?{GIVEN},? "
    r".{0,30}\b(?:unclear|unknown|(?:not|n['’]t|cannot be) (?:clear|known|determined|possible))\b"
    r"|\bcan ?not be (?:determined|answered)\b"
    # "I'm sorry, but I can't answer that", "I don't know"
    r"|^(?:(?:i['’]m |i am )?sorry|unfortunately)\b"
    r"|^(?:as an ai\b.{0,30}, )?i (?:do(?: not|n['’]t) (?:know|see|find|have)"
    r"|(?:can|could)(?: ?not|['’]t|n['’]t)|was unable|am unable)\b"
    # "Not mentioned", "It is not stated"
    rf"|^(?:it is |this is |that is )?(?:not {KNOWN}|unknown|unclear|n/a)$",
    re.IGNORECASE,
)
TRIMMED = " \t\n*_#>.!`"


def refuses(sentence: str) -> bool:
    """Whether a sentence has the form of a refusal; what an article itself says may have it too."""
    return SILENT.search(sentence.strip(TRIMMED)) is not None
