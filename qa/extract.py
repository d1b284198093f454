"""The default answerer: quotes the sentences that answer and what contradicts them, or abstains.
Pure."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from math import inf

from index.records import Hit, Holdings, Span, counted, day_in_words
from qa.corrected import told_wrongly
from qa.disagreement import with_disagreements
from qa.evidence import BOUNDS, Scored, Sentence, key
from qa.features import PERSON, asks_for_several, asks_yes_or_no, only_reports
from qa.readable import SPEAKER_BEFORE, quotes, readable_alone
from qa.records import Answer, Citation, Query, ShortAnswer, Status
from qa.settings import QaSettings
from qa.speech import ASKS_SAID

MARGIN = 4.0
"""A further sentence is quoted if it scores at most so much less than the best one, in log odds."""
SHOWN = -12.0
"""Words that the reader gives less than this, in log odds, are not shown as the answer."""
UNLIKELY = -9.0
"""A further sentence whose words the reader gives less than this, and less than the best one's, is
filler."""
MEANT = -2.0
"""Above this the reader means the words it marks; below, they are only the least unlikely."""
SEVERAL = 2
"""A question that asks for several things may get so many times the sentences of another."""
ENOUGH = 3
"""Leads that tell a story by themselves: beside so many, no other sentence is quoted."""
SAME = 0.8
"""Sentences that share this much of their words are one witness."""
RELATED = 0.5
"""From this share of the question's words on, by weight, a passage speaks of the same things."""
WORD = re.compile(r"\w+")
BRACKETED = re.compile(r"\[(\d+)\]")


def extract(
    query: Query,
    hits: Sequence[Hit],
    ranked: Sequence[Scored],
    settings: QaSettings,
    holdings: Holdings,
    leads: Sequence[Scored] = (),
) -> Answer:
    """Quote the best sentences of `ranked` (best first), or abstain below the threshold.

    `leads` are quoted first: those of the articles on the matter asked about.
    """
    chance = ranked[0].chance if ranked else 0.0
    most = settings.quotes * (SEVERAL if asks_for_several(query.text) else 1)
    chosen = choose(ranked, settings.threshold, most, leads)
    if not chosen:
        related = any(scored.coverage >= RELATED for scored in ranked)
        status = Status.LOOSELY_RELATED if related else Status.NOTHING_ON_THIS
        return abstain(query, status, hits, holdings, chance)
    answer = quoting(query, chosen, hits)
    others = other_sides(answer, ranked)
    return quoting(query, in_order([*chosen, *others], leads), hits) if others else answer


def quoting(query: Query, chosen: Sequence[Scored], hits: Sequence[Hit]) -> Answer:
    """The answer that quotes the sentences `chosen`, the best one first."""
    quoted = enumerate(quotes([scored.sentence for scored in chosen]), start=1)
    citations = tuple(citation(number, one.hit, span) for number, (one, span) in quoted)
    text = " ".join(f"{unnumbered(c.quote)} [{c.number}]" for c in citations)
    short, chance = short_answer(query.text, chosen[0].sentence), chosen[0].chance
    return with_disagreements(
        Answer(query, Status.ANSWERED, text, citations, tuple(hits), short=short, chance=chance)
    )


def there_by(asked: date | None, ranked: list[Scored], threshold: float) -> list[Scored]:
    """What was published by the day `asked`, or is undated, if that answers; else all."""
    if asked is None:
        return ranked
    there = [one for one in ranked if (one.sentence.hit.article.about.date or asked) <= asked]
    return there if there and there[0].chance >= threshold else ranked


def other_sides(answer: Answer, ranked: Sequence[Scored]) -> list[Scored]:
    """The sentences at odds with what is quoted that are not quoted themselves."""
    read = {(s.sentence.hit.article.id, s.sentence.span.start): s for s in ranked}
    found = [claim for pair in answer.disagreements for claim in (pair.one, pair.other)]
    others = {(one.hit.article.id, one.span.start): one for one in found if one.number is None}
    return [read.get(place) or unread(one.hit, one.span) for place, one in others.items()]


def unread(hit: Hit, span: Span, chance: float = 0.0) -> Scored:
    """A sentence of a passage that the reader was not given."""
    quote = hit.article.text[span.start : span.end]
    sentence = Sentence(hit, span, span, BOUNDS[0], quote)
    return Scored(sentence, score=BOUNDS[0], chance=chance, coverage=0.0)


def short_answer(question: str, best: Sentence) -> ShortAnswer | None:
    """The words of the best sentence that answer, if any can and the reader has trust in them."""
    if best.score < SHOWN or asks_yes_or_no(question) or only_reports(best.short):
        return None
    article, quote = best.hit.article, best.quote
    if told_wrongly(quote, article.about.title):
        return None
    if PERSON.search(question) and ASKS_SAID.search(question) and SPEAKER_BEFORE.search(quote):
        return None
    start, end = _without_half(article.text, best.words)
    return ShortAnswer(article.text[start:end], article.id, start, end)


