"""Foreign text in documents: it shows as written and does nothing."""

import html
from unicodedata import category

import pytest
from hypothesis import given

from qa.escape import (
    as_html,
    as_readable_markdown,
    isolated,
    link_target,
    one_line,
    paragraphs,
    right_to_left,
)
from tests.answers import foreign


@given(foreign)
def test_one_line_is_one_visible_line(text: str) -> None:
    line = one_line(text)
    assert line.splitlines() in ([line], [])
    assert not [c for c in line if category(c) == "Cc" or c in "\u202a\u202e\u2066\u2069"]


def test_one_line_keeps_the_words() -> None:
    assert one_line(" He said:\n\t“It’s 3 %.”\x00 ") == "He said: “It’s 3 %.”\ufffd"
    assert one_line("\ud800x") == "?x"


def test_paragraphs_are_kept_apart() -> None:
    assert paragraphs("One.\r\n\r\nTwo\x85three.\n  \n") == ["One.", "Two", "three."]


def test_right_to_left_text_is_kept_to_itself() -> None:
    assert isolated("The Tide") == "The Tide"
    assert isolated("אבג") == "\u2068אבג\u2069"
    assert isolated("a\u202eb\u2069") == "ab"
    assert right_to_left("1 א b") == [True, False]


@given(foreign)
def test_html_reads_as_written(text: str) -> None:
    assert not set("<>\"'") & set(as_html(text))
    assert html.unescape(as_html("&" + text)) == "&" + text


@pytest.mark.parametrize(
    ("line", "written"),
    [
        ("It cost 3.5 (or 4) - so what?", "It cost 3.5 (or 4) - so what?"),
        ("1. One", "1\\. One"),
        ("2021) One", "2021\\) One"),
        ("- One", "\\- One"),
        (": One", "\\: One"),
        ("://one", "\\://one"),
        ("a_b [c](d) <e>", "a\\_b \\[c\\](d) \\<e\\>"),
        ("https://example.org, www.example.org", "https\\://example.org, www\\.example.org"),
    ],
)  # fmt: skip
def test_markdown_stays_readable(line: str, written: str) -> None:
    assert as_readable_markdown(line) == written


@pytest.mark.parametrize(
    ("url", "target"),
    [
        ("https://example.org/a?b=c&d=%20#e", "https://example.org/a?b=c&d=%20#e"),
        (" https://example.org/ä ", "https://example.org/ä"),
        ('https://example.org/"><b', "https://example.org/%22%3E%3Cb"),
        ("https://example.org/a b\n\u202ec", "https://example.org/a%20b%0A%E2%80%AEc"),
        ("javascript:alert(1)", None),
        ("java\nscript:alert(1)", None),
        ("\x01javascript:alert(1)", None),
        ("\x01https://example.org", None),
        ("data:text/html,x", None),
        ("//example.org", None),
        ("seeds/harbour.txt", None),
        ("http://[", None),
        ("", None),
    ],
)
def test_only_web_addresses_become_links(url: str, target: str | None) -> None:
    assert link_target(url) == target
