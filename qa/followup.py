"""Pure: a question that leans on earlier turns, made to stand alone.

Rules without a model. Every earlier question is first made to stand alone itself, which tells whom
and what the talk is about; what the new question leaves open then takes a name, and what can't be
put in its place is added in brackets, since the result is searched for. Who "he" is follows
centering theory (Grosz, Joshi and Weinstein 1995): whom the last pronoun meant, if it fits.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from qa import anaphora, latest
from qa.anaphora import DATE, JOIN, NEW_PART, OBJECT, PERSON, THING
from qa.elliptic import elliptic
from qa.names import names
from qa.persons import called, people
from qa.speech import AUX, WH
from qa.talk import Talk

Turn = tuple[str, str]
"""An earlier question and the text of its answer."""

CITATION = re.compile(r"\s*\[\d+\]")
REFUSAL = re.compile(
    r"^\W*i don.?t know|^cannot ?answer|\barticles?\b.* (?:don.t say|say nothing)",
    re.IGNORECASE,
)
QUESTION = re.compile(
    rf"\?|^\W*(?:{JOIN}|{WH}|{AUX}|any\w*|tell|describe|explain)\b", re.IGNORECASE
)
HEADING = re.compile(r"\s*[:|–—]\s+|\s+-\s+")
IN_BRACKETS = re.compile(r"\s*\(.*?\)")
ASKED_WHO = re.compile(r"^\W*(?:who|whom|whose|which)\b", re.IGNORECASE)
ASKED_OF = re.compile(
    r"^\W*(?i:who(?:\s+(?:is|was|are|were)|['’]s))\s+[A-Z][\w.’'-]*(?:\s+[A-Z][\w.’'-]*)*\W*$"
)
"""Who somebody named is: the talk is of them, whomever else the answer names."""
ASKED_WHERE = re.compile(r"\bwhere\b", re.IGNORECASE)
FIRST_WORDS = 16
"""As many words of an answer are taken along: what answers stands first."""
TOLD = 2000
"""Characters of an answer that are looked at: what it is about is named by then."""
LONG = 4
"""A question about so many things is complete, unless a pronoun says otherwise."""
RECENT = 12
"""As many texts are looked through for what "the …" is."""


class Reading(NamedTuple):
    """A question with what could be put in its place, whom a pronoun means, and what else."""

    text: str
    who: str = ""
    he: bool = False
    added: tuple[str, ...] = ()
    """From earlier questions; of answers only a date or place that was asked for."""
    told: tuple[str, ...] = ()
    """From the last answer: to search with, no words of the user's."""

    @property
    def asked(self) -> str:
        """In the words of the questions alone: what limits on date and source are read from."""
        return _bracketed(self.text, self.added)

    def __str__(self) -> str:
        return _bracketed(self.text, self.added + self.told)


def stand_alone(question: str, history: Sequence[Turn]) -> str:
    """The question with what it leaves to earlier turns put in; unchanged if it leaves nothing."""
    return str(read(question, history))


def read(question: str, history: Sequence[Turn]) -> Reading:
    """The question with what it leaves to earlier turns, each kind by itself.

    A first turn that is no question ("Ada Lovelace: Early life") is a heading: what all is about.
    """
    talk = Talk()
    for asked, answered in history:
        talk = _after(talk, asked.strip(), CITATION.sub("", answered[:TOLD]).strip())
    return _read(question, talk) if talk.said else Reading(question)


def _after(talk: Talk, asked: str, answered: str) -> Talk:
    if not (asked or answered):
        return talk
    if not talk.said and not QUESTION.search(asked or answered):
        return _headed(asked or answered, answered if asked else "")
    read = _read(asked, talk)
    whole, told = read.asked, "" if REFUSAL.search(answered) else answered
    own = [talk.fullest(name) for name in people(read.text)]
    new = [talk.fullest(name) for name in _told(told, own)] if ASKED_WHO.match(read.text) else []
    found = own + new if read.who or talk.headed or ASKED_OF.match(asked) else new + own
    sexes = {**called(told, [*new, *own]), **talk.he}
    stood = not (read.added or read.told or talk.headed)
    return Talk(
        subject=whole if stood or not talk.subject else talk.subject,
        section=talk.section,
        headed=talk.headed,
        focus=read.who or next(iter(found), ""),
        people=tuple(dict.fromkeys([*found, *talk.people])),
        he={**sexes, read.who: read.he} if read.who else sexes,
        asked=whole,
        answered=told,
        said=(told, whole, *talk.said)[:RECENT],
    )


def _headed(heading: str, more: str) -> Talk:
    title, *rest = HEADING.split(heading, maxsplit=1)
    section = " ".join([*rest, more if len(more.split()) <= FIRST_WORDS else ""]).strip()
    return Talk(IN_BRACKETS.sub("", title), section, headed=True, said=(more or section or title,))


def _told(answer: str, known: Sequence[str]) -> list[str]:
    """The persons new in an answer, full names first: a single word is more often a country."""
    found = [name for name in people(answer) if name not in known]
    first = [name for name in found[:1] if re.match(rf"{re.escape(name)}(?!['’]s)", answer)]
    return first + sorted(found, key=lambda name: " " not in name)


def _read(question: str, talk: Talk) -> Reading:
    if whole := elliptic(question, talk):
        return Reading(whole)
    named = talk.named_in(_opened(question))
    read = _with_person(question, talk)
    text = read.text
    if not named:
        text = _with_full_name(text if read.who else _with_thing(text, talk), talk)
    if latest.wanted(text):  # it says itself what it is about
        return read._replace(text=text)
    added = dict.fromkeys(part for part in _left_out(question, text, named, talk) if part)
    told = _retold(question, text, named, talk) if talk.answered else ""
    return read._replace(text=_opened(text), added=tuple(added), told=(told,) if told else ())


