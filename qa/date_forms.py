"""Pure: the ways in which English writes a date, as patterns; `qa.dates` computes their days."""

import re
from enum import Enum, auto

from qa.counts import NUMBER
from qa.days import HOLIDAYS, MONTH, MONTHS, PARTS, SHORT_MONTHS, WEEKDAY
from qa.recent import RECENT


class Kind(Enum):
    """How much a word says by itself, which decides what must stand around it."""

    FULL = auto()
    """With its year: 3 May 2021, May 2021, the summer of 2021."""
    DAY = auto()
    """A day and month: 3 May."""
    HOLIDAY = auto()
    """A holiday without a year, which may be what is asked about: Boxing Day."""
    MONTH = auto()
    """A month alone, which may be a verb or a name: May, March."""
    SEASON = auto()
    YEAR = auto()
    """A year alone, which may be any number."""
    DECADE = auto()
    RECENT = auto()
    """Counted from the day of asking: last week."""
    WEEKDAY = auto()


WEEKS = {"first": 0, "second": 1, "third": 2, "fourth": 3, "last": -1}
QUARTERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4, "final": 4}

SHORT_MONTH = rf"(?P<month>\b(?:{SHORT_MONTHS})\b\.?)"
ANY_MONTH = rf"(?P<month>\b{MONTH}\b\.?)"
CLEAR_MONTH = (
    rf"(?P<month>\b(?:(?:{'|'.join(MONTHS)})\b|(?:sept?|oct|nov|dec|jan|feb|aug)\b\.?"
    r"|(?:mar|apr|jun|jul)\.))"
)
"""Without a year beside them, "mar" and "apr" are rarely months; "Mar." is one."""
ON = rf"(?:\b(?:{WEEKDAY}),?\s+(?:the\s+)?)?"
DAY = r"(?<![\d$€£#.,:/-])(?:the\s+)?(?P<day>\d{1,2})(?:st|nd|rd|th)?"
LAST_DAY = r"(?P<last>\d{1,2})(?:st|nd|rd|th)?"
YEAR = r"(?P<year>\d{4}(?![\d-])|['’]\d\d(?!\w)|(?:this|last|next)\s+year\b)"
SHORT_YEAR = r"(?P<year>\d\d)(?=\s*(?:[?.,;:!)](?!\d)|$)|\s+(?:about|and|on|to)\b)"
"""14 Mar 23, but not on 14 Mar 23 people died."""
SEASON_YEAR = (
    r"(?:(?P<year>\d{4})(?:[-–/](?:\d\d|\d{4}))?(?![\w-])|(?P<which>(?:this|last|next)\s+year)\b)"
)
"""A winter has two years: 2021-22."""
NO_NUMBER_BEFORE = r"(?<![\w$€£¥#/.:-])(?<!\d,)"
LONE_YEAR = r"(?:the\s+year\s+)?\b(?P<year>1[6-9]\d\d|20\d\d)(?!\w|[%°:]|[.,]\d|[-–/]\w|['’]s)"
PART = rf"(?:(?:the\s+)?\b(?P<part>{'|'.join(PARTS)})(?:\s+of(?:\s+the)?\s+|[\s-]+))?"
SEASON = r"\b(?P<season>spring|summer|autumn|fall|winter)\b"
TO = r"\s*(?:-|–|—|to|through|until)\s*(?:the\s+)?"
AND = r"\s*(?:-|–|—|to|through|until|and|or)\s*(?:the\s+)?"
DAYS = rf"{DAY}(?:{AND}{LAST_DAY})?"
MONTH_YEAR = rf"{ANY_MONTH}(?:\s+of|,)?\s+{YEAR}"
WEEK_OF = r"(?:the\s+)?(?<!\ba\s)(?<!\bone\s)\b(?P<span>week(?:end)?)\s+of\s+"
"""Within a week of 3 May is up to seven days off."""
NTH_WEEK = rf"(?:the\s+)?\b(?P<count>{'|'.join(WEEKS)})\s+week\s+(?:of|in)\s+"
FIRST_DAYS = (
    rf"(?:the\s+)?\b(?P<end>first|last)\s+(?P<count>{NUMBER}\s+(?:days|weeks))"
    r"\s+(?:of|in)\s+"
)
HOLIDAY = rf"\b(?P<holiday>{'|'.join(HOLIDAYS)})\b"
QUARTER = (
    rf"(?:the\s+)?\b(?:(?P<unit>[qh])(?P<number>[1-4])|(?P<digit>[1-4])(?P<letter>[qh])|(?P<nth>{'|'.join(QUARTERS)})\s+quarter)"
    r"(?:\s+of)?[\s-]+"
)
DAYTIME = r"(?:\s+(?:morning|afternoon|evening|night))?\b"
NO_YEAR_AFTER = r"(?!,?\s+\d)"
NO_COUNT_AFTER = r"(?!\w|[,.:]\d|,?\s+\d{3,}|%|\s*(?:am|pm)\b)"

