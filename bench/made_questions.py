"""Questions made of news text by rules: what somebody said, what happened, who somebody is.

Question sets ask for names and numbers; people ask an archive "What did X say about Y?", which a
whole sentence answers. A sentence that tells so makes such a question (Heilman and Smith 2010);
asked of a speaker or a topic that its passage does not have, nothing there answers it.
"""

import random
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from index.records import Span
from index.sentences import sentences
from qa.names import names

NAME = r"(?:[A-Z][\w’'.-]+ ){0,3}[A-Z][\w’'-]+"
VERB = r"(?:said|says|told|added|warned|claimed|wrote|argued|insisted|announced|denied|explained)"
BODY = (
    r"[Tt]he (?:[\w’'.-]+ ){0,3}(?:ministry|agency|department|government|company|police|court"
    r"|embassy|army|military|commission|union|university|group|office|report|study|party)"
)
SPEAKS = (
    re.compile(rf"\b(?P<who>{NAME})(?:, [^,“”\"]{{3,60}},)? {VERB}\b"),
    re.compile(rf"[,?!.][”\"’] (?:said|says|added|wrote) (?P<who>{NAME})\b"),
    re.compile(rf"\b(?P<who>{BODY})(?: (?:in|of|for) {NAME})? {VERB}\b"),
)
TOLD = re.compile(rf"\b(?P<who>{NAME}) told (?P<whom>{NAME})\b")
IS = re.compile(rf"\b(?P<who>{NAME}), (?P<what>(?:an?|the) [^,;“”\"]{{8,80}}),")
THING = re.compile(r"\b(?:the|a|an|its|his|her|their) (?P<thing>(?:[a-z-]{4,} )?[a-z-]{5,})\b")
NOT_A_NAME = re.compile(
    r"(?:he|she|it|they|we|i|this|that|these|those|but|and|in|on|at|as|if|there|when|while|though"
    r"|after|before|since|for|from|through|with|of|to|by|what|who|how|some|many|one|background"
    r"|related|you|your|my|our|video|watch|(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"|(?:jan|feb|aug|sept|oct|nov|dec)\.?$)\b|.*[’'](?!s\b|(?-i:[A-Z]))|.{1,2}$",
    re.IGNORECASE,
)
"""A capital at a sentence's start, contractions, abbreviations of months."""
ASK_SAID = ("What did {who} say about {topic}?", "What does {who} say about {topic}?")
ASK_ALL = ("What did {who} say?", "What did {who} announce?", "What does {who} think?")
ASK_TOLD = ("What did {who} tell {whom}?",)
ASK_TOPIC = (
    "What do the articles say about {topic}?",
    "What was reported about {topic}?",
    "What happened with {topic}?",
)
ASK_IS = "Who is {who}?"


class Made(NamedTuple):
    """A question and the sentences or words of its passage that answer; none: nothing does."""

    text: str
    spans: tuple[tuple[int, int], ...]


class Told(NamedTuple):
    """A sentence in which somebody says something, perhaps to somebody and of something."""

    span: Span
    who: str
    whom: str | None
    topic: str | None


def made(passages: Sequence[str], chance: random.Random) -> Iterator[tuple[str, Made]]:
    """For each passage that allows it a question that it answers, or one that it does not."""
    elsewhere: Told | None = None
    for passage in passages:
        told = list(speech(passage))
        if not told:
            if found := list(_descriptions(passage)):
                yield passage, chance.choice(found)
            continue
        one = chance.choice(told)
        kinds = {
            _answered(one, told, passage, chance): 0.8,
            _topic(one, passage, chance): 0.3,
            elsewhere and _unanswered(one, elsewhere, told, passage, chance): 0.7,
        }
        yield from ((passage, q) for q, share in kinds.items() if q and chance.random() < share)
        elsewhere = one


def speech(passage: str) -> Iterator[Told]:
    """The sentences of a passage in which a person or a body is named as the speaker."""
    for span in sentences(passage):
        text = passage[span.start : span.end]
        found = next((m for pattern in SPEAKS if (m := pattern.search(text))), None)
        if not found or not _named(found["who"]):
            continue
        listener = TOLD.search(text)
        yield Told(
            span, _mid_sentence(found["who"]), listener and listener["whom"], _topic_of(text, found)
        )


def _topic_of(text: str, speaker: re.Match[str]) -> str | None:
    """What else a sentence names: a name, or else a thing in two words."""
    other = [n.text for n in names(text) if n.text not in speaker["who"] and _named(n.text)]
    things = [f"the {m['thing']}" for m in THING.finditer(text) if m["thing"] not in speaker[0]]
    return next(iter(other[::-1] + things), None)


def _answered(one: Told, told: Sequence[Told], passage: str, chance: random.Random) -> Made:
    """What the speaker said: in all, to somebody or on a topic, whatever sentences tell it."""
    of_speaker = [t for t in told if t.who == one.who]
    if one.whom and chance.random() < 0.5:
        same = [t.span for t in of_speaker if t.whom == one.whom]
        return Made(chance.choice(ASK_TOLD).format(who=one.who, whom=one.whom), _pairs(same))
    if one.topic and chance.random() < 0.7:
        same = [t.span for t in of_speaker if one.topic in passage[t.span.start : t.span.end]]
        asked = chance.choice(ASK_SAID).format(who=one.who, topic=one.topic)
        return Made(asked, _pairs(same or [one.span]))
    return Made(chance.choice(ASK_ALL).format(who=one.who), _pairs([t.span for t in of_speaker]))


def _topic(one: Told, passage: str, chance: random.Random) -> Made | None:
    if not one.topic:
        return None
    word = one.topic.removeprefix("the ")
    of_topic = [s for s in sentences(passage) if word in passage[s.start : s.end]]
    return Made(chance.choice(ASK_TOPIC).format(topic=one.topic), _pairs(of_topic))


def _unanswered(
    one: Told, other: Told, told: Sequence[Told], passage: str, chance: random.Random
) -> Made | None:
    """Somebody named here who says nothing, or a speaker on what another passage speaks of."""
    speakers = " ".join(t.who for t in told)
    silent = [
        n.text
        for n in names(passage)
        if n.person and n.text.split()[-1] not in f"{speakers} {one.topic}" and _named(n.text)
    ]
    if silent and one.topic and chance.random() < 0.6:
        who, topic = chance.choice(silent), one.topic
    elif other.topic and other.topic.removeprefix("the ").lower() not in passage.lower():
        who, topic = one.who, other.topic
    else:
        return None
    return Made(chance.choice(ASK_SAID).format(who=who, topic=topic), ())


def _descriptions(passage: str) -> Iterator[Made]:
    for found in IS.finditer(passage):
        if _named(found["who"]):
            yield Made(ASK_IS.format(who=found["who"]), (found.span("what"),))


def _pairs(spans: Sequence[Span]) -> tuple[tuple[int, int], ...]:
    return tuple((span.start, span.end) for span in spans)


def _named(text: str) -> bool:
    return not NOT_A_NAME.match(text)


def _mid_sentence(who: str) -> str:
    return who.replace("The ", "the ", 1) if who.startswith("The ") else who
