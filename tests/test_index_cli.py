"""`python -m index`: what it prints and how it exits."""

import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

import index.build as building
import index.commands as command_line
from index.__main__ import main
from tests import ROOT
from tests.toy import ToyEmbedder

STORY = "The mayor opened the bridge on Friday. Crowds cheered for an hour."


@pytest.fixture(autouse=True)
def toy_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(building, "embedder_of", lambda _name: ToyEmbedder())


@pytest.fixture
def articles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.md").write_text(f"---\nsource: The Town\ndate: 2021-05-08\n---\n{STORY}")
    (folder / "b.txt").write_text(f"{STORY} It rained.")
    monkeypatch.setenv("ARCHIVE_ARTICLES", str(folder))
    return folder


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str]) -> Any:
    """Run a command; returns its exit code, output and errors."""

    def run(*arguments: str) -> tuple[int, str, str]:
        code = main(list(arguments))
        return (code, *capsys.readouterr())

    return run


def test_build_twice_then_status(articles: Path, said: Any) -> None:
    code, out, err = said("build")
    assert (code, err) == (0, "")
    assert out.startswith("Built gen-000001-")
    assert "2 added, 0 changed, 0 removed, 0 unchanged." in out
    assert "2 passages, 2 newly embedded in " in out
    code, out, _ = said("build")
    done, seconds = out.splitlines()
    assert code == 0
    assert done == "Up to date: 0 added, 0 changed, 0 removed, 2 unchanged. 2 passages."
    assert re.fullmatch(r"Seconds: \d+\.\d( \(.+\))?\.", seconds)
    code, out, _ = said("status")
    assert code == 0
    rows = dict(line.split(maxsplit=1) for line in out.splitlines() if "dates" not in line)
    assert (rows["model"], rows["articles"], rows["passages"]) == ("toy", "2", "2")
    assert "dates covered  2021-05-08 to 2021-05-08; 1 article undated" in out
    assert rows["sources"] == "The Town"


def test_rebuild_embeds_nothing_twice(articles: Path, said: Any) -> None:
    said("build")
    code, out, _ = said("rebuild")
    assert code == 0
    assert out.startswith("Built gen-000002-")
    assert "2 passages, 0 newly embedded." in out


def test_problems_are_listed_and_exit_with_1(articles: Path, said: Any) -> None:
    for number in range(23):
        (articles / f"empty{number:02}.txt").write_bytes(b"")
    (articles / "date.md").write_text(f"---\ndate: soon\n---\n{STORY} At last.")
    for command in ("build", "build", "rebuild"):
        code, out, _ = said(command)
        assert code == 1
        assert "Skipped: 23. Indexed with a fault: 1.\n" in out
        assert "  date.md: 'soon' is no date; kept as undated\n" in out
        assert out.endswith("… and 4 more; --json lists all.\n")


def test_nothing_done_exits_with_2(said: Any, tmp_path: Path, articles: Path) -> None:
    code, out, err = said("status")
    assert (code, out) == (2, "")
    assert "no index in" in err
    assert "python -m index build" in err
    code, out, err = said("build", "--articles", str(tmp_path / "none"))
    assert (code, out) == (2, "")
    assert err.count("\n") == 1
    code, out, err = said("build", "--data", str(articles / "b.txt"))
    assert (code, out, err.count("\n")) == (2, "", 1)


def test_json_is_whole(articles: Path, said: Any) -> None:
    (articles / "empty.txt").write_bytes(b"")
    code, out, _ = said("build", "--json")
    *steps, report = map(json.loads, out.splitlines())
    assert code == 1
    assert [step["step"] for step in steps] == [
        "Reading articles",
        "Cutting into passages",
        "Embedding passages",
    ]
    assert [step["done"] for step in steps] == [3, 2, 2]
    assert set(report["seconds"]) == {
        *(step["step"] for step in steps),
        "Writing keywords",
        "Writing the index",
        "Finding copies",
        "Checking",
        "Committing",
    }
    assert report["plan"] == {
        "added": ["a.md", "b.txt"],
        "changed": [],
        "removed": [],
        "unchanged": [],
    }
    assert report["problems"] == [
        {
            "path": "empty.txt",
            "reason": "is empty",
            "line": None,
            "skipped": True,
            "unread": False,
            "article": "",
        }
    ]
    assert (report["passages"], report["embedded"], report["dry_run"]) == (2, 2, False)
    _, out, _ = said("status", "--json")
    status = json.loads(out)
    assert status == {
        "generation": report["generation"],
        "model": "toy",
        "articles": 2,
        "passages": 2,
        "undated": 1,
        "since": "2021-05-08",
        "until": "2021-05-08",
        "sources": ["The Town"],
        "copies": 0,
    }


