"""The record over time: dated evidence drawn on a line, and what disagrees in it. Pure."""

from collections.abc import Iterator, Sequence
from datetime import date

from index.records import day_in_words
from qa.escape import isolated
from qa.timeline import spread
from ui import texts
from ui.cards import Card, Dispute, Role
from ui.escape import as_html, label

ROW, AXIS, EDGE = 34, 30, 4
"""Pixels of a row and of the axis below them; per cent left free at both ends."""
LONGEST = 30
"""Characters of an outlet's name."""
YEARS = 8
"""The most years that are marked one by one."""


def record(turn: int, cards: Sequence[Card]) -> str:
    """A plot of the dated cards, one row each from the earliest on; "" unless of several days.

    Places are percentages, so that the line is as wide as its column and its letters never shrink.
    """
    dated = sorted(
        ((day, card) for card in cards if (day := card.article.about.date)), key=lambda one: one[0]
    )
    if not dated or dated[0][0] == dated[-1][0]:
        return ""
    days = [day for day, _ in dated]
    height = ROW * len(dated)
    places = [EDGE + place * (100 - 2 * EDGE) for place in spread(days)]
    stems = "".join(_stem(x, at, height) for at, x in enumerate(places))
    rows = "".join(
        _row(turn, card, day, x, at)
        for at, ((day, card), x) in enumerate(zip(dated, places, strict=True))
    )
    return (
        f'<figure class="record"><figcaption>{texts.RECORD}</figcaption>'
        f'<svg role="group" aria-label="{texts.RECORD}" width="100%" height="{height + AXIS}">'
        f'<line class="axis" x1="0" x2="100%" y1="{height}" y2="{height}"/>'
        f"{''.join(_years(days[0], days[-1], height))}{_ends(days, height)}{stems}{rows}"
        "</svg></figure>"
    )


def _stem(x: float, at: int, height: int) -> str:
    y = at * ROW + ROW // 2
    return f'<line class="stem" x1="{x:.2f}%" x2="{x:.2f}%" y1="{y}" y2="{height}"/>'


def _row(turn: int, card: Card, day: date, x: float, at: int) -> str:
    y = at * ROW + ROW // 2
    source = card.article.about.source or texts.SOURCE_UNKNOWN
    said = f": {card.said}" if card.said else ""
    told = texts.OPEN_AT.format(day=day_in_words(day), source=isolated(source), said=said)
    side, shift = ("start", 16) if x <= 50 else ("end", -16)
    short = source if len(source) <= LONGEST else source[: LONGEST - 1] + "…"
    return (
        f'<a class="open" href="#t{turn}-{card.name}" data-turn="{turn}" data-card="{card.name}" '
        f'aria-label="{as_html(told)}">'
        f'<rect class="row" width="100%" y="{at * ROW}" height="{ROW}"/>'
        f'<svg x="{x:.2f}%" y="{y}" overflow="visible"><circle r="10"/>'
        f'<text class="at" text-anchor="middle" dy="4">{_sign(card)}</text>'
        f'<text x="{shift}" dy="4" text-anchor="{side}">'
        f'<tspan class="said">{as_html(card.said)}</tspan>{" · " if said else ""}'
        f"<tspan>{as_html(short)}</tspan></text></svg></a>"
    )


def _sign(card: Card) -> str:
    return str(card.number) if card.role is Role.QUOTED else "≠"


def _years(first: date, last: date, height: int) -> Iterator[str]:
    """A mark at each New Year between two days, if there are few."""
    years = range(first.year + 1, last.year + 1)
    whole = (last - first).days
    for year in years if len(years) <= YEARS else ():
        x = EDGE + (date(year, 1, 1) - first).days / whole * (100 - 2 * EDGE)
        yield (
            f'<line class="year" x1="{x:.2f}%" x2="{x:.2f}%" y1="{height - 4}" y2="{height + 4}"/>'
        )


def _ends(days: Sequence[date], height: int) -> str:
    first, last = day_in_words(days[0]), day_in_words(days[-1])
    y = height + 20
    return (
        f'<text class="day" x="0" y="{y}">{first}</text>'
        f'<text class="day" x="100%" y="{y}" text-anchor="end">{last}</text>'
    )


def differences(turn: int, disputes: Sequence[Dispute]) -> str:
    """Each disagreement with both sides quoted."""
    return "".join(
        f'<div class="differ"><h3>{dispute.disagreement.kind}</h3>'
        f"{_side(turn, dispute.one)}{_side(turn, dispute.other)}</div>"
        for dispute in disputes
    )


def _side(turn: int, card: Card) -> str:
    about = card.article.about
    quote = card.article.text[card.quote.start : card.quote.end]
    number = f"<b>{card.number}</b> " if card.role is Role.QUOTED else ""
    return (
        f'<blockquote><p><bdi class="claim">{as_html(card.said)}</bdi>'
        f'<a class="cite" href="#t{turn}-{card.name}">{number}'
        f'<bdi dir="ltr">{as_html(label(about))}</bdi></a></p>'
        f"<bdi>{as_html(quote)}</bdi></blockquote>"
    )
