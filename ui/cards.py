"""The evidence of an answer as cards. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import count

from index.records import Article, Hit, Passage, Span
from qa.claims import Disagreement
from qa.records import NEAREST
from ui.escape import also
from ui.turns import Turn


class Role(StrEnum):
    """What a card is to the answer; its value begins the card's name."""

    QUOTED = "c"
    AGAINST = "d"
    """At odds with a quote, and not quoted itself."""
    NEAREST = "n"
    """Of a passage that is merely the nearest to a refused question."""


@dataclass(frozen=True, slots=True)
class Card:
    """A quote in its passage in its article, by its number among those of its role."""

    number: int
    quote: Span
    """Offsets into `article.text`."""
    passage: Passage
    article: Article
    role: Role
    also: str = ""
    """`also in The Age (3 May 2021)`."""
    said: str = ""
    """What it claims, where articles disagree: `600 missiles`, `denied`."""

    @property
    def name(self) -> str:
        """What names the card within its turn, in links and element ids."""
        return f"{self.role}{self.number}"


@dataclass(frozen=True, slots=True)
class Dispute:
    """A disagreement by the cards of its two sides."""

    disagreement: Disagreement
    one: Card
    other: Card


def cards(turn: Turn) -> tuple[Card, ...]:
    """One card for each citation, then for what is at odds with them; or for each of the passages
    nearest to a refused question."""
    answer = turn.answer
    if answer is None:
        return ()
    if not answer.answered:
        return tuple(_nearest(n, hit) for n, hit in enumerate(answer.passages[:NEAREST], start=1))
    hits = {hit.passage.id: hit for hit in answer.passages}
    said = {c.number: c.said for d in answer.disagreements for c in (d.one, d.other) if c.number}
    quoted = (
        Card(
            c.number, Span(c.start, c.end), hits[c.passage_id].passage, hits[c.passage_id].article,
            Role.QUOTED, also(c), said.get(c.number, ""),
        )
        for c in answer.citations
    )  # fmt: skip
    return (*quoted, *_against(answer.disagreements))


def disputes(turn: Turn) -> tuple[Dispute, ...]:
    """Where the evidence disagrees, by its cards."""
    shown = cards(turn)
    by_number = {card.number: card for card in shown if card.role is Role.QUOTED}
    by_place = {(card.article.id, card.quote): card for card in shown if card.role is Role.AGAINST}
    return tuple(
        Dispute(
            found,
            *(
                by_number[claim.number]
                if claim.number
                else by_place[(claim.hit.article.id, claim.span)]
                for claim in (found.one, found.other)
            ),
        )
        for found in (turn.answer.disagreements if turn.answer else ())
    )


def _against(found: tuple[Disagreement, ...]) -> Iterator[Card]:
    numbers, seen = count(1), set()
    for claim in (claim for one in found for claim in (one.one, one.other)):
        place = (claim.hit.article.id, claim.span)
        if claim.number is None and place not in seen:
            seen.add(place)
            hit = claim.hit
            yield Card(
                next(numbers), claim.span, hit.passage, hit.article, Role.AGAINST, said=claim.said
            )


def _nearest(number: int, hit: Hit) -> Card:
    span = hit.closest or Span(hit.passage.start, hit.passage.end)
    return Card(number, span, hit.passage, hit.article, Role.NEAREST)
