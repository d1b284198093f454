"""Questions that may follow an answer, made from what was found for it. Pure.

Only asking them shows whether the archive can answer them.
"""

import re
from collections.abc import Iterator

from qa.names import TITLES, names
from qa.records import Answer
from qa.speech import SPEAK, forms

CANDIDATES = 6
LONGEST = 40
"""Characters of a name to ask about."""
NO_FIRST_NAME = re.compile(
    r"(?:after|all|another|any|before|both|by|during|each|every|few|for|former|from|many|more|most"
    r"|multiple|no|one|other|several|since|some|such|to|two|three|four|five|under|until|with)\b",
    re.IGNORECASE,
)
"""Capitalised at the start of a sentence, and then taken for a part of the name after it."""
CALLED = re.compile(r"^(?:(?:Councill?or|Dame|Inspector|Lady|Lord|Mayor|Miss|Sir)\s)+(?=\S)")
"""Before a name, which is the same without: Mayor Ada Venn is Ada Venn, "Miss Venn" no new name."""
TITLE_LAST = re.compile(rf"\b(?:{TITLES})\.?$")
"""A name cut short: "Ardenian Maj." of "Ardenian Maj.-Gen. Reed"."""
GOES_ON = re.compile(r" [a-z]{2,3}-[A-Z][\w’'-]*\w")
"""The rest of a name: "Sami Badr" is "Sami Badr al-Orrini"."""
SPOKE = re.compile(rf",?\s(?:[^.;“\"]{{0,40}}\s)?(?:{forms(SPEAK, 'past')}|says)\b")
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
    for found in names(text):
        at = text.find(found.text) + len((CALLED.match(found.text) or [""])[0])
        name = _whole(text, at, CALLED.sub("", found.text))
        if " " not in name or len(name) > LONGEST or _no_name(name):
            continue
        # What is all capitals is a caption's; after a point without a space, "U.S. President".
        if _known(name, asked) or name.isupper() or text[:at].endswith("."):
            continue
        if about and found.person and _speaks(text, at, at + len(name)):
            if about in name:  # the Orrin Mills on Orrin
                continue
            on = f" about {about}" if about.split()[-1] in text else ""
            yield f"What did {name} say{on}?"
        else:
            yield _plain("the " * text[:at].endswith("the ") + name)


def _whole(text: str, at: int, name: str) -> str:
    rest = GOES_ON.match(text, at + len(name))
    return name + rest[0] if rest else name


def _no_name(name: str) -> bool:
    return bool(NO_FIRST_NAME.match(name) or TITLE_LAST.search(name))


def _known(name: str, asked: str) -> bool:
    """Whether the question has spoken of it."""
    return name.split()[-1].lower() in asked


def _speaks(text: str, start: int, end: int) -> bool:
    return bool(SPOKE.match(text, end) or SPOKE_BEFORE.search(text, 0, start))


def _plain(name: str) -> str:
    return f"What do the articles say about {name}?"