PATTERNS = (
    (Kind.FULL, "written", r"(?<![\d-])(?P<iso>\d{4}(?P<sign>[-/])\d\d?(?P=sign)\d\d?)(?![\d-])"),
    (
        Kind.FULL,
        "numeric",
        r"(?<![\d/.-])(?P<one>\d{1,2})(?P<sign>[/.-])(?P<two>\d{1,2})(?P=sign)(?P<year>\d{4})"
        r"(?![\d/-])",
    ),
    (Kind.FULL, "week of", rf"{WEEK_OF}{DAY}\s+(?:of\s+)?{ANY_MONTH},?\s+{YEAR}"),
    (Kind.FULL, "week of", rf"{WEEK_OF}{ANY_MONTH}\s+{DAY},?\s+{YEAR}"),
    (Kind.FULL, "nth week", rf"{NTH_WEEK}{MONTH_YEAR}"),
    (Kind.FULL, "nth week", rf"{NTH_WEEK}{CLEAR_MONTH}"),
    (Kind.FULL, "day", rf"{ON}{DAYS}\s+(?:of\s+)?{ANY_MONTH},?\s+(?:of\s+)?{YEAR}"),
    (Kind.FULL, "day", rf"{ON}{ANY_MONTH}\s+{DAYS},?\s+(?:of\s+)?{YEAR}"),
    (Kind.FULL, "day", rf"{ON}{DAY}\s+{SHORT_MONTH}\s+{SHORT_YEAR}"),
    (Kind.FULL, "days of", rf"{FIRST_DAYS}{MONTH_YEAR}"),
    (Kind.FULL, "month", rf"{PART}{MONTH_YEAR}"),
    (Kind.FULL, "holiday", rf"{HOLIDAY}(?:\s+(?:of|in)|,)?\s+{YEAR}"),
    (Kind.FULL, "season", rf"{PART}(?:the\s+)?{SEASON}(?:\s+of|,)?\s+{SEASON_YEAR}"),
    (Kind.FULL, "quarter", rf"{QUARTER}{YEAR}"),
    (Kind.HOLIDAY, "holiday", rf"{HOLIDAY}\b{NO_YEAR_AFTER}"),
    (Kind.DAY, "day", rf"{ON}{DAYS}\s+(?:of\s+)?{CLEAR_MONTH}{NO_COUNT_AFTER}"),
    (Kind.DAY, "day", rf"{ON}{CLEAR_MONTH}\s+{DAY}(?:{TO}{LAST_DAY})?{NO_COUNT_AFTER}"),
    *((Kind.RECENT, form, pattern) for form, pattern, _ in RECENT),
    (
        Kind.FULL,
        "years",
        rf"{NO_NUMBER_BEFORE}(?P<year>1[6-9]\d\d|20\d\d)[-–/](?P<last>(?:1[6-9]|20)\d\d|\d\d)"
        r"(?![\w-])",
    ),
    (
        Kind.DECADE,
        "decade",
        rf"{PART}(?:the\s+)?(?<![\w$])(?P<decade>(?:1[6-9]|20)\d0)['’]?s\b",
    ),
    (Kind.DECADE, "decade", rf"{PART}the\s+['’]?(?P<decade>[2-9]0)['’]?s\b"),
    (Kind.YEAR, "year", rf"{NO_NUMBER_BEFORE}{PART}{LONE_YEAR}"),
    (Kind.MONTH, "month", rf"{PART}{CLEAR_MONTH}"),
    (Kind.SEASON, "season", rf"{PART}\bthe\s+{SEASON}(?!\s+of)"),
    (Kind.DAY, "nth", r"(?<=\bon\s)the\s+(?P<day>\d{1,2})(?:st|nd|rd|th)(?=\s*(?:[?.,;!]|$))"),
    (Kind.WEEKDAY, "weekday", rf"\b(?P<weekday>{WEEKDAY})\b{DAYTIME}"),
)


FORMS = tuple((kind, form, re.compile(words, re.IGNORECASE)) for kind, form, words in PATTERNS)
"""Every form, with its name; what stands earlier takes its words before what stands later."""
