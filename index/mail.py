"""Mails (`.eml`): the plain text, else the page in it; header lines; what is attached."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from index import html
from index.encoding import decode
from index.errors import UnreadableError
from index.records import Document

if TYPE_CHECKING:
    from email.message import EmailMessage, MIMEPart

HEADERS = ("from", "date", "subject", "to", "message-id")
MOST_CHARACTERS = 10_000
"""Read of a header line: the parser of Python takes time with the square of its length."""
NO_MAIL = "is no mail: it has none of the header lines From, To, Subject and Date"


def read(data: bytes) -> Document:
    """Take a mail's text, its subject, writer and date, and the files attached to it.

    Raises UnreadableError for what is no mail.
    """
    # Slow to import; few archives hold mails.
    from email import headerregistry, message_from_bytes, policy

    known = headerregistry.HeaderRegistry()
    cut = policy.default.clone(
        header_factory=lambda name, value: known(name, value[:MOST_CHARACTERS])
    )
    mail = message_from_bytes(data, policy=cut)
    if not any(name in mail for name in HEADERS):
        raise UnreadableError(NO_MAIL)
    body = mail.get_body(("plain", "html"))
    text = _text(body) if body else ""
    return Document(text, _facts(mail), "mail header", attached=tuple(_attached(mail)))


def _facts(mail: "EmailMessage") -> dict[str, object]:
    facts: dict[str, object] = {"title": str(mail.get("subject", ""))}
    if date := mail.get("date"):
        facts["date"] = date.datetime or str(date)
    if sender := mail.get("from"):
        people = (one.display_name or one.addr_spec for one in sender.addresses)
        facts["author"] = ", ".join(filter(None, people))
    return facts


def _text(part: "MIMEPart") -> str:
    if part.get_content_subtype() == "html":
        return html.read(_bytes(part)).text
    if part.get_content_charset("us-ascii") == "us-ascii":
        return decode(_bytes(part)) or ""  # what names no encoding is often not ASCII
    try:
        return str(part.get_content())
    except LookupError:  # an encoding that Python does not know
        return decode(_bytes(part)) or ""


def _attached(mail: "EmailMessage") -> Iterator[tuple[str, bytes]]:
    for number, part in enumerate(mail.iter_attachments(), start=1):
        if part.get_content_type() == "message/rfc822":
            yield f"{number}.eml", bytes(part.get_content())
        elif name := part.get_filename():
            yield name, _bytes(part)


def _bytes(part: "MIMEPart") -> bytes:
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""