def _without_half(text: str, words: Span) -> Span:
    """Words without a quotation mark at one end that lacks its other one."""
    start, end = words
    found = text[start:end]
    odd, more = found.count('"') % 2, found.count("“") - found.count("”")
    if found.endswith(('"',) * odd + ("”",) * (more < 0)):
        return Span(start, end - 1)
    if found.startswith(('"',) * odd + ("“",) * (more > 0)):
        return Span(start + 1, end)
    return words


def choose(
    ranked: Sequence[Scored], threshold: float, most: int, leads: Sequence[Scored] = ()
) -> list[Scored]:
    """The sentences to quote: the best one first, then others that may answer, by date; or first
    `leads`, which may be enough, and are all there is where no sentence is likely to answer.

    Sentences that say the same in the same words count once, the best of them; so do those that
    answer with the same words, since another answer is worth more than the same again.
    """
    if not ranked or ranked[0].chance < threshold:
        return list(leads)
    best = ranked[0]
    unlikely = min(UNLIKELY, best.sentence.score)
    chosen = list(leads)
    for scored in ranked:
        if len(chosen) >= most or len(leads) >= ENOUGH or scored.score < best.score - MARGIN:
            break
        if scored.sentence.score < unlikely:
            continue
        if not any(_same(scored.sentence, other.sentence) for other in chosen):
            chosen.append(scored)
    return in_order(chosen, leads)


def in_order(chosen: Sequence[Scored], leads: Sequence[Scored] = ()) -> list[Scored]:
    """The leads, or the best one, which come first, then the others by date."""
    first = len(leads) or 1
    return [*chosen[:first], *by_date(chosen[first:])]


def by_date(some: Iterable[Scored]) -> list[Scored]:
    """Sentences in the order in which their articles appeared, the undated last."""
    return sorted(some, key=_when)


def abstain(
    query: Query,
    status: Status,
    hits: Sequence[Hit],
    holdings: Holdings,
    chance: float,
    elsewhere: Sequence[Citation] = (),
) -> Answer:
    """Say that the articles don't hold the answer, why, and what they do cover.

    `elsewhere` are quotes that would answer, if it weren't for the limits.
    """
    covers = f"The archive holds {counted(holdings.articles, 'article')}"
    if holdings.since and holdings.until:
        covers += f", dated {day_in_words(holdings.since)} to {day_in_words(holdings.until)}"
    articles = f"The articles {query.limits}".rstrip()
    reason = {
        Status.NOTHING_ON_THIS: f"{articles} say nothing on this. {covers}.",
        Status.LOOSELY_RELATED: (
            f"{articles} don't say. They speak of related things, but no sentence answers this."
            f" {covers}."
        ),
        Status.OUTSIDE: (
            f"{articles} don't say. Other articles of the archive speak of it"
            f"{_nearest(query, elsewhere)}."
        ),
    }[status]
    return Answer(query, status, reason, (), tuple(hits), chance=chance)


def _nearest(query: Query, elsewhere: Sequence[Citation]) -> str:
    """`, the nearest of The Tide, 3 May 2021`: by its distance to the dates asked for."""
    if not elsewhere:
        return ""
    first, last = query.since or date.min, query.until or date.max

    def days_off(citation: Citation) -> float:
        day = citation.date
        return max((first - day).days, (day - last).days, 0) if day else inf

    return f", the nearest of {min(elsewhere, key=days_off).label}"


def citation(number: int, hit: Hit, span: Span) -> Citation:
    """A span of the article that a passage is from, as a citation."""
    article = hit.article
    return Citation(
        number=number,
        quote=article.text[span.start : span.end],
        start=span.start,
        end=span.end,
        article_id=article.id,
        title=article.name,
        source=article.about.source,
        date=article.about.date,
        location=article.location,
        passage_id=hit.passage.id,
        page=article.page(span.start),
    )


def unnumbered(quote: str) -> str:
    """A quote whose own "[3]" can't be taken for one of our citations."""
    return BRACKETED.sub(r"(\1)", quote)


def _same(one: Sentence, other: Sentence) -> bool:
    article = other.hit.article
    if one.hit.article.id == article.id:
        start, end = readable_alone(article.text, other)
        if start <= one.span.start and one.span.end <= end:
            return True
    if key(one) == key(other) and min(one.score, other.score) > MEANT:
        return True
    a, b = (set(WORD.findall(sentence.quote.lower())) for sentence in (one, other))
    return len(a & b) >= SAME * max(1, min(len(a), len(b)))


def _when(scored: Scored) -> tuple[date, str, int]:
    article = scored.sentence.hit.article
    return article.about.date or date.max, article.id, scored.sentence.span.start
