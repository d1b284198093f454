"""The reader: a whole article as HTML with its quotes marked. Pure."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from index.records import Article, Span, day_in_words
from ui.cards import Card, cards
from ui.escape import as_html, web_address
from ui.turns import Turn

_PARAGRAPH = re.compile(r"[^\n]+")


LOST = "This answer is no longer at hand, because the page was restarted. Please ask again."


def open_card(turns: Sequence[Turn], number: int, name: str) -> str:
    """The reader for the card of that name in turn `number`, counted from 1."""
    answer = turns[number - 1].answer if 0 < number <= len(turns) else None
    found = cards(answer) if answer else ()
    opened = next((card for card in found if card.name == name), None)
    return reader(opened, found) if opened else _sheet("Not found", "", f"<p>{LOST}</p>")


def reader(opened: Card, others: Sequence[Card]) -> str:
    """The article of `opened`, its quote marked as the current one, quotes of `others` as well."""
    article = opened.article
    quotes = {card.quote for card in others if card.article.id == article.id and card.answers}
    text = story(article.text, quotes | {opened.quote}, opened.quote)
    return _sheet(article.name, article.about.label, f"{_about(article)}<article>{text}</article>")


def _sheet(title: str, label: str, body: str) -> str:
    return (
        '<div class="sheet" role="dialog" aria-labelledby="sheet-title">'
        f'<div class="bar"><bdi>{as_html(label)}</bdi><button class="close" type="button">Close'
        '<span class="unseen"> the article</span></button></div><div class="leaf">'
        f'<h2 id="sheet-title" tabindex="-1"><bdi>{as_html(title)}</bdi></h2>{body}</div></div>'
    )


def _about(article: Article) -> str:
    about = article.about
    facts = {
        "Title": as_html(about.title) if about.title else None,
        "Source": as_html(about.source) if about.source else None,
        "Date": day_in_words(about.date) if about.date else None,
        "Author": as_html(about.author) if about.author else None,
        "Address": _address(about.url) if about.url else None,
        "File": as_html(article.path),
    }
    rows = "".join(_row(term, fact) for term, fact in facts.items())
    return f'<dl class="facts">{rows}</dl>'


def _row(term: str, fact: str | None) -> str:
    said = f"<dd><bdi>{fact}</bdi></dd>" if fact else '<dd class="unknown">unknown</dd>'
    return f"<div><dt>{term}</dt>{said}</div>"


def _address(url: str) -> str:
    shown = as_html(url)
    if not web_address(url):
        return shown
    return f'<a href="{shown}" target="_blank" rel="noopener noreferrer">{shown}</a>'


def story(text: str, quotes: set[Span], current: Span) -> str:
    """Paragraphs of `text` with `quotes` in `<mark>`, the `current` one of class `current`."""
    return "".join(
        f"<p><bdi>{''.join(_marked(text, Span(*found.span()), quotes, current))}</bdi></p>"
        for found in _PARAGRAPH.finditer(text)
        if found[0].strip()
    )


def _marked(text: str, part: Span, quotes: set[Span], current: Span) -> Iterator[str]:
    """`text` within `part`, cut wherever a quote begins or ends, so that quotes may overlap."""
    inside = {min(max(edge, part.start), part.end) for quote in quotes for edge in quote}
    edges = sorted(inside | set(part))
    for start, end in pairwise(edges):
        piece = as_html(text[start:end])
        if current.start <= start and end <= current.end:
            yield f'<mark class="current">{piece}</mark>'
        elif any(quote.start <= start and end <= quote.end for quote in quotes):
            yield f"<mark>{piece}</mark>"
        else:
            yield piece
