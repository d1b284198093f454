"""Where the articles disagree: other figures for the same thing, denied here and confirmed there.

Pure, and careful: two sentences are held against each other only if nothing in their words says
that they speak of different things.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise, product

from index.records import Hit, Span
from index.sentences import sentences
from index.stems import all_stems, stems
from qa.amounts import Amount, amounts
from qa.claims import Claim, Disagreement, Kind
from qa.comparable import of_the_former, of_the_same, things
from qa.corrected import Correction, corrections, put_right
from qa.features import ASKING, asks_yes_or_no
from qa.records import Answer
from qa.setting import Told
from qa.stances import Stance, stance

MOST = 2
"""Disagreements told of one answer."""
INVOLVED = "invol"
SAME_THING = dict.fromkeys(("role", "part", "particip", "hand", "complic"), "involv")
STANCES = frozenset(("deny", "denie", "confi", "admit", "ackno"))
"""Beginnings of stems that ask who denied or confirmed."""
FIGURE_ASKED = re.compile(
    r"\bhow (?:many|much)\b|\bcosts?\b|\bpa(?:y|id)\b"
    r"|\bwhat (?:\w+ ){0,4}?(?:number|percent(?:age)?|share|proportion|price|amount|toll|sum)\b",
    re.IGNORECASE,
)
CAPITALISED = re.compile(r"\b[A-Z]\w+")


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence with what two of them are compared by."""

    hit: Hit
    span: Span
    text: str
    stems: frozenset[str]
    number: int | None

    def and_next(self, other: "_Sentence") -> "_Sentence":
        """With the sentence after it."""
        span = Span(self.span.start, other.span.end)
        text = self.hit.article.text[span.start : span.end]
        number = self.number or other.number
        return _Sentence(self.hit, span, text, self.stems | other.stems, number)

    def claim(self, said: str) -> Claim:
        return Claim(self.hit, self.span, said, self.number)


def with_disagreements(answer: Answer) -> Answer:
    """The answer with what in the articles found is at odds with it."""
    return replace(answer, disagreements=disagreements(answer))


def disagreements(answer: Answer) -> tuple[Disagreement, ...]:
    """Where what was quoted is at odds with another article among the passages found."""
    if not answer.answered:
        return ()
    read = list(_sentences(answer))
    asked = frozenset(stems(answer.query.text)) - ASKING
    about = asked
    if asks_yes_or_no(answer.query.text):
        about = asked.union(*(sentence.stems for sentence in read if sentence.number == 1))
    pairs = [*_of_figures(read, asked, answer), *_of_stances(read, about)]
    found = [pair for pair in pairs if pair.one.hit.article.id != pair.other.hit.article.id]
    found.sort(key=lambda one: (one.one.number or 99) + (one.other.number or 99))
    return tuple(_apart(found))[:MOST]


def _sentences(answer: Answer) -> Iterator[_Sentence]:
    """Every sentence of the passages found, once."""
    spans: dict[tuple[str, int], tuple[Hit, Span]] = {}
    for hit in answer.passages:
        for span in sentences(hit.passage.text):
            start = hit.passage.start + span.start
            whole = Span(start, hit.passage.start + span.end)
            spans.setdefault((hit.passage.article_id, start), (hit, whole))
    texts = [hit.article.text[span.start : span.end] for hit, span in spans.values()]
    for (hit, span), text, stemmed in zip(spans.values(), texts, all_stems(texts), strict=True):
        yield _Sentence(hit, span, text, frozenset(stemmed), _cited(answer, hit, span))


def _cited(answer: Answer, hit: Hit, span: Span) -> int | None:
    return next(
        (
            citation.number
            for citation in answer.citations
            if citation.article_id == hit.article.id
            and citation.start < span.end
            and span.start < citation.end
        ),
        None,
    )


def _of_figures(
    read: Sequence[_Sentence], asked: frozenset[str], answer: Answer
) -> Iterator[Disagreement]:
    """Figures that a later article puts right, and others for what was asked."""
    told = [(sentence, figure) for sentence in read for figure in amounts(sentence.text)]
    answers = [(one, a) for one, a in told if _answers(one, a, answer)]
    corrected = list(_corrections(read))
    for one, a in told:
        for by, found in _righting(one, a, corrected, asked):
            if _answers(one, a, answer) or any(_answers(by, b, answer) for b in found):
                yield _changed(one, a, by, found.now)
    for (one, a), (other, b) in product(answers, told):
        if a.value != b.value and of_the_same(_told(one, a), _told(other, b), asked):
            right = next(_righting(other, b, corrected, asked), None)
            if right is None:
                yield _changed(one, a, other, b)
            elif right[1].now.value != a.value:
                yield _changed(one, a, right[0], right[1].now)


