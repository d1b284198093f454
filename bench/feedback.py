"""What people said about answers, as questions: is what was right still said, what was wrong not?

Asked of the archive of the settings, whose data folder has `feedback.jsonl`; each question as it
was understood, within the same limits, so that no conversation is needed around it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from bench.metrics import mean
from index.settings import IndexSettings, load, notes
from qa.feedback import Verdict, read
from qa.pipeline import Archive
from qa.records import Answer


@dataclass(frozen=True, slots=True)
class Judged:
    """A question with what a person said of one answer to it."""

    question: str
    verdict: Verdict
    quotes: frozenset[str]
    """Of the answer; none for a refusal."""
    since: str | None
    until: str | None
    sources: tuple[str, ...]

    def holds(self, answer: Answer) -> bool:
        """Whether a new answer does what the verdict asks for.

        Right: one of the quotes is given again, or none is where none was. Wrong: it says something
        else, that is, another first quote, or refuses where it answered.
        """
        first = answer.citations[0].quote if answer.citations else None
        if self.verdict is Verdict.RIGHT:
            given = {citation.quote for citation in answer.citations}
            return bool(given & self.quotes) if self.quotes else not answer.answered
        return first not in self.quotes if self.quotes else answer.answered


def questions(rows: Iterable[Mapping[str, Any]]) -> list[Judged]:
    """Each question once, with what was said of it last; a row that lacks something is no row."""
    found: dict[object, Judged] = {}
    for row in rows:
        try:
            query = row["query"]
            one = Judged(
                query["text"],
                Verdict(row["verdict"]),
                frozenset(citation["quote"] for citation in row["citations"]),
                query["since"],
                query["until"],
                tuple(query["sources"]),
            )
        except (KeyError, TypeError, ValueError):
            continue
        found[one.question, one.since, one.until, one.sources] = one
    return [*found.values()]


def run(sample: int | None = None) -> dict[str, Any]:
    """Ask them again; {} where nobody has said anything yet."""
    judged = questions(read(notes(load(IndexSettings).data)))[:sample]
    if not judged:
        return {}
    archive = Archive.open()
    try:
        held = [
            (
                one.verdict,
                one.holds(archive.answer(one.question, (), one.since, one.until, one.sources)),
            )
            for one in judged
        ]
    finally:
        archive.close()
    return {
        str(verdict): {"questions": len(some), "as it should be": mean([float(h) for h in some])}
        for verdict in Verdict
        if (some := [holds for said, holds in held if said is verdict])
    }
