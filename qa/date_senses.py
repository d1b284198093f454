"""Pure: whether words that can name days do so here, by the words before and after them.

"in May" is a month, "in May's cabinet" and "who may" are not; "by 2021" is a year, "by 2,021" or
"in 2021 homes" are not; "the October 7 attacks" are an event. In doubt it is no time.
"""

import re
from collections.abc import Callable

from qa.date_forms import Kind
from qa.dates import Moment
from qa.days import WEEKDAYS
from qa.speech import ARTICLE, AUX, PRINTED, TO_COME, WH

Lead = re.Match[str] | None
"""What LEAD found before a moment."""

NOT = (
    r"(?:(?:that|which)\s+(?:was|were)\s+)?not"
    r"(?:\s+(?:published|printed|written|posted|dated|released))?"
)
"""Not published before 2021 is since 2021."""
PREDICATE = r"(?<!\bis\s)(?<!\bare\s)(?<!\bwas\s)(?<!\bwere\s)"
"""Trains that were late in May ran in all of May."""
DIRECTIONS = {
    "since": r"ever\s+since|since|on\s+or\s+after|no\s+(?:older|earlier)\s+than"
    rf"|{NOT}\s+(?:(?:older|earlier)\s+than|before|prior\s+to)|starting(?:\s+in)?",
    "before": r"before|pre|prior\s+to|(?:earlier|older)\s+than",
    "up_to": r"until|till|by|up\s+to(?:\s+and\s+including)?|up\s+until"
    rf"|no\s+later\s+than|{NOT}\s+(?:later\s+than|after)|as\s+of|on\s+or\s+before|through",
    "after": r"after|post|following|(?:later|newer|more\s+recent)\s+than",
    "within": rf"back\s+in|(?P<third>{PREDICATE}(?:early|late))\s+in|as\s+(?:early|late)\s+as"
    r"|as\s+recently\s+as|as\s+far\s+back\s+as|in|on|during|within|throughout|over|around|from"
    r"|between|of|at|towards?",
}
DIRECTION = "|".join(f"(?P<{name}>{words})" for name, words in DIRECTIONS.items())
LEAD = re.compile(
    rf"\b(?:from\s+)?(?:{DIRECTION})(?:(?<!post)(?<!pre)\s+|(?<=post)-|(?<=pre)-)"
    r"(?P<event>(?<=since\s)(?:the|an?)\s+(?:[\w’'-]+\s+){1,3}(?:of|in|on)\s+)?"
    r"(?P<the>(?:all\s+of\s+)?(?:the|that)\s+)?(?:(?:both|either)\s+)?(?:(?:month|year)\s+of\s+)?$",
    re.IGNORECASE,
)
"""The words before a moment that relate it to what happened, in a group for each direction."""

