"""The reader: a whole article as HTML with its quotes marked. Pure."""

import re
from collections.abc import Callable, Iterator, Sequence, Set
from itertools import pairwise

from index.records import Article, Span, day_in_words
from ui import texts
from ui.cards import Role, cards
from ui.escape import as_html, label, web_address
from ui.turns import Turn

_PARAGRAPH = re.compile(r"[^\n]+")


def open_card(
    turns: Sequence[Turn], number: int, name: str, since: Callable[[Article], str] = lambda _: ""
) -> str:
    """The reader for the card of that name in turn `number`, counted from 1; `since` says what
    became of an article."""
    found = cards(turns[number - 1]) if 0 < number <= len(turns) else ()
    opened = next((card for card in found if card.name == name), None)
    if opened is None:
        return missing(texts.LOST)
    same = (card for card in found if card.article.id == opened.article.id)
    quotes = {card.quote for card in same if card.role is not Role.NEAREST}
    return reader(opened.article, quotes, opened.quote, since(opened.article))


def reader(
    article: Article,
    quotes: Set[Span] = frozenset(),
    current: Span | None = None,
    note: str = "",
) -> str:
    """A whole article below a `note` on it, its `quotes` marked, the `current` one as such."""
    text = story(article.text, quotes | ({current} if current else set()), current)
    above = f'<p class="since">{as_html(note)}</p>' if note else ""
    body = f"{above}{_about(article)}<article>{text}</article>"
    return _sheet(article.name, label(article.about), body)


def missing(why: str) -> str:
    """The reader without an article."""
    return _sheet(texts.NOT_FOUND, "", f"<p>{as_html(why)}</p>")


def _sheet(title: str, of: str, body: str) -> str:
    return (
        '<div class="sheet" role="dialog" aria-labelledby="sheet-title">'
        f'<div class="bar"><bdi dir="ltr">{as_html(of)}</bdi><button class="close" type="button">'
        f'{texts.CLOSE}<span class="unseen"> {texts.THE_ARTICLE}</span></button></div>'
        '<div class="leaf">'
        f'<h2 id="sheet-title" tabindex="-1"><bdi>{as_html(title)}</bdi></h2>{body}</div></div>'
    )


def _about(article: Article) -> str:
    """What is known of the article, each fact with where it was read."""
    about = article.about
    day, changed = about.date, about.updated
    rows = (
        _row(texts.TITLE, about.title and as_html(about.title), about.told("title")),
        _row(texts.SOURCE, about.source and as_html(about.source), about.told("source")),
        _row(texts.DATE, day_in_words(day) if day else None, about.told("date")),
        _row(texts.UPDATED, day_in_words(changed), about.told("updated")) if changed else "",
        _row(texts.AUTHOR, about.author and as_html(about.author), about.told("author")),
        _row(texts.ADDRESS, about.url and _address(about.url), about.told("url")),
        _row(texts.FILE, as_html(article.path), ""),
    )
    return f'<dl class="facts">{"".join(rows)}</dl>'


def _row(term: str, fact: str | None, told: str) -> str:
    if not fact:
        return f'<div><dt>{term}</dt><dd class="unknown">{texts.UNKNOWN}</dd></div>'
    where = f' <span class="told">{as_html(told)}</span>' if told else ""
    return f"<div><dt>{term}</dt><dd><bdi>{fact}</bdi>{where}</dd></div>"


def _address(url: str) -> str:
    shown = as_html(url)
    if not web_address(url):
        return shown
    return f'<a href="{shown}" target="_blank" rel="noopener noreferrer">{shown}</a>'


def story(text: str, quotes: Set[Span], current: Span | None) -> str:
    """Paragraphs of `text` with `quotes` in `<mark>`, the `current` one of class `current`."""
    return "".join(
        f"<p><bdi>{''.join(_marked(text, Span(*found.span()), quotes, current))}</bdi></p>"
        for found in _PARAGRAPH.finditer(text)
        if found[0].strip()
    )


def _marked(text: str, part: Span, quotes: Set[Span], current: Span | None) -> Iterator[str]:
    """`text` within `part`, cut wherever a quote begins or ends, so that quotes may overlap."""
    inside = {min(max(edge, part.start), part.end) for quote in quotes for edge in quote}
    edges = sorted(inside | set(part))
    for start, end in pairwise(edges):
        piece = as_html(text[start:end])
        if current and current.start <= start and end <= current.end:
            yield f'<mark class="current">{piece}</mark>'
        elif any(quote.start <= start and end <= quote.end for quote in quotes):
            yield f"<mark>{piece}</mark>"
        else:
            yield piece
