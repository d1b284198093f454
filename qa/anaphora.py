"""Pure: the words of a question that point back to earlier turns, found by patterns."""

import re
from collections.abc import Iterator

from qa.days import MONTHS as MONTH_NAMES
from qa.speech import AUX, WH

MONTHS = "|".join(map(str.title, MONTH_NAMES))
JOIN = "and|but|so|or"
EMPTY = frozenset(
    f"{WH}|{AUX}|{JOIN}|the|a|an|of|in|on|at|to|for|from|by|with|about|as|than|it|its|he|him|his"
    "|she|her|hers|they|them|their|this|that|these|those|there|then|any|some|much|many|not|no|be"
    "|been|being|get|got|make|made|go|went|happen|happened|say|said|tell|you|me|i|we|us|up|out|over"
    "|down|done"
    "|else|other|others|more|next|after|before|long|well|ever|also|time|anyone|anything|something"
    "|someone|one|ones|first|last|all|so|too|now".split("|")
)
"""Words that a question can't be about."""

WORD = re.compile(r"[^\W_]+(?:['’]\w+)?")
DATE = re.compile(
    rf"\b(?:\d{{1,2}} (?:{MONTHS})(?: \d{{4}})?|(?:{MONTHS}) (?:\d{{1,2}}(?:, \d{{4}})?|\d{{4}})"
    r"|(?:1[5-9]|20)\d\d(?:[-–]\d{2,4})?)\b"
)
END = re.compile(r"[\s?.!]*$")
MONTH = re.compile(rf"(?:{MONTHS})")
YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")


