"""Pure: texts (`.txt`, `.md`), with front matter or as a database of news saves them."""

from index.encoding import decode
from index.errors import UnreadableError
from index.exports import document, documents
from index.front_matter import split
from index.records import Document

NO_TEXT = "is not text (a binary file with a text file's name?)"


def read(data: bytes) -> Document:
    """Take a text and what it states of itself; the documents of an export are attached.

    Raises UnreadableError for what is no text.
    """
    text = decode(data)
    if text is None:
        raise UnreadableError(NO_TEXT)
    if parts := documents(text):
        files = ((f"{number}.txt", part.encode()) for number, part in enumerate(parts, 1))
        return Document("", {}, "header", attached=tuple(files))
    if told := document(text):
        return Document(told[1], told[0], "header")
    stated, text, fault = split(text)
    return Document(text, stated, "front matter", fault)
