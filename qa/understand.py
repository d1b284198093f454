"""Pure: what a caller passes in, checked and understood as a query."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import date

from index.encoding import tidy
from index.errors import QuestionError
from index.publisher import bare
from index.records import Filter
from qa import overview
from qa.another import read_of_sources
from qa.constraints import narrow, parse
from qa.followup import Reading, Turn
from qa.latest import wanted
from qa.limits import Day, Limit, as_day, lift
from qa.matter import plain
from qa.parts import apart, parts, tells
from qa.periods import Dated
from qa.records import Query

MAX_QUESTION = 2000
"""Characters; the model reads no more than the first two hundred words anyway."""


def too_long(question: str) -> str:
    """What is wrong with a question of more characters than may be asked; "" of others."""
    length = len(_tidied(question))
    if length <= MAX_QUESTION:
        return ""
    return f"The question has {length:,} characters; ask one of at most {MAX_QUESTION:,}."


def limits(
    since: Day | None, until: Day | None, sources: Sequence[str], known: Sequence[str]
) -> Filter:
    """The user's own limits as a filter. `known` are the archive's sources, found by any spelling
    of their capitals, with or without "The". Raises QuestionError for limits that make no sense.
    """
    first, last = as_day(since), as_day(until)
    if first and last and first > last:
        raise QuestionError(f"No day is both since {first} and until {last}: swap the two.")
    # Of "Sun" and "The Sun", where there are both, each is found by its own spelling.
    by_key = {_key(source): source for source in known} | {source: source for source in known}
    named = [sources] if isinstance(sources, str) else sources
    keys = {source: source if source in by_key else _key(source) for source in named}
    if unknown := [source for source, key in keys.items() if key not in by_key]:
        there = ", ".join(known) or "none: no article states its source"
        raise QuestionError(f"The archive has no source {unknown[0]!r}. Known sources: {there}.")
    return Filter(first, last, tuple(sorted({by_key[key] for key in keys.values()})))


def turns(history: Sequence[Turn] | None) -> list[Turn]:
    """Earlier turns; raises QuestionError for what are no pairs of texts."""
    found = list(history or ())
    for turn in found:
        pair = isinstance(turn, tuple | list) and len(turn) == 2
        if not (pair and all(isinstance(text, str) for text in turn)):
            raise QuestionError(
                'History holds pairs of texts, (question, answer), not turns such as {"role": …}.'
            )
    return found


def understand(
    question: str,
    history: Sequence[Turn],
    only: Filter,
    known: Sequence[str],
    asked: Day | None,
    dated: Dated | None = None,
    whole: str | None = None,
    lifted: Collection[str] = (),
    newest: Callable[[Query, str], date | None] | None = None,
) -> Query:
    """The question made to stand alone, its limits read and narrowed by the user's own.

    `lifted`: which of the question's own limits don't count.
    `dated` tells what day the archive means by one without a year ("the October 7 attacks").
    `newest` tells since when articles are the latest on a matter; without it "the latest on …"
    limits nothing.
    `whole` is the question as a language model made it stand alone; without it, rules do.
    Raises QuestionError for a question without words, or one that is too long.
    """
    question = _tidied(question)
    if not any(char.isalnum() for char in question):
        raise QuestionError("Ask a question in words, such as: Who confirmed the report?")
    if wrong := too_long(question):
        raise QuestionError(wrong)
    reading = Reading(whole) if whole else read_of_sources(question, history, known)
    day = as_day(asked)
    today = day or date.today()

    def limited(text: str, only: Filter) -> Query:
        latest = wanted(text)
        parsed = parse(question, latest.text if latest else text, known, today, dated)
        parsed = lift(overview.read(plain(parsed), text, known), lifted)
        if parsed.overview and Limit.DATES in lifted:
            parsed = lift(parsed, (Limit.ABOUT,))
        read = replace(narrow(parsed, only), asked=day)
        timed = parsed.since or parsed.until or parsed.about or Limit.DATES in lifted
        if read.overview:
            return read
        if latest and newest and not timed and (since := newest(read, latest.matter)):
            return narrow(replace(read, since=since, dates_said=latest.said), only)
        return read

    # Limits are the user's: words of an earlier answer are searched with, and limit nothing.
    query = limited(reading.asked, only)
    # What is added in brackets is asked already.
    if apart(reading.text):
        query = narrow(lift(query, (Limit.DATES, Limit.SOURCES)), only)
    clauses = [limited(clause, query.filter) for clause in parts(reading.text)]
    told = f" ({'; '.join(reading.told)})" if reading.told else ""
    query = replace(query, text=query.text + told, timeless=query.timeless + told)
    found = tuple(clause for clause in clauses if tells(clause.text))
    named = len(query.sources) > 1 and query.sources != only.sources
    return replace(query, parts=found or (query.by_source if named else ()))


def _tidied(question: str) -> str:
    return " ".join(tidy(question).split())


def _key(source: str) -> str:
    return bare(source).casefold()
