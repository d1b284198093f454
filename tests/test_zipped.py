"""Archives: each member by name, in memory, within bounds."""

import os
import zipfile
from pathlib import Path

import pytest

from index.errors import UnreadableError
from index.zipped import members

LIMIT = 1_000_000


def packed(folder: Path, **files: bytes | str) -> Path:
    path = folder / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def test_members_by_name(tmp_path: Path) -> None:
    path = packed(tmp_path, **{"a.txt": b"one", "in/b.txt": b"two", "empty/": b""})
    assert list(members(path, LIMIT)) == [("a.txt", b"one"), ("in/b.txt", b"two")]


def test_hidden_members_are_passed_over(tmp_path: Path) -> None:
    path = packed(tmp_path, **{".DS_Store": b"", "__MACOSX/a.txt": b"", ".git/b.txt": b""})
    assert list(members(path, LIMIT)) == []


def test_the_folder_of_a_saved_page_is_passed_over(tmp_path: Path) -> None:
    names = ("in/pier.html", "in/pier_files/ad.html", "in/pier-Dateien/js/a.js", "pier_files/b.txt")
    path = packed(tmp_path, **dict.fromkeys(names, b"x"))
    assert [name for name, _ in members(path, LIMIT)] == ["in/pier.html", "pier_files/b.txt"]


def test_names_never_lead_outside(tmp_path: Path) -> None:
    names = ("/etc/passwd.txt", "../../up.txt", "C:\\x\\..\\y.txt")
    path = packed(tmp_path, **dict.fromkeys(names, b"x"))
    assert [name for name, _ in members(path, LIMIT)] == ["etc/passwd.txt", "up.txt", "C:/x/y.txt"]
    assert [file.name for file in tmp_path.iterdir()] == ["a.zip"]


def test_a_member_too_large_is_named_alone(tmp_path: Path) -> None:
    path = packed(tmp_path, **{"big.txt": os.urandom(LIMIT + 1), "a.txt": b"one"})
    (_, big), (_, small) = members(path, LIMIT)
    assert "is too large (1 MB; the limit is 1 MB; ARCHIVE_MAX_FILE_MB" in str(big)
    assert small == b"one"


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = packed(tmp_path, **{f"{number}.txt": bytes(LIMIT) for number in range(5)})
    with pytest.raises(UnreadableError, match=r"unpacks to 5 MB, more than 100 times its size"):
        list(members(path, LIMIT))


def test_an_encrypted_member_says_so(tmp_path: Path) -> None:
    path = packed(tmp_path, **{"a.txt": b"one"})
    data = bytearray(path.read_bytes())
    data[data.rindex(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)
    ((_, locked),) = members(path, LIMIT)
    assert "is encrypted" in str(locked)


def test_a_damaged_member_is_named_alone(tmp_path: Path) -> None:
    path = packed(tmp_path, **{"a.txt": b"The harbour board voted on Tuesday.", "b.txt": b"two"})
    data = bytearray(path.read_bytes())
    data[40] ^= 0xFF
    path.write_bytes(data)
    (_, torn), (_, good) = members(path, LIMIT)
    assert "damaged" in str(torn)
    assert good == b"two"


@pytest.mark.parametrize("keep", [0, 10, 60])
def test_a_torn_archive_is_refused(tmp_path: Path, keep: int) -> None:
    path = packed(tmp_path, **{"a.txt": b"one"})
    path.write_bytes(path.read_bytes()[:keep])
    with pytest.raises(UnreadableError, match="no zip archive that can be opened"):
        list(members(path, LIMIT))


def test_any_byte_may_be_wrong(tmp_path: Path) -> None:
    path = packed(tmp_path, **{"a.txt": b"The harbour board voted."})
    whole = path.read_bytes()
    for place in range(len(whole)):
        data = bytearray(whole)
        data[place] ^= 0x55
        path.write_bytes(data)
        try:
            found = list(members(path, LIMIT))
        except UnreadableError:
            continue
        assert all(isinstance(content, bytes | UnreadableError) for _, content in found)
