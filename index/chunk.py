"""Pure: an article into passages of whole sentences that fit the embedding model."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from index.records import Article, Passage, Span
from index.sentences import sentences

CountTokens = Callable[[Sequence[str]], list[int]]
"""Texts to their numbers of word pieces, without the special tokens a model adds."""

PASSAGE_TOKENS = 200
"""Aim for passages of at most this many word pieces, about 140 words."""
LEAST_TOKENS = 20
"""What is left to a passage however long its title is in word pieces."""
TITLE_WORDS = 30
TITLE_CHARS = 180
"""More of a title than this is cut off in what is embedded."""
SPECIAL_TOKENS = 2
OVERLAP = 0.25
"""A passage begins with its neighbour's last sentence if that takes at most this share of it."""

VERSION = f"sentences/2 tokens={PASSAGE_TOKENS} title={TITLE_CHARS} overlap={OVERLAP}"
"""Names the way passages are cut: passages of another version are cut anew."""


def chunk(article: Article, count_tokens: CountTokens, max_tokens: int) -> list[Passage]:
    """Cut an article into passages that, with its title, fit `max_tokens` word pieces.

    A passage is whole sentences; only a sentence too long for the model by itself is cut, between
    words. Where it is short, the last sentence of a passage is also the first of the next.
    """
    spans = sentences(article.text)
    titled, *counts = count_tokens([_title(article), *(article.text[a:b] for a, b in spans)])
    budget = max(LEAST_TOKENS, min(PASSAGE_TOKENS, max_tokens - SPECIAL_TOKENS - titled))
    pieces = list(_pieces(article.text, zip(spans, counts, strict=True), count_tokens, budget))
    return [
        _passage(article, pieces[first][0].start, pieces[last][0].end)
        for first, last in _groups([count for _, count in pieces], budget)
    ]


def embedded_text(article: Article, passage: Passage) -> str:
    """What is embedded and searched for a passage: the article's title, then the passage."""
    title = _title(article)
    return f"{title}\n{passage.text}" if title else passage.text


def _title(article: Article) -> str:
    return " ".join((article.about.title or "").split()[:TITLE_WORDS])[:TITLE_CHARS]


def _passage(article: Article, start: int, end: int) -> Passage:
    id = f"{article.id}:{start}-{end}"
    return Passage(id, article.id, start, end, article.text[start:end])


def _pieces(
    text: str, counted: Iterable[tuple[Span, int]], count_tokens: CountTokens, budget: int
) -> Iterator[tuple[Span, int]]:
    """Sentences with their counts, those over the budget halved between words until they fit."""
    for span, count in counted:
        if count <= budget or span.end - span.start < 2:
            yield span, count
            continue
        halves = _halve(text, span)
        counts = count_tokens([text[a:b] for a, b in halves])
        yield from _pieces(text, zip(halves, counts, strict=True), count_tokens, budget)


def _halve(text: str, span: Span) -> tuple[Span, Span]:
    middle = (span.start + span.end) // 2
    gap = text.rfind(" ", span.start + 1, middle)
    if gap < 0:
        return Span(span.start, middle), Span(middle, span.end)
    return Span(span.start, gap), Span(gap + 1, span.end)


def _groups(counts: Sequence[int], budget: int) -> Iterator[tuple[int, int]]:
    """First and last index of each run of sentences whose counts add up to the budget or less."""
    first, total = 0, 0
    for i, count in enumerate(counts):
        if i > first and total + count > budget:
            yield first, i - 1
            repeat = counts[i - 1] <= OVERLAP * budget and counts[i - 1] + count <= budget
            first = i - 1 if repeat and i - 1 > first else i
            total = sum(counts[first:i])
        total += count
    if counts:
        yield first, len(counts) - 1