ENDS = re.compile(
    rf"\s*(?:$|[^\w\s'’$€£%-]|[-–—]\s|\b(?:{WH}|{AUX}|a|about|according|across|after|against|ago"
    r"|all|alone|also|amid|an|and|any|as|at|be|because|been|before|being|but|by|compared?|despite"
    r"|down|due|during|ever|first|for|from|he|her|his|i|if|in|instead|into|it|its|made|more|my|near"
    r"|no|not|now|of|off|on|onwards?|only|or|our|out|over|rather|said|saw|say|says|she|since|so"
    r"|still|than|that|the|their|them|then|there|they|this|those|through|to|together|told|under"
    r"|until|up|versus|vs|we|went|whether|while|with|within|without|won|yet|you)\b)",
    re.IGNORECASE,
)
"""What can stand after a time: an end, or words that no noun phrase goes on with."""
NOUN_ON = re.compile(r"\s+(?:[A-Z]|(?:nights|mornings|afternoons|evenings)\b)|\s*[-–]\w")
COUNTED = re.compile(
    r"\s*[-–'’]|\s+(?!(?:was|is|has|does|this|its|says)\b)"
    r"(?:[a-z]*[a-rt-z]s|people|men|women|children|per\s?cent|[mb]illion|feet|euro|(?:kilo)?met(?:re|er)"
    r"|foot|miles?|km|watt|volt|pixel|calorie)\b|\s+[A-Z]"
)
CLOSED = re.compile(r"\s*(?:[?.,:!]|$)")
NAME_BEFORE = re.compile(r"\b(?!(?:In|On|From|Per|What)\b)(?:[A-Z]\w*|every|a|the)\s+$")
POSSESSIVE = re.compile(r"['’]s?\b")
START = re.compile(r"(?:^|[.?!:]\s+)[\"'“‘]?$")
CAPITAL = re.compile(r"\s+[A-Z]")
BY_SOMEBODY = re.compile(r"\b\w+(?:ed|en|made|held|sent|led|told|put|paid|won)\s+$")
DETERMINER = re.compile(
    r"\b(?:the|this|that|these|every|each|an?|article|page|act)\s+$", re.IGNORECASE
)
HAPPENED = re.compile(
    r"\b(?!(?:called|named|titled|entitled|dubbed|played|portrayed|starred)\b)(?:\w{2,}ed|say|happen|win|won|lose|lost|do"
    r"|did|die|vote|meet|met|open|play|announce|launch|begin|began|start|sign|resign|arrive)\s+$"
)
"""A verb that a weekday can follow without "on"."""
DATES_NEWS = re.compile(rf"\s+(?:{ARTICLE}|{PRINTED}|reports|newspapers)\b", re.I)
"""What a date without more can stand before: the 2021 articles, the 3 May article."""
HABIT = re.compile(r"\b(?:is|are|do|does)\b", re.IGNORECASE)
NEWS = re.compile(rf"['’]s?\s+(?:[A-Z]\w+\s+)*(?:(?:news)?papers?|{ARTICLE}|{PRINTED}|reports)\b")
SHOW = re.compile(r"\s*(?:shows?|programmes?|programs?)\b", re.IGNORECASE)
ENACTED = re.compile(
    r"\b(?:act|class|law|treaty|convention|code|constitution|charter|agreement|accords?|rule"
    r"|resolution|model|edition|council|decree|bill|proclamation)\s+of\s+(?:the\s+)?$",
    re.IGNORECASE,
)
VAGUE = re.compile(
    r"\b(?:more|less|fewer|longer|over|almost|nearly|at\s+(?:least|most))\s+(?:than\s+)?$", re.I
)
QUOTED = re.compile(r"[\"“][^\"“”]*[\"”]|(?<!\w)‘[^‘’]*’(?!\w)")
"""What somebody said or what a title says: no time of the question's own."""
RECURRING = re.compile(r"\b(?:every|each|annually|annual|yearly|usually|traditionally)\b", re.I)
AHEAD = re.compile(
    r"\b(?:will|shall|upcoming|scheduled|ahead\s+of"
    rf"|(?:plan\w*|(?:is|are)\s+due)\s+to|{TO_COME})\b",
    re.IGNORECASE,
)
"""Words that look ahead: the May they speak of has not been yet."""
EVENT = (
    r"(?:attacks?|strikes?|bombings?|elections?|raids?|massacres?|shootings?|(?:earth)?quakes?"
    r"|floods?|crash|coup|fire|referendum|summit|ceasefire|agreement|invasion|protests?|riots?"
    r"|blasts?|explosions?|assault|storm|accident|ruling|verdict|hearing)"
)
EVENT_ON = re.compile(rf"\b{EVENT}\s+(?:on|of)\s+(?:the\s+)?$", re.IGNORECASE)
NAMES = frozenset(("april", "may", "june", "august", "march"))
"""Months that are also somebody's name, a verb or an adjective."""


def is_time(text: str, moment: Moment, lead: Lead) -> bool:
    """Whether the words around a moment let it be a time. `lead` is what LEAD finds before it."""
    if any(q.start() < moment.start < q.end() for q in QUOTED.finditer(text)):
        return False
    if moment.kind in YEARLESS and (RECURRING.search(text) or AHEAD.search(text)):
        return False
    words = text[moment.start : moment.end]
    if DATES_NEWS.match(text, moment.end) and (words != words.lower() or words.isdecimal()):
        return True
    return SENSES[moment.kind](text, moment, lead)


def names_event(text: str, moment: Moment, lead: Lead) -> bool:
    """Whether a day names an event: "the October 7 attacks", "the attacks on 7 October"."""
    if moment.kind is not Kind.DAY or DATES_NEWS.match(text, moment.end):
        return False
    determined = (lead and lead["the"]) or DETERMINER.search(text, 0, moment.start)
    on = determined and not ENDS.match(text, moment.end)
    return bool(on or EVENT_ON.search(text, 0, moment.start))


def _ends(text: str, moment: Moment) -> bool:
    return ENDS.match(text, moment.end) is not None


def _words(text: str, moment: Moment) -> list[str]:
    return text[moment.start : moment.end].split()


def _is(lead: Lead, *words: str) -> bool:
    return lead is not None and lead[0].split()[0].lower() in words


