"""The answers to each question that a question asks, as one answer. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from statistics import mean

from qa.disagreement import with_disagreements
from qa.extract import unnumbered
from qa.records import Answer, Citation, Query
from qa.retrieve import by_turns, each_once


def joined(query: Query, answers: Sequence[Answer]) -> Answer:
    """What answers each, in order, nothing quoted twice; a note tells what is not answered.

    At least one of `answers` is no refusal. The chance is their mean: how much of what was asked
    the archive can be expected to hold.
    """
    quoted = list(_once(chain.from_iterable(answer.citations for answer in answers)))
    first = next(answer for answer in answers if answer.answered)
    missing = [answer.question.strip(" ?") for answer in answers if not answer.answered]
    parts = tuple(answer.query for answer in answers)
    read = " ".join(f"{part.text.rstrip(' ?')}?" for part in parts)
    whole = replace(
        first,
        query=replace(query, text=read, parts=parts),
        text=" ".join(f"{unnumbered(c.quote)} [{c.number}]" for c in quoted),
        citations=tuple(quoted),
        passages=tuple(each_once(by_turns([answer.passages for answer in answers]))),
        notes=tuple(f"The articles don't say: {question}." for question in missing),
        chance=mean(answer.chance for answer in answers),
    )
    return with_disagreements(whole)


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