def _righting(
    one: _Sentence,
    figure: Amount,
    corrected: Iterable[tuple[_Sentence, Correction]],
    asked: frozenset[str],
) -> Iterator[tuple[_Sentence, Correction]]:
    """What puts a figure right in an article that isn't older."""
    for by, found in corrected:
        if not _later(one, by) and of_the_former(_told(one, figure), _told(by, found.was), asked):
            yield by, found


def _changed(one: _Sentence, a: Amount, other: _Sentence, b: Amount) -> Disagreement:
    return _ordered(one.claim(_shown(one, a)), other.claim(_shown(other, b)), figures=True)


def _corrections(read: Sequence[_Sentence]) -> Iterator[tuple[_Sentence, Correction]]:
    for one in read:
        for found in corrections(one.text):
            yield one, found
    for one, following in pairwise(read):
        if one.hit.article.id == following.hit.article.id:
            both = one.and_next(following)
            at, title = following.span.start - one.span.start, one.hit.article.about.title
            for found in put_right(both.text, at, title):
                yield both, found


def _later(one: _Sentence, other: _Sentence) -> bool:
    first, second = (sentence.hit.article.about.date for sentence in (one, other))
    return bool(first and second and first > second)


def _of_stances(read: Sequence[_Sentence], asked: frozenset[str]) -> Iterator[Disagreement]:
    told = [(sentence, found) for sentence in read if (found := stance(sentence.text))]
    for (one, a), (other, b) in combinations(told, 2):
        quoted = one.number or other.number
        if quoted and a.denies != b.denies and _same_matter(one, a, other, b, asked):
            yield _ordered(one.claim(_word(a)), other.claim(_word(b)), figures=False)


def _told(sentence: _Sentence, figure: Amount) -> Told:
    about = sentence.hit.article.about
    return Told(figure, sentence.text, sentence.stems, about.title or "", about.date)


def _answers(sentence: _Sentence, figure: Amount, answer: Answer) -> bool:
    """Whether a figure is what was asked for: among the words that answer, or where none stand out
    in the first quote, if the question wants a figure."""
    short = answer.short
    if short is None:
        return sentence.number == 1 and FIGURE_ASKED.search(answer.query.text) is not None
    start = sentence.span.start
    return (
        sentence.hit.article.id == short.article_id
        and start + figure.span.start < short.end
        and short.start < start + figure.span.end
    )


def _same_matter(
    one: _Sentence, a: Stance, other: _Sentence, b: Stance, asked: frozenset[str]
) -> bool:
    """Whether what one sentence denies is what the other confirms, and is what was asked about."""
    first, second = (_topics(s.text[t.of.start : t.of.end]) for s, t in ((one, a), (other, b)))
    named = _named(one.text) & _named(other.text)
    matter = {topic[:5] for topic in first & second if topic[:5] not in named}
    if INVOLVED in matter:  # "its role in the raid" is of the role; the raid is where
        matter = {INVOLVED}
    about = {SAME_THING.get(stem, stem)[:5] for stem in asked}
    return bool(named and matter and about & (matter | STANCES))


def _topics(text: str) -> set[str]:
    return {SAME_THING.get(stem, stem) for stem in stems(text)}


def _named(text: str) -> set[str]:
    """The beginnings of the capitalised words of a text: Israel and Israeli alike."""
    return {stem[:5] for stem in stems(" ".join(CAPITALISED.findall(text)))}


def _ordered(one: Claim, other: Claim, *, figures: bool) -> Disagreement:
    """The earlier claim first; a figure of another day is told as one that changed."""
    if one.date and other.date and one.date > other.date:
        one, other = other, one
    changed = figures and one.date and other.date and one.date != other.date
    return Disagreement(Kind.CHANGED if changed else Kind.DISAGREE, one, other)


def _apart(found: Iterable[Disagreement]) -> Iterator[Disagreement]:
    """Each pair of claims once, by what they say."""
    seen: set[frozenset[str]] = set()
    for one in found:
        said = frozenset((one.one.said, one.other.said))
        if said not in seen:
            seen.add(said)
            yield one


def _shown(sentence: _Sentence, figure: Amount) -> str:
    number = sentence.text[figure.span.start : figure.span.end]
    return " ".join((number, *figure.counted[: len(things(figure))]))


def _word(found: Stance) -> str:
    return "denied" if found.denies else "confirmed"
