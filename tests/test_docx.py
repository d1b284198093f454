"""Word files, made with the library that reads them."""

import io
import zipfile
from contextlib import suppress

import docx
import pytest

from index.docx import read
from index.errors import UnreadableError

LIMIT = 10_000_000
STORY = "The harbour board voted on Tuesday."


def word(title: str = "The pier", author: str = "Ida Brekke") -> bytes:
    document = docx.Document()
    document.core_properties.title = title
    document.core_properties.author = author
    document.add_heading("A heading")
    document.add_paragraph(STORY)
    table = document.add_table(2, 3)
    for cell, text in zip(table.rows[0].cells, ("Part", "Cost", ""), strict=True):
        cell.text = text
    table.cell(1, 0).merge(table.cell(1, 1)).text = "merged"
    document.add_paragraph("It  ended\there.")
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def changed(name: str, content: str) -> bytes:
    """A Word file with one part replaced."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word())) as old, zipfile.ZipFile(stream, "w") as new:
        for part in old.namelist():
            new.writestr(part, content if part == name else old.read(part))
    return stream.getvalue()


def test_paragraphs_tables_and_properties() -> None:
    document = read(word(), LIMIT)
    assert document.text.split("\n\n") == [
        "A heading", STORY, "Part | Cost", "merged", "It  ended\there.",
    ]  # fmt: skip
    assert document.stated == {"title": "The pier", "author": "Ida Brekke"}
    assert document.stated_in == "document properties"


def test_the_day_it_was_made_is_no_date() -> None:
    assert "date" not in read(word(), LIMIT).stated


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "no Word file that can be opened"),
        (b"plain text", "no Word file that can be opened"),
        (word()[:2000], "no Word file that can be opened"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "is encrypted, or an old .doc"),
        (changed("word/document.xml", "<w" + " " * 400 + "broken"), "its text is damaged"),
    ],
)
def test_what_cannot_be_read_says_why(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableError, match=reason):
        read(data, LIMIT)


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("[Content_Types].xml", "x")
        parts.writestr("word/document.xml", bytes(LIMIT + 1))
    with pytest.raises(UnreadableError, match=r"unpacks to too much \(10 MB; the limit is 10 MB"):
        read(stream.getvalue(), LIMIT)


def test_entities_that_multiply_are_not_expanded() -> None:
    entities = "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 20))
    bomb = (
        f'<!DOCTYPE x [<!ENTITY a0 "lol">{entities}]><w:document xmlns:w="http://schemas.'
        'openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>&a19;</w:t></w:r>'
        "</w:p></w:body></w:document>"
    )
    with suppress(UnreadableError):
        assert len(read(changed("word/document.xml", bomb), LIMIT).text) < 10_000
