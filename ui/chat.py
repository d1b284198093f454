"""A conversation as messages of `gr.Chatbot`: Markdown in which foreign text does nothing. Pure.

Every link is to `#t<turn>-…`, so that it can only ever open the evidence of its own answer, or ask
its own question again, however many answers follow.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.records import day_in_words
from qa.confidence import confidence
from qa.limits import Chip, Limit, chips
from qa.records import Answer, Citation, Status
from qa.timeline import as_of
from qa.written import Written
from ui import texts
from ui.cards import Card, Dispute, Role, disputes
from ui.escape import as_markdown, label
from ui.turns import Turn, adds_words

Message = dict[str, str]

_NUMBER = re.compile(r"\s*\[(\d+)\]")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A piece of an answer and the numbers that follow it."""

    text: str
    numbers: tuple[int, ...]


def sentences(answer: Answer) -> tuple[Sentence, ...]:
    """The answer's text, cut behind its numbers."""
    known = {citation.number for citation in answer.citations}
    cut: list[Sentence] = []
    behind = 0
    for found in _NUMBER.finditer(answer.text):
        if (number := int(found[1])) not in known:
            continue
        if between := answer.text[behind : found.start()].strip():
            cut.append(Sentence(between, (number,)))
        elif cut:
            cut[-1] = Sentence(cut[-1].text, (*cut[-1].numbers, number))
        behind = found.end()
    if rest := answer.text[behind:].strip():
        cut.append(Sentence(rest, ()))
    return tuple(cut)


def messages(turns: Sequence[Turn]) -> list[Message]:
    """The whole conversation, ready for the chat."""
    return [message for number, turn in enumerate(turns, 1) for message in _exchange(number, turn)]


def waiting(question: str, status: str) -> list[Message]:
    """A question that is being answered."""
    return [
        _said_by("user", as_markdown(question)),
        _said_by("assistant", _plain("status", status)),
    ]


def _exchange(number: int, turn: Turn) -> list[Message]:
    notes = "".join(_plain("note", note) for note in turn.notes)
    if turn.answer is None:
        reply = notes + _plain("failure", turn.failure or "") + _ask_again(number, turn)
    else:
        body = _answered if turn.answer.answered else _refused
        reply = (
            notes
            + _sure(turn.answer)
            + _understood(number, turn)
            + _differ(number, disputes(turn))
            + body(number, turn.answer)
            + "".join(_plain("note", note) for note in turn.answer.notes)
            + _by_model(turn.answer.written)
        )
    return [_said_by("user", as_markdown(turn.question)), _said_by("assistant", reply)]


def _ask_again(number: int, turn: Turn) -> str:
    """A link that asks a question again, where it may have an answer now."""
    if turn.failure not in (texts.UNANSWERED, texts.NO_LONGER_SO):
        return ""
    return (
        f'<p class="more"><a class="again plain" href="#t{number}-again">{texts.ASK_AGAIN}</a></p>'
    )


def _sure(answer: Answer) -> str:
    """The sign of confidence with what it means, and the day of the newest evidence."""
    word = confidence(answer)
    kind = word.replace(" ", "-")
    why = texts.WHY_NOT.get(answer.status)
    newest = as_of(answer)
    day = texts.AS_OF.format(day=day_in_words(newest)) if newest else texts.UNDATED_EVIDENCE
    means = as_markdown(texts.CONFIDENCE_MEANS[word])
    return (
        f'<p class="sure {kind}"><span class="sign" tabindex="0"><b>{texts.CONFIDENCE[word]}</b>'
        f'<span class="tip" role="tooltip">{means}</span></span>'
        f'<span class="asof">{as_markdown(why or day)}</span></p>'
    )


def _understood(number: int, turn: Turn) -> str:
    """The question as it was read, where that differs, and the limits it was asked within."""
    assert turn.answer
    query = turn.answer.query
    found = chips(query, turn.limits)
    lines = ""
    if adds_words(query):
        lines += (
            f'<span class="read">{texts.UNDERSTOOD}: <bdi>{as_markdown(query.text)}</bdi> '
            f'<a class="edit" href="#t{number}-edit">{texts.EDIT}</a></span>'
        )
    return f'<p class="within">{lines}{"".join(_chip(number, turn, c) for c in found)}</p>' * bool(
        lines or found
    )


