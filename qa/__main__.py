"""`python -m qa "question"`: ask the archive from the terminal, or one question a line from a pipe.

Exit codes: 0 answered, 3 not in the articles (for a pipe: any of the questions), 2 error.
"""

import argparse
import json
import sys
from collections.abc import Iterable
from datetime import date

from index.errors import ArchiveError, QuestionError
from qa.pipeline import Archive
from qa.records import Answer

ANSWERED, ERROR, NOT_IN_THE_ARTICLES = 0, 2, 3


def main(arguments: list[str] | None = None) -> int:
    """Run the command line and return its exit code."""
    options = _parser().parse_args(arguments)
    try:
        codes = [_show(answer, options.json) for answer in _answers(options)]
        if not codes:
            raise QuestionError("No question came through the pipe; send one a line.")
        return max(codes)
    except ArchiveError as error:
        print(error, file=sys.stderr)
        return ERROR
    except (BrokenPipeError, KeyboardInterrupt):
        return ERROR


def _answers(options: argparse.Namespace) -> Iterable[Answer]:
    if options.question is None and sys.stdin.isatty():
        _parser().error("ask a question, or send questions through a pipe")
    archive = Archive.open(options.data)
    questions = [options.question] if options.question is not None else _lines()
    for question in questions:
        yield archive.answer(
            question, since=options.since, until=options.until, sources=options.source
        )


def _lines() -> Iterable[str]:
    return (line for line in sys.stdin if line.strip())


def _show(answer: Answer, as_json: bool) -> int:
    print(json.dumps(answer.to_dict(), ensure_ascii=False) if as_json else answer, flush=True)
    return ANSWERED if answer.answered else NOT_IN_THE_ARTICLES


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
    sys.exit(main())
