"""Pure: the sources that a question asks to hear from, told from those that it is about.

"According to Fortune" asks for a source; "Why did Fortune lay off people?" is about one; "by
fortune" is neither.
"""

import re
from collections.abc import Mapping
from typing import TypeAlias

from qa.days import MONTH
from qa.mentions import MARK, Marked
from qa.speech import ARTICLE, OUTLET, PRINT, PRINTED, REPORT, TELL, forms

Spans: TypeAlias = tuple[tuple[int, int], ...]

PIECE = (
    rf"(?:{ARTICLE}|{PRINTED}|{REPORT}|columns?|newsletters?|podcasts?|exposés?|explainers?|accounts?"
    r"|versions?|sources?)"
)
TELLING = (
    r"(?:portrayals?|depictions?|descriptions?|narratives?|framing|discussions?|assessments?"
    r"|characteri[sz]ations?|takes?|accounts?|views?|verdicts?|opinions?|ratings?|rankings?"
    r"|headlines?|assertions?|explanations?|predictions?)"
)
SAYS = (
    rf"(?:{forms(TELL)}|tells?\s+(?:us|readers)"
    r"|(?:dis)?agree[sd]?(?=\s+(?:on|about|over)\b))"
)
HOLDS = (
    "describe argue allege highlight depict imply portray attribute characteri[sz]e cover discuss"
    " explain detail emphasi[sz]e critici[sz]e speculate recommend frame assert contend"
    " conclude express convey view warn present address rate rank list contradict praise predict"
    " credit quote cite"
)
"""Verbs worth searching for."""
DOES = (
    r"(?:differ|compare|contrast|give(?=\s*(?:$|[?.]|(?:for|as|about)\b))|call(?!\s+its)|make\s+of|have\s+to\s+say|give\s+the\s+same"
    r"|pick(?:ed)?|been\s+(?:saying|reporting|writing))"
)
TELLS = (
    rf"(?:{SAYS}|(?P<until>)(?:{forms(HOLDS)}|gives?\s+(?:for|as)|publish(?:es|ed)?\s+(?:on|about)"
    r"|focus(?:es|ed)?|(?:dis)?agrees?"
    r"|changed?\s+its\s+(?:account|explanation|reporting|coverage|portrayal|description|position)))"
)
TOLD = (
    f"{TELL} {PRINT} discuss detail highlight cite feature quote tell explain reveal present"
    " document outline summari[sz]e"
)
SAID = rf"(?:{forms(TOLD, 'participle')}|says?|read|appear(?:s|ed)?|seen)"
HELD = forms(f"{HOLDS} review profile interview name identify scrutini[sz]e rumou?r", "participle")
DID = r"(?:did|does|do|has|have|had)"
A = r"(?:(?:an?|the|both|another|either|two|this|that)\s+)*"
OF_A_PIECE = rf"(?:{A}(?:[a-z-]+\s+){{0,2}}{PIECE}\s+(?:from|in|by|of|on)\s+{A})?"
RESULTS = (
    r"(?:\s+(?:an?|its|record|strong|weak|higher|lower|falling|rising|quarterly|annual|net|big|new"
    r"|bigger|smaller))*\s+(?:profits?|loss(?:es)?|earnings|revenues?|results|sales|subscribers)\b"
)
NEAR = (
    r"(?:['’]s?(?:\s+(?:[a-z]+|\d{1,2}|[A-Z][a-z]+|\d{4})){0,2}?"
    r"|(?:\s+(?:\d{1,2}|(?-i:[A-Z])[a-z]+|\d{4}|news|opinion|cover|front-page|special|live)){0,3}?)"
)
"""What may stand between a source and its article: The Age’s first report, the Age 3 May report."""
DAY = rf"(?:\d{{1,2}}\s+{MONTH}(?:\s+\d{{4}})?|{MONTH}(?:\s+\d{{1,2}},)?\s+\d{{4}}|\d{{4}})"
DATED = r"(?:(?:last\s+)?[a-z]+['’]s\s+)?"
"""Sunday's Age, last week's Age."""
HEAD = (
    rf"^\W*{MARK}(?P<until>),?\s+(?:(?:(?:of|from|in|on)\s+)?{DAY}(?=\s*:|\s+(?:on|about)\s)"
    rf"|(?:(?:of|from)\s+)?\d{{1,2}}\s+{MONTH}\s+\d{{4}}\b)"
)
"""The Age, May 2021: who left? / The Age in 2021 on tax / The Age 3 May 2021 toll."""
ASKED_FOR = tuple(
    re.compile(pattern.replace("{S}", MARK), re.IGNORECASE)
    for pattern in (
        HEAD,
        # as The Age has reported
        rf"\s*,?\s*\bas\s+{{S}}\s+(?:has\s+|had\s+|first\s+)*{SAYS}\s*,?",
        # according to The Age, … / as reported by The Age, … / published in an article in The Age
        rf"\s*,?\s*\b(?:according\s+to|as\s+per|per|in\s+the\s+(?:words|opinion|view)\s+of|citing|quoting)\s+{A}{OF_A_PIECE}"
        rf"{{S}}(?:['’]s)?(?:\s+{PIECE})?\s*,?",
        rf"\s*,?\s*\b(?:as\s+)?(?:(?:was|were)\s+)?(?:first\s+)?{SAID}(?:\s+(?:about|on))?"
        rf"\s+(?:by|in|on|from)\s+{A}{OF_A_PIECE}{{S}}(?:['’]s)?(?:\s+{PIECE})?\s*,?",
        rf"\b{HELD}(?P<keep>)\s+(?:by|in|on)\s+{A}{OF_A_PIECE}{{S}}(?:['’]s)?(?:\s+{PIECE})?",
        # what The Age published, what did The Age run
        rf"\b(?:what|stuff|things|all|everything|anything)\s+(?:that\s+)?(?:{DID}\s+)?{{S}}"
        r"\s+(?:has\s+|had\s+)?(?:(?:publish|print|post)(?:ed)?|run|ran|put\s+out)\b",
        # what was in The Age on …, what was in Monday's Age?
        rf"\bwhat\s+(?:was|is|stood)\s+in\s+{DATED}{{S}}(?=\s*(?:[?.!]|$)"
        r"|\s+(?:on|about|of|in|yesterday|today|last|this|before|after|since)\b)",
        # Do The Age and Wired agree in their articles?
        rf"{{S}}(?P<until>)\s[^.?!;]{{0,60}}?\bin\s+(?:their|its)\s+(?:[a-z]+\s+)?{PIECE}\b",
        # …, reports The Age / the 3 May edition of The Age / only from The Age / The Age: who …
        r"(?:,|\bas)\s+(?:reports|reported|writes|wrote|says|said)\s+{S}",
        rf"\b(?:editions?|issues?|pages)(?P<keep>)\s+of\s+{A}{{S}}",
        r"\b(?:only|solely|search|look)\s+(?:from|in|at|by)\s+{S}|^\W*{S}\s*:",
        # The Age’s critics say
        rf"{{S}}(?:['’]s?)?\s+(?:reporters?|journalists?|critics?|columnists?|reviewers?|correspondents?|editors?|writers?)"
        rf"\s+(?:{TELLS}|think|like|prefer|praise|make|complain|believe|find|found)\b",
        # according to the minister in The Age
        r"\b(?<=according to )[^,?.;]{1,40}?(?P<keep>)\s+in\s+(?:the\s+)?{S}",
        # in the Age article, … / in The Age's recent report
        rf"\b(?:in|from|by|per)\s+{A}(?:[a-z]+\s+)?{{S}}(?:['’]s)?(?:\s+[a-z]+)?\s+{PIECE}\b\s*,?",
        # articles from The Age / news from The Age
        rf"\b(?:{PIECE}|information|insights|details|news)[\"'’”]?(?P<keep>)\s+(?:from|by|in)"
        rf"\s+{A}{{S}}",
        # the coverage of the flood by The Age, not of the firm bought by The Age
        rf"\b(?:{ARTICLE}|reports?|reviews?|{TELLING})\b[^,?.;]{{0,90}}?"
        rf"(?<!ed)(?<!en)(?<!ght)(?<!ade)(?P<keep>)\s+(?:by|from)\s+{A}{{S}}",
        # by sources including The Age
        rf"\b{OUTLET}s\s+(?:including|such\s+as|like)(?P<keep>)\s+{{S}}",
        # anything in The Age / Source: The Age. / Not It but The Age, …
        rf"\b(?:anything|something|nothing|everything)\s+(?:in|from|by)\s+{A}{{S}}",
        r"^\W*(?:source|outlet|paper)s?\s*:\s*(?:the\s+)?{S}\s*[.,;]?",
        r"^\W*not\s+(?:the\s+)?[^\s,]{1,3}\s+but\s+(?:the\s+)?{S}\s*[,:]",
        rf"\b(?:folks|people|team|staff|journalists|reporters|writers|critics)\s+(?:at|of|from)\s+"
        rf"{A}{{S}}\s+(?:{TELLS}|make\s+of|think|like|prefer|believe)\b",
        # In The Age, … / In Sunday's Age, …
        rf"^\W*(?:in|per|from|for)\s+(?:the\s+)?{DATED}{{S}}\s*[,:]",
        # how does The Age report on …
        rf"\bhow\s+{DID}(?P<keep>)\s+{A}{{S}}(?:\s+{PIECE})?"
        rf"\s+(?P<until>){SAYS}\s+(?:on|about|of)\b",
        # The Age on tax / compare The Age and Wired on …
        r"(?:^\W*|\b(?:compare|contrast)\s+)(?:the\s+)?{S}(?P<until>)\s+(?:on|about|over)\s",
        # what does The Age say about …, how do The Age and Wired differ …
        rf"\b{DID}\s+{A}{DATED}{{S}}(?:['’]s)?(?:\s+{PIECE})?"
        rf"(?:\s*,\s*(?:and\s+)?not\s+{A}{MARK},?)?"
        rf"\s+(?:(?:both|each|also|first|ever|not)\s+)*(?:{TELLS}|{DOES})\b"
        rf"(?!\s+it\b)(?!{RESULTS})",
        # the Age article …, The Age’s coverage …
        rf"{{S}}(?:['’]s?)?(?P<until>){NEAR}\s+(?:{PIECE}|{TELLING})\b(?!\s+(?:rights|line|book))"
        rf"(?!{RESULTS})",
        # The Age reported …, but not The Age reported a loss or said it would close
        rf"(?:\b(?:the|an?|both|another)\s+)?{{S}}\s+(?:(?:has|have|had|also|first|both)\s+)*{TELLS}\b"
        rf"(?!\s+(?:that\s+)?(?:it|they)\b)(?!{RESULTS})",
        # covered … by both The Age and Wired, not by The Age
        r"\b(?:by|across|in|from)\s+both\s+(?:the\s+)?{S}|\bnot\s+by\s+{S}",
    )
)
BUT = (
    r"(?:other\s+than|besides|except(?:\s+for)?|apart\s+from|aside\s+from|excluding|ignoring"
    r"|leaving\s+out|without)"
)
PRESS = rf"(?:{OUTLET}s?|media|press)"
ALL = rf"(?:\b(?P<all>other|every|any|all|each)\s+(?:[a-z]+\s+){{0,2}}?)?\b{PRESS}"
THAN = rf"\s+(?:{BUT}|(?(all)(?:than|but(?!\s+not))|(?!)))"
"""Papers except, other papers than, every paper but; not "the papers but"."""
FROM = r"(?:according\s+to|in|by|from|per)\s+"
LEFT_OUT = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # What did every paper except The Age say?
        rf"\b{DID}\s+(?:[a-z]+\s+){{0,2}}?{ALL}{THAN}\s+(?:{FROM})?{A}{MARK}\s+{TELLS}\b",
        # Does anyone besides The Age cover it?
        rf"\b{DID}\s+(?:any|every)(?:one|body)(?:\s+else)?\s+(?:{BUT}|but)\s+{A}{MARK}\s+{TELLS}\b",
        # The papers besides The Age, in any paper but The Age; not which papers besides it closed
        rf"{ALL}(?P<keep>){THAN}\s+(?:{FROM})?{A}{MARK}(?!\s+(?:was|were|clos|own|lost))",
        # Not The Age: who left? / Besides The Age, who … / Not according to The Age, who left?
        rf"^\W*(?:not|{BUT})\s+(?:{FROM})?{A}{MARK}\s*[,:]",
        # Who left, ignoring The Age? / …, but not according to The Age? / say …, except The Age?
        rf",\s*(?:but\s+)?(?:{BUT}\s+(?:{FROM})?|not\s+{FROM}){A}{MARK}(?=\W*$)",
        # What do papers say of it other than The Age?
        rf"\b{PRESS}\s+{SAYS}\b[^?.!]*?(?P<keep>)\s{BUT}\s+(?:{FROM})?{A}{MARK}(?=\W*$)",
    )
)
"""Words that leave a source out, and ask for whatever others there are."""
NOT = re.compile(
    rf"(?:^\W*not|,\s*(?:and\s+|but\s+)?not|\b{BUT})\s+(?:{FROM})?{A}({MARK})", re.IGNORECASE
)
"""Before a source that is not asked for."""
ALSO = re.compile(
    rf"(?:,|\b(?:and|but|or|as|while|another|accused|critici[sz]ed))\s+(?:also\s+|later\s+)?"
    rf"(?:by|from|in|per)\s+{A}{MARK}|\banother\s+{MARK}"
    rf"|\b(?:agrees?|disagrees?|differs?|compared?|contrasts?)\b[^.?!;]{{0,40}}?\s(?:with|from|to)\s+{A}{MARK}"
    rf"|(?P<all>\s+(?:that\s+{A}{MARK}\s+(?:did|does|has)(?:\s+not|n['’]t)"
    rf"|(?:before|(?:earlier|sooner)\s+than)\s+{A}{MARK}))(?=\W*$)",
    re.IGNORECASE,
)
"""How further sources are named once one is asked for: "…, and by The Age of …", "… that The Age
did not?", "… before The Age?"."""


