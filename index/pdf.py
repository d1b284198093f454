"""PDF files by PDFium: the text layer as paragraphs, with where each page begins."""

import re
from collections.abc import Iterator
from threading import Lock
from typing import Any

from index.encoding import tidy
from index.errors import UnreadableError
from index.flow import flow
from index.properties import properties
from index.records import Document

ENCRYPTED = "is encrypted; save a copy without its password and put that here"
DAMAGED = "is no PDF that can be opened (cut short, or another kind of file?)"
PICTURES = "has no text, only pictures of pages; a program for text recognition can add it"
NO_PAGES = "has no pages"
STREAM, END = re.compile(rb">>\s*stream\b"), b"endstream"
MOST_SOUGHT = 2_000_000_000
"""Bytes that PDFium may go through for the ends of streams that have none, about three seconds: it
looks for each as far as the file goes."""
CUT = "\x02"
"""PDFium's mark within a word that was cut at the end of a line."""
_pdfium_lock = Lock()
"""PDFium serves one thread at a time."""


def read(data: bytes) -> Document:
    """Take the text of a PDF, its lines joined into paragraphs, its running heads left out.

    Raises UnreadableError for what is encrypted or damaged and for pages without a text layer.
    """
    with _pdfium_lock:
        pages, stated = _open(data)
    text, starts = flow([tidy(page).split("\n") for page in pages])
    if not text:
        raise UnreadableError(PICTURES if pages else NO_PAGES)
    facts = properties(stated.get("Title"), stated.get("Author"))
    return Document(text, facts, "document properties", pages=starts)


def _open(data: bytes) -> tuple[list[str], dict[str, str]]:
    """The text of each page and the document's properties."""
    import pypdfium2

    endless = len(STREAM.findall(data)) - data.count(END)
    if endless * len(data) > MOST_SOUGHT:
        raise UnreadableError(DAMAGED)
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = error.err_code == pypdfium2.raw.FPDF_ERR_PASSWORD
        raise UnreadableError(ENCRYPTED if locked else DAMAGED) from None
    try:
        return list(_pages(document)), document.get_metadata_dict()
    finally:
        document.close()


def _pages(document: Any) -> Iterator[str]:
    """The text of each page; a page that is damaged has none."""
    import pypdfium2

    for number in range(len(document)):
        try:
            page = document[number]
            text = page.get_textpage()
        except pypdfium2.PdfiumError:
            yield ""
            continue
        yield text.get_text_bounded().replace(CUT, "-\n")
        text.close()
        page.close()
