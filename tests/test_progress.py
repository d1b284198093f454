"""Progress: a bar on any terminal, lines for machines, and where the time went."""

import json
import os
import subprocess
import sys
import time

import pytest

from index.progress import Steps, bars, json_lines, no_track
from tests import ROOT


def test_steps_add_up_without_those_within() -> None:
    steps = Steps(no_track)
    for _ in steps([1, 2], "outer", 2):
        with steps.timed("inner"):
            time.sleep(0.05)
    with steps.timed("inner"):
        time.sleep(0.05)
    assert list(steps.seconds) == ["outer", "inner"]
    assert steps.seconds["inner"] >= 0.15
    assert steps.seconds["outer"] < steps.seconds["inner"]


def test_a_step_within_itself_and_another_is_counted_where_it_runs() -> None:
    steps = Steps(no_track)
    with steps.timed("writing"):
        for _ in steps([1, 2], "embedding", 2):
            with steps.timed("writing"):
                time.sleep(0.05)
        time.sleep(0.05)
    assert steps.seconds["writing"] >= 0.15
    assert steps.seconds["embedding"] < steps.seconds["writing"]


def test_a_step_left_early_is_counted() -> None:
    steps = Steps(no_track)
    for _ in steps([1, 2], "left", 2):
        break
    with steps.timed("next"):
        time.sleep(0.02)
    assert steps.seconds["next"] >= 0.02


def test_json_lines_hand_on_and_count_what_is_in_batches(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.progress.EVERY", 0.0)
    assert list(json_lines([[1, 2], [3]], "embedding", 3)) == [[1, 2], [3]]
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(line["step"], line["done"], line["total"]) for line in lines] == [
        ("embedding", 2, 3), ("embedding", 3, 3), ("embedding", 3, 3),
    ]  # fmt: skip
    assert all(line["rate"] > 0 for line in lines)
    assert lines[-1]["left"] == 0


def test_a_step_of_unknown_length_says_so_until_it_ends(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.progress.EVERY", 0.0)
    list(json_lines("ab", "reading", None))
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(line["total"], line["left"]) for line in lines[:2]] == [(None, None)] * 2
    assert lines[-1]["total"] == 2


def test_nothing_is_shown_where_there_is_no_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    assert list(bars(range(3), "Reading", 3)) == [0, 1, 2]
    assert capsys.readouterr() == ("", "")


@pytest.mark.skipif(os.name == "nt", reason="needs a pty")
def test_a_terminal_that_states_no_size_gets_a_bar() -> None:
    code = (
        "import time; from index.progress import bars\n"
        "for _ in bars(range(20), 'Embedding', 20): time.sleep(0.03)"
    )
    ours, theirs = os.openpty()
    process = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stderr=theirs)
    os.close(theirs)
    shown = b""
    try:
        while piece := os.read(ours, 4096):
            shown += piece
    except OSError:  # how Linux says that the other end is closed
        pass
    os.close(ours)
    assert process.wait() == 0
    assert b"Embedding" in shown
    assert b"it/s" in shown