def test_dry_run_prints_the_plan(articles: Path, said: Any, tmp_path: Path) -> None:
    code, out, _ = said("build", "--dry-run")
    assert (code, out.splitlines()) == (
        0,
        ["Would build: 2 added, 0 changed, 0 removed, 0 unchanged.", "  + a.md", "  + b.txt"],
    )
    assert not (tmp_path / "data").exists()
    said("build")
    (articles / "a.md").unlink()
    (articles / "b.txt").write_text("It snowed.")
    _, out, _ = said("build", "--dry-run")
    assert out.splitlines()[1:] == ["  ~ b.txt", "  - a.md"]
    assert json.loads(said("rebuild", "--dry-run", "--json")[1].splitlines()[-1])["dry_run"] is True


def test_add_puts_what_can_be_had_into_the_folder_and_builds(
    articles: Path, said: Any, tmp_path: Path
) -> None:
    there = tmp_path / "c.txt"
    there.write_text(f"{STORY} It hailed.")
    code, out, err = said("add", str(there), "ftp://127.0.0.1/d", str(tmp_path / "none.txt"))
    assert code == 1
    assert out.startswith("added: c.txt\nBuilt gen-000001-")
    assert "3 added" in out
    assert [line.split(": ")[0] for line in err.splitlines()] == [
        str(tmp_path / "none.txt"), "ftp://127.0.0.1/d",
    ]  # fmt: skip
    code, out, _ = said("add", "--json", str(there))
    told = json.loads(out.splitlines()[-1])
    assert (code, told["added"][0]["how"], told["failed"]) == (0, "unchanged", [])
    assert told["build"]["plan"]["added"] == []
    code, out, err = said("add", "ftp://127.0.0.1/d")
    assert (code, out, err.count("\n")) == (2, "", 1)


def test_verify_says_what_holds_and_what_does_not(
    articles: Path, said: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(command_line, "embedder_of", lambda _name: ToyEmbedder())
    assert said("verify")[0] == 2
    said("build")
    code, out, _ = said("verify")
    assert code == 0
    assert all(line.startswith("ok ") for line in out.splitlines())
    [catalog] = (tmp_path / "data").glob("gen-*/catalog.sqlite")
    with closing(sqlite3.connect(catalog)) as db, db:
        db.execute("UPDATE articles SET text = replace(text, 'Friday', 'Monday')")
    code, out, _ = said("verify")
    assert code == 1
    assert "BROKEN articles are what was indexed" in out
    assert "python -m index rebuild" in out
    code, out, _ = said("verify", "--json")
    assert (code, json.loads(out)["holds"]) == (1, False)


def test_prune(articles: Path, said: Any, tmp_path: Path) -> None:
    assert said("prune")[0] == 2
    said("build")
    assert said("prune")[:2] == (0, "Nothing to remove.\n")
    (tmp_path / "data" / "gen-000009-abcdef").mkdir()
    assert json.loads(said("prune", "--json")[1]) == {"removed": ["gen-000009-abcdef"]}
    assert said("status")[0] == 0


def test_folders_of_the_command_line_win(articles: Path, said: Any, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "c.txt").write_text(STORY)
    data = str(tmp_path / "elsewhere")
    assert "1 added" in said("build", "--articles", str(other), "--data", data)[1]
    assert "articles       1" in said("status", "--data", data)[1]
    assert said("status")[0] == 2


@pytest.mark.parametrize("option", ["--articles", "--data"])
def test_an_option_without_its_folder_does_nothing(
    articles: Path, option: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["build", f"{option}="])
    assert caught.value.code == 2
    assert f"argument {option}: " in capsys.readouterr().err


def test_an_index_within_the_articles_folder_is_no_problem(articles: Path, said: Any) -> None:
    for _ in range(2):
        assert said("build", "--data", str(articles / "data"))[0] == 0


@pytest.mark.skipif(os.name == "nt", reason="sends SIGINT")
def test_ctrl_c_before_all_is_imported_leaves_no_trace(tmp_path: Path) -> None:
    (tmp_path / "tqdm.py").write_text("print('begun', flush=True)\nwhile True: pass")
    with subprocess.Popen(
        [sys.executable, "-m", "index", "status"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    ) as running:
        try:
            assert running.stdout
            running.stdout.readline()
            running.send_signal(signal.SIGINT)
            _, err = running.communicate(timeout=60)
        finally:
            running.kill()
    assert err == "Stopped; the index is as it was before.\n"


def test_as_a_program_in_a_terminal_without_letters(articles: Path) -> None:
    (articles / "Ünïcödé 日本.txt").write_bytes(b"")
    ran = subprocess.run(
        [sys.executable, "-m", "index", "build", "--dry-run"],
        cwd=ROOT,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.returncode, ran.stderr) == (1, "")
    assert "Would build: 2 added" in ran.stdout
    assert "is empty" in ran.stdout


def test_who_reads_no_more_sees_no_trace(articles: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    ran = subprocess.run(
        [sys.executable, "-m", "index", "build", "--dry-run"],
        cwd=ROOT,
        stdout=writing,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    os.close(writing)
    assert (ran.returncode, ran.stderr) == (1, "")


def test_a_wrong_command_is_explained(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["bild"])
    assert caught.value.code == 2
    assert "build" in capsys.readouterr().err
