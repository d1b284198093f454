"""Add articles, index them, watch their folder, check the index, make room.

Exit codes: 0 done, 1 done but some articles have problems or a check fails, 2 nothing was done.
"""

import argparse
import json
import sys
import threading
from contextlib import closing
from dataclasses import asdict
from typing import Any

from tqdm import tqdm

from index.add import Addition, add
from index.build import Report, build
from index.embed import embedder_of
from index.errors import ArchiveError
from index.home import home_of
from index.progress import Track, bars, json_lines
from index.reading import SHOWN
from index.records import Holdings, Problem, counted
from index.searcher import Searcher
from index.settings import IndexSettings, folder, load, place
from index.verify import verify
from index.watch import watch


def run(arguments: list[str] | None = None) -> int:
    """Run a command line and return its exit code."""
    options = _parser().parse_args(arguments)
    try:
        return COMMANDS[options.command](options)
    except ArchiveError as error:
        print(error, file=sys.stderr)
        return 2


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
        lines = [f"Up to date: {counts}. {counted(report.passages, 'passage')}."]
    else:
        lines = [f"Built {report.generation}: {counts}."]
        how = f" in {report.precision}" if report.precision else ""
        passages = counted(report.passages, "passage")
        lines += [f"{passages}, {report.embedded:,} newly embedded{how}."]
    return "\n".join(lines + _seconds_line(report) + _problem_lines(report))


def _seconds_line(report: Report) -> list[str]:
    """How long the build took and where the time went, without what took next to nothing."""
    steps = sorted(report.seconds.items(), key=lambda step: -step[1])
    parts = [f"{name.lower()} {took:.1f}" for name, took in steps if took >= SHORTEST]
    total = f"Seconds: {sum(report.seconds.values()):.1f}"
    return [f"{total} ({', '.join(parts)})." if parts else f"{total}."] if steps else []


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


def _track(options: argparse.Namespace) -> Track:
    return json_lines if options.json else bars


def _build(options: argparse.Namespace) -> int:
    report = build(
        options.articles,
        options.data,
        anew=options.command == "rebuild",
        dry_run=options.dry_run,
        track=_track(options),
    )
    print(_json(report.to_dict()) if options.json else summary(report))
    return 1 if report.problems else 0


def _add(options: argparse.Namespace) -> int:
    track, articles = _track(options), options.articles or load(IndexSettings).articles
    outcomes = add(options.things, articles, track)
    added = [one for one in outcomes if isinstance(one, Addition)]
    problems = [one for one in outcomes if isinstance(one, Problem)]
    for one in added if not options.json else ():
        print(f"{one.how}: {one.path}")
    for problem in problems:
        print(problem, file=sys.stderr)
    report = build(articles, options.data, track=track) if added else None
    if options.json:
        told = {
            "added": [asdict(one) for one in added],
            "failed": [asdict(one) for one in problems],
        }
        print(_json(told | {"build": report and report.to_dict()}))
    elif report:
        print(summary(report))
    return 2 if not report else 1 if problems or report.problems else 0


def _watch(options: argparse.Namespace) -> int:
    try:
        for news in watch(threading.Event(), options.articles, options.data, _track(options)):
            if options.json:
                told = news.to_dict() if isinstance(news, Report) else {"error": str(news)}
                print(_json(told), flush=True)
            elif isinstance(news, Report):
                print(summary(news), flush=True)
            else:
                print(news, file=sys.stderr, flush=True)
    except KeyboardInterrupt:  # how it is meant to end
        pass
    return 0


def _status(options: argparse.Namespace) -> int:
    with closing(Searcher.open(options.data or load(IndexSettings).data)) as searcher:
        holdings = searcher.holdings
    print(_json(asdict(holdings)) if options.json else _status_lines(holdings))
    return 0


def _status_lines(holdings: Holdings) -> str:
    dates = f"{holdings.since} to {holdings.until}" if holdings.since else "none stated"
    rows = (
        ("generation", holdings.generation),
        ("model", holdings.model),
        ("articles", holdings.articles),
        ("passages", holdings.passages),
        ("dates covered", f"{dates}; {counted(holdings.undated, 'article')} undated"),
        ("sources", ", ".join(holdings.sources) or "none stated"),
        ("copies", f"{holdings.copies} of these articles"),
    )
    return "\n".join(f"{name:14} {value}" for name, value in rows)


def _verify(options: argparse.Namespace) -> int:
    settings = load(IndexSettings)
    embedder = embedder_of(settings.model)
    with closing(Searcher.open(options.data or settings.data)) as searcher:
        searcher.check_model(embedder)
        checks = []
        for check in bars(verify(searcher, embedder), "Checking", None):
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
    with closing(home_of(options.data or load(IndexSettings).data)) as home:
        home.current()  # says so if there is no index
        with home.only_build():
            removed = home.prune()
    if options.json:
        print(_json({"removed": removed}))
    else:
        said = f"Removed {counted(len(removed), 'superseded generation')}."
        print(said if removed else "Nothing to remove.")
    return 0


def _json(data: Any) -> str:
    return json.dumps(data, default=str, ensure_ascii=False)


SHORTEST = 0.05
"""Seconds that a step must take to be told of."""
COMMANDS = {
    "add": _add,
    "watch": _watch,
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
        ("add", "put pages, feeds or files into the articles folder, then index them"),
        ("watch", "index whatever is added, changed or removed, until Ctrl-C"),
        ("build", "index what was added, changed or removed"),
        ("rebuild", "index everything anew, also with another model"),
        ("status", "say what the index holds"),
        ("verify", "check everything the index promises"),
        ("prune", "remove superseded generations that nobody reads"),
    ):
        command = commands.add_parser(name, help=what, description=what)
        command.add_argument(
            "--data", type=place, metavar="DIR|URL", help="the index's folder or Chroma server"
        )
        command.add_argument("--json", action="store_true", help="print JSON")
        if name in ("add", "watch", "build", "rebuild"):
            command.add_argument(
                "--articles", type=folder, metavar="DIR", help="the articles folder"
            )
        if name == "add":
            command.add_argument(
                "things", nargs="+", metavar="URL|FILE", help="a page, an RSS or Atom feed, a file"
            )
        if name in ("build", "rebuild"):
            command.add_argument(
                "--dry-run", action="store_true", help="print the plan, do nothing"
            )
    return parser
