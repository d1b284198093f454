"""Settings from the environment, and what is said about a bad one."""

from pathlib import Path

import pytest

from index.errors import SettingsError
from index.settings import IndexSettings, load, place


def test_defaults(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ARCHIVE_DATA")
    settings = load(IndexSettings)
    assert (settings.articles, settings.data) == (Path("seeds"), Path("data"))
    assert (settings.model, settings.max_file_mb) == ("all-MiniLM-L6-v2", 64)


def test_the_environment_wins_and_empty_is_unset(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARCHIVE_ARTICLES", "/news")
    monkeypatch.setenv("ARCHIVE_MODEL", "")
    monkeypatch.setenv("ARCHIVE_MAX_FILE_MB", "5")
    settings = load(IndexSettings)
    assert (settings.articles, settings.max_file_mb) == (Path("/news"), 5)
    assert settings.model == "all-MiniLM-L6-v2"


def test_folders_may_begin_with_a_tilde(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/ida")
    monkeypatch.delenv("ARCHIVE_CACHE")
    monkeypatch.setenv("ARCHIVE_ARTICLES", "~/news")
    monkeypatch.setenv("ARCHIVE_DATA", "~/index")
    settings = load(IndexSettings)
    assert (settings.articles, settings.data) == (Path("/home/ida/news"), Path("/home/ida/index"))
    assert settings.cache == Path("/home/ida/.cache/ask-the-archive")
    assert place("~/index") == Path("/home/ida/index")
    assert place("http://host/~ida") == "http://host/~ida"


def test_a_key_in_the_wrong_place_is_not_repeated(monkeypatch: pytest.MonkeyPatch) -> None:
    for value in ("sk-made-up-0123456789", "http://ida:made-up-word@host"):
        monkeypatch.setenv("ARCHIVE_MAX_FILE_MB", value)
        with pytest.raises(SettingsError, match="ARCHIVE_MAX_FILE_MB=") as caught:
            load(IndexSettings)
        assert "made-up" not in str(caught.value)


@pytest.mark.parametrize("value", ["many", "0", "-1", "1.5"])
def test_a_bad_value_is_named(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("ARCHIVE_MAX_FILE_MB", value)
    with pytest.raises(SettingsError, match=rf"ARCHIVE_MAX_FILE_MB='{value}' can't be used: ") as e:
        load(IndexSettings)
    assert "\n" not in str(e.value)
