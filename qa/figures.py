"""Pure: the numbers and dates of a text, normalised: "Jan. 3" is "January 3", "1,000" "a thousand".

What a sentence says is read narrowly, what a passage offers generously: in doubt a number counts as
missing.
"""

import re
from collections.abc import Iterator
from datetime import date

from qa import amounts
from qa.counts import WORDS
from qa.days import day_of, month_number

MONTH = (
    r"(?P<month>Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)|Apr(?:il|\.)|May|June?|July?"
    r"|Aug(?:ust|\.)|Sept?(?:ember|\.)|Oct(?:ober|\.)|Nov(?:ember|\.)|Dec(?:ember|\.))"
)
DAY = re.compile(
    rf"\b{MONTH} (?P<after>\d{{1,2}})(?:st|nd|rd|th)?\b(?!,?\d)"
    r"|(?<![$€£])\b(?P<before>\d{1,2})(?:st|nd|rd|th)?(?: of)? "
    rf"{MONTH.replace('?P<month>', '?P<named>')}"
    r"|\b(?P<iso>\d{4}-\d\d-\d\d)\b"
)
YEAR = re.compile(r",? ((?:19|20)\d\d)\b")
"""After day and month."""
NEAREST = 183
"""Days: a day told without its year is the one that is nearer than half a year."""
ALONE = re.compile(rf"\b{MONTH}(?= \d{{4}}|\W|$)")
MAY = re.compile(
    r"\b(?:in|of|since|until|by|last|this|next|late|early|mid|from|to)[ -]May\b|\bMay\b, "
)
WEEKDAY = re.compile(r"\b((?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)s?\b")

SCALES = amounts.SCALES | amounts.SHORT
VALUES = WORDS | {"dozen": 12}
UNITS = "|".join(word for word, number in WORDS.items() if 0 < number < 10)
ORDINALS = {
    "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10,
}  # fmt: skip
SCALE = "|".join(SCALES)
IN_DIGITS = re.compile(
    rf"(?P<money>[$€£])?(?<![\d.,])(?P<digits>\d{{1,3}}(?:,\d{{3}})+|\d+)(?P<part>\.\d+)?"
    rf"(?:[ -]?(?P<scale>{SCALE})\b)?(?P<share> ?(?:%|per ?cent\b))?"
    r"(?P<coin> dollars| euros| pounds)?",
    re.IGNORECASE,
)
COUNTED = "|".join(VALUES)
IN_WORDS = re.compile(
    rf"\b(?:(?P<small>{COUNTED})(?:[ -](?P<unit>{UNITS}))?"
    rf"(?P<scales>(?:[ -](?:{SCALE}))*)|(?P<ordinal>{'|'.join(ORDINALS)}))\b"
    r"(?P<share> per ?cent\b)?(?P<coin> dollars| euros| pounds)?",
    re.IGNORECASE,
)
CLOCK = re.compile(r"\b(\d{1,2})(?:[.:](\d\d))?\s?([ap])\.?m\b", re.IGNORECASE)
""" "7.20 pm", "9 a.m."."""
VAGUE = re.compile(
    r"\b(?:dozens|hundreds|thousands|millions|billions|half|twice|double[ds]?|triple[ds]?)\b", re.I
)
COINS = {"dollars": "$", "euros": "€", "pounds": "£"}


def figures(text: str, generous: bool = False) -> set[str]:
    """The numbers and dates of a text. `generous`: a date's day and month count by themselves."""
    days = list(_days(text))
    found = {f"day {month}-{day}" for _, _, month, day in days}
    if generous:
        found |= {f"month {month}" for *_, month, _ in days}
        found |= {f"number {float(day)}" for *_, day in days}
    rest = DAY.sub(lambda day: f"{day[0][:5]} " if day["iso"] else " ", text)  # its year
    for match in ALONE.finditer(rest):
        if match["month"] != "May" or MAY.search(rest):
            found.add(f"month {month_number(match['month'])}")
    found |= {f"weekday {match[1]}" for match in WEEKDAY.finditer(rest)}
    found |= {f"about {match[0].lower()}" for match in VAGUE.finditer(rest)}
    for hour, minute, half in CLOCK.findall(rest):
        found.add(f"time {int(hour)}.{minute or '00'} {half.lower()}m")
    for _, value, kind in numbers(rest):
        found.add(f"number {round(value, 6)}")
        if kind:
            found.add(f"{kind} {round(value, 6)}")
    return found


def years_left_out(claim: str, passage: str, published: date | None) -> set[str]:
    """The years of a claim's days that the passage tells without a year, as news does.

    Such a day is the one nearest to when the passage was published.
    """
    if published is None:
        return set()
    bare = {(month, day) for _, year, month, day in _days(passage) if year is None}
    return {
        str(year)
        for _, year, month, day in _days(claim)
        if year and (month, day) in bare and _near(published, day_of(year, month, day))
    }


def written_days(text: str) -> str:
    """The words of a text that tell its days, with their years."""
    return " ".join(words for words, *_ in _days(text))


def _near(published: date, day: date | None) -> bool:
    return day is not None and abs((day - published).days) < NEAREST


def _days(text: str) -> Iterator[tuple[str, int | None, int, int]]:
    """The words of each date in a text, its year if it is told, its month and day."""
    for match in DAY.finditer(text):
        if match["iso"]:
            year, month, day = map(int, match["iso"].split("-"))
            yield match["iso"], year, month, day
        else:
            told = YEAR.match(text, match.end())
            words = text[match.start() : (told or match).end()]
            month = month_number(match["month"] or match["named"])
            day = int(match["after"] or match["before"])
            yield words, int(told[1]) if told else None, month, day


def numbers(text: str) -> Iterator[tuple[re.Match[str], float, str]]:
    """Each number where it stands, with its value, and its currency, "%", or nothing."""
    for match in IN_DIGITS.finditer(text):
        value = float(match["digits"].replace(",", "") + (match["part"] or ""))
        value *= SCALES[match["scale"].lower()] if match["scale"] else 1
        yield match, value, match["money"] or _kind(match)
    for match in IN_WORDS.finditer(text):
        if match["ordinal"]:
            yield match, float(ORDINALS[match["ordinal"].lower()]), ""
            continue
        small, scales = match["small"].lower(), re.findall(r"[a-z]+", match["scales"].lower())
        if small == "one" and not scales:
            continue  # "one of them" counts nothing
        value = float(VALUES[small] + (VALUES[match["unit"].lower()] if match["unit"] else 0))
        for scale in scales:
            value *= SCALES[scale]
        yield match, value, _kind(match)


def _kind(match: re.Match[str]) -> str:
    return "%" if match["share"] else COINS.get((match["coin"] or "").strip().lower(), "")
