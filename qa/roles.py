"""Pure: who does, says or is told what in a text, and whether a claim gives it to somebody else.

Read from the order of words alone, and in doubt not at all: a claim is at fault only where the text
has somebody else right there.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from index.stems import all_stems, stems
from qa.names import NO_NAME, RUN
from qa.reported import ASIDE, said_by_another
from qa.speech import SAYING
from qa.wording import ORDINARY

AUXILIARY = (
    r"(?:is|are|was|were|has|have|had|be|been|being|will|would|could|may|might|also|not|never|then"
    r"|[a-z]+ly)"
)
BESIDE = r"(?:, [^,.;:“”\"]{1,70},)?"
"""Told beside a name: "Ada Reed, a nurse of 44, was elected"."""
DEED = rf"(?P<aux>(?: {AUXILIARY})*) (?P<deed>[a-z]{{3,}})"
DOES = re.compile(f"{BESIDE}{DEED}")
BESIDE_DOES = re.compile(f",?{DEED}")
"""After a name that is itself told beside another: "her deputy, Ada Reed, resigned"."""
SAYS = re.compile(
    rf"(?:[,”\"’] ?(?P<deed>{SAYING})|\b[Aa]ccording to(?: the)?) (?P<who>{RUN.pattern})"
)
""" “We had no choice,” said Ada Reed. """
TOLD = re.compile(rf"\btold (?:the )?(?P<who>{RUN.pattern})")
TO_WHOM = re.compile(r"\btold (?P<who>[^,;:“”\"]+?)(?= that\b|[,;:“”\"]|$)")
BEFORE = tuple(
    re.compile(rf"(?P<who>[\w’'-]+){between}(?P<aux>(?: {AUXILIARY})*) $")
    for between in (BESIDE, ",?")
)
"""The word right before a deed."""
SUBORDINATE = re.compile(
    r"\b(?:after|because|before|but|if|since|that|unless|until|when|whereas|while)\b"
)
""" "Reed sued Holt after Ash left": before and after such a word others do things."""
OPENING = re.compile(r"^(?:After|Although|As|Because|Before|If|Since|When|While)\b[^,]*, ")
WHOSE = re.compile(rf"(?P<who>{RUN.pattern}),? whose (?P<what>[a-z]+)")
PLACE = re.compile(r"\b(?:[Ii]n|[Aa]t|[Nn]ear|[Oo]n|[Ff]rom) (?:the )?$")
"""Before a name that does nothing: "shops in Ilmen are closed"."""
WITH = re.compile(r"\b(?:alongside|along with|together with|as well as|as did|like)\b")
PASSIVE = re.compile(r"\b(?:is|are|was|were|be|been|being)\b")
OWNER = re.compile(r"[’']s?$")
NOBODY = re.compile(
    r"he|she|it|they|we|i|you|who|which|that|and|or|but|to|as|not|of|in|on|at|the|a|an", re.I
)
SAYS_SO = re.compile(SAYING)
WORD = re.compile(r"[\w’'-]+")
SMALL = re.compile(f"{AUXILIARY}|{SAYING}")
PART = re.compile(r"[,;:()“”\"–—]|\b(?:and|or|but|nor|with|met|between)\b")
"""What parts words that may change places from those that may not."""


class Deed(NamedTuple):
    """Who does what."""

    who: str
    deed: str
    passive: bool


def misattributed(claim: str, text: Sequence[str], context: str = "") -> bool:
    """Whether a claim has somebody do, say or be told what in a text, given as its sentences,
    somebody else does. Who stands in `context` may: the article itself says what it says."""
    return (
        any(
            _of_another(one, best, context)
            for one in _deeds(claim)
            for best in _saying_so(claim, one, text)
        )
        or any(_told_another(claim, one) or _owned_by_another(claim, one) for one in text)
        or said_by_another(claim, text, context)
    )


def turned_round(claim: str, text: str) -> bool:
    """Whether a claim has three words in a row the other way round: "the union sued the port" of
    "the port sued the union"."""
    theirs = set(_triples(text))
    return any(
        (c, b, a) in theirs and (a, b, c) not in theirs for a, b, c in _triples(claim)
    ) and bool(re.search(r"\bby\b", claim)) == bool(re.search(r"\bby\b", text))


def _deeds(text: str) -> Iterator[Deed]:
    for name in RUN.finditer(text):
        beside = text.endswith(", ", 0, name.start())
        found = (BESIDE_DOES if beside else DOES).match(text, name.end())
        owner = OWNER.search(name[0])
        deed = found["deed"].replace("won", "win") if found else ""  # "won" is a stop word
        place = PLACE.search(text, 0, name.start())
        if found and not owner and not place and _is_name(name[0]) and stems(deed):
            yield Deed(name[0], found["deed"], bool(PASSIVE.search(found["aux"])))
    for match in SAYS.finditer(text):
        yield Deed(match["who"], match["deed"] or "said", passive=False)


def _is_name(words: str) -> bool:
    return bool(stems(words)) and words.lower() not in ORDINARY and not NO_NAME.fullmatch(words)


def _saying_so(claim: str, one: Deed, text: Sequence[str]) -> list[str]:
    """Of the sentences that tell of a deed those that have most of the claim's other words."""
    rest = set(stems(claim)) - set(stems(one.who))
    there = [(len(rest & set(stems(s))), s) for s in text if _where(one.deed, s)]
    most = max((shared for shared, _ in there), default=0)
    return [sentence for shared, sentence in there if shared == most]


