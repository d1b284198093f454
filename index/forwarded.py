"""Pure: mails that were passed on, as who wrote them sent them.

Subject: Fwd: The pier              ---------- Forwarded message ---------
From: Tor Vik                       From: Lindvik Courier <news@courier.example>
                                    Date: Tue, Mar 12, 2024 at 7:15 AM
"""

import re
from collections.abc import Mapping
from itertools import takewhile

NOTE_WORDS = 40
"""Words above what is passed on, its own heading included; a longer note is a text of its own."""
DEEPEST = 4
"""Times that a mail was passed on; more is a chain of talk."""
LONGEST = 1_000
PASSED_ON = re.compile(r"^(?:(?:fwd?|wg|tr|rv|doorst)\s?:\s?)+", re.IGNORECASE)
HEADER = re.compile(r"\s*\*?([^\W\d]+(?:-[^\W\d]+)?)\s?:\*?\s*(.*)")
"""`From: …`, `*Sent:* …`, `Objet : …`."""
NAMES = {
    "author": ("from", "von", "de", "da", "van"),
    "date": (
        "date",
        "sent",
        "datum",
        "gesendet",
        "envoyé",
        "fecha",
        "enviado",
        "data",
        "verzonden",
    ),
    "title": ("subject", "betreff", "objet", "asunto", "oggetto", "assunto", "onderwerp"),
    "": ("to", "cc", "reply-to", "an", "à", "para", "aan"),
}
FACTS = {name: fact for fact, names in NAMES.items() for name in names}
ADDRESS = re.compile(r"\s*[<\[(][^<>\[\]()]*[>\])]\s*$")
"""Behind a name: ` <news@courier.example>`, ` [mailto:news@courier.example]`."""


def unwrapped(facts: Mapping[str, object], text: str) -> tuple[Mapping[str, object], str]:
    """The facts and the text of a mail, of the one that it passes on if it does."""
    for _ in range(DEEPEST):
        title = str(facts.get("title", ""))
        found = _inner(text) if PASSED_ON.match(title) else None
        if not found:
            break
        facts, text = {"title": PASSED_ON.sub("", title), **found[0]}, found[1]
    return facts, text


def _inner(text: str) -> tuple[dict[str, object], str] | None:
    """What the header lines near a text's beginning say, and what is below; None without such."""
    lines = text.split("\n")
    start = next((number for number, line in enumerate(lines[:NOTE_WORDS]) if _header(line)), None)
    if start is None or len(" ".join(lines[:start]).split()) > NOTE_WORDS:
        return None
    head = list(takewhile(lambda line: _header(line) or "@" in line, lines[start:]))
    facts = dict(filter(None, map(_header, head)))
    if not (facts.get("author") and facts.get("date")):
        return None
    rest = lines[start + len(head) :]
    if all(line.startswith(">") for line in rest if line.strip()):
        rest = [line[1:].removeprefix(" ") for line in rest]
    facts.pop("", None)
    return {**facts, "author": _name(facts["author"])}, "\n".join(rest)


def _header(line: str) -> tuple[str, str] | None:
    """The fact that a header line states, and its value; "" is one that is not of use."""
    found = HEADER.fullmatch(line.lstrip("> ")) if len(line) < LONGEST else None
    fact = FACTS.get(found[1].lower()) if found else None
    return None if found is None or fact is None else (fact, found[2].strip())


def _name(sender: str) -> str:
    """Who a sender is: `Jane Doe` of `"Jane Doe" <jane@courier.example>`, else the address."""
    return ADDRESS.sub("", sender).strip(" '\"*") or sender.strip("<>[]()")
