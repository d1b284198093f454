"""Word files (`.docx`) by python-docx: paragraphs and tables in their order."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

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
    """Each row of a table as a line; cells that were merged count once."""
    for row in table.rows:
        cells = dict.fromkeys(cell._tc for cell in row.cells)
        texts = {cell._tc: " ".join(cell.text.split()) for cell in row.cells}
        yield CELLS.join(text for cell in cells if (text := texts[cell]))
