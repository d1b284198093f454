"""Pure: who says what in a text: "Reed said that it sank" doesn't tell that it sank."""

import re
from collections.abc import Iterator, Sequence, Set
from typing import NamedTuple

from index.sentences import sentences
from index.stems import stems
from qa.names import TITLES
from qa.speech import SAYING, forms
from qa.wording import ORDINARY

SAID = forms("say insist argue warn allege complain contend", "third past base")
ALSO = (
    rf"(?:{forms('tell write add suggest maintain assert predict believe', 'third past')}"
    rf"|{forms('claim report estimate note state', 'past')})"
)
THAT = forms(
    "tell write claim estimate suggest maintain assert predict report add note state believe",
    "third past base",
)
"""They mean other things as well, unless "that" follows: "the flood claimed 40 lives"."""
VIEW = r"(?:blame[sd]|accuse[sd](?=.* of )|consider(?:s|ed)(?= [^,]+ (?:an?|to be) ))"
NOT_IS = "".join(rf"(?<!\b{word} )" for word in ("is", "are", "was", "were", "be", "been"))
NOT_THE = "".join(rf"(?<!\b{word} )" for word in ("the", "The", "a", "A", "an", "An"))
LEAD = re.compile(
    rf"^(?P<who>.*?\w\W+){NOT_IS}{NOT_THE}"
    rf"(?:{SAID}(?: that)?|{THAT}(?: [^,;:]{{1,40}}?)? (?:that|to have|to be)|{VIEW})\b(?P<what>.+)"
)
""" "Reed told the Tide that it sank", "Reed considers it a wreck". """
HEAD = re.compile(r"^According to (?P<who>[^,]+(?:, [A-Z][^,]+(?=, ))?), (?P<what>.+)")
""" "According to the mayor, Tom Reed, it sank". """
TAIL = re.compile(
    r"^(?P<what>.+?)(?:"
    r"(?:,|[”\"]) (?P<who>(?!who|which|that|as |and |but |yet )[^,”\"]{1,60}) "
    rf"{NOT_IS}(?:{SAID}|{ALSO})(?! that\b)(?: [^,:]{{1,60}})?"
    rf"|(?:[”\"]|,(?= \w+ [A-Z])) (?:{SAID}|{ALSO}) (?P<after>(?!.* that ).+)"
    r"|,? according to (?P<source>.+))$"
)
""" "It sank, Reed said on Friday", "“It sank,” said the mayor", "it sank, according to Reed". """
CAREFUL = re.compile(rf"\b(?:{SAID}|{THAT}|{VIEW}|[Aa]ccording to)\b")
PARTS = re.compile(r",? (?:while|whereas|but|although|though) |, and |; ")
QUOTING = re.compile(r"[“”\"]")
ASIDE = re.compile(r", (?:who|whose|whom|which)\b[^,;]*,")
"""Told beside a name: "Reed, who had sued Holt, left"."""
HE = re.compile(r"\W*(?:he|she|it|they|who|which)\W*", re.IGNORECASE)
TITLED = re.compile(rf"\b(?:{TITLES})\b\.?")
CITED = re.compile(rf"((?:[\w’'-]+ ){{1,4}}){SAYING}\b")
"""Before such a word within what is told: "as the union had claimed"."""
FIGURE = re.compile(r"\d")
SAME = 0.8
"""What has so many of a claim's stems, and its numbers, says the same."""


class Told(NamedTuple):
    """What somebody says; nobody, if `who` is empty."""

    who: str
    what: str


def told(text: str) -> Iterator[Told]:
    """Who tells what in each part of a text."""
    for start, end in sentences(text):
        sentence = text[start:end].rstrip(" .!?")
        for part in [sentence] if QUOTING.search(sentence) else PARTS.split(sentence):
            yield from map(_told, ASIDE.findall(part))
            yield _told(ASIDE.sub("", part))


def _told(part: str) -> Told:
    for pattern in (HEAD, TAIL, LEAD):
        if found := pattern.match(part):
            named = found.groupdict()
            who = named["who"] or named.get("after") or named.get("source") or ""
            return Told(who, named["what"])
    return Told("", part)


def only_said(claim: str, text: str) -> bool:
    """Whether what a claim tells as a fact stands in a text only as what somebody says."""
    said = set(stems(claim))
    if not said or CAREFUL.search(claim):
        return False
    every = list(told(text))
    theirs, who, plain = (
        set(stems(" ".join(words)))
        for words in (
            [one.what for one in every if one.who],
            [one.who for one in every],
            [one.what for one in every if not one.who],
        )
    )
    half = len(said) / 2
    return (
        len(said & theirs) > half
        and len(said & (who | plain)) < half
        and len(said - theirs - who) <= half / 2
    )


def said_by_another(claim: str, text: Sequence[str], context: str = "") -> bool:
    """Whether a claim has somebody say what in a text, given as its sentences, another says.
    Who stands in `context` may: the article itself says what it says."""
    theirs = [one for sentence in text for one in told(sentence) if one.who]
    for mine in told(claim):
        who = _stems(mine.who) if not HE.fullmatch(mine.who) else set()
        same = [one for one in theirs if _says(mine.what, one.what)]
        if who and same and not any(_may_be(who, one, context) for one in same):
            return True
    return False


def _says(claim: str, text: str) -> bool:
    mine, theirs = set(stems(claim)), set(stems(text))
    figures = {stem for stem in mine if FIGURE.search(stem)}
    return bool(mine) and figures <= theirs and len(mine & theirs) >= SAME * len(mine)


def _may_be(who: Set[str], one: Told, context: str) -> bool:
    """Whether they may be who tells it, or whom that one cites."""
    cited = " ".join(CITED.findall(one.what))
    return bool(HE.fullmatch(one.who) or who & _stems(f"{one.who} {cited} {context}"))


def _stems(who: str) -> set[str]:
    words = TITLED.sub("", who).lower().split()
    return set(stems(" ".join(word for word in words if word not in ORDINARY)))
