"""The answers to each part of a question, as one answer. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from statistics import mean

from qa.disagreement import with_disagreements
from qa.extract import unnumbered
from qa.records import Answer, Citation, Query
from qa.rerank import LEAST
from qa.retrieve import by_turns, each_once
from qa.settings import QaSettings

PART = 0.5
"""No single sentence answers all the parts of a question: for each of them this share of the
threshold is enough (docs/LOG.md)."""


def joined(query: Query, answers: Sequence[Answer]) -> Answer:
    """What answers each of several questions, in order, nothing quoted twice; a note tells what is
    not answered.

    At least one of `answers` is no refusal.
    """
    parts = tuple(answer.query for answer in answers)
    read = " ".join(f"{part.text.rstrip(' ?')}?" for part in parts)
    missing = [answer.question.strip(" ?") for answer in answers if not answer.answered]
    notes = tuple(f"The articles don't say: {question}." for question in missing)
    return _joined(replace(query, text=read, parts=parts), answers, notes)


def for_parts(settings: QaSettings) -> QaSettings:
    """The settings with which each clause of a long question, or each source named, is asked."""
    return settings.model_copy(
        update={"threshold": PART * settings.threshold, "quotes": 1, "passages": LEAST}
    )


def gathered(whole: Answer, parts: Sequence[Answer], threshold: float) -> Answer | None:
    """What answers a question as a whole, then what is found on each of its clauses or in each
    source that it names; a note tells where nothing is.

    None if nothing is found in any part, or all in all too little.
    """
    missing = [part.query for part in parts if not part.answered]
    if len(missing) == len(parts) or _chance([whole, *parts]) < threshold:
        return None
    notes = tuple(f"No sentence was found {_where(part, whole.query)}." for part in missing)
    return _joined(whole.query, [whole, *parts], notes)


def _where(part: Query, whole: Query) -> str:
    """`in The Age`, where each source is asked the whole; else `on` a clause."""
    if part.text == whole.text:
        return f"in {' and '.join(part.sources)}"
    return f"on: {part.text.strip(' ?')}"


def _joined(query: Query, answers: Sequence[Answer], notes: tuple[str, ...]) -> Answer:
    quoted = list(_once(chain.from_iterable(answer.citations for answer in answers)))
    first = next(answer for answer in answers if answer.answered)
    whole = replace(
        first,
        query=query,
        text=" ".join(f"{unnumbered(c.quote)} [{c.number}]" for c in quoted),
        citations=tuple(quoted),
        passages=tuple(each_once(by_turns([answer.passages for answer in answers]))),
        notes=notes,
        chance=_chance(answers),
    )
    return with_disagreements(whole)


def _chance(answers: Sequence[Answer]) -> float:
    """How much of what was asked the archive can be expected to hold."""
    return mean(answer.chance for answer in answers)


def _once(citations: Iterable[Citation]) -> Iterator[Citation]:
    """Numbered anew, without those that lie within an earlier one."""
    kept: list[Citation] = []
    for one in citations:
        if not any(
            c.article_id == one.article_id and c.start <= one.start and one.end <= c.end
            for c in kept
        ):
            kept.append(replace(one, number=len(kept) + 1))
            yield kept[-1]
