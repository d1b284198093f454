"""How an export words a citation, a time and a title. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from index.records import day_in_words
from qa.escape import isolated, one_line
from qa.records import Answer, Citation
from qa.written import Written


@dataclass(frozen=True, slots=True)
class Exchange:
    """An answer, and when it was asked for if that is known."""

    answer: Answer
    asked: datetime | None = None

    @property
    def circumstances(self) -> list[str]:
        """When it was asked and what the answer was limited to, a sentence each."""
        said = []
        if self.asked:
            day = day_in_words(self.asked.date())
            said.append(f"Asked on {day}, {self.asked:%H:%M %Z}".rstrip() + ".")
        if limits := self.answer.query.limits:
            said.append(f"Limited to articles {limits}.")
        return said


def by_model(written: Written | None) -> list[str]:
    """Which language model wrote an answer, and what it took; then each sentence of it that was
    removed, and why. Nothing without a model."""
    if written is None:
        return []
    cost = written.cost
    did = "Written by {}, each sentence checked" if written.sentences else "{} was asked"
    took = f"{cost.tokens_in:,} tokens in, {cost.tokens_out:,} out, {cost.seconds:.1f} s"
    removed = (
        f"Removed: “{isolated(one.text)}” ({isolated(one.reason)})" for one in written.removed
    )
    return [f"{did.format(isolated(written.model))}: {took}.", *removed]


def cite(citation: Citation) -> str:
    """A citation in a newsroom's form, on one line: source, title, date, location, quote.

    `The Independent, “Title”, 14 October 2023 (https://…): “The quote.”`
    """
    where, quote = isolated(citation.location), isolated(citation.quote)
    return f"{reference(citation)} ({where}): “{quote}”"


def reference(citation: Citation) -> str:
    """Source, title, date and page on one line, with what is unknown told as such."""
    source = isolated(source_in_words(citation))
    page = f", p. {citation.page}" if citation.page else ""
    return f"{source}, “{isolated(citation.title)}”, {day_in_words(citation.date)}{page}"


def also(citation: Citation) -> str:
    """`Also in The Age (3 May 2021), The Tide (undated).`, or "" if it stands nowhere else."""
    return f"{isolated('A' + citation.also[1:])}." if citation.also else ""


def source_in_words(citation: Citation) -> str:
    """The source, or that it is unknown."""
    return citation.source or "source unknown"


def heading(exchanges: Sequence[Exchange]) -> str:
    """What an export is called: its question, or how many it has."""
    if len(exchanges) == 1:
        return one_line(exchanges[0].answer.question)
    return f"{len(exchanges)} questions to the archive"
