"""Questions that may follow an answer, made from what was found for it. Pure.

Only asking them shows whether the archive can answer them.
"""

import re
from collections.abc import Iterator

from qa.names import Name, names
from qa.records import Answer

CANDIDATES = 6
LONGEST = 40
"""Characters of a name to ask about."""
NO_FIRST_NAME = re.compile(
    r"(?:all|another|any|both|each|every|few|former|many|more|most|multiple|no|one|other|several"
    r"|some|such|two|three|four|five)\b",
    re.IGNORECASE,
)
"""Capitalised at the start of a sentence, and then taken for a part of the name after it."""
SPOKE = re.compile(
    r",?\s(?:[^.;“\"]{0,40}\s)?(?:said|says|told|wrote|claimed|confirmed|denied|announced|warned"
    r"|added|argued)\b"
)
SPOKE_BEFORE = re.compile(r"\b(?:said|told|to|by)\s(?:\w+\s)?$")


def candidates(answer: Answer) -> tuple[str, ...]:
    """At most CANDIDATES questions about people and things beside those asked about, nearest
    first."""
    asked = answer.query.text.lower()
    about = max((name.text for name in names(answer.query.text)), key=len, default="")
    found = dict.fromkeys(
        question for hit in answer.passages for question in _of(hit.passage.text, asked, about)
    )
    return tuple(found)[:CANDIDATES]


def _of(text: str, asked: str, about: str) -> Iterator[str]:
    for name in names(text):
        if " " not in name.text or len(name.text) > LONGEST or NO_FIRST_NAME.match(name.text):
            continue
        at = text.find(name.text)
        # What is all capitals is a caption's; after a point without a space, "U.S. President".
        if _known(name, asked) or name.text.isupper() or text[:at].endswith("."):
            continue
        if about and name.person and _speaks(text, at, at + len(name.text)):
            on = f" about {about}" if about.split()[-1] in text else ""
            yield f"What did {name.text} say{on}?"
        else:
            yield _plain("the " * text[:at].endswith("the ") + name.text)


def _known(name: Name, asked: str) -> bool:
    """Whether the question has spoken of it."""
    return name.text.split()[-1].lower() in asked


def _speaks(text: str, start: int, end: int) -> bool:
    return bool(SPOKE.match(text, end) or SPOKE_BEFORE.search(text, 0, start))


def _plain(name: str) -> str:
    return f"What do the articles say about {name}?"
