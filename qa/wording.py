"""Pure: the names and quotations of a sentence, and whether a text has them.

In doubt a name counts as missing.
"""

import re
from collections.abc import Collection, Iterator
from itertools import pairwise

from qa.amounts import BOUND, WORDS
from qa.names import NO_NAME, TITLES

MARKS = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
                       "–": "-", "—": "-", "\u00a0": " "})  # fmt: skip
QUOTED = re.compile(
    r"[“„\"«](?P<double>[^“”„\"«»]+)[”\"“»]|(?<!\w)[‘'](?P<single>[^‘’']+)[’'](?!\w)"
)
FIRST_PERSON = re.compile(
    r"(?:^|[,;:(]\s?|\b[a-z']+\s|^(?:But|And|So|Then|If|When|What|As)\s)"
    r"I(?:'(?:m|ve|d|ll))?(?=\s[a-z])"  # not World War I
    r"|(?:\b(?:we|our|my)|(?:^|[,;:.!?(]\s?)(?:We|Our|My))(?:'(?:re|ve|d|ll))?\b|\b(?:us|ours|me)\b"
)  # not Days of Our Lives
SPELLINGS = (
    (re.compile(r"(?<=[a-z]{2})our(?=\b|s\b|ed\b|ing\b|able\b|ful\b|ite|er\b)"), "or"),
    (re.compile(r"(?<=[bt])re(?=s?\b)"), "er"),
    (re.compile(r"(?<=[a-z]{3})[iy][sz](?=e[ds]?\b|ing\b|ations?\b|ers?\b)"), "iz"),
    (re.compile(r"(?<=[a-z]{2})enc(?=es?\b)"), "ens"),
    (re.compile(r"ogue(?=s?\b)"), "og"),
)
"""What British and American spelling differ in. Both become one, which need be neither."""
BOUNDS = rf"\b(?:{BOUND}|as much as)\s+"
BOUND_BEFORE = re.compile(rf"{BOUNDS}$", re.IGNORECASE)
AMOUNT = re.compile(
    rf"(?:[$€£]\s?)?(?!(?:1[5-9]|20)\d\d\b)\d(?:[\d,.]*\d)?|\b(?:{'|'.join(WORDS)})\b",
    re.IGNORECASE,
)
"""A number that is no year: "about 2020" may be what a book is about."""
OUTER = " .,;:!?-"
TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}|\w+(?:['-]\w+)*'?")
OWNER = re.compile(r"'s?$")
ENDINGS = ("", "i", "n", "an", "ian", "ish", "ese", "s", "is")
""" "Israel" and "Israeli", "Iran" and "Iranian", "Syria" and "Syrian", "Houthi" and "Houthis"."""
LEAST = 4
ABBREVIATED = {
    "United States(?: of America)?": "US", "America": "US", "United Kingdom": "UK", "Britain": "UK",
    "European Union": "EU", "United Nations": "UN",
}  # fmt: skip


ORDINARY = frozenset(
    re.findall(
        r"\w+",
        "yes article articles passage passages"
        " the a an he she it they we you i this that these those there here his her its their"
        " our in on at by for from to with without within of as into over under about against"
        " amid among after before during since until between despite following when while"
        " where who what which whose why how and or but so if because although though however"
        " meanwhile moreover furthermore also both either neither not no nobody nothing none"
        " some any many most much more several all each every other others another such then"
        " now later earlier today still yet even only just once according instead overall",
    )
)
"""What a sentence may begin with though its passage doesn't have the word."""


def quotations(text: str) -> list[re.Match[str]]:
    """What stands in quotation marks, marks included."""
    return list(QUOTED.finditer(text))


def quoted_places(text: str) -> list[range]:
    """Where something stands in quotation marks, marks included."""
    return [range(*match.span()) for match in quotations(text)]


def quoted_words(quotation: re.Match[str]) -> str:
    """The words between the marks of a quotation."""
    return quotation["double"] or quotation["single"]


def balanced(text: str) -> str:
    """A sentence with the quotation mark that it lacks, where a quotation goes on before or after
    it."""
    if text.count("“") != text.count("”"):
        return f"{text}”" if text.count("“") > text.count("”") else f"“{text}"
    if text.count('"') % 2 == 0:
        return text
    at = text.rindex('"')
    return f'{text}"' if at == 0 or text[at - 1] in " (" else f'"{text}'


def bounded(claim: str, text: str) -> str:
    """A claim with the "more than" or the like that a text has before the same number, wherever it
    has it."""
    quoted = quoted_places(claim)
    for amount in reversed(list(AMOUNT.finditer(claim))):
        start = amount.start()
        if BOUND_BEFORE.search(claim, 0, start) or any(start in some for some in quoted):
            continue
        there = rf"(?P<bound>{BOUNDS})?(?<![\w.,$€£]){re.escape(amount[0])}(?![\d.,]*\d)"
        bounds = {match["bound"] for match in re.finditer(there, text, re.IGNORECASE)}
        if len(bounds) == 1 and (bound := bounds.pop()):
            words = bound.capitalize() if start == 0 else bound.lower()
            claim = f"{claim[:start]}{' '.join(words.split())} {claim[start:]}"
    return claim


def spelt_alike(text: str) -> str:
    """A text in which words of British and American spelling are the same."""
    for pattern, alike in SPELLINGS:
        text = pattern.sub(alike, text)
    return text


def first_person(text: str) -> bool:
    """Whether somebody speaks of themselves outside quotation marks."""
    return FIRST_PERSON.search(QUOTED.sub("", text.replace("’", "'"))) is not None


def word_for_word(words: str, text: str) -> bool:
    """Whether a text has the words, but for the form of marks, spaces, and the first letter."""
    wanted = _plain(words)
    if not wanted:
        return False
    pattern = rf"(?<!\w)(?i:{re.escape(wanted[0])}){re.escape(wanted[1:])}(?!\w)"
    return re.search(pattern, _plain(text)) is not None


def missing_names(sentence: str, text: str, around: str) -> list[str]:
    """The names in a sentence that `text` lacks; a full name may stand elsewhere in `around`.

    Every word with a capital is a name, but at the sentence's start one of the ORDINARY words.
    Names that stand together must do so in `around` as well: "Donald Biden" is nobody.
    """
    known, everywhere = _words(text), " ".join(_tokens(around))
    small = {word for word in _tokens(around) if word.islower()}
    found = []
    for names in _runs(sentence, small):
        strange = [name for name in names if not _known(name, known)]
        whole = len(names) > 1 and f" {' '.join(names)} " in f" {everywhere} "
        if strange and not (whole and names[-1] not in strange):
            found += strange
        elif not whole:
            found += _apart(names, everywhere, small)
    return found


def names_one_of(text: str, others: str) -> bool:
    """Whether a text, in capitals or not, has one of the names that others have."""
    named = {name.lower() for run in _runs(others, ()) for name in run}
    return not named.isdisjoint(word.lower() for word in _tokens(text))


def _runs(sentence: str, small: Collection[str]) -> Iterator[list[str]]:
    """The names of a sentence, those together that nothing but a space parts.

    `small` are words that stand without a capital elsewhere.
    """
    run: list[str] = []
    behind = -1
    for match in TOKEN.finditer(_short(sentence)):
        name = _bare(match[0])
        first = behind == -1 and _starts(name.lower(), small)
        if name[0].isupper() and not first and not NO_NAME.fullmatch(name):
            if run and match.start() != behind + 1:
                yield run
                run = []
            run.append(name)
            behind = match.end() if match[0] == name else -2  # after an owner a new name begins
        else:
            behind = -2
    if run:
        yield run


def _starts(word: str, small: Collection[str]) -> bool:
    return word in ORDINARY or word.endswith("ly") or word in small


def _apart(names: list[str], everywhere: str, small: Collection[str]) -> Iterator[str]:
    """Pairs of names that never stand together, though neither is a title or a common word."""
    for one, other in pairwise(names):
        common = one.lower() in small or other.lower() in small or re.fullmatch(TITLES, one)
        if not common and not one.endswith(ENDINGS[1:]) and f"{one} {other}" not in everywhere:
            yield f"{one} {other}"


def _known(name: str, known: Collection[str]) -> bool:
    low = name.lower()
    if low in known:
        return True
    longer = any(f"{low}{ending}" in known for ending in ENDINGS)
    shorter = any(
        low.removesuffix(ending) in known and len(low) - len(ending) >= LEAST
        for ending in ENDINGS
        if low.endswith(ending)
    )
    return shorter or (longer and len(low) >= LEAST)


def _words(text: str) -> set[str]:
    words = {word.lower() for word in _tokens(text)}
    return words | {part for word in words for part in word.split("-")}


def _tokens(text: str) -> list[str]:
    return [_bare(word) for word in TOKEN.findall(_short(text))]


def _bare(word: str) -> str:
    """A word without its owner's ending and its dots: "Israel's", "U.S."."""
    return OWNER.sub("", word).replace(".", "")


def _short(text: str) -> str:
    """A text in which what has a usual abbreviation is abbreviated."""
    text = text.translate(MARKS)
    for long, short in ABBREVIATED.items():
        text = re.sub(rf"\b{long}\b", short, text)
    return text


def _plain(text: str) -> str:
    return " ".join(text.translate(MARKS).replace("…", "...").split()).strip(OUTER)