def _full(text: str, moment: Moment, lead: Lead) -> bool:
    """May 2021, but not what may 2021 bring."""
    first = _words(text, moment)[0]
    verb = first.lower() in NAMES and (first.islower() or START.search(text[: moment.start]))
    sure = lead or DETERMINER.search(text, 0, moment.start)
    return bool(sure or not verb or CLOSED.match(text, moment.end))


def _day(text: str, moment: Moment, lead: Lead) -> bool:
    """On 3 May, May 3, but not when they march 3 miles."""
    if lead:
        return NOUN_ON.match(text, moment.end) is None
    capital = any(word[0].isupper() for word in _words(text, moment))
    return capital and not DETERMINER.search(text, 0, moment.start) and _ends(text, moment)


def _holiday(text: str, moment: Moment, lead: Lead) -> bool:
    """On Boxing Day, but not why Boxing Day is a holiday."""
    if lead is None or lead["the"] or HABIT.search(text):
        return False
    return NOUN_ON.match(text, moment.end) is None


def _month(text: str, moment: Moment, lead: Lead) -> bool:
    """In May, but not by May, who resigned, or in May's cabinet."""
    words = _words(text, moment)
    alone, name = len(words) == 1, words[-1].lower() in NAMES
    if lead is None or (lead["the"] and alone) or _is(lead, "of"):
        return False
    if not _ends(text, moment) and (name or COUNTED.match(text, moment.end)):
        return False
    if not name or not alone:
        return True
    if words[-1].islower():
        return bool(lead["within"] or lead["since"])
    return not (_is(lead, "by") and BY_SOMEBODY.search(text, 0, lead.start()))


def _season(text: str, moment: Moment, lead: Lead) -> bool:
    """In the summer, but not in the fall of Kabul."""
    if _words(text, moment)[-1].lower() == "fall":
        return _is(lead, "in", "during") and CLOSED.match(text, moment.end) is not None
    return _is(lead, "in", "during", "over", "since") and not COUNTED.match(text, moment.end)


def _year(text: str, moment: Moment, lead: Lead) -> bool:
    """In 2021, of 2021, but not the Act of 2021, in 2021 homes or the 2021 Cup."""
    words = _words(text, moment)
    part = len(words) > 1 and words[-2].lower() != "year"
    if part:
        return True  # early 2021
    if lead is None:
        return len(words) > 1 and _ends(text, moment)
    if lead["the"] or _is(lead, "at") or ENACTED.search(text, 0, moment.start):
        return False
    fronted = START.search(text[: lead.start()]) and CAPITAL.match(text, moment.end)
    return bool(_ends(text, moment) or fronted or not COUNTED.match(text, moment.end))


def _decade(text: str, moment: Moment, lead: Lead) -> bool:
    """In the 1990s, but not a 1990s band."""
    return lead is not None and not COUNTED.match(text, moment.end)


def _weekday(text: str, moment: Moment, lead: Lead) -> bool:
    """On Monday, Monday's vote, died Monday, but not Black Friday or Friday Night Lights."""
    named, before = _words(text, moment)[0][0].isupper(), text[: moment.start]
    if lead and (lead["the"] or _is(lead, "of")):
        return False
    if POSSESSIVE.match(text, moment.end):
        return named and not NAME_BEFORE.search(before)
    if lead:
        return NOUN_ON.match(text, moment.end) is None
    return named and bool(HAPPENED.search(before)) and _ends(text, moment)


def _recent(text: str, moment: Moment, lead: Lead) -> bool:
    """Last week, but not Last Week Tonight, the today show or more than ten years ago."""
    words, before = _words(text, moment), text[: moment.start]
    day = words[0].lower() in WEEKDAYS
    inside = words[0][0].isupper() and not day and not START.search(before)
    if inside and not text.isupper():
        return False
    today = [word.lower() for word in words] == ["today"]
    if today and NEWS.match(text, moment.end):
        return True
    if today and (POSSESSIVE.match(text, moment.end) or SHOW.match(text, moment.end)):
        return False
    return not (words[-1].lower() == "ago" and VAGUE.search(before))


YEARLESS = frozenset((Kind.DAY, Kind.HOLIDAY, Kind.MONTH, Kind.SEASON, Kind.WEEKDAY))
SENSES: dict[Kind, Callable[[str, Moment, Lead], bool]] = {
    Kind.FULL: _full,
    Kind.DAY: _day,
    Kind.HOLIDAY: _holiday,
    Kind.MONTH: _month,
    Kind.SEASON: _season,
    Kind.YEAR: _year,
    Kind.DECADE: _decade,
    Kind.RECENT: _recent,
    Kind.WEEKDAY: _weekday,
}