def _chip(number: int, turn: Turn, chip: Chip) -> str:
    """A limit that a click takes away."""
    words = chip.words
    if chip.limit is Limit.ABOUT:
        words = texts.FIRST.format(days=words)
    elif chip.limit is Limit.SOURCES:
        words = f"{texts.WITHIN} of {words}"
    else:
        words = f"{texts.WITHIN} {words}"
    if chip.said:
        words = texts.SAID.format(said=chip.said, words=words)
    day = day_in_words(turn.at.date()) if turn.at else ""
    whose = texts.BY_YOU if chip.own else texts.BY_QUESTION.format(day=day)
    drop = f"#t{number}-drop-{chip.limit}-{'own' if chip.own else 'read'}"
    return (
        f'<a class="again chip" href="{drop}" title="{whose} {texts.TAKE_AWAY}">'
        f"<bdi>{as_markdown(words)}</bdi><i>×</i>"
        f'<span class="unseen">: {texts.TAKE_AWAY}</span></a>'
    )


def _differ(number: int, found: Sequence[Dispute]) -> str:
    return "".join(
        f'<p class="differ"><b>{dispute.disagreement.kind}</b> '
        f"{_side(number, dispute.one)} {_side(number, dispute.other)}</p>"
        for dispute in found
    )


def _side(number: int, card: Card) -> str:
    """`denied, The Tide, 3 May 2021`, which leads to its card."""
    about = as_markdown(label(card.article.about))
    sign = f"<b>{card.number}</b> " if card.role is Role.QUOTED else ""
    return (
        f'<a class="cite" href="#t{number}-{card.name}">{sign}'
        f'<bdi dir="ltr"><span class="claim">{as_markdown(card.said)}</span> {about}</bdi></a>'
    )


def _answered(turn: int, answer: Answer) -> str:
    citations = {citation.number: citation for citation in answer.citations}
    linked: set[int] = set()
    lines = []
    for place, sentence in enumerate(sentences(answer)):
        links = [_link(turn, citations[n], first=n not in linked) for n in sentence.numbers]
        linked.update(sentence.numbers)
        text = as_markdown(sentence.text) if place else _with_short(sentence.text, answer)
        said = f'<bdi class="words">{text}</bdi>'
        lines.append(f'<p class="said" tabindex="-1">{said} {" ".join(links)}</p>')
    return "".join(lines)


def _with_short(text: str, answer: Answer) -> str:
    """The first quote, with the words that answer standing out."""
    if not answer.short:
        return as_markdown(text)
    start, end = (at - answer.citations[0].start for at in (answer.short.start, answer.short.end))
    before, after = text[:start], text[end:]
    gaps = (" " * (part != part.strip()) for part in (before, after))  # escaping takes them away
    words = f"<strong>{as_markdown(text[start:end])}</strong>"
    return as_markdown(before) + next(gaps) + words + next(gaps) + as_markdown(after)


def _link(turn: int, citation: Citation, *, first: bool) -> str:
    """The number with its source and date; the first with that number is where its card points."""
    anchor = f' id="t{turn}-s{citation.number}"' if first else ""
    show = texts.SHOW_EVIDENCE.format(title=as_markdown(citation.title))
    return (
        f'<a class="cite"{anchor} href="#t{turn}-c{citation.number}" title="{show}">'
        f'<b>{citation.number}</b> <bdi dir="ltr">{as_markdown(label(citation))}</bdi></a>'
    )


def _refused(turn: int, answer: Answer) -> str:
    reason = f'<p class="refusal" id="t{turn}-refused" tabindex="-1">{as_markdown(answer.text)}</p>'
    links = []
    if answer.status is Status.OUTSIDE:
        links.append(f'<a class="again plain" href="#t{turn}-anywhere">{texts.ANYWHERE}</a>')
    if answer.passages:
        links.append(f'<a class="cite plain" href="#t{turn}-n1">{texts.NEAREST}</a>')
    return f'{reason}<p class="more">{" ".join(links)}</p>' if links else reason


def _by_model(written: Written | None) -> str:
    """Whether a language model is writing, or what it had to do with the answer."""
    if written is None:
        return ""
    if not written.done:
        return _plain("status", texts.WRITING.format(model=written.model))
    cost = written.cost
    tokens = f"{cost.tokens_in:,} + {cost.tokens_out:,}"
    said = texts.WRITTEN if written.sentences else texts.NOT_WRITTEN
    line = said.format(model=written.model, tokens=tokens, seconds=f"{cost.seconds:.1f}")
    if not written.removed:
        return _plain("note", line)
    more = texts.REMOVED.format(count=len(written.removed))
    removed = "".join(
        f"<li><bdi>{as_markdown(one.text)}</bdi> ({as_markdown(one.reason)})</li>"
        for one in written.removed
    )
    return (
        _plain("note", line)
        + f'<details class="note"><summary>{more}</summary><ul>{removed}</ul></details>'
    )


def _plain(kind: str, text: str) -> str:
    return f'<p class="{kind}">{as_markdown(text)}</p>'


def _said_by(role: str, content: str) -> Message:
    return {"role": role, "content": content}
