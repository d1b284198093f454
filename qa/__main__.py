"""`python -m qa "question"`: ask the archive from the terminal, or one question a line from a pipe.

Exit codes: 0 answered, 3 not in the articles, 2 error; of several questions the worst: error, then
not in the articles.
"""

import argparse
import io
import json
import sys
from collections.abc import Iterable
from datetime import date
from typing import cast

from index.errors import ArchiveError, QuestionError
from qa.pipeline import Archive

ANSWERED, ERROR, NOT_IN_THE_ARTICLES = 0, 2, 3


def main(arguments: list[str] | None = None) -> int:
    """Run the command line and return its exit code."""
    options = _parser().parse_args(arguments)
    if options.question is None and sys.stdin.isatty():
        _parser().error("ask a question, or send questions through a pipe")
    try:
        archive = Archive.open(options.data)
        questions = _lines() if options.question is None else [options.question]
        codes = [_ask(question, archive, options) for question in questions]
        if not codes:
            raise QuestionError("No question came through the pipe; send one a line.")
        return ERROR if ERROR in codes else max(codes)
    except ArchiveError as error:
        print(error, file=sys.stderr)
        return ERROR
    except (BrokenPipeError, KeyboardInterrupt):
        return ERROR


def _ask(question: str, archive: Archive, options: argparse.Namespace) -> int:
    """Ask and print; what is wrong with one question doesn't stop those after it."""
    try:
        answer = archive.answer(
            question, since=options.since, until=options.until, sources=options.source
        )
    except QuestionError as error:
        print(error, file=sys.stderr)
        if options.json:
            print(json.dumps({"question": question, "status": "error", "text": str(error)}))
        return ERROR
    print(json.dumps(answer.to_dict(), ensure_ascii=False) if options.json else answer, flush=True)
    return ANSWERED if answer.answered else NOT_IN_THE_ARTICLES


def _lines() -> Iterable[str]:
    return (line.strip() for line in sys.stdin if line.strip())


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no date like 2021-05-08") from None


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m qa", description=__doc__)
    parser.add_argument("question", nargs="?", help="the question; without one, read from a pipe")
    parser.add_argument("--json", action="store_true", help="print JSON, one answer a line")
    parser.add_argument("--data", metavar="DIR", help="the folder of the index")
    parser.add_argument("--since", type=_day, metavar="DATE", help="published from this day on")
    parser.add_argument("--until", type=_day, metavar="DATE", help="published by this day")
    parser.add_argument(
        "--source", action="append", default=[], metavar="NAME", help="published by this source"
    )
    return parser


if __name__ == "__main__":
    for stream in (sys.stdin, sys.stdout, sys.stderr):  # odd characters stop nothing
        cast(io.TextIOWrapper, stream).reconfigure(errors="backslashreplace")
    sys.exit(main())