def _opened(text: str) -> str:
    """A question without the "And" before it, which the reader stumbles over."""
    match = anaphora.CONTINUED.match(text)
    return f"{text[match.end()].upper()}{text[match.end() + 1 :]}" if match else text


def _with_person(question: str, talk: Talk) -> Reading:
    match = PERSON.search(question)
    if match is None or not anaphora.looks_back(match):
        return Reading(question)
    is_object = OBJECT.match(question, match.start()) is not None
    # "Why did Marsh sell her car?" means Marsh; "What did Marsh tell her?" can't.
    own = not is_object or " that " in question
    if own and talk.named_in(question[: match.start()]):
        return Reading(question)
    he = match["he"] is not None
    if not (who := talk.person(question, he)):
        return Reading(question)
    name = f"{who}’s" if match[0].lower() in ("his", "her") and not is_object else who
    return Reading(question[: match.start()] + name + question[match.end() :], who, he)


def _with_thing(text: str, talk: Talk) -> str:
    """A heading that was never "he" or "she" is what "it" and "they" mean."""
    match = THING.search(text)
    person = talk.subject in talk.he or talk.subject in talk.people
    if match is None or not talk.headed or person or not anaphora.looks_back(match):
        return text
    name = f"{talk.subject}’s" if match[0].lower() in ("its", "their") else talk.subject
    return text[: match.start()] + name + text[match.end() :]


def _with_full_name(text: str, talk: Talk) -> str:
    """ "The album" with its name, if one was told: "the album Blue", "the BALCO scandal"."""
    for noun in anaphora.definite(text):
        full = talk.full_name(noun)
        if full and not set(full.lower().split()) <= set(text.lower().split()):
            return re.sub(rf"\b{noun}\b", full, text, count=1)
        if talk.tells(noun):
            break
    return text


def _left_out(question: str, text: str, named: bool, talk: Talk) -> Iterator[str]:
    """What a question needs of earlier ones and has no place for."""
    placed = named or (text != question and not anaphora.joins_in(question))
    more = _asks_more(question, named)
    event = not named and anaphora.tells_event(question)
    thing = anaphora.looks_back(THING.search(text))
    if not (placed or _reacts(question, talk)) and (more or event or _leans(question, talk)):
        yield talk.subject
        yield "" if event or thing else talk.section
    repeated = NEW_PART.match(question) or (not named and anaphora.DONE.search(question))
    if repeated or ((more or event) and not talk.answered):
        yield talk.asked
    if anaphora.THEN.search(question):
        yield next((day[0] for said in talk.said if (day := DATE.search(said))), "")
    if anaphora.THERE.search(question):
        yield _there(talk)


def _there(talk: Talk) -> str:
    """The place told last: in a question rather than in its answer, unless that was asked for."""
    last = [talk.asked, talk.answered]
    if ASKED_WHERE.search(talk.asked):
        last.reverse()
    return next(filter(None, map(anaphora.place, [*last, *talk.said])), "")


def _retold(question: str, text: str, named: bool, talk: Talk) -> str:
    """What a question needs of the last answer: what happened, who is meant, what is known."""
    placed = text != question
    first_words = " ".join(talk.answered.split()[:FIRST_WORDS])
    thing = not named and anaphora.looks_back(THING.search(text))
    event = anaphora.ends_with_event(question) or (not named and anaphora.tells_event(question))
    reacts = not named and _reacts(question, talk)
    if event or reacts or (thing and talk.headed and not placed):
        return first_words
    if _asks_more(question, named):
        return f"besides: {first_words}"
    if (not named and anaphora.points(text)) or (thing and placed):
        told = dict.fromkeys(name.text for name in names(talk.answered))
        return " ".join(name for name in told if name not in text)
    return ""


def _reacts(question: str, talk: Talk) -> bool:
    """Whether a question asks what another said to what somebody said: the answer tells that."""
    reacts = anaphora.REACTION.match(question) and anaphora.SPOKE.match(talk.asked)
    return bool(reacts and talk.answered)


def _asks_more(question: str, named: bool) -> bool:
    return anaphora.asks_more(question, named or len(anaphora.about(question)) >= LONG)


def _leans(question: str, talk: Talk) -> bool:
    """Whether a question without a name is about what was talked of."""
    patterns = (PERSON, THING, anaphora.THEN, anaphora.THERE, anaphora.OPEN)
    if any(anaphora.looks_back(pattern.search(question)) for pattern in patterns):
        return True
    words = anaphora.about(question)
    if len(words) >= LONG:
        return False
    goes_on = (NEW_PART, anaphora.CONTINUED, anaphora.REACTION)
    if any(pattern.match(question) for pattern in goes_on) or anaphora.asks_amount(question):
        return True
    if any(map(talk.tells, anaphora.definite(question))):
        # "When did the bridge open?" tells no more of the bridge that was built.
        more = {*anaphora.about(talk.subject)} - {*words}
        return talk.headed or len(more) > 1 or bool(names(talk.subject))
    if anaphora.WHAT_IS.search(question) or DATE.search(question):
        return False
    told = [word for word in words if len(word) > 3 and talk.tells(word)]
    least = 1 if talk.headed else len(words) / 2
    return len(words) <= 1 or len(told) >= least


def _bracketed(text: str, parts: Sequence[str]) -> str:
    bare = dict.fromkeys(IN_BRACKETS.sub("", part) for part in parts)
    return f"{text} ({'; '.join(bare)})" if bare else text
