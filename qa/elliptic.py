"""Pure: a fragment ("Why?", "And in 2022?", "And about the fine?") made the last question with that
part exchanged."""

import re

from qa import anaphora, latest
from qa.anaphora import END, NEW_PART
from qa.names import names
from qa.outlets import OTHER, PAPER
from qa.speech import WH
from qa.talk import Talk

ASKED_WITH = re.compile(rf"^\W*(?:how (?:much|many)|{WH})\b", re.IGNORECASE)
PRESS = re.compile(rf"{OTHER}|(?i:the (?:{PAPER}|articles|papers))")
LEAD = re.compile(r"^(?:(?:of|in|on|at|for|to|from|since|before|after|during|by|the)\s+)+", re.I)


def elliptic(question: str, talk: Talk) -> str:
    """ "Why?" and "And in 2022?" as the last question with that part exchanged."""
    if not talk.asked:
        return ""
    if bare := anaphora.BARE.match(question):
        word = bare["word"].capitalize()
        if ASKED_WITH.match(talk.asked):
            return ASKED_WITH.sub(word, talk.asked)
        return f"{word} {talk.asked[0].lower()}{talk.asked[1:]}"
    if latest.bare(question) and (matter := _matter(talk)):
        return f"What is the latest on {matter}?"
    if time := anaphora.NEW_TIME.match(question):
        return _at_another_time(talk.asked, time["when"], time["lead"] or "")
    if event := anaphora.NEW_EVENT.match(question):
        return _beside_another_event(talk.asked, event)
    new_matter = anaphora.NEW_MATTER.match(question)
    if new_matter and (another := _on_another_matter(talk.asked, new_matter)):
        return another
    part = NEW_PART.match(question)
    new = LEAD.sub("", part["new"]) if part else ""
    old = [name.text for name in names(talk.asked)]
    if old and [name.text for name in names(f"of {new}")] == [new]:
        return talk.asked.replace(old[0], new, 1)
    return ""


def _at_another_time(asked: str, when: str, lead: str) -> str:
    """A question with its time exchanged; a bare month is of the year that it had."""
    old = anaphora.TIMED.search(asked)
    if not old:
        return _with_end(asked, f"{lead}{when}")
    year = anaphora.YEAR.search(old["when"])
    if year and anaphora.MONTH.fullmatch(when):
        when = f"{when} {year[0]}"
    lead = lead or ("" if anaphora.FROM_NOW.match(when) else old["lead"] or "")
    return f"{asked[: old.start()]}{lead}{when}{asked[old.end() :]}"


def _beside_another_event(asked: str, new: re.Match[str]) -> str:
    """A question with what it is before or after exchanged; "before that" is before the same."""
    old = anaphora.EVENT_OF.search(asked)
    if not old:
        return "" if new["same"] else _with_end(asked, f"{new['lead']} {new['what']}")
    what = old["what"] if new["same"] else new["what"]
    return f"{asked[: old.start()]}{new['lead']} {what}{asked[old.end() :]}"


def _on_another_matter(asked: str, new: re.Match[str]) -> str:
    """What the same speaker said about another matter; "what about" asks so of an outlet alone."""
    old = anaphora.MATTER.search(asked)
    if old and (new["plain"] or PRESS.fullmatch(old["who"])):
        return f"{old['said']} {new['on']} {new['new']}?"
    same = anaphora.phrase(new["on"]).search(asked) if new["plain"] else None
    return f"{asked[: same.start()]}{new['on']} {new['new']}{asked[same.end() :]}" if same else ""


def _with_end(asked: str, more: str) -> str:
    """A question that goes on, before what was added to it in brackets."""
    own, bracket, added = asked.partition(" (")
    return END.sub(f" {more}?", own, count=1) + bracket + added


def _matter(talk: Talk) -> str:
    """Whom or what the talk is of, by name."""
    return talk.focus or next((name.text for name in names(talk.asked)), "")
