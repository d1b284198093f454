"""Pure: what of the passages found is given to a language model, best evidence first.

Only the sentences that may answer go in, with their neighbours: reading costs time, and what
doesn't fit is what matters least.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from index.records import Hit, Span
from index.sentences import sentences
from qa.evidence import Scored
from qa.planted import for_machines

MOST = 8
"""Passages given: a further one rarely adds anything."""
HEADER = 40
"""Tokens, at most as a rule, of a passage's number, source, date and title."""
BYTES = 3
"""Of UTF-8 in a token, or more: models' tokens have 4 to 4.5 of English on average."""


@dataclass(slots=True)
class Excerpt:
    """A passage as the model is given it: some of its sentences, under a number."""

    number: int
    hit: Hit
    spans: list[Span]
    """The sentences of the passage that may be used, as offsets into its text."""
    given: set[int] = field(default_factory=set)
    """Places in `spans` of those that the model sees."""

    @property
    def text(self) -> str:
        """What the model sees, with "…" where something is left out."""
        words, behind = [], -1
        for place in sorted(self.given):
            words += ["…"] if place > behind + 1 and behind >= 0 else []
            words.append(self.sentence(place))
            behind = place
        return " ".join(words)

    @property
    def sentences(self) -> list[str]:
        """All sentences of the passage that may be used, seen by the model or not."""
        return [self.sentence(place) for place in range(len(self.spans))]

    def sentence(self, place: int) -> str:
        start, end = self.spans[place]
        return self.hit.passage.text[start:end]

    def quote(self, first: int, last: int) -> Span:
        """Where the sentences from one place to another stand in the article."""
        start = self.hit.passage.start
        return Span(start + self.spans[first].start, start + self.spans[last].end)


def excerpts(ranked: Sequence[Scored], tokens: int) -> list[Excerpt]:
    """The best sentences of `ranked` (best first), with their neighbours, by passage.

    At most about `tokens` in all, but never nothing if there is something.
    """
    found: dict[str, Excerpt] = {}
    for scored in ranked:
        hit = scored.sentence.hit
        excerpt = found.get(hit.passage.id) or _empty(len(found) + 1, hit)
        start = scored.sentence.span.start - hit.passage.start
        new = set(_around(start, excerpt.spans)) - excerpt.given
        if not new or (hit.passage.id not in found and len(found) == MOST):
            continue
        cost = sum(count_tokens(excerpt.sentence(place)) for place in new)
        cost += 0 if excerpt.given else HEADER
        if found and cost > tokens:
            break
        tokens -= cost
        excerpt.given |= new
        found[hit.passage.id] = excerpt
    return list(found.values())


def count_tokens(text: str) -> int:
    """The tokens of a text for any model, rather too many than too few."""
    return -(-len(text.encode("utf-8", "replace")) // BYTES)


def _empty(number: int, hit: Hit) -> Excerpt:
    text = hit.passage.text
    spans = [span for span in sentences(text) if not for_machines(text[slice(*span)])]
    return Excerpt(number, hit, spans)


def _around(start: int, spans: Sequence[Span]) -> Iterator[int]:
    """The place of the sentence that begins at `start`, and its neighbours'; none if it may not
    be used."""
    for place, span in enumerate(spans):
        if span.start == start:
            yield from range(max(0, place - 1), min(len(spans), place + 2))
