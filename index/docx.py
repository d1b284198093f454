"""Word files (`.docx`) by python-docx: paragraphs and tables in their order, as Word shows them."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from index.errors import MB, UnreadableError, size_limit
from index.properties import properties
from index.records import Document

if TYPE_CHECKING:
    from docx.table import Table

OLD = b"\xd0\xcf\x11\xe0"
"""How files begin that are encrypted, or of Word before 2007."""
ENCRYPTED = "is encrypted, or an old .doc; open it in Word and save it as .docx without a password"
DAMAGED = "is no Word file that can be opened (cut short, or another kind of file?)"
BROKEN = "is a Word file, but its text is damaged"
BAD_PARTS = (
    SyntaxError, KeyError, ValueError, zipfile.BadZipFile, zlib.error, NotImplementedError,
)  # fmt: skip
"""What parts that are missing or damaged raise; errors in XML are the first."""
CELLS = " | "
PARAGRAPH = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}p"
ENDS_DELETED = ".//w:p[w:pPr/w:rPr/w:del or w:pPr/w:rPr/w:moveFrom]"
"""Paragraphs whose end was deleted: what follows them goes on in them."""
UNSHOWN = """
    .//w:del | .//w:moveFrom | .//w:rt | .//*[local-name() = 'Fallback']
    | .//w:sdt[w:sdtPr/w:showingPlcHdr or w:sdtPr//w:docPartGallery/@w:val = 'Table of Contents']
"""
"""What was deleted or moved away; readings above characters; what programs of before 2010 show in
place of a text box, its text once more; "Click here to enter text", and a table of contents."""
AROUND_TEXT = """
    .//w:ins | .//w:moveTo | .//w:sdt | .//w:sdtContent | .//w:smartTag | .//w:customXml
    | .//w:fldSimple | .//w:dir | .//w:bdo | .//w:r[w:ruby] | .//w:ruby | .//w:rubyBase
"""
"""What the library passes over with the text in it: insertions, controls, tags, fields, writing
directions, characters that have a reading above them."""


def read(data: bytes, max_bytes: int) -> Document:
    """Take the text of a Word file; headers, footers and notes are left out.

    Raises UnreadableError for what is encrypted, damaged, or unpacks to more than `max_bytes`.
    """
    _check(data, max_bytes)
    import docx

    try:
        document = docx.Document(io.BytesIO(data))
    except BAD_PARTS:
        raise UnreadableError(BROKEN) from None
    _as_shown(document.element.body)
    paragraphs: list[str] = []
    for block in document.iter_inner_content():
        paragraphs += [block.text] if hasattr(block, "text") else _rows(block)
    stated = document.core_properties
    facts = properties(stated.title, stated.author)
    return Document("\n\n".join(filter(str.strip, paragraphs)), facts, "document properties")


def _check(data: bytes, max_bytes: int) -> None:
    if data.startswith(OLD):
        raise UnreadableError(ENCRYPTED)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            names, size = parts.namelist(), sum(part.file_size for part in parts.infolist())
    except (zipfile.BadZipFile, ValueError, OSError):
        raise UnreadableError(DAMAGED) from None
    if "[Content_Types].xml" not in names:
        raise UnreadableError(DAMAGED)
    if size > max_bytes:
        raise UnreadableError(f"unpacks to too much ({size / MB:.0f} MB; {size_limit(max_bytes)})")


def _rows(table: "Table") -> Iterator[str]:
    """Each row of a table as a line, then those of the tables in it; cells that were merged count
    once."""
    for row in table.rows:
        cells = {cell._tc: cell for cell in row.cells}
        texts = (" ".join(cell.text.split()) for cell in cells.values())
        yield CELLS.join(filter(None, texts))
        for part, cell in cells.items():
            if part.getparent() is row._tr:  # else merged with one of a row above
                for inner in cell.tables:
                    yield from _rows(inner)


def _as_shown(body: Any) -> None:
    """Make of a document's elements what Word shows with all changes accepted: each paragraph
    whole, a text box below the paragraph that it is anchored in."""
    for paragraph in reversed(body.xpath(ENDS_DELETED)):
        below = paragraph.getnext()
        if below is not None and below.tag == PARAGRAPH:
            paragraph.extend(list(below))
    for part in body.xpath(UNSHOWN):
        part.getparent().remove(part)
    for part in body.xpath(AROUND_TEXT):
        for child in list(part):
            part.addprevious(child)
        part.getparent().remove(part)
    for box in reversed(body.xpath(".//w:p//w:txbxContent")):
        anchor = next(box.iterancestors(PARAGRAPH))
        for child in reversed(list(box)):
            anchor.addnext(child)
