"""The fuzzing itself, for a moment of each format; `make fuzz` does it for minutes."""

from pathlib import Path

import pytest

from tests import fuzz


@pytest.mark.parametrize("name", fuzz.FORMATS)
def test_spoiled_files_do_no_harm(name: str, tmp_path: Path) -> None:
    assert fuzz.run(name, 1, 7, tmp_path), list(tmp_path.iterdir())


def test_harm_is_seen_and_the_file_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    hanging = fuzz.Format([b"\x1f\x8b"], [b"x"])
    monkeypatch.setitem(fuzz.FORMATS, ".hangs", hanging)  # the child knows no such format
    assert not fuzz.run(".hangs", 1, 7, tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == ["7.hangs"]
    assert "kept as" in capsys.readouterr().out
