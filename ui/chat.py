"""A conversation as messages of `gr.Chatbot`: Markdown in which foreign text does nothing. Pure.

Every number links to `#t<turn>-c<number>`, so that it can only ever open the evidence of its own
answer, however many answers follow.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from qa.records import Answer, Citation
from ui.escape import as_markdown
from ui.turns import Turn

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
    if turn.answer is None:
        reply = _plain("failure", turn.failure or "")
    elif turn.answer.answered:
        reply = _answered(number, turn.answer)
    else:
        reply = _refused(number, turn.answer)
    return [_said_by("user", as_markdown(turn.question)), _said_by("assistant", reply)]


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
    return "".join(lines) + _notes(answer)


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
    return (
        f'<a class="cite"{anchor} href="#t{turn}-c{citation.number}" '
        f'title="Show the evidence: {as_markdown(citation.title)}">'
        f"<b>{citation.number}</b> <bdi>{as_markdown(citation.label)}</bdi></a>"
    )


def _refused(turn: int, answer: Answer) -> str:
    reason = f'<p class="refusal" id="t{turn}-refused" tabindex="-1">{as_markdown(answer.text)}</p>'
    if not answer.passages:
        return reason + _notes(answer)
    more = f'<a class="cite plain" href="#t{turn}-c1">Nearest passages, not an answer</a>'
    return f"{reason}<p>{more}</p>{_notes(answer)}"


def _notes(answer: Answer) -> str:
    return "".join(_plain("note", note) for note in answer.notes)


def _plain(kind: str, text: str) -> str:
    return f'<p class="{kind}">{as_markdown(text)}</p>'


def _said_by(role: str, content: str) -> Message:
    return {"role": role, "content": content}
