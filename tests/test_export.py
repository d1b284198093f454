"""Exports as CSV and JSON, and what all formats have in common."""

import csv
import io
import json
import re
from datetime import UTC, date, datetime

import pytest
from hypothesis import given

from qa import Archive
from qa.export import COLUMNS, FORMAT, FORMULA, VERSION, Format, export
from qa.records import Answer
from tests import ROOT
from tests.answers import answered, answers, citation, copy, patient, refused

ASKED = datetime(2022, 5, 3, 9, 5, tzinfo=UTC)
QUESTION = "Who confirmed Israel's role?"


def rows(written: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(written, newline="")))


def unguarded(cell: str) -> str:
    """A cell as it was before the guard against formulas."""
    return cell[1:] if cell.startswith("'") and FORMULA.match(cell) else cell


@pytest.mark.parametrize("format", Format)
def test_every_format_has_all_of_a_real_answer(archive: Archive, format: Format) -> None:
    written = export([archive.answer(QUESTION)], format)
    assert "Heyman" in written
    assert "role?" in written


@pytest.mark.parametrize("format", [Format.MARKDOWN, Format.HTML, Format.CSV])
def test_what_is_unknown_is_told(format: Format) -> None:
    written = export([answered(citation(source=None, day=None))], format)
    assert "source unknown" in written
    assert "undated" in written


@pytest.mark.parametrize("format", Format)
def test_the_time_is_told_only_if_known(format: Format) -> None:
    found = [answered(citation()), refused()]
    assert "09:05" not in export(found, format)
    assert "09:05" in export(found, format, [ASKED, ASKED])
    with pytest.raises(ValueError, match="shorter"):
        export(found, format, [ASKED])


@pytest.mark.parametrize("format", [Format.MARKDOWN, Format.HTML])
def test_a_refusal_gives_its_reason(format: Format) -> None:
    written = export([refused(), answered(citation())], format)
    assert "The articles say nothing on this." in written
    assert "2 questions to the archive" in written


@patient
@given(answers())
def test_every_format_can_be_written(answer: Answer) -> None:
    for format in Format:
        assert export([answer, answer], format).encode(format.encoding)


@patient
@given(answers())
def test_csv_reads_back_as_it_was(answer: Answer) -> None:
    read = rows(export([answer], Format.CSV, [ASKED]))
    assert [{name: unguarded(cell) for name, cell in row.items()} for row in read] == [
        {
            "question": answer.question,
            "asked": "2022-05-03T09:05:00+00:00",
            "number": str(cited.number),
            "source": cited.source or "source unknown",
            "title": cited.title,
            "date": cited.date.isoformat() if cited.date else "undated",
            "page": "",
            "location": cited.location,
            "quote": cited.quote,
            "article_id": cited.article_id,
            "start": str(cited.start),
            "end": str(cited.end),
            "also_in": cited.also.removeprefix("also in "),
        }
        for cited in answer.citations
    ]


@patient
@given(answers())
def test_no_cell_of_the_csv_can_be_a_formula(answer: Answer) -> None:
    for row in rows(export([answer], Format.CSV)):
        for cell in row.values():
            assert not re.match(
                "[=+@\uff1d\uff0b\uff0d\uff20-]|[\x00-\x1f\x7f-\x9f]", cell.lstrip()
            )


@pytest.mark.parametrize(
    ("quote", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        (" =1", "' =1"),
        ("'=1", "''=1"),
        ("'Tis so", "'Tis so"),
        ("A - B", "A - B"),
    ],
)
def test_formulas_become_text(quote: str, cell: str) -> None:
    assert rows(export([answered(citation(quote))], Format.CSV))[0]["quote"] == cell


@pytest.mark.parametrize("format", Format)
def test_where_else_a_quote_stands_is_told(format: Format) -> None:
    written = export([answered(citation(also_in=(copy(),)))], format)
    assert "The Age" in written
    assert ("4 May 2022" if format is not Format.JSON else '"2022-05-04"') in written
    assert ("lso in" in written) == (format in (Format.MARKDOWN, Format.HTML))


def test_csv_keeps_lines_within_their_cell() -> None:
    written = export([answered(citation('He said, "No".\r\nThen he left.'))], Format.CSV)
    assert written.startswith('"question","asked",')
    assert written.endswith("\r\n")
    assert '"He said, ""No"".\r\nThen he left."' in written
    assert tuple(rows(written)[0]) == COLUMNS
    assert export([refused()], Format.CSV).count("\r\n") == 1


def test_excel_is_told_the_encoding() -> None:
    assert "ü".encode(Format.CSV.encoding) == b"\xef\xbb\xbf\xc3\xbc"
    assert "ü".encode(Format.HTML.encoding) == b"\xc3\xbc"


@patient
@given(answers())
def test_json_is_the_answer_as_data(answer: Answer) -> None:
    data = json.loads(export([answer, refused()], Format.JSON, [ASKED, ASKED]))
    assert (data["format"], data["version"]) == (FORMAT, VERSION)
    assert data["answers"] == [
        {"asked_at": "2022-05-03T09:05:00+00:00", **one.to_dict()} for one in (answer, refused())
    ]


def test_a_question_that_is_no_text_spoils_no_file() -> None:
    broken = answered(citation(day=date(2022, 5, 3)), question="Who\udcff?")
    for format in Format:
        assert "Who?" in export([broken], format).encode(format.encoding).decode(format.encoding)


def test_the_documentation_names_every_key() -> None:
    data = json.loads(export([answered(citation())], Format.JSON))
    tables = (
        (ROOT / "docs" / "export.md").read_text("utf-8").split("## The JSON")[1].split("\n## ")[0]
    )
    named = [
        set(re.findall(r"`(\w+)`", line.split("|")[1]))
        for line in re.findall(r"^\| `.*", tables, re.M)
    ]
    assert set().union(*named) == {*data["answers"][0], *data["answers"][0]["citations"][0]}
