"""PDFs: paragraphs, pages, and one clear line for those without text."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.errors import UnreadableError
from index.pdf import read
from tests.pdfs import pdf

FIRST = ["The harbour board of Lindvik voted on Tuesday to re-", "build the eastern pier."]
SECOND = ["Work will begin in the spring (it is said) and cost", "41 million kroner."]


def test_text_pages_and_properties() -> None:
    document = read(pdf(FIRST, [], SECOND, title="The pier", author="Ida Brekke"))
    story = "The harbour board of Lindvik voted on Tuesday to rebuild the eastern pier."
    work = "Work will begin in the spring (it is said) and cost 41 million kroner."
    assert document.text == f"{story}\n\n{work}"
    assert document.pages == (0, len(story) + 2, len(story) + 2)
    assert document.stated == {"title": "The pier", "author": "Ida Brekke"}
    assert document.stated_in == "document properties"


def test_a_program_is_no_author_and_a_file_no_title() -> None:
    assert read(pdf(FIRST, title="Microsoft Word - pier.docx", author="user")).stated == {}


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "no PDF that can be opened"),
        (b"hello " * 100, "no PDF that can be opened"),
        (pdf(FIRST)[:300], "no PDF that can be opened"),
        (pdf(FIRST, locked=True), "is encrypted; save a copy without"),
        (pdf([], []), "has no text, only pictures"),
    ],
)
def test_what_cannot_be_read_says_why(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableError, match=reason):
        read(data)


def test_streams_without_an_end_take_no_time() -> None:
    """Found by fuzzing: PDFium looked for the end of each through all of the file, 13 s."""
    whole = pdf(["The pier was built."])
    endless = b">>\nendobj\n99 0 obj\n<< /Length 1021 >>\nstream\nBT (The pier) Tj\n" * 15_000
    started = time.process_time()
    with pytest.raises(UnreadableError, match="no PDF that can be opened"):
        read(whole[:300] + endless)
    assert time.process_time() - started < 5
    assert "The pier was built." in read(whole + endless[:6000]).text


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 900), st.binary(min_size=1, max_size=8))
def test_a_pdf_with_any_bytes_changed_is_read_or_refused(place: int, noise: bytes) -> None:
    data = bytearray(pdf(FIRST, SECOND))
    data[place : place + len(noise)] = noise
    try:
        document = read(bytes(data))
    except UnreadableError:
        return
    assert all(0 <= start <= len(document.text) for start in document.pages)
