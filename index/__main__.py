"""`python -m index`: build the index, build it anew, say what it holds, check it, make room.

Exit codes: 0 done, 1 done but some articles have problems or a check fails, 2 nothing was done.
"""

import argparse
import io
import json
import os
import sys
from collections.abc import Iterable
from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import Any, cast

from tqdm import tqdm

from index import generations
from index.build import Report, build, check_model
from index.embed import SentenceTransformerEmbedder
from index.errors import ArchiveError
from index.reading import SHOWN
from index.records import Holdings
from index.searcher import Searcher
from index.settings import IndexSettings, load
from index.verify import verify


def main(arguments: list[str] | None = None) -> int:
    """Run the command line and return its exit code."""
    options = _parser().parse_args(arguments)
    try:
        return COMMANDS[options.command](options)
    except ArchiveError as error:
        print(error, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("Stopped; the index is as it was before.", file=sys.stderr)
        return 2


def track(things: Iterable[Any], what: str, total: int | None) -> Iterable[Any]:
    """Show a progress bar with the time left on a terminal, nothing elsewhere."""
    return tqdm(things, what, total=total, disable=None, leave=False, file=sys.stderr)


def summary(report: Report) -> str:
    """A build in words: what changed, what could not be read and why."""
    plan = report.plan
    counts = (
        f"{len(plan.added)} added, {len(plan.changed)} changed, {len(plan.removed)} removed, "
        f"{len(plan.unchanged)} unchanged"
    )
    if report.dry_run:
        lines = [f"Would build: {counts}."]
        for sign, ids in (("+", plan.added), ("~", plan.changed), ("-", plan.removed)):
            lines += [f"  {sign} {id}" for id in ids]
    elif not report.built:
        lines = [f"Up to date: {counts}. {report.passages} passages."]
    else:
        lines = [f"Built {report.generation}: {counts}."]
        lines += [f"{report.passages} passages, {report.embedded} newly embedded."]
    return "\n".join(lines + _problem_lines(report))


def _problem_lines(report: Report) -> list[str]:
    skipped = sum(problem.skipped for problem in report.problems)
    if not report.problems:
        return []
    partly = len(report.problems) - skipped
    lines = [f"Skipped: {skipped}. Indexed with a fault: {partly}."]
    lines += [f"  {problem}" for problem in report.problems[:SHOWN]]
    if len(report.problems) > SHOWN:
        lines.append(f"  … and {len(report.problems) - SHOWN} more; --json lists all.")
    return lines


def _build(options: argparse.Namespace) -> int:
    report = build(
        options.articles,
        options.data,
        anew=options.command == "rebuild",
        dry_run=options.dry_run,
        track=track,
    )
    print(_json(report.to_dict()) if options.json else summary(report))
    return 1 if report.problems else 0


def _status(options: argparse.Namespace) -> int:
    with closing(Searcher.open(options.data or load(IndexSettings).data)) as searcher:
        holdings = searcher.holdings()
    print(_json(asdict(holdings)) if options.json else _status_lines(holdings))
    return 0


def _status_lines(holdings: Holdings) -> str:
    dates = f"{holdings.since} to {holdings.until}" if holdings.since else "none stated"
    rows = (
        ("generation", holdings.generation),
        ("model", holdings.model),
        ("articles", holdings.articles),
        ("passages", holdings.passages),
        ("dates covered", f"{dates}; {holdings.undated} articles undated"),
        ("sources", ", ".join(holdings.sources) or "none stated"),
        ("copies", f"{holdings.copies} of these articles"),
    )
    return "\n".join(f"{name:14} {value}" for name, value in rows)


def _verify(options: argparse.Namespace) -> int:
    settings = load(IndexSettings)
    embedder = SentenceTransformerEmbedder(settings.model)
    with closing(Searcher.open(options.data or settings.data)) as searcher:
        check_model(searcher.manifest, embedder)
        checks = []
        for check in track(verify(searcher, embedder), "Checking", None):
            checks.append(check)
            if not options.json:
                tqdm.write(str(check))
    holds = all(check.holds for check in checks)
    if options.json:
        print(_json({"holds": holds, "checks": [asdict(check) for check in checks]}))
    elif not holds:
        print("Make the index again with `python -m index rebuild`.")
    return 0 if holds else 1


def _prune(options: argparse.Namespace) -> int:
    data = options.data or load(IndexSettings).data
    generations.current(data)  # says so if there is no index
    with generations.only_build(data):
        removed = generations.prune(data)
    if options.json:
        print(_json({"removed": removed}))
    else:
        print(
            f"Removed {len(removed)} superseded generations." if removed else "Nothing to remove."
        )
    return 0


def _json(data: Any) -> str:
    return json.dumps(data, default=str, ensure_ascii=False)


COMMANDS = {
    "build": _build,
    "rebuild": _build,
    "status": _status,
    "verify": _verify,
    "prune": _prune,
}


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m index", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    for name, what in (
        ("build", "index what was added, changed or removed"),
        ("rebuild", "index everything anew, also with another model"),
        ("status", "say what the index holds"),
        ("verify", "check everything the index promises"),
        ("prune", "remove superseded generations that nobody reads"),
    ):
        command = commands.add_parser(name, help=what, description=what)
        command.add_argument("--data", type=Path, metavar="DIR", help="the folder of the index")
        command.add_argument("--json", action="store_true", help="print JSON")
        if name in ("build", "rebuild"):
            command.add_argument("--articles", type=Path, metavar="DIR", help="the articles folder")
            command.add_argument(
                "--dry-run", action="store_true", help="print the plan, do nothing"
            )
    return parser


if __name__ == "__main__":
    # Libraries below print warnings of their own; ours are in the summary.
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    for stream in (sys.stdout, sys.stderr):  # a name in a script the terminal lacks stops nothing
        cast(io.TextIOWrapper, stream).reconfigure(errors="backslashreplace")
    sys.exit(main())
