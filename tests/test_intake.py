"""What visitors may put into the articles folder."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.add import Addition
from index.records import Problem
from ui import texts
from ui.intake import MOST_FILES, MOST_PAGES, failed, files, pages, wrong_with


@pytest.mark.parametrize(
    "name",
    [
        "story.txt",
        "Ein Bericht über Häfen.pdf",
        "港.html",
        "mail.eml",
        "many.jsonl.gz",
        "a'b&c.txt",
    ],
)
def test_ordinary_names_are_taken(name: str) -> None:
    assert wrong_with(name) == ""


@pytest.mark.parametrize(
    "name",
    [
        "script.py", "noending", "", "..", ".hidden.txt", " .txt", "a/b.txt", "..\\up.txt",
        "con.txt", "a:b.txt", "a\nb.txt", "a\x00.txt", "\u202etxt.fdp.txt", "w" * 400 + ".txt",
        "CURRENT", "<img src=x>.txt", "\ud800.txt",
    ],
)  # fmt: skip
def test_other_names_are_not(name: str) -> None:
    assert wrong_with(name)


@given(st.text(max_size=60))
def test_a_name_that_is_taken_stays_in_its_folder(name: str) -> None:
    if not wrong_with(f"{name}.txt"):
        assert not set("/\\:\x00") & set(name)
        assert not name.startswith(".")


def test_files_are_sorted_and_counted() -> None:
    good, bad = files(["/tmp/x/a.txt", "/tmp/x/b.exe", *["/tmp/x/c.txt"] * MOST_FILES])
    assert good == ["/tmp/x/a.txt", *["/tmp/x/c.txt"] * (MOST_FILES - 2)]
    assert [problem.path for problem in bad] == ["c.txt", "c.txt", "b.exe"]
    assert bad[0].reason == texts.TOO_MANY_FILES


def test_only_addresses_of_the_web_are_pages() -> None:
    text = """
        https://example.org/story
        http://example.org/feed.xml
        https://example.org/story
        /etc/passwd
        file:///etc/passwd
        C:\\secret.txt
        javascript:alert(1)
        http://
        ../up.txt
    """
    good, bad = pages(text)
    assert good == ["https://example.org/story", "http://example.org/feed.xml"]
    assert len(bad) == 6
    assert {problem.reason for problem in bad} == {texts.NO_ADDRESS}


def test_pages_are_counted_and_of_bounded_length() -> None:
    good, bad = pages("\n".join(f"https://example.org/{n}" for n in range(MOST_PAGES + 1)))
    assert (len(good), len(bad)) == (MOST_PAGES, 1)
    good, bad = pages("https://example.org/" + "w" * 5000)
    assert good == []
    assert len(bad[0].path) < 200


def test_addresses_that_failed_are_told_from_those_that_did_not() -> None:
    long = "https://example.org/" + "w" * 500
    lines = [
        "https://example.org/story",
        "  https://example.org/gone",
        "https://me:secret@example.org/feed.xml",
        long,
        "../up.txt",
        "",
    ]
    found = [
        Addition("https://example.org/story", "story.html", "added"),
        Problem("https://example.org/gone", "can't be reached"),
        Problem("https://example.org/feed.xml", "is no feed"),
        Problem("https://example.org/item", "can't be reached"),
        Problem(long, "can't be reached"),
    ]
    assert failed("\n".join(lines), [*found, *pages("../up.txt")[1]]) == lines[1:5]
    assert failed("\n".join(lines), []) == []
