"""The evidence of an answer as cards. Pure."""

from dataclasses import dataclass

from index.records import Article, Hit, Passage, Span
from qa.records import Answer

NEAREST = 3
"""Passages shown with a refusal: enough to see what the archive does hold, few enough to read."""


@dataclass(frozen=True, slots=True)
class Card:
    """A quote in its passage in its article, by its number in the answer."""

    number: int
    quote: Span
    """Offsets into `article.text`."""
    passage: Passage
    article: Article
    answers: bool
    """False for a passage that is merely the nearest to a refused question."""

    @property
    def name(self) -> str:
        """What names the card within its turn, in links and element ids."""
        return f"c{self.number}"


def cards(answer: Answer) -> tuple[Card, ...]:
    """One card for each citation, or for each of the passages nearest to a refused question."""
    if not answer.answered:
        return tuple(_nearest(n, hit) for n, hit in enumerate(answer.passages[:NEAREST], start=1))
    hits = {hit.passage.id: hit for hit in answer.passages}
    found = ((c, hits[c.passage_id]) for c in answer.citations)
    return tuple(
        Card(c.number, Span(c.start, c.end), hit.passage, hit.article, answers=True)
        for c, hit in found
    )


def _nearest(number: int, hit: Hit) -> Card:
    span = Span(hit.passage.start, hit.passage.end)
    return Card(number, span, hit.passage, hit.article, answers=False)
