"""The evidence panel: every turn's cards as HTML, one turn shown at a time. Pure."""

from collections.abc import Sequence

from index.records import Span, day_in_words
from ui.cards import Card, cards
from ui.escape import as_html
from ui.turns import Turn

CONTEXT = 180
"""Characters of the passage shown on each side of the quote."""

EMPTY = '<p class="nothing">The quotes behind each answer appear here, with their articles.</p>'


def evidence(turns: Sequence[Turn]) -> str:
    """The cards of all turns; only the last turn's are visible until a number asks for others."""
    if not turns:
        return EMPTY
    return "".join(
        _section(number, turn, shown=number == len(turns)) for number, turn in enumerate(turns, 1)
    )


def _section(number: int, turn: Turn, *, shown: bool) -> str:
    found = cards(turn.answer) if turn.answer else ()
    answered = bool(turn.answer and turn.answer.answered)
    heading = "Evidence" if answered or not found else "Nearest passages, not an answer"
    body = "".join(_card(number, card) for card in found)
    return (
        f'<section class="evidence" id="t{number}"{"" if shown else " hidden"}>'
        f'<h2>{heading}</h2><p class="asked"><bdi>{as_html(turn.question)}</bdi></p>'
        + (f"<ol>{body}</ol>" if found else '<p class="nothing">There is none to show.</p>')
        + "</section>"
    )


def _card(turn: int, card: Card) -> str:
    about = card.article.about
    source = as_html(about.source or "source unknown")
    name = as_html(card.article.name)
    return (
        f'<li class="card" id="t{turn}-{card.name}" tabindex="-1">'
        f'<p class="about">{_number(turn, card)}<bdi>{source}</bdi>'
        f"<time>{day_in_words(about.date)}</time></p>"
        f"<h3><bdi>{name}</bdi></h3>"
        f"<blockquote><bdi>{_in_passage(card)}</bdi></blockquote>"
        f'<button class="open" type="button" data-turn="{turn}" data-card="{card.name}">'
        f'Read in the article<span class="unseen">: {name}</span></button></li>'
    )


def _number(turn: int, card: Card) -> str:
    if not card.answers:
        return '<span class="near">nearest</span>'
    return (
        f'<a class="cite" href="#t{turn}-s{card.number}" title="Show the sentence in the answer">'
        f"<b>{card.number}</b></a>"
    )


def _in_passage(card: Card) -> str:
    """The quote with what stands around it in its passage, cut at words."""
    text, (start, end) = card.article.text, card.quote
    if not card.answers:
        return as_html(_head(text, card.quote, 2 * CONTEXT))
    before = _tail(text, Span(min(card.passage.start, start), start))
    after = _head(text, Span(end, max(card.passage.end, end)), CONTEXT)
    return f"{as_html(before)}<mark>{as_html(text[start:end])}</mark>{as_html(after)}"


def _tail(text: str, span: Span) -> str:
    start = max(span.start, span.end - CONTEXT)
    tail = text[start : span.end]
    return tail if start == span.start else "… " + tail.partition(" ")[2]


def _head(text: str, span: Span, most: int) -> str:
    end = min(span.end, span.start + most)
    head = text[span.start : end]
    return head if end == span.end else (head.rpartition(" ")[0] or head) + " …"
