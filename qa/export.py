"""Answers to take along: Markdown, HTML, CSV of citations, JSON. Pure."""

import csv
import io
import json
import re
from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from itertools import repeat

from index.records import day_in_words
from qa.cite import Exchange, source_in_words
from qa.escape import encodable
from qa.export_html import to_html
from qa.export_markdown import to_markdown
from qa.records import Answer, Citation

FORMAT = "ask-the-archive"
VERSION = 1
"""Of the JSON; goes up when a program that reads the old one would misread the new one."""
COLUMNS = (
    "question", "asked", "number", "source", "title", "date", "page", "location", "quote",
    "article_id", "start", "end", "also_in",
)  # fmt: skip
"""Of the CSV; `asked` is empty where that is not known, `start` and `end` count characters."""
FORMULA = re.compile(r"'*\s*[=+\-@\uff1d\uff0b\uff0d\uff20\x00-\x1f\x7f-\x9f]")
"""What a spreadsheet may take for a formula, or drop and then find one (CWE-1236)."""


class Format(StrEnum):
    """The kinds of file that answers are exported as."""

    MARKDOWN = "markdown"
    HTML = "html"
    """A document that Word opens as well."""
    CSV = "csv"
    """The citations alone."""
    JSON = "json"
    """What `python -m qa verify` checks; docs/export.md has its shape."""

    @property
    def encoding(self) -> str:
        """What to write the file in: Excel takes a CSV for UTF-8 only if it begins with a mark."""
        return "utf-8-sig" if self is Format.CSV else "utf-8"


def export(answers: Sequence[Answer], format: Format, asked: Sequence[datetime] = ()) -> str:
    """One answer or a whole conversation, oldest first, as the text of a file.

    `asked`: when each was asked, with its time zone; without it the export tells no time. Raises
    ValueError unless there are as many times as answers, or none.
    """
    times = asked or repeat(None, len(answers))
    exchanges = [Exchange(answer, time) for answer, time in zip(answers, times, strict=True)]
    write = {
        Format.MARKDOWN: to_markdown,
        Format.HTML: to_html,
        Format.CSV: _to_csv,
        Format.JSON: _to_json,
    }
    return write[format](exchanges)


def _to_csv(exchanges: Sequence[Exchange]) -> str:
    """One row for each citation, under COLUMNS (RFC 4180)."""
    written = io.StringIO()
    # With all cells in quotation marks, Excel where it splits at semicolons still finds their ends.
    table = csv.writer(written, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    table.writerow(COLUMNS)
    for exchange in exchanges:
        table.writerows(
            map(_guarded, _row(exchange, citation)) for citation in exchange.answer.citations
        )
    return written.getvalue()


def _row(exchange: Exchange, citation: Citation) -> tuple[str, ...]:
    return (
        exchange.answer.question,
        exchange.asked.isoformat() if exchange.asked else "",
        str(citation.number),
        source_in_words(citation),
        citation.title,
        citation.date.isoformat() if citation.date else day_in_words(None),
        str(citation.page or ""),
        citation.location,
        citation.quote,
        citation.article_id,
        str(citation.start),
        str(citation.end),
        citation.also.removeprefix("also in "),
    )


def _guarded(cell: str) -> str:
    """`cell` with an apostrophe before it if a spreadsheet could run it."""
    text = encodable(cell)
    return f"'{text}" if FORMULA.match(text) else text


def _to_json(exchanges: Sequence[Exchange]) -> str:
    answers = [
        {"asked_at": exchange.asked and exchange.asked.isoformat(), **exchange.answer.to_dict()}
        for exchange in exchanges
    ]
    data = {"format": FORMAT, "version": VERSION, "answers": answers}
    return encodable(json.dumps(data, ensure_ascii=False, indent=2)) + "\n"
