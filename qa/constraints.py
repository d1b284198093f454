"""Pure: the words of a question that limit date and source, into a query.

Words that speak of reporting limit which articles count ("articles published before June 2021").
A time that a question is about ("killed in January 2020") says little of when an article appeared:
articles of that time are preferred, none is left out.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from index.records import Filter
from qa.days import Days
from qa.limits import Limit, lift
from qa.mentions import MARK, Marked, marked
from qa.periods import Dated, Period, periods
from qa.records import Query
from qa.sources import DID, HEAD, asked_for, left_out
from qa.speech import ACCORDING, ARTICLE, PRINT, PRINTED, REPORT, TELL, forms
from qa.topics import before_topics

AT_ONCE = rf"(?:{ARTICLE}|{PRINTED}|dispatches|reports|news|newspapers|papers)"
"""Of these, in 2021 is when they appeared; of pieces and columns it may be anything."""
PIECES = rf"(?:{AT_ONCE}|dispatch|columns?|newspaper|news\s+report|pieces|reviews|features)"
OURS = rf"(?:(?:the|an?|another|both)\s+)?{MARK}(?:['’]s?)?\s+(?:[a-z-]+\s+)?{REPORT}"
PRESS = (
    rf"(?:{MARK}|(?:(?:the|any|all|other|local|foreign|national|international|news|daily|british"
    r"|american)\s+)*(?:papers|newspapers|press|media|outlets|journalists|reporters|correspondents"
    rf"|(?<=every\s)(?:paper|outlet)|(?<=any\s)(?:paper|outlet))(?:(?:\s+[a-z]+){{1,2}}\s+{MARK})?)"
)
"""The foreign press, papers other than The Age, every paper but The Age."""
WRITE = forms(f"{TELL} {PRINT} tell describe", "participle past base")
WRITTEN = forms("report write publish print cover", "participle")
AUXILIARY = r"(?:was|were|is|are|has\s+been|have\s+been)"
PUT_OUT = (
    rf"(?:(?:that|which)\s+(?:{AUXILIARY}\s+)?)?(?:(?:first|only)\s+)?"
    r"(?:published|printed|written|posted|dated|filed|appear(?:ing|ed)?|released|reported|run"
    r"|ran|out|dating|c[ao]me\s+out)"
)
IN_PRINT = (
    r"(?:(?:that|which|and)\s+)?(?:(?:was|were)\s+)?(?:published|printed|written|posted|dated)"
)
NO_ARTICLE = (
    r"(?:(?:book|novel|stud(?:y|ie)|album|letter|memoir|survey|list|law|figure|poem|play|song|paper"
    r"|diar(?:y|ie)|biograph(?:y|ie)|note|email|text|document|book)s?|research|data|statistics|that"
    r"|which|was|were|and|first)"
)
"""What else is published, when articles speak of it."""
ON = r"(?:\s+(?:on|about|of)\s[^,.?!;]{1,60}?)?"
SPEAKS_BEFORE = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # articles [in May 2021], articles published [in May 2021]
        rf"\b{AT_ONCE}\s*[,:]?\s*$|\b{PIECES}\s+(?:{AUXILIARY}\s+)?{PUT_OUT}\s*,?\s*$",
        rf"{OURS}(?:\s+{PUT_OUT})?\s*,?\s*$",
        # the story in The Age [of 3 May 2021]
        rf"\b{PIECES}\s+(?:in|from|by)\s+{MARK}\s*,?\s*$",
        # the article on the dam published [in May 2021]
        rf"(?:\b{PIECES}|{OURS})\s[^.?!;]{{0,120}}?\b(?!{NO_ARTICLE}\b)[\w’'-]+,?\s{IN_PRINT}\s*$",
        # everything published [last week]
        rf"\b(?:everything|anything|all|whatever)\s+(?:you\s+have\s+)?{PUT_OUT}\s*$",
        # In The Age of [3 May 2021], according to The Age [in May 2021]
        rf"(?:^\W*in|\b{ACCORDING})\s+(?:the\s+)?{MARK}\s*,?\s*$",
    )
)
REPORTS_BEFORE = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # what was reported [last week], as reported [on 3 May 2021]
        r"\bwhat(?:\s+was|\s+were|\s+is|['’]s\s+been|\s+has\s+been|\s+had\s+been|\s+got)"
        rf"\s+(?:being\s+)?(?:first\s+)?{WRITTEN}\s*$",
        rf"\bas\s+(?:was\s+|first\s+)*{WRITTEN}(?:\s+(?:by|in)\s+{PRESS})?\s*,?\s*$",
        # what did the papers write [in 2022], The Age reported [on 3 May 2021]
        rf"\b{DID}\s+(?:(?:the|every)\s+)?(?:{PRESS}|(?:[a-z]+\s+){{0,2}}{PIECES}{ON})"
        rf"(?:\s+(?:first|ever|already))?\s+{WRITE}\s*$",
        rf"{PRESS}\s+(?:first\s+)?{forms(f'{TELL} publish', 'past')}\s*$",
        rf"\b(?:were|was|are|is)\s+(?:the\s+)?{PRESS}\s+(?:saying|reporting|writing)\s*$",
        rf"\b(?:published|printed)\s+(?:by|in)\s+{PRESS}\s*,?\s*$",
        # what was in The Age [on 3 May 2021]
        rf"\bwhat\s+(?:was|is|stood)\s+in\s+{MARK}\s*$",
    )
)
"""These may tell on what, too: what was reported on the dam [in May 2021]."""
SPEAKS_AFTER = re.compile(
    rf"(?:['’]s?)?\s+(?:{MARK}(?:['’]s?)?\s+(?:[a-z-]+\s+)?)?(?:{PIECES}|{OURS}|editions?|issues?\s+of)\b"
    rf"|['’]s\s+{MARK}",
    re.IGNORECASE,
)
FRONTED = re.compile(
    rf"\s*,?\s*(?:(?:what|which|who|how)\b[^.?!]*?\b(?:(?:was|were|has\s+been)\s+{WRITTEN}\b"
    rf"|{DID}\s+(?:the\s+)?{PRESS}\s+{WRITE}\b)"
    r"|[^.?!]*?\b(?:articles?|stories|reports|coverage|headlines)\b)",
    re.IGNORECASE,
)
FROM, OF = re.compile(r"from\s", re.IGNORECASE), re.compile(r"of\s", re.IGNORECASE)
STORY_OF = re.compile(rf"\b{AT_ONCE}\s+(?:of|on|about)\s[^,.?!;]{{1,60}}$", re.IGNORECASE)
"""Before "from May 2021": coverage of the flood."""
STORY = re.compile(r"\b(?:stor(?:y|ies)|coverage|reporting|news|reports)\s*$", re.IGNORECASE)
HOW_MANY = re.compile(r"\s*,?\s*how\s+(?:many|much)\b", re.IGNORECASE)
SEVERAL = re.compile(r"\b(?:articles|stories|reports|pieces)\b", re.IGNORECASE)
PUT_OUT_LAST = re.compile(rf"(?:\s*,)?\s*\b(?:as\s+)?{PUT_OUT}\s*$", re.IGNORECASE)
OWNER = re.compile(r"['’]s?")
AND = re.compile(r"\s*(?:,|\band\b|\bbut\b)\s*", re.IGNORECASE)
WORD = re.compile(r"\w{2,}")
JOINED_TO_NOTHING = re.compile(r"\W*\b(?:and|but|or)(?=\s*[?.!]*$)", re.IGNORECASE)
"""How many died? And [according to The Age]?"""


@dataclass(frozen=True, slots=True)
class Times:
    """What the times in a text come to, and the spans of the words that limit the articles."""

    since: date | None = None
    until: date | None = None
    about: Days | None = None
    spans: tuple[tuple[int, int], ...] = ()
    said: str = ""
    """The words on `since` and `until`, from the first to the last."""
    about_said: str = ""
    about_spans: tuple[tuple[int, int], ...] = ()


def parse(
    question: str,
    text: str,
    known_sources: Sequence[str],
    asked: date,
    dated: Dated | None = None,
) -> Query:
    """Read the limits in `text` (the question made to stand alone) into a query.

    What is left of the text is searched for. `known_sources` are the archive's own: only they can
    be asked for. `asked` is the day that "last week" counts from. `dated` tells the day that the
    archive means by an event ("the October 7 attacks"); without it such words limit nothing.
    """
    names = marked(text, known_sources)
    named, excluded = asked_for(names), left_out(names)
    times = _times(names, asked, dated)
    spans = (span for where in (*named.values(), *excluded.values()) for span in where)
    limits = [*spans, *times.spans]
    left = names.spelled_out(_without(names.text, limits))
    if len(WORD.findall(left)) < 2:
        left = text  # nothing but the asking is left of "How does The Age's account differ?"
    timeless = names.spelled_out(_without(names.text, [*limits, *times.about_spans]))
    said, about_said = (names.spelled_out(words) for words in (times.said, times.about_said))
    return Query(
        question, left, times.since, times.until,
        tuple(sorted(named)), () if named else tuple(sorted(excluded)),
        times.about, dates_said=said, about_said=about_said,
        timeless=timeless if len(WORD.findall(timeless)) > 1 else left,
    )  # fmt: skip


def narrow(query: Query, only: Filter) -> Query:
    """Narrow a query by what the user chose: a question's own words never widen that.

    Where question and user name different sources, or dates that have no day in common, the user's
    choice stands.
    """
    if excludes(only, query.filter):
        query = replace(lift(query, (Limit.DATES,)), overruled=query.dates_said)
    since = max(filter(None, (query.since, only.since)), default=None)
    until = min(filter(None, (query.until, only.until)), default=None)
    excluded = {*query.excluded, *only.excluded}
    both = tuple(source for source in query.sources if source in only.sources)
    named = both or only.sources or query.sources
    if left := tuple(source for source in named if source not in excluded):
        return replace(query, since=since, until=until, sources=left, excluded=())
    out = () if only.sources else tuple(sorted(excluded))
    return replace(query, since=since, until=until, sources=only.sources, excluded=out)


def excludes(one: Filter, other: Filter) -> bool:
    """Whether no day lies within the dates of both."""
    pairs = ((one.since, other.until), (other.since, one.until))
    return any(since and until and since > until for since, until in pairs)


def _times(names: Marked, asked: date, dated: Dated | None) -> Times:
    limiting: list[Period] = []
    about: list[Period] = []
    for period in periods(names.text, asked, dated):
        goes_on = limiting and AND.fullmatch(names.text, limiting[-1].end, period.start)
        speaks = goes_on or _speaks_of_reporting(names.text, period)
        (limiting if speaks else about).append(period)
    joined = _joined(limiting)
    if limiting and (joined is None or _of_one_of_several(names, limiting)):
        # Dates of this report and of that one: each is a limit for one of them, none for all.
        limiting, about, joined = [], [*limiting, *about], None
    since, until = joined or (None, None)
    spans = tuple(_span(names.text, period) for period in limiting)
    said, about_said = (_words(names.text, some) for some in (limiting, about))
    # Of two times ("in 2018 but not in 2020") neither can be left out.
    apart = tuple((period.start, period.end) for period in about) if len(about) == 1 else ()
    return Times(since, until, _about(about, asked), spans, said, about_said, apart)


def _words(text: str, some: Sequence[Period]) -> str:
    if not some:
        return ""
    return text[min(p.start for p in some) : max(p.end for p in some)].strip()


def _speaks_of_reporting(text: str, period: Period) -> bool:
    """Whether a time is that of reporting, not of what is reported."""
    before, after = text[: period.start], text[period.end :]
    head = re.match(HEAD, text, re.IGNORECASE)
    if SPEAKS_AFTER.match(after) or (head and period.start < head.end()):
        return True
    if OF.match(text, period.start) and STORY.search(before):
        return False  # "the story of 2020" is about 2020
    if any(pattern.search(before) for pattern in SPEAKS_BEFORE):
        return True
    asking = (before, *before_topics(before, closed=bool(period.since and period.until)))
    if any(pattern.search(words) for pattern in REPORTS_BEFORE for words in asking):
        return True
    if FROM.match(text, period.start) and STORY_OF.search(before):
        return True
    fronted = not WORD.search(before) and not HOW_MANY.match(after)
    return bool(fronted and FRONTED.match(after))


def _of_one_of_several(names: Marked, limiting: Sequence[Period]) -> bool:
    """Whether a date is that of one report among several that the question names."""
    if len(names.mentions) < 2:
        return False
    around = "".join(names.text[max(0, period.start - 40) : period.end + 20] for period in limiting)
    return not SEVERAL.search(around)


def _joined(limiting: Sequence[Period]) -> tuple[date | None, date | None] | None:
    """One limit of several: "since March 2021 and before May 2022"; None if they are apart."""
    since = max((p.since for p in limiting if p.since), default=None)
    until = min((p.until for p in limiting if p.until), default=None)
    return None if since and until and since > until else (since, until)


def _about(about: Sequence[Period], asked: date) -> Days | None:
    """From the first day to the last that a question is about; open ends lie at the beginning of
    time and on the day of asking."""
    if not about:
        return None
    open_ends = [period for period in about if period.since is None or period.until is None]
    joined = _joined(about)
    if len(about) == 2 and len(open_ends) == 2 and joined and all(joined):
        return joined[0] or date.min, joined[1] or asked
    first = min(period.since or date.min for period in about)
    last = max(period.until or max(asked, period.since or asked) for period in about)
    return first, last


def _span(text: str, period: Period) -> tuple[int, int]:
    """The words to take out of the search: "published in May 2021", but in "the May 2021 articles"
    only the date."""
    if SPEAKS_AFTER.match(text, period.end):
        owner = OWNER.match(text, period.end)
        return period.named, owner.end() if owner else period.end
    put_out = PUT_OUT_LAST.search(text, 0, period.start)
    end = period.end + (text[period.end : period.end + 1] == ",")
    return put_out.start() if put_out else period.start, end


def _without(text: str, spans: Sequence[tuple[int, int]]) -> str:
    if not spans:
        return text
    kept, end = [], 0
    for start, stop in sorted(spans):
        kept.append(text[end : max(start, end)])
        end = max(stop, end)
    left = JOINED_TO_NOTHING.sub("", " ".join(" ".join((*kept, text[end:])).split()))
    return re.sub(r"\s+([?.,!])", r"\1", left).strip(" ,:")
