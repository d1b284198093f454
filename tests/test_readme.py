"""The README's example is run as it stands."""

import re
from pathlib import Path

import pytest

import qa.pipeline
from tests import ROOT


def test_the_example_runs(
    seeds_data: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "data").symlink_to(seeds_data)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ARCHIVE_DATA", "data")
    example = re.search(r"```python\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL)
    assert example
    names: dict[str, object] = {}
    exec(example[1], names)
    assert "Tamir Heyman" in capsys.readouterr().out
    names["archive"].close()  # type: ignore[attr-defined]
    qa.pipeline._archive(Path("data")).close()
    qa.pipeline._archive.cache_clear()
