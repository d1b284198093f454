"""`python -m qa`: what it prints, and its exit codes."""

import io
import json
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from qa.__main__ import main

QUESTION = "Who confirmed Israel's role?"


def test_an_answer(seeds_data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([QUESTION, "--data", str(seeds_data)]) == 0
    out = capsys.readouterr().out
    assert "Tamir Heyman" in out
    assert "[1] source unknown, 21 December 2021:" in out


def test_json(seeds_data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([QUESTION, "--json", "--data", str(seeds_data)]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["status"] == "answered"
    assert {
        "number",
        "quote",
        "start",
        "end",
        "article_id",
        "title",
        "source",
        "date",
        "location",
    } <= (answer["citations"][0].keys())


def test_not_in_the_articles(seeds_data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["What is the capital of Peru?", "--data", str(seeds_data)]) == 3
    assert "say nothing on this" in capsys.readouterr().out


def test_limits(seeds_data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    limits = ["--since", "2023-01-01", "--until", "2023-12-31", "--source", "the independent"]
    assert main(["What did Trump say about Netanyahu?", *limits, "--data", str(seeds_data)]) == 0
    assert "The Independent, 14 October 2023" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["Who?", "--source", "Le Monde"], "has no source 'Le Monde'"),
        (["Who?", "--since", "2022-01-01", "--until", "2021-01-01"], "swap the two"),
        (["Who?", "--since", "soon"], "'soon' is no date like 2021-05-08"),
        ([""], "Ask a question in words"),
    ],
)
def test_errors_are_one_line(
    options: list[str], message: str, seeds_data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*options, "--data", str(seeds_data)]) == 2
    error = capsys.readouterr().err
    assert message in error
    assert error.count("\n") == 1


def test_no_index(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([QUESTION, "--data", str(tmp_path)]) == 2
    assert "python -m index build" in capsys.readouterr().err


def test_questions_from_a_pipe(
    seeds_data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{QUESTION}\n\nCapital of Peru?\n"))
    assert main(["--json", "--data", str(seeds_data)]) == 3
    statuses = [json.loads(line)["status"] for line in capsys.readouterr().out.splitlines()]
    assert statuses == ["answered", "nothing on this"]


def test_one_bad_question_of_a_pipe_stops_no_other(
    seeds_data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{'why ' * 5000}\n?!\n{QUESTION}\n"))
    assert main(["--json", "--data", str(seeds_data)]) == 2
    out, err = capsys.readouterr()
    statuses = [json.loads(line)["status"] for line in out.splitlines()]
    assert statuses == ["error", "error", "answered"]
    assert "at most 2,000" in err


def test_an_empty_pipe(
    seeds_data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("\n"))
    assert main(["--data", str(seeds_data)]) == 2
    assert "No question came through the pipe" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("format", "begins"),
    [
        ("markdown", "# Who confirmed"),
        ("html", "<!DOCTYPE html>"),
        ("json", "{"),
        ("csv", "\ufeff"),
    ],
)
def test_one_file_in_a_format(
    format: str, begins: str, seeds_data: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert main([QUESTION, "--format", format, "--data", str(seeds_data)]) == 0
    written = capsysbinary.readouterr().out.decode("utf-8")
    assert written.startswith(begins)
    assert "Heyman" in written


def test_questions_from_a_pipe_make_one_file(
    seeds_data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{QUESTION}\n?!\nCapital of Peru?\n"))
    assert main(["--format", "json", "--data", str(seeds_data)]) == 2
    out, err = capsys.readouterr()
    told = json.loads(out)["answers"]
    assert [answer["status"] for answer in told] == ["answered", "nothing on this"]
    assert all(datetime.fromisoformat(answer["asked_at"]).tzinfo for answer in told)
    assert err.count("\n") == 1


def test_nothing_to_put_into_a_file(seeds_data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["?!", "--format", "markdown", "--data", str(seeds_data)]) == 2
    assert capsys.readouterr().out == ""


def test_json_and_format_exclude_each_other(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        main([QUESTION, "--json", "--format", "csv"])
    assert "not allowed with" in capsys.readouterr().err
    with pytest.raises(SystemExit, match="2"):
        main([QUESTION, "--format", "docx"])
    assert "markdown, html, csv, json" in capsys.readouterr().err.replace("'", "")


@pytest.fixture
def exported(seeds_data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """A file that `--format json` made."""
    assert main([QUESTION, "--format", "json", "--data", str(seeds_data)]) == 0
    path = tmp_path / "export.json"
    path.write_text(capsys.readouterr().out, encoding="utf-8")
    return path


def test_verify(exported: Path, seeds_data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", str(exported), "--data", str(seeds_data)]) == 0
    *lines, summary = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("Answer 1 [1] still there: source unknown, ")
    assert summary == f"{len(lines)} citation{'s' * (len(lines) > 1)}: {len(lines)} still there."


def test_verify_finds_what_changed(
    exported: Path, seeds_data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = exported.read_text("utf-8")
    exported.write_text(text.replace('"source": null', '"source": "The Tide"'), encoding="utf-8")
    assert main(["verify", "--json", str(exported), "--data", str(seeds_data)]) == 1
    found = json.loads(capsys.readouterr().out)
    assert not found["holds"]
    assert {"fact": "source", "was": "The Tide", "now": "unknown"} in found["checks"][0]["changes"]


def test_verify_tells_what_it_cannot_check(
    seeds_data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for path in (tmp_path / "none.json", tmp_path):
        assert main(["verify", str(path), "--data", str(seeds_data)]) == 2
        error = capsys.readouterr().err
        assert "can't be read" in error
        assert error.count("\n") == 1


def test_verify_needs_an_index(
    exported: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["verify", str(exported), "--data", str(tmp_path / "empty")]) == 2
    assert "python -m index build" in capsys.readouterr().err


def test_verify_alone_says_what_it_needs(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["verify"])
    assert "python -m qa -- verify" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments", [["--", "verify"], ["verify who confirmed Israel's role"], ["--json", "verify"]]
)
def test_a_question_may_be_verify(
    arguments: list[str], seeds_data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--data", str(seeds_data), *arguments]) in (0, 3)
    assert capsys.readouterr().err == ""


def test_verify_as_a_first_word_after_two_dashes(
    seeds_data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ARCHIVE_DATA", str(seeds_data))
    assert main(["--", "verify"]) == 3
    assert "The articles" in capsys.readouterr().out


def test_as_a_command_of_its_own(seeds_data: Path) -> None:
    command = [sys.executable, "-m", "qa", "--data", str(seeds_data), QUESTION]
    found = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (found.returncode, found.stderr) == (0, "")
    assert "Tamir Heyman" in found.stdout
