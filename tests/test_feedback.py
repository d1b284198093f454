"""What people say about answers, in a file that anything may have happened to."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from index.errors import FeedbackError
from qa import feedback
from qa.feedback import LONGEST_NOTE, NAME, Feedback, Verdict, append, read
from tests.answers import answered, citation, foreign, refused


def test_a_verdict_is_a_line_with_what_it_takes_to_ask_again(tmp_path: Path) -> None:
    at = datetime(2026, 5, 3, 12, tzinfo=UTC)
    append(Feedback(Verdict.WRONG, answered(citation()), "It was June.", at), tmp_path)
    append(Feedback(Verdict.RIGHT, refused()), tmp_path)
    first, second = read(tmp_path)
    assert (first["verdict"], first["note"], first["at"]) == (
        "wrong",
        "It was June.",
        at.isoformat(),
    )
    assert first["citations"][0]["quote"] == citation().quote
    assert "passages" not in first
    assert (second["verdict"], second["question"]) == ("right", "Who paid?")


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(note=foreign)
def test_any_note_is_one_line(tmp_path: Path, note: str) -> None:
    (tmp_path / NAME).unlink(missing_ok=True)
    append(Feedback(Verdict.WRONG_SOURCE, refused(note), note + "w" * LONGEST_NOTE * 2), tmp_path)
    assert (tmp_path / NAME).read_bytes().count(b"\n") == 1
    assert len(next(read(tmp_path))["note"]) <= LONGEST_NOTE


def test_many_write_at_once(tmp_path: Path) -> None:
    given = Feedback(Verdict.RIGHT, answered(citation("w" * 5000)))
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: append(given, tmp_path), range(40)))
    assert len(list(read(tmp_path))) == 40


def test_a_full_file_and_one_that_cannot_be_written_are_told_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feedback, "LARGEST", 1000)
    append(Feedback(Verdict.RIGHT, refused()), tmp_path)
    with pytest.raises(FeedbackError, match="full"):
        append(Feedback(Verdict.RIGHT, refused(), "w" * 900), tmp_path)
    assert len(list(read(tmp_path))) == 1
    (tmp_path / "file").write_text("")
    with pytest.raises(FeedbackError, match="can't be written"):
        append(Feedback(Verdict.RIGHT, refused()), tmp_path / "file")


def test_what_is_no_verdict_is_passed_over(tmp_path: Path) -> None:
    assert list(read(tmp_path)) == []
    append(Feedback(Verdict.RIGHT, refused()), tmp_path)
    with (tmp_path / NAME).open("a") as file:
        file.write('{"verdict": "maybe"}\n[]\n7\n{"verdict": ["right"]}\n{"cut sh\n' + "[" * 10**5)
    assert len(list(read(tmp_path))) == 1
    assert json.loads((tmp_path / NAME).read_text().splitlines()[0])["verdict"] == "right"
