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


WORD_ML = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="vml"'
)
CUT = "<w:pPr><w:rPr><w:del w:id='9'/></w:rPr></w:pPr>"
"""The end of a paragraph, deleted."""


def run(text: str) -> str:
    return f"<w:r><w:t xml:space='preserve'>{text}</w:t></w:r>"


def paragraph(*parts: str) -> str:
    return f"<w:p>{''.join(parts)}</w:p>"


def control(content: str, about: str = "") -> str:
    return f"<w:sdt><w:sdtPr>{about}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def boxed(*texts: str) -> str:
    box = f"<w:txbxContent>{''.join(paragraph(run(text)) for text in texts)}</w:txbxContent>"
    old = f"<w:pict><v:textbox>{box}</v:textbox></w:pict>"
    return (
        f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing>{box}</w:drawing>"
        f"</mc:Choice><mc:Fallback>{old}</mc:Fallback></mc:AlternateContent></w:r>"
    )


def table(*rows: tuple[str, ...]) -> str:
    cells = ("".join(f"<w:tc>{cell}</w:tc>" for cell in row) for row in rows)
    return f"<w:tbl><w:tblGrid/>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def said(body: str) -> list[str]:
    """The paragraphs that are read of a body's markup."""
    whole = f"<w:document {WORD_ML}><w:body>{body}</w:body></w:document>"
    return read(changed("word/document.xml", whole), LIMIT).text.split("\n\n")


@pytest.mark.parametrize(
    ("parts", "text"),
    [
        ((run("Skarvik did "), f"<w:ins>{run('not ')}</w:ins>", run("agree.")),
         "Skarvik did not agree."),
        ((run("Skarvik "), f"<w:del>{run('never ')}</w:del>", run("agreed.")), "Skarvik agreed."),
        ((f"<w:ins>{run('It ')}<w:del>{run('hardly ')}</w:del></w:ins>", run("rained.")),
         "It rained."),
        ((f"<w:moveFrom>{run('Now ')}</w:moveFrom>", run("it rained"),
          f"<w:moveTo>{run(' now.')}</w:moveTo>"), "it rained now."),
        ((run("By "), control(run("Tuva Lie")), run(".")), "By Tuva Lie."),
        ((f"<w:ins>{run('One, ')}{run('two, ')}{run('three')}</w:ins>", run(".")),
         "One, two, three."),
        ((run("Cost: "), f"<w:smartTag>{run('9 million')}</w:smartTag>", run(" kroner")),
         "Cost: 9 million kroner"),
        ((f"<w:fldSimple w:instr='DATE'>{run('8 May 2021')}</w:fldSimple>",), "8 May 2021"),
        ((f"<w:bdo w:val='rtl'>{run('abc')}</w:bdo>",), "abc"),
        (("<w:r><w:ruby><w:rt><w:r><w:t>みなと</w:t></w:r></w:rt>"
          f"<w:rubyBase>{run('港')}</w:rubyBase></w:ruby></w:r>", run("の橋")), "港の橋"),
        ((run("The end"), control(run("Click to enter text"), "<w:showingPlcHdr/>")), "The end"),
    ],
)  # fmt: skip
def test_a_paragraph_is_read_as_word_shows_it(parts: tuple[str, ...], text: str) -> None:
    assert said(paragraph(*parts)) == [text]


def test_what_a_deleted_end_parted_is_one_paragraph() -> None:
    first, second = paragraph(CUT, run("It did ")), paragraph(CUT, run("not "))
    assert said(first + second + paragraph(run("sail.")) + paragraph(run("It rained."))) == [
        "It did not sail.", "It rained.",
    ]  # fmt: skip


def test_paragraphs_within_controls_keep_their_place() -> None:
    contents = "<w:docPartObj><w:docPartGallery w:val='Table of Contents'/></w:docPartObj>"
    inner = control(paragraph(run("two")) + control(paragraph(run("three"))))
    listed = control(paragraph(run("one 1")), contents)
    assert said(listed + paragraph(run("one")) + inner + paragraph(run("four"))) == [
        "one", "two", "three", "four",
    ]  # fmt: skip


def test_text_boxes_follow_the_paragraph_they_are_anchored_in() -> None:
    anchor = paragraph(run("above"), boxed("one", "two"), boxed("three"), run(" it"))
    assert said(anchor + paragraph(run("below"))) == ["above it", "one", "two", "three", "below"]


def test_a_table_within_a_cell_is_read_once() -> None:
    inner = table((paragraph(run("Skarvik")), paragraph(run("1204"))))
    start, on = (f"<w:tcPr><w:vMerge w:val='{kind}'/></w:tcPr>" for kind in ("restart", "continue"))
    left = control(f"<w:tc>{paragraph(run('right'))}</w:tc>")
    rows = f"<w:tr><w:tc>{start}{inner}{paragraph(run('left'))}</w:tc>{left}</w:tr>"
    rows += f"<w:tr><w:tc>{on}{paragraph()}</w:tc><w:tc>{paragraph(run('low'))}</w:tc></w:tr>"
    assert said(f"<w:tbl><w:tblGrid/>{rows}</w:tbl>") == [
        "left | right", "Skarvik | 1204", "left | low",
    ]  # fmt: skip
