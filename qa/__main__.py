"""`python -m qa "question"`: ask the archive from the terminal, or one question a line from a pipe.

`python -m qa verify FILE` checks an export again; the question "verify" is asked after `--`.

Exit codes: 0 answered, 3 not in the articles, 2 error; of several questions the worst: error, then
not in the articles. Of verify: 0 every quote still there and no fact changed, 1 otherwise, 2 error.
"""

import argparse
import io
import json
import sys
from collections.abc import Iterable, Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import cast

from index.errors import ArchiveError, QuestionError
from index.settings import place
from qa.export import Format, export
from qa.limits import as_day
from qa.pipeline import Archive
from qa.records import Answer
from qa.verify import read, verify

ANSWERED, CHANGED, ERROR, NOT_IN_THE_ARTICLES = 0, 1, 2, 3
VERIFY = "verify"
"""As the first word it is the command; a question may have it anywhere else, or after `--`."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code."""
    given = sys.argv[1:] if arguments is None else arguments
    try:
        return _verify(given[1:]) if given[:1] == [VERIFY] else _ask_all(given)
    except ArchiveError as error:
        print(error, file=sys.stderr)
        return ERROR
    except (BrokenPipeError, KeyboardInterrupt):
        return ERROR


def _ask_all(arguments: Sequence[str]) -> int:
    options = _parser().parse_args(arguments)
    if options.question is None and sys.stdin.isatty():
        _parser().error("ask a question, or send questions through a pipe")
    codes, times, answers = [], [], []
    with closing(Archive.open(options.data)) as archive:
        for question in _lines() if options.question is None else [options.question]:
            now = datetime.now().astimezone()
            answer = _ask(question, archive, options)
            codes.append(_code(answer))
            if answer and options.format:
                times.append(now)
                answers.append(answer)
    if not codes:
        raise QuestionError("No question came through the pipe; send one a line.")
    if answers:
        format = Format(options.format)
        _write(export(answers, format, times), format)
    return ERROR if ERROR in codes else max(codes)


def _ask(question: str, archive: Archive, options: argparse.Namespace) -> Answer | None:
    """Ask, and print unless all answers are exported together; None for what is no question.

    What is wrong with one question doesn't stop those after it.
    """
    try:
        answer = archive.answer(
            question, since=options.since, until=options.until, sources=options.source
        )
    except QuestionError as error:
        print(error, file=sys.stderr)
        if options.json:
            print(json.dumps({"question": question, "status": "error", "text": str(error)}))
        return None
    if not options.format:
        said = json.dumps(answer.to_dict(), ensure_ascii=False) if options.json else answer
        print(said, flush=True)
    return answer


def _code(answer: Answer | None) -> int:
    if answer is None:
        return ERROR
    return ANSWERED if answer.answered else NOT_IN_THE_ARTICLES


def _write(document: str, format: Format) -> None:
    """Write a file's bytes: its encoding and line ends are its own, not the terminal's."""
    sys.stdout.flush()
    sys.stdout.buffer.write(document.encode(format.encoding))
    sys.stdout.buffer.flush()


def _verify(arguments: Sequence[str]) -> int:
    options = _verify_parser().parse_args(arguments)
    answers = read(options.file)
    with closing(Archive.open(options.data)) as archive:
        found = verify(answers, archive)
    print(json.dumps(found.to_dict(), ensure_ascii=False) if options.json else found, flush=True)
    return ANSWERED if found.holds else CHANGED


def _lines() -> Iterable[str]:
    return (line.strip() for line in sys.stdin if line.strip())


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m qa", description=__doc__)
    parser.add_argument("question", nargs="?", help="the question; without one, read from a pipe")
    output = parser.add_mutually_exclusive_group()
    output.add_argument("--json", action="store_true", help="print JSON, one answer a line")
    output.add_argument(
        "--format",
        choices=[str(format) for format in Format],
        metavar="FORMAT",
        help="print all answers as one file: " + ", ".join(Format),
    )
    parser.add_argument(
        "--data", type=place, metavar="DIR|URL", help="the index's folder or Chroma server"
    )
    parser.add_argument("--since", type=as_day, metavar="DATE", help="published from this day on")
    parser.add_argument("--until", type=as_day, metavar="DATE", help="published by this day")
    parser.add_argument(
        "--source", action="append", default=[], metavar="NAME", help="published by this source"
    )
    return parser


def _verify_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m qa verify",
        usage="%(prog)s [-h] [--json] [--data DIR|URL] FILE\n"
        '       (the question "verify" is asked with: python -m qa -- verify)',
        description="Check whether the archive still holds what an export quotes, word for word.",
    )
    parser.add_argument("file", type=Path, metavar="FILE", help="made with --format json")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument(
        "--data", type=place, metavar="DIR|URL", help="the index's folder or Chroma server"
    )
    return parser


if __name__ == "__main__":
    for stream in (sys.stdin, sys.stdout, sys.stderr):  # odd characters stop nothing
        cast(io.TextIOWrapper, stream).reconfigure(errors="backslashreplace")
    sys.exit(main())
