"""Pure: copies of articles as archives have them: edited, cut, merged, on another page."""

import random
from collections.abc import Callable, Mapping, Sequence

from index.sentences import sentences

ABOVE = (
    "Home",
    "News",
    "Sport",
    "Weather",
    "Sign in",
    "Subscribe for $1 a month",
    "Share",
    "Print",
)
BELOW = (
    "Sign up for our morning newsletter",
    "Most read",
    "Terms of use | Privacy policy | Contact us",
    "All rights reserved.",
)
Change = Callable[[str, Sequence[str], random.Random], str]
"""A body, other articles' bodies to take words and sentences from, dice: to the copy's body."""


def words_changed(share: float) -> Change:
    """A share of the words, scattered: three in five replaced, one taken out, one put in."""

    def change(body: str, others: Sequence[str], dice: random.Random) -> str:
        pool = " ".join(others).split()
        changed = []
        for paragraph in body.split("\n\n"):
            words: list[str] = []
            for word in paragraph.split():
                kind = dice.random() if dice.random() < share else None
                words += [word] if kind is None or kind > 0.8 else []
                words += [dice.choice(pool)] if kind is not None and not 0.6 < kind <= 0.8 else []
            changed.append(" ".join(words))
        return "\n\n".join(changed)

    return change


def sentences_changed(share: float) -> Change:
    """Sentences that have up to a share of the words, each for one of another article."""

    def change(body: str, others: Sequence[str], dice: random.Random) -> str:
        donors = [other[a:b] for other in others for a, b in sentences(other)]
        spans = sentences(body)
        most, changed = share * len(body.split()), set[int]()
        for i in dice.sample(range(len(spans)), len(spans)):
            if sum(_length(body, spans[j]) for j in {i, *changed}) <= most:
                changed.add(i)
        for i in sorted(changed, reverse=True):
            body = body[: spans[i].start] + dice.choice(donors) + body[spans[i].end :]
        return body

    return change


def cut_below(share: float) -> Change:
    """From the end, so that a share of the words is left."""

    def change(body: str, others: Sequence[str], dice: random.Random) -> str:
        most, end = share * len(body.split()), 0
        for span in sentences(body):
            if len(body[: span.end].split()) > most and end:
                break
            end = span.end
        return body[:end]

    return change


def cut_anywhere(share: float) -> Change:
    """Sentences here and there, so that a share of the words is left."""

    def change(body: str, others: Sequence[str], dice: random.Random) -> str:
        spans = sentences(body)
        most, kept = share * len(body.split()), set[int]()
        for i in dice.sample(range(len(spans)), len(spans)):
            if sum(_length(body, spans[j]) for j in {i, *kept}) <= most:
                kept.add(i)
        return "\n\n".join(body[spans[i].start : spans[i].end] for i in sorted(kept))

    return change


def merged(body: str, others: Sequence[str], dice: random.Random) -> str:
    """Two or three paragraphs run into one, all through."""
    paragraphs, joined = body.split("\n\n"), list[str]()
    while paragraphs:
        count = dice.choice((2, 3))
        joined.append(" ".join(paragraphs[:count]))
        paragraphs = paragraphs[count:]
    return "\n\n".join(joined)


def furnished(body: str, others: Sequence[str], dice: random.Random) -> str:
    """On another page: its menu, other stories' first sentences, its foot."""
    teasers = [other.split("\n\n")[0][:120] for other in others]
    return "\n\n".join([*ABOVE, body, "More stories", *teasers, *BELOW])


def one_after_the_other(*changes: Change) -> Change:
    """Several changes."""

    def change(body: str, others: Sequence[str], dice: random.Random) -> str:
        for one in changes:
            body = one(body, others, dice)
        return body

    return change


def round_up(one: str, other: str) -> str:
    """The beginnings of two articles, of both as many words: half of the shorter. Nobody's copy."""
    dice, half = random.Random(0), min(len(one.split()), len(other.split())) / 2
    parts = [cut_below(half / len(body.split()))(body, (), dice) for body in (one, other)]
    return "\n\n".join(parts)


KINDS: Mapping[str, Change] = {
    "other furniture": furnished,
    "paragraphs merged": merged,
    "words, 5 % changed": words_changed(0.05),
    "words, 10 % changed": words_changed(0.1),
    "words, 20 % changed": words_changed(0.2),
    "sentences, up to 20 % replaced": sentences_changed(0.2),
    "cut to half, from the end": cut_below(0.5),
    "cut to half, anywhere": cut_anywhere(0.5),
    "all: 10 % changed, cut to 60 %, merged, furniture": one_after_the_other(
        words_changed(0.1), cut_below(0.6), merged, furnished
    ),
}


def _length(body: str, span: tuple[int, int]) -> int:
    return len(body[span[0] : span[1]].split())
