"""What the archive holds and what is being done to it, as the tab of articles shows them."""

from collections.abc import Sequence
from dataclasses import replace

from index.add import Outcome
from index.build import Report
from index.errors import QuestionError
from index.progress import Step
from index.records import Problem, day_in_words
from qa.settings import settings
from ui import texts
from ui.escape import as_html
from ui.intake import shown
from ui.kept import Archive
from ui.reader import missing, reader
from ui.shelf import SHOWN, Row, Wanted, chosen, rows, table
from ui.works import Done, Works


class Stock:
    """One archive and the works on it, ready to be shown. Safe to use from several threads."""

    def __init__(self, archive: Archive, works: Works) -> None:
        self.works = works
        self.archive = archive
        self._rows: tuple[str, Report | None, tuple[Row, ...]] = ("", None, ())

    def rows(self) -> tuple[Row, ...]:
        """Every article, made once for each index and each look through the folder."""
        report = self.works.done.report
        with self.archive.reading() as searcher:
            name = searcher.generation.name
            if (name, report) != self._rows[:2]:
                self._rows = (name, report, rows(searcher.listed, report))
        return self._rows[2]

    def sources(self) -> list[str]:
        """Every known source."""
        return [*self.archive.holdings().sources]

    def listing(self, wanted: Wanted) -> tuple[str, int]:
        """The rows wanted as HTML, and from which on they are: there may be fewer than before."""
        found = chosen(self.rows(), wanted)
        first = min(max(0, wanted.first), max(0, (len(found) - 1) // SHOWN * SHOWN))
        return table(found, first), first

    def article(self, id: str) -> str:
        """One article in the reader, or that it is no longer there."""
        try:
            return reader(self.archive.article(id))
        except QuestionError:
            return missing(texts.ARTICLE_GONE)

    def about(self) -> str:
        """What the archive holds and what answers from it."""
        held, asking = self.archive.holdings(), settings()
        since, until = day_in_words(held.since), day_in_words(held.until)
        undated = f", {held.undated:,} {texts.UNDATED}" if held.undated else ""
        reader = texts.OWN_READER if asking.reader == "packaged" else asking.reader
        facts = {
            texts.ARTICLES: f"{held.articles:,} in {held.passages:,} passages",
            texts.COVERS: (f"{since} – {until}" if held.since else texts.NO_DATES) + undated,
            texts.SOURCES: f"{len(held.sources):,}",
            texts.COPIES: texts.TOLD_AGAIN.format(copies=held.copies) if held.copies else "",
            texts.MODEL: held.model,
            texts.ORDERS: asking.cross_encoder,
            texts.READER: reader,
            texts.THRESHOLD: f"{asking.threshold:g}",
        }
        return f"<dl>{''.join(_fact(term, fact) for term, fact in facts.items() if fact)}</dl>"

    def state(self) -> str:
        """What is being done, and what came of the last thing that was."""
        works = self.works
        said = [_step(works.step)] if works.busy else _told(works.done)
        watched = [texts.WATCHED] if works.watching else []
        lines = "".join(f"<li><bdi>{as_html(line)}</bdi></li>" for line in (*said, *watched))
        bar = _bar(works.step) if works.busy else ""
        return f'{bar}<div role="status"><ul>{lines}</ul></div>'


def _fact(term: str, fact: str) -> str:
    return f"<div><dt>{as_html(term)}</dt><dd><bdi>{as_html(fact)}</bdi></dd></div>"


def _step(step: Step | None) -> str:
    if not step or step.total == 0:  # a step that has nothing to do is none
        return f"{texts.WORKING} …"
    if step.total is None:
        return texts.STEP.format(step=step.step, done=f"{step.done:,}")
    said = texts.STEP_OF.format(step=step.step, done=f"{step.done:,}", total=f"{step.total:,}")
    return said + (texts.LEFT.format(left=round(step.left)) if step.left else "")


def _bar(step: Step | None) -> str:
    known = f' value="{step.done}" max="{step.total}"' if step and step.total else ""
    return f'<progress aria-label="{texts.WORKING}"{known}></progress>'


def _told(done: Done) -> list[str]:
    """What came of the last thing that was done, a line each."""
    problems = done.report.problems if done.report else ()
    lines = [_outcome(one, problems) for one in done.added]
    if done.failure:
        return [*lines, done.failure]
    return lines + (_report(done.report) if done.report else [])


def _outcome(one: Outcome, problems: Sequence[Problem]) -> str:
    """What came of a thing that was to be added: it may be in the folder and yet not readable."""
    if isinstance(one, Problem):
        return str(replace(one, path=shown(one.path)))
    name, own = shown(one.what), [problem for problem in problems if _is_of(problem, one.path)]
    for problem in own:
        if problem.skipped and problem.line is None and problem.path == one.path:
            return str(replace(problem, path=name))
    how = texts.ADDED[one.how]
    return f"{name}: {texts.PARTLY.format(how=how, number=len(own)) if own else how}"


def _is_of(problem: Problem, path: str) -> bool:
    """Whether a problem is of a file, or of what is packed in it: `many.zip/story.txt`."""
    return problem.path == path or problem.path.startswith(f"{path}/")


def _report(report: Report) -> list[str]:
    plan = report.plan
    counts = {
        "added": len(plan.added), "changed": len(plan.changed), "removed": len(plan.removed),
    }  # fmt: skip
    if plan.empty:
        said = texts.UP_TO_DATE
    elif report.dry_run:
        said = texts.PENDING.format(**counts)
    else:
        said = texts.BUILT.format(**counts, passages=f"{report.passages:,}")
    problems = [texts.PROBLEMS.format(number=len(report.problems))] if report.problems else []
    return [said, *problems]