def _where(deed: str, sentence: str) -> list[re.Match[str]]:
    """Where a sentence has a deed; one of saying so may be told by another such word."""
    words = list(WORD.finditer(sentence))
    same = [word for word in words if word[0] == deed]
    if same or not SAYS_SO.fullmatch(deed):
        return same
    return [word for word in words if SAYS_SO.fullmatch(word[0])]


def _of_another(one: Deed, sentence: str, context: str) -> bool:
    """Whether a sentence has the deed, but always of others."""
    if _names(one.who, context):
        return False
    others, saying = False, SAYS_SO.fullmatch(one.deed) is not None
    for word in _where(one.deed, sentence):
        before, after = _clause(sentence[: word.start()]), sentence[word.end() :]
        found = [match for pattern in BEFORE if (match := pattern.search(before))]
        passive = any(PASSIVE.search(match["aux"]) for match in found)
        right_after = RUN.match(after.removeprefix(" ").removeprefix("the "))
        turned = SUBORDINATE.split(after)[0] if passive != one.passive else ""
        beside = " ".join(WITH.split(after)[1:])
        told = right_after[0] if saying and right_after else ""
        if any(_names(one.who, text) for text in (before, turned, beside, told)):
            return False
        others |= any(_somebody(match["who"], saying) for match in found) or bool(told)
    return others


def _clause(before: str) -> str:
    """Of the words before a deed those of its own clause, where that names who does it."""
    before = ASIDE.sub("", before)
    main = OPENING.sub("", before)
    before = main if RUN.search(main) else before
    own = SUBORDINATE.split(before)[-1]
    return own if RUN.match(own.strip()) else before


def _owned_by_another(claim: str, sentence: str) -> bool:
    """Whether a claim gives to somebody what a sentence tells of as another's."""
    for match in WHOSE.finditer(sentence):
        what = re.escape(match["what"])
        owners = rf"({RUN.pattern})[’']s? (?:[a-z]+ )?{what}\b|\b{what} of (?:the )?({RUN.pattern})"
        for own in re.finditer(owners, claim):
            if not _names(own[1] or own[2], match["who"]):
                return True
    return False


def _somebody(word: str, saying: bool) -> bool:
    named = word[0].isupper() or saying
    return (
        named and word[0].isalpha() and not NOBODY.fullmatch(word) and not NO_NAME.fullmatch(word)
    )


def _names(who: str, text: str) -> bool:
    """Whether a text has a word of a name, in any form: "Israel" of "the Israelis"."""
    wanted, there = all_stems([who, text])
    return any(
        one.startswith(other) or other.startswith(one)
        for one in wanted
        for other in there
        if min(len(one), len(other)) > 2 or one == other
    )


def _told_another(claim: str, sentence: str) -> bool:
    """Whether whom a claim has somebody tell is not whom the sentence has."""
    there = [match["who"] for match in TO_WHOM.finditer(sentence)]
    named = [who for who in there if RUN.search(who)]
    return bool(named) and not all(
        any(_names(match["who"], who) for who in there) for match in TOLD.finditer(claim)
    )


def _triples(text: str) -> Iterator[tuple[str, str, str]]:
    for part in PART.split(text):
        words = [word for word in WORD.findall(part) if not SMALL.fullmatch(word)]
        own = [(word, stem) for word in words if (stem := "".join(stems(word)))]
        for (a, b), (_, c) in pairwise(pairwise(own)):
            if b[0].islower():
                yield a[1], b[1], c[1]