def _pattern(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


FROM_NOW = _pattern(
    r"\b(?:yesterday|today|tonight|now"
    r"|(?:this|last|next) (?:week|weekend|month|year|spring|summer|autumn|fall|winter))\b"
)
_WHEN = rf"(?P<when>{DATE.pattern}|\b(?:{MONTHS})\b|{FROM_NOW.pattern})"
_LEAD = r"(?P<lead>\b(?:in|on|since|before|after|during|by|until|from)\s+)?"
TIMED = re.compile(rf"{_LEAD}{_WHEN}")
NEW_TIME = re.compile(
    r"^\W*(?:(?:and|but|so|or|then)\W+)?(?:(?:what|how) about\W+)?"
    r"(?:(?:the )?same(?: question| thing)?,?\s+(?:for|about|with)\s+|for\s+)?"
    rf"{_LEAD}{_WHEN}{END.pattern}",
    re.IGNORECASE,
)
""" "And in 2022?", "In April?", "Same question for last year?"."""

PERSON = _pattern(r"\b(?:(?P<he>he|him|his)|she|hers|her)\b(?:['’]s\b)?")
PLACES = tuple(
    re.compile(
        rf"\b(?:{before}) (?:the )?(?P<name>(?!(?:{MONTHS}|\w+day)\b)[A-Z][\w’'-]*"
        r"(?: [A-Z0-9][\w’'-]*)*)"
    )
    for before in ("in|at|near", "to|from")
)
""" "In Orlo" rather than "to Ben Hur", and not "in May"."""
OBJECT = _pattern(
    r"him\b|her(?=\W*$| (?:to|in|on|at|for|with|and|or|from|by|as|about|after|before|when|that"
    r"|while|during|into)\b)"
)
THING = _pattern(
    r"\b(?:its|it(?! (?:true|possible|likely|known|said|say|seem|mean|matter|rain|snow|legal)\b"
    r"| (?:takes?|took|costs?)(?: \w+)? to\b)|they(?! say\b)|them|theirs?)\b"
)
EVENT = _pattern(
    rf"\b(?:this|that|these|those)(?=\W*$)"
    rf"|(?:^|\b(?:{AUX}|{WH}|about|after|before|of|from|by|for|to) )(?:this|that|these|those)"
    rf"(?=\W+(?:{AUX}|{JOIN}|in|on|at|to|for|with|before|after|happen|affect|work|make|cause|help"
    r"|mean|get|take|go|come|a|an|the|where|why|how|because|true)\b)"
)
"""What happened, was done or was said."""
DONE = _pattern(
    r"\b(?:do|did|done|doing) (?:it|that|this|so)\b"
    rf"|^\W*(?:(?:{JOIN})\W+)?(?:{AUX}) (?:not )?(?:he|she|it|they)\W*$"
)
THEN = _pattern(
    r"\b(?:that|the same) (?:day|night|time|week|weekend|month|year|season|period|decade)\b"
    r"|\bthen\W*$|\bat the time\b(?! of)"
)
THERE = _pattern(r"(?<!is )(?<!are )(?<!was )(?<!were )(?<!be )(?<!been )\bthere\W*$")
MORE = _pattern(
    r"\b(?:else|(?<!by )(?<!with )(?<!to )(?<!of )(?<!from )others?|another|more|further|next"
    r"|afterwards?|later|instead|also|again|besides|additional)\b(?! than)"
)
MORE_FOR_CERTAIN = _pattern(
    rf"\belse\b|\b(?:any|{WH}) (?:others?|more)\b|\b(?:next|instead|afterwards?)\W*$"
)
OPEN = _pattern(rf"^\W*(?:(?:{JOIN}) )?(?:(?:is|are|was|were) there|any\w*)\b")
""" "Were there any victims?": of what is left open."""
CONTINUED = _pattern(rf"^\W*(?:{JOIN})\W+(?=(?:{AUX}|{WH})\b)")
""" "And what did the army say?": on the same matter."""
SPEAK = r"(?:say|tell|think|respond|reply|react|answer|comment)"
REACTION = _pattern(
    rf"^\W*(?:(?:{JOIN}) )?(?:what|how) (?:{AUX}) (?:the|an?|his|her|its|their)"
    rf" (?:[\w’'-]+ ){{1,3}}{SPEAK}\W*$"
)
""" "What did the union say?": to what was told."""
SPOKE = _pattern(rf"^\W*(?:(?:{JOIN}) )?what (?:{AUX}) .*\b{SPEAK}\b(?! (?:about|of|on)\b)")
""" "What did Ann Marsh tell her cabinet?": on what matter, the answer tells."""
JOINED_IN = _pattern(
    rf"^\W*(?:{JOIN})\W+(?:(?:what|how) )?(?:did|does|do|has|have|had|will|would) (?:his|her) "
)
""" "And did her deputy go?"."""
AMOUNT = _pattern(
    r"^\W*(?:how (?:much|many|long|old|far|high|big|large|tall|deep|often)"
    r"|what (?:is|are|was|were) the (?:price|cost|number|size|age|length|height) of)\b"
)
""" "How much does a ticket cost?", "What was the number of seats?"."""
BARE = _pattern(
    rf"^\W*(?:(?:{JOIN})\W+)?(?P<word>(?:(?:by|for|to|with|from|since|until|at|in|on) )?"
    rf"(?:how (?:much|many|long|often|far)|{WH}))(?: (?:so|not|exactly))?\W*$"
)
""" "Why?", "And by how much?", "With whom?"."""
NEW_PART = _pattern(
    rf"^\W*(?:(?:{JOIN})\W+)?(?:(?:what|how) about|{JOIN})\W+"
    rf"(?P<new>(?!(?:{AUX}|{WH})\b).*?)[\s?.!]*$"
)
""" "And in 2022?", "What about Peru?"."""
NEW_MATTER = _pattern(
    rf"^\W*(?:(?P<plain>{JOIN})\W+|(?:(?:{JOIN})\W+)?(?:what|how) )"
    rf"(?P<on>about|against|for|on|to|with)"
    rf" (?P<new>(?!(?:it|this|that|him|her|them|{WH})\b).+?){END.pattern}"
)
""" "And about the fine?", or "What about the fine?", which may be another speaker."""
MATTER = _pattern(
    rf"\b(?P<said>(?:what|how) (?:{AUX}) (?P<who>[^?()]+?) (?:{SPEAK}|report|write))"
    r"(?: (?:about|of|on|to) [^?()]+)?\?"
)
""" "What did Marsh say about the dam?"."""
_EVENT_LEAD = r"(?P<lead>before|after|since|during|until)"
NEW_EVENT = _pattern(
    rf"^\W*(?:(?:{JOIN})\W+)?(?:(?:what|how) about\W+)?{_EVENT_LEAD}"
    rf" (?P<what>(?P<same>it|that|this)|(?:the|his|her|its|their) .+?){END.pattern}"
)
""" "And after the vote?", "And before that?"."""
EVENT_OF = _pattern(rf"\b{_EVENT_LEAD} (?P<what>(?:the|his|her|its|their) [^?()]+?)(?=\?)")
WHAT_IS = _pattern(
    rf"^\W*(?:what|who) (?:{AUX})"
    r" (?!(?:the|this|that|these|those|some|any|to|\w+(?:able|ed|en|ible|ing|own))\b)"
)
"""Asks for a meaning, which leans on nothing; unlike "Who was injured?", "What is known?"."""

_DEFINITE = re.compile(r"\b(?:the|this|these|those|that) ([a-z]+)(?: ([a-z]+))?")
_POINTED = _pattern(r"\b(?:this|these|those) (?P<noun>[a-z]{3,})")
_NOT_TOLD = re.compile(
    r"(?:week|weekend|month|year|morning|evening|afternoon|century|article|story)s?"
)
""" "This week" is told by the calendar."""
_KNOWN_ALREADY = _pattern(
    r"\b(?:besides|apart from|aside from|other than|in addition to|as well as) \w"
)
_AFTER_VERB = _pattern(rf"\b(?:{AUX})(?:n['’]t)? $")
_OWN_SUBJECT = _pattern(
    rf"^\W*(?:which|what) (?!(?:{AUX}|\w+ed|made|led|drove|kept|got|became)\b)"
    rf"(?!.*\b(?:{AUX})\b)\w+ (?!of\b)\w"
)
""" "Which firm closed …", but not "what happened to …"."""
_CLAUSE = re.compile(rf"(?<=[.!?,;] )|(?<= )(?=(?:{JOIN}|{WH})\b)")
""" "What is river fever |and |where is it caught?"."""
_ANTECEDENT = 3
"""With so many words before it, a pronoun has something in its own question to mean."""


def about(text: str) -> list[str]:
    """The words of a text that a question can be about."""
    return [word for word in WORD.findall(text) if word.lower() not in EMPTY]


def looks_back(match: re.Match[str] | None) -> bool:
    """Whether a pronoun was found that can't mean something before it in its own question.

    "Which firm closed the mine after it was flooded?" leans on nothing. A subject after its verb
    ("did it …") looks back beyond its clause.
    """
    if match is None:
        return False
    before = match.string[: match.start()]
    if _AFTER_VERB.search(before):
        *earlier, _ = _CLAUSE.split(before)
        return len(about("".join(earlier))) < _ANTECEDENT - 1
    return len(about(before)) < _ANTECEDENT and not _OWN_SUBJECT.search(before)


def phrase(lead: str) -> re.Pattern[str]:
    """Finds "on the roads" after "on", where nothing or another such phrase follows."""
    noun = r"(?:(?:the|an?|his|her|its|their) )?[\w’'-]+"
    return _pattern(rf"\b{lead} {noun}(?= (?:at|by|during|for|from|in|on|since|to|with)\b|\?)")


def place(text: str) -> str:
    """The place that a text names first; empty if none."""
    found = (pattern.search(text) for pattern in PLACES)
    return next((match["name"] for match in found if match), "")


def tells_event(question: str) -> bool:
    """Whether a bare "this" or "that" means what was told before."""
    return ends_with_event(question) or looks_back(EVENT.search(question))


def ends_with_event(question: str) -> bool:
    """Whether a question's last word is a bare "this" or "that", whatever else it names."""
    match = EVENT.search(question)
    return match is not None and match.end() == len(END.sub("", question))


def joins_in(question: str) -> bool:
    """Whether a question asks only what another, his or hers, did of the same matter."""
    return JOINED_IN.match(question) is not None and len(about(question)) <= 1


def asks_amount(question: str) -> bool:
    """Whether a question asks in two words how much there is of something that it doesn't name as
    known: a ticket's price, but not "the drone's" or bottled water's."""
    match = AMOUNT.match(question)
    rest = question[match.end() :] if match else ""
    return match is not None and len(about(rest)) <= 2 and not any(definite(rest))


def asks_more(question: str, complete: bool) -> bool:
    """Whether a question asks for more of what was told; a complete one must say so plainly.

    One that says itself what is known already ("who else besides Marsh") needs nothing.
    """
    pattern = MORE_FOR_CERTAIN if complete else MORE
    return pattern.search(question) is not None and not _KNOWN_ALREADY.search(question)


def definite(text: str) -> Iterator[str]:
    """What "the …" and "this …" are said of, each as two words, then as one."""
    for match in _DEFINITE.finditer(text):
        first, second = match.group(1), match.group(2) or ""
        for noun in [f"{first} {second}".strip(), first, second]:
            if len(noun) > 2 and noun not in EMPTY and not _NOT_TOLD.fullmatch(noun):
                yield noun


def points(text: str) -> bool:
    """Whether "this …" or "these …" stands for something told, not for today."""
    match = _POINTED.search(text)
    return (
        match is not None and match["noun"] not in EMPTY and not _NOT_TOLD.fullmatch(match["noun"])
    )
