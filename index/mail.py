"""Mails (`.eml`): the plain text, else the page in it; header lines; what is attached."""

import mimetypes
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from index import html
from index.encoding import decode
from index.errors import UnreadableError
from index.forwarded import unwrapped
from index.records import Document

if TYPE_CHECKING:
    from email.message import EmailMessage, MIMEPart

HEADERS = ("from", "date", "subject", "to", "message-id")
MOST_CHARACTERS = 10_000
"""Read of a header line: the parser of Python takes time with the square of its length."""
NO_MAIL = "is no mail: it has none of the header lines From, To, Subject and Date"
TOO_DEEP = "is a mail with parts within parts within parts, too many to read"
MAIL = "message/rfc822"
TEXTS = ("text/plain", "text/html")
NO_STORY = re.compile(r"(?:image|audio|video)/|text/(?:calendar|(?:x-)?vcard)|.*signature$")
"""Kinds of files that are left alone; the last are those of signatures: `pgp-signature`."""
MOST_TEXTS = 200
"""More texts are in no mail that people send, and would take too long to read."""
LINK = re.compile(r"(?<![ \t])[ \t]{0,9}[\[(<](https?://[^\s\[\](<)>]{1,2000})[\])>]")
"""Where a link leads, behind its words: "the report [https://harbour.example/1]"."""
STUB = 2
"""A plain text is told from a hint to read the page instead: the page has more than so many times
its words."""


def read(data: bytes) -> Document:
    """Take a mail's text, its subject, writer and date, and the files attached to it.

    Raises UnreadableError for what is no mail, or one of more parts than anybody sends.
    """
    try:
        return _read(data)
    except RecursionError:
        raise UnreadableError(TOO_DEEP) from None


def _read(data: bytes) -> Document:
    # Slow to import; few archives hold mails.
    from email import headerregistry, message_from_bytes, policy

    known = headerregistry.HeaderRegistry()
    cut = policy.default.clone(
        header_factory=lambda name, value: known(name, value[:MOST_CHARACTERS])
    )
    mail = message_from_bytes(data, policy=cut)
    if not any(name in mail for name in HEADERS):
        raise UnreadableError(NO_MAIL)
    parts = _Parts()
    text = parts.text(mail)
    if parts.faults and not (text.strip() or parts.attached):
        raise parts.faults[0]
    facts, text = unwrapped(_facts(mail), text)
    return Document(text, facts, "mail header", attached=tuple(parts.attached))


def _facts(mail: "EmailMessage") -> dict[str, object]:
    facts: dict[str, object] = {"title": str(mail.get("subject", ""))}
    if date := mail.get("date"):
        facts["date"] = date.datetime or str(date)
    if sender := mail.get("from"):
        people = (one.display_name or one.addr_spec for one in sender.addresses)
        facts["author"] = ", ".join(filter(None, people))
    return facts


@dataclass(slots=True)
class _Parts:
    """What a mail is made of besides its text."""

    attached: list[tuple[str, bytes]] = field(default_factory=list)
    """By name; what has none is called by its place and its kind."""
    faults: list[UnreadableError] = field(default_factory=list)
    number: int = 0
    """Of parts attached so far, those included that hold no story."""
    texts: int = 0
    """Read so far."""

    def text(self, part: "MIMEPart", named: bool = True) -> str:
        """The text of a part and of those in it, one below the other; the rest is attached.

        With `named` it may have the name of a file and be text all the same.
        """
        kind, inner = part.get_content_type(), list(part.iter_parts())
        if kind == MAIL:
            self._attach(part)
        elif not inner:
            inline = not part.is_attachment() and (named or not part.get_filename())
            if inline and _may_hold_text(part):
                return self._read(part)
            self._attach(part)
        elif kind == "multipart/alternative":
            return _fuller(*(self.text(one) for one in inner if _may_hold_text(one)))
        elif kind == "multipart/related":  # a page, then its pictures
            return self.text(inner[0])
        else:
            texts = [self.text(one, named=number == 0) for number, one in enumerate(inner)]
            return "\n\n".join(filter(str.strip, texts))
        return ""

    def _read(self, part: "MIMEPart") -> str:
        self.texts += 1
        if self.texts > MOST_TEXTS:
            raise UnreadableError(f"is a mail with more than {MOST_TEXTS} texts in it")
        charset = part.get_content_charset("")
        if part.get_content_subtype() != "html":
            return decode(_bytes(part), charset) or ""
        try:
            return html.read(_bytes(part), charset).text
        except UnreadableError as fault:
            self.faults.append(fault)
            return ""

    def _attach(self, part: "MIMEPart") -> None:
        self.number += 1
        kind, name = part.get_content_type(), part.get_filename("")
        if kind == MAIL:
            self.attached.append((f"{self.number}.eml", bytes(part.get_content())))
        elif not NO_STORY.match(mimetypes.guess_type(name)[0] or kind):
            ending = mimetypes.guess_extension(kind) or ".bin"
            self.attached.append((name or f"{self.number}{ending}", _bytes(part)))


def _may_hold_text(part: "MIMEPart") -> bool:
    """Whether a part is text or holds parts; also one that says it holds some and has none."""
    return part.get_content_type() in TEXTS or part.get_content_maintype() == "multipart"


def _fuller(plain: str = "", *others: str) -> str:
    """Of one text told in several ways the first, the plainest, if it tells all of it.

    It is given without where its links lead, which the page doesn't show.
    """
    fullest = max(others, key=lambda text: len(text.split()), default="")
    if fullest:
        plain = LINK.sub(lambda link: link[0] if link[1] in fullest else "", plain)
    return fullest if len(fullest.split()) > STUB * len(plain.split()) else plain


def _bytes(part: "MIMEPart") -> bytes:
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""
