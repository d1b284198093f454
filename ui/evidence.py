"""The evidence panel: every turn's cards as HTML, one turn shown at a time. Pure."""

from collections.abc import Sequence
from itertools import groupby

from index.records import Span, day_in_words
from ui import texts
from ui.cards import Card, Role, cards, disputes
from ui.escape import as_html
from ui.record import differences, record
from ui.turns import Turn

CONTEXT = 180
"""Characters of the passage shown on each side of the quote."""

EMPTY = f'<p class="nothing">{texts.EMPTY_EVIDENCE}</p>'
HEADINGS = {
    Role.QUOTED: texts.EVIDENCE,
    Role.NEAREST: texts.NEAREST,
    Role.AGAINST: texts.AGAINST,
}


def evidence(turns: Sequence[Turn]) -> str:
    """The cards of all turns; only the last turn's are visible until a number asks for others."""
    if not turns:
        return EMPTY
    return "".join(
        _section(number, turn, shown=number == len(turns)) for number, turn in enumerate(turns, 1)
    )


def _section(number: int, turn: Turn, *, shown: bool) -> str:
    found = cards(turn)
    above = differences(number, disputes(turn))
    if turn.answer and turn.answer.answered:
        above += record(number, found)
    body = "".join(
        _cards(number, role, list(group)) for role, group in groupby(found, lambda card: card.role)
    )
    nothing = f'<h2>{texts.EVIDENCE}</h2><p class="nothing">{texts.NO_EVIDENCE}</p>'
    return (
        f'<section class="evidence" id="t{number}"{"" if shown else " hidden"}>'
        f'<p class="asked"><bdi>{as_html(turn.question)}</bdi></p>'
        f"{above}{body or nothing}</section>"
    )


def _cards(turn: int, role: Role, group: Sequence[Card]) -> str:
    items = "".join(_card(turn, card) for card in group)
    return f"<h2>{HEADINGS[role]}</h2><ol>{items}</ol>"


def _card(turn: int, card: Card) -> str:
    about = card.article.about
    source = as_html(about.source or texts.SOURCE_UNKNOWN)
    name = as_html(card.article.name)
    also = f'<p class="also"><bdi>{as_html(card.also)}</bdi></p>' if card.also else ""
    return (
        f'<li class="card" id="t{turn}-{card.name}" tabindex="-1">'
        f'<p class="about">{_number(turn, card)}<bdi>{source}</bdi>'
        f"<time>{day_in_words(about.date)}</time></p>"
        f"<h3><bdi>{name}</bdi></h3>"
        f"<blockquote><bdi>{_in_passage(card)}</bdi></blockquote>{also}"
        f'<button class="open" type="button" data-turn="{turn}" data-card="{card.name}">'
        f'{texts.READ}<span class="unseen">: {name}</span></button>{_copy(turn, card)}</li>'
    )


def _copy(turn: int, card: Card) -> str:
    """Only quotes have a citation."""
    if card.role is not Role.QUOTED:
        return ""
    return (
        f'<button class="copy" type="button" data-turn="{turn}" data-number="{card.number}">'
        f"{texts.COPY}</button>"
    )


def _number(turn: int, card: Card) -> str:
    if card.role is not Role.QUOTED:
        return f'<span class="near">{texts.OTHER_SIDE if card.said else texts.NEAR}</span>'
    return (
        f'<a class="cite" href="#t{turn}-s{card.number}" title="{texts.SHOW_SENTENCE}">'
        f"<b>{card.number}</b></a>"
    )


def _in_passage(card: Card) -> str:
    """The quote with what stands around it in its passage, cut at words."""
    text, (start, end) = card.article.text, card.quote
    near = card.role is Role.NEAREST
    if near and card.quote == (card.passage.start, card.passage.end):
        return as_html(_head(text, card.quote, 2 * CONTEXT))
    tag = "b" if near else "mark"
    before = _tail(text, Span(min(card.passage.start, start), start))
    after = _head(text, Span(end, max(card.passage.end, end)), CONTEXT)
    return f"{as_html(before)}<{tag}>{as_html(text[start:end])}</{tag}>{as_html(after)}"


def _tail(text: str, span: Span) -> str:
    start = max(span.start, span.end - CONTEXT)
    tail = text[start : span.end]
    return tail if start == span.start else "… " + tail.partition(" ")[2]


def _head(text: str, span: Span, most: int) -> str:
    end = min(span.end, span.start + most)
    head = text[span.start : end]
    return head if end == span.end else (head.rpartition(" ")[0] or head) + " …"