def asked_for(names: Marked) -> dict[str, Spans]:
    """The sources asked for, each with the spans of the marked text that only ask for it."""
    found: dict[str, Spans] = {}
    for pattern in ASKED_FOR:
        for match in pattern.finditer(names.text):
            for mark in re.findall(MARK, match[0]):
                found[mark] = found.get(mark) or (_cut(match),)
    for mark in (*NOT.findall(names.text), *_left_out(names)):
        found.pop(mark, None)
    if found:
        for match in ALSO.finditer(names.text):
            for mark in re.findall(MARK, match[0]):
                found.setdefault(mark, (match.span(),) if match["all"] else ())
    return _of_sources(found, names)


def left_out(names: Marked) -> dict[str, Spans]:
    """The sources that the text leaves out, each with the spans that do so."""
    return _of_sources(_left_out(names), names)


def _left_out(names: Marked) -> dict[str, Spans]:
    """The marks of the sources left out, with the spans."""
    found: dict[str, Spans] = {}
    for pattern in LEFT_OUT:
        for match in pattern.finditer(names.text):
            for mark in re.findall(MARK, match[0]):
                found[mark] = (*found.get(mark, ()), _cut(match))
    return found


def _of_sources(found: Mapping[str, Spans], names: Marked) -> dict[str, Spans]:
    spans: dict[str, Spans] = {}
    for mark, where in found.items():
        for source in names.sources(mark):
            spans[source] = (*spans.get(source, ()), *where)
    return spans


def _cut(match: re.Match[str]) -> tuple[int, int]:
    """What of the asking words need not be searched for: from the group `keep` to `until`, if the
    pattern has them."""
    at = {name: match.start(name) for name, words in match.groupdict().items() if words is not None}
    return at.get("keep", match.start()), at.get("until", match.end())
