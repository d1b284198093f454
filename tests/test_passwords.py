"""Passwords, and who may reach the page without one."""

import asyncio
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.errors import SettingsError
from tests import ROOT
from ui.access import check_open, walls
from ui.passwords import Hashed, check, line, read
from ui.settings import PageSettings, is_loopback


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    path = tmp_path / "passwords"
    path.write_text(
        f"# of the desk\n\n{line('ada', 'a harbour')}\n{line('Bo Ek', 'ß 港')}\n", "utf-8"
    )
    return path


def test_their_file_may_lie_in_the_home_folder() -> None:
    assert PageSettings(passwords=Path("~/passwords")).passwords == Path.home() / "passwords"


def test_a_password_is_known_by_its_hash_alone(kept: Path) -> None:
    knows = check(PageSettings(passwords=kept))
    assert knows
    assert asyncio.run(knows("ada", "a harbour"))
    assert asyncio.run(knows("Bo Ek", "ß 港"))
    for name, password in (
        ("ada", "a harbou"), ("Bo Ek", "a harbour"), ("", "a harbour"), ("eve", "a harbour"),
        ("ada", "a harbour\x00"), ("ada", "\ud800"), ("w" * 10**6, "w" * 10**6),
    ):  # fmt: skip
        assert not asyncio.run(knows(name, password))
    assert "harbour" not in kept.read_text("utf-8")


def test_the_environment_may_hold_one_for_all(kept: Path) -> None:
    knows = check(PageSettings(password="open sesame", passwords=kept))
    assert knows
    assert asyncio.run(knows("whoever", "open sesame"))
    assert asyncio.run(knows("ada", "open sesame"))
    assert asyncio.run(knows("ada", "a harbour"))
    assert not asyncio.run(knows("whoever", "a harbour"))
    assert "sesame" not in repr(PageSettings(password="open sesame"))


def test_without_passwords_nothing_is_checked() -> None:
    assert check(PageSettings()) is None


@settings(max_examples=3, deadline=None)
@given(st.text(min_size=1, max_size=20))
def test_each_hash_has_its_own_salt(password: str) -> None:
    one, other = Hashed.of(password), Hashed.of(password)
    assert one.hash != other.hash
    assert Hashed.read(str(one)).is_of(password)


@pytest.mark.parametrize(
    "text",
    ["", "\n# none\n", "ada", "ada:secret", "ada:2:8:1:c2FsdA==:aGFzaA==", "a:1:2:3:4:5", "\x00",
     "ada:1073741824:8:1:c2FsdA==:" + "A" * 43 + "=", "ada:-1:8:1:c2FsdA==:" + "A" * 43 + "="],
)  # fmt: skip
def test_a_file_that_is_none_is_told_of(tmp_path: Path, text: str) -> None:
    path = tmp_path / "passwords"
    path.write_text(text)
    with pytest.raises(SettingsError, match="python -m ui password"):
        read(path)


def test_a_missing_file_is_told_of(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="can't be read"):
        read(tmp_path / "none")


@pytest.mark.parametrize(
    ("name", "password"), [("", "x"), ("a:b", "x"), (" a", "x"), ("a\n", "x"), ("a", "")]
)
def test_no_line_is_made_that_could_not_be_read(name: str, password: str) -> None:
    with pytest.raises(SettingsError):
        line(name, password)


def test_the_command_makes_a_line(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "ui", "password", "ada"]
    made = subprocess.run(command, cwd=ROOT, input="a harbour\n", capture_output=True, text=True)
    assert made.returncode == 0
    path = tmp_path / "passwords"
    path.write_text(made.stdout)
    assert read(path)["ada"].is_of("a harbour")
    refused = subprocess.run(command, cwd=ROOT, input="\n", capture_output=True, text=True)
    assert (refused.returncode, refused.stdout) == (2, "")


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "archive.example.org", ""])
def test_others_need_a_password(host: str) -> None:
    assert not is_loopback(host)
    with pytest.raises(SettingsError, match="ssh -L 7860"):
        check_open(PageSettings(host=host))
    check_open(PageSettings(host=host, password="x"))
    check_open(PageSettings(host=host, open=True))


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "[::1]", "localhost", "127.8.8.8"])
def test_this_machine_needs_none(host: str) -> None:
    assert is_loopback(host)
    check_open(PageSettings(host=host))


def test_adding_is_for_a_page_of_ones_own_unless_said() -> None:
    assert PageSettings().may_add
    assert not PageSettings(password="x").may_add
    assert not PageSettings(host="0.0.0.0", open=True).may_add
    assert PageSettings(password="x", add=True).may_add
    assert not PageSettings(add=False).may_add


def test_a_page_of_ones_own_answers_to_its_own_names_alone() -> None:
    assert walls(PageSettings())
    assert not walls(PageSettings(password="x"))
    assert not walls(PageSettings(open=True))
