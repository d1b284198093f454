"""Figures in a sentence and what they count. Pure."""

import re
from dataclasses import dataclass

from index.records import Span
from qa import counts
from qa.days import MONTH

WORDS = {word: number for word, number in counts.WORDS.items() if number > 1}
SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
SHORT = {"k": 1e3, "m": 1e6, "mn": 1e6, "bn": 1e9, "tn": 1e12}
OF_MONEY = SHORT | {"b": 1e9}
"""Right after a sum: £62m, $4b."""
SCALED = SCALES | OF_MONEY
CURRENCY = r"(?:US|A|C)?[$£€]"
FIGURE = re.compile(
    rf"(?<![\w.,:/-])(?P<money>{CURRENCY})?"
    rf"(?P<number>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?|(?:{'|'.join(WORDS)})\b)"
    rf"(?:[ -](?P<scale>{'|'.join(SCALES)})\b|(?(money) ?(?P<short>{'|'.join(OF_MONEY)})\b|(?!)))?"
    r"(?P<percent>\s?(?:%|percent\b|per cent\b))?"
    r"(?![\w/:–-]|,\d|\.\d)",
    re.IGNORECASE,
)
BOUND = (
    r"about|around|nearly|almost|roughly|approximately|an estimated|more than|less than|fewer than"
    r"|at least|at most|over|up to|as many as"
)
"""Before a figure that is rounded, or a bound."""
LOOSE_BEFORE = re.compile(
    rf"\b(?:{BOUND}|some|estimated|under|as few as|close to|another"
    r"|a further|an additional|(?:the )?other|the (?:first|last|next|remaining)"
    r"|(?:one |any )?of the|only|just|between|from|top|no|number|least|about the|all)\s+$"
    rf"|(?:[\d%]|percent|{'|'.join(SCALES)})\s+(?:to|or)\s+$"
    r"|\bbetween\s+\S+(?:\s\w+)?\s+and\s+$",
    re.IGNORECASE,
)
"""Before a figure that is rounded, a bound, the end of a range, or a part: nothing exact to hold
against another."""
CHANGED_TO = re.compile(
    r"\b(?:ris|rose|rais|increas|doubl|trebl|tripl|grow|grew|climb|jump|soar|fall|fell|drop|cut"
    rf"|reduc|lower|halv|go(?:es)? (?:up|down)|went)\w*\b[^.;:]{{0,40}}?\bfrom \S+"
    rf"(?: (?:{'|'.join(SCALES)}))? to $",
    re.IGNORECASE,
)
"""Before what something rises or falls to, no end of a range: "doubled from £24 to £48"."""
LOOSE_AFTER = re.compile(
    r"\s+(?:or (?:more|so|fewer)|more|others?|additional|further|to|and|of)\b", re.IGNORECASE
)
RANGE_AFTER = re.compile(r"\s+(?:(?:to|or)\s+\W?\d|(?:more|less|higher|lower|cheaper|extra|off)\b)")
"""After money or a percentage that is the lower end of a range, or a difference: "£2 more"."""
PER = re.compile(r"\s+(?:an?|per|each|every)\s+([a-z]+)")
"""After money or a percentage for each of something: "$4 a gallon"."""
FOLLOWING = re.compile(r"\s+(?P<word>[A-Za-z][A-Za-z’'-]*)")
NOT_COUNTED = re.compile(
    r"(?:years?|months?|weeks?|days?|hours?|minutes?|seconds?|times?|points?|a\.?m|p\.?m|degrees?"
    rf"|{MONTH}|ways?|things?|parts?|sides?|steps?|goals?)",
    re.IGNORECASE,
)
"""Spans of time, scores and the like: they differ with each event, not with who tells it."""
STOP = re.compile(
    r"(?:of|in|on|at|to|for|from|by|with|and|or|but|that|which|who|were|was|are|is|have|has|had"
    r"|been|be|as|after|before|since|while|when|where|during|the|a|an|its|their|his|her|it|they"
    r"|came|went|will|would|could|may|might|said|say|says|than|not|more|into|over|out)",
    re.IGNORECASE,
)
YEAR = re.compile(r"(?:19|20)\d\d")
"""As in "2020 election"."""
COUNTED = 3
"""Words after a figure in which what it counts must stand."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A number of something."""

    value: float
    unit: str
    """`$`, `%`, `$ gallon` for "$4 a gallon", or "" for things counted."""
    counted: tuple[str, ...]
    """The words after it up to the first small one: ("ballistic", "missiles")."""
    span: Span
    """Of number and unit, in the sentence."""


def amounts(sentence: str) -> list[Amount]:
    """The exact figures of a sentence that say how many or how much of what, in order.

    Years, dates, scores, spans of time and figures that are told as rounded or as a bound are
    left out.
    """
    return [figure for figure in numbers(sentence) if _exact(sentence, figure)]


def numbers(text: str) -> list[Amount]:
    """Likewise, also those that are rounded or stand without what they count."""
    found = (_amount(text, match) for match in FIGURE.finditer(text))
    return [figure for figure in found if figure.unit or _counts(text, figure)]


def _counts(text: str, figure: Amount) -> bool:
    """Whether a figure without a unit can be a number of things."""
    spans = any(NOT_COUNTED.fullmatch(word) for word in figure.counted)
    return not spans and not YEAR.fullmatch(text, *figure.span)


def _exact(sentence: str, figure: Amount) -> bool:
    start, end = figure.span
    after = RANGE_AFTER if figure.unit else LOOSE_AFTER
    loose = LOOSE_BEFORE.search(sentence, 0, start) and not CHANGED_TO.search(sentence, 0, start)
    if after.match(sentence, end) or loose:
        return False
    return bool(figure.unit or figure.counted)


def _amount(text: str, match: re.Match[str]) -> Amount:
    unit = "%" if match["percent"] else (match["money"] or "")[-1:]
    counted = () if unit else _counted(text, match.end())
    written = match["number"].replace(",", "").lower()
    scale = (match["scale"] or match["short"] or "").lower()
    value = float(WORDS.get(written, 0) or written) * SCALED.get(scale, 1)
    if unit and (per := PER.match(text, match.end())):
        unit = f"{unit} {per[1]}"
    return Amount(value, unit, counted, Span(*match.span()))


def _counted(sentence: str, at: int) -> tuple[str, ...]:
    words: list[str] = []
    while len(words) < COUNTED and (match := FOLLOWING.match(sentence, at)):
        if STOP.fullmatch(match["word"]) or match["word"].endswith("ly"):
            break
        words.append(match["word"])
        at = match.end()
    return tuple(words)
