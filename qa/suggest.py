"""Questions that may follow an answer, made from what was found for it. Pure.

Only asking them shows whether the archive can answer them.
"""

import re
from collections.abc import Iterator

from index.sentences import sentences
from qa.names import TITLES, names
from qa.records import Answer
from qa.speech import SPEAK, forms
from qa.talk import OUTLET

CANDIDATES = 6
LONGEST = 40
"""Characters of a name to ask about."""
NO_FIRST_NAME = re.compile(
    r"(?:after|all|another|any|before|both|by|during|each|every|few|for|former|from|many|more|most"
    r"|members|multiple|no|officials|one|other|parents|residents|several|since|some|such|to|two|three"
    r"|four|five|under|until|with)\b",
    re.IGNORECASE,
)
"""Capitalised at the start of a sentence, and then taken for a part of the name after it."""
CALLED = re.compile(
    r"^(?:(?:Councill?or|Dame|Detective|Inspector|Lady|Lord|Mayor|Miss|Sergeant|Sir"
    r"|Superintendent)\s)+(?=\S)"
)
"""Before a name, which is the same without: Mayor Ada Venn is Ada Venn, "Miss Venn" no new name."""
TITLE_LAST = re.compile(rf"\b(?:{TITLES})\.?$")
"""A name cut short: "Ardenian Maj." of "Ardenian Maj.-Gen. Reed"."""
GOES_ON = re.compile(r" [a-z]{2,3}-[A-Z][\w’'-]*\w")
"""The rest of a name: "Sami Badr" is "Sami Badr al-Orrini"."""
SPOKE = re.compile(rf",?\s(?:[^.;“\"A-Z]{{0,40}}\s)?(?:{forms(SPEAK, 'past')}|says)\b")
"""After a name; with another name between, somebody else may have spoken."""
SPOKE_BEFORE = re.compile(r"\b(?:said|told|to|by)\s(?:\w+\s)?$")


def candidates(answer: Answer) -> tuple[str, ...]:
    """At most CANDIDATES questions about people and things beside those asked about, nearest
    first."""
    asked = answer.query.text.lower()
    about = max((name.text for name in names(answer.query.text)), key=len, default="")
    texts = [hit.passage.text for hit in answer.passages]
    speaks = any(_spoke(text, about) for text in texts)
    found = dict.fromkeys(
        question for text in texts for question in _of(text, asked, about, speaks)
    )
    return tuple(found)[:CANDIDATES]


def _of(text: str, asked: str, about: str, speaks: bool) -> Iterator[str]:
    for found in names(text):
        at = text.find(found.text) + len((CALLED.match(found.text) or [""])[0])
        name = _whole(text, at, CALLED.sub("", found.text))
        if " " not in name or len(name) > LONGEST or _no_name(name):
            continue
        # What is all capitals is a caption's; after a point without a space, "U.S. President".
        if _known(name, asked) or name.isupper() or text[:at].endswith("."):
            continue
        if OUTLET.fullmatch(name):
            continue
        if about and found.person and _speaks(text, at, at + len(name)):
            if about in name:  # the Orrin Mills on Orrin
                continue
            # Of somebody who speaks too, others seldom speak; of a town they do all along.
            near = _sentence(text, at) if speaks else text
            on = f" about {about}" if about.split()[-1] in near else ""
            yield f"What did {name} say{on}?"
        else:
            yield _plain("the " * text[:at].lower().endswith("the ") + name)


def _sentence(text: str, at: int) -> str:
    """The sentence in which a name stands."""
    return next((text[start:end] for start, end in sentences(text) if start <= at < end), "")


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


def _spoke(text: str, name: str) -> bool:
    """Whether somebody of a name speaks anywhere in a text."""
    last = rf"\b{re.escape(name.split()[-1])}\b(?! [A-Z])" if name else r"(?!)"
    return any(_speaks(text, *one.span()) for one in re.finditer(last, text))


def _plain(name: str) -> str:
    return f"What do the articles say about {name}?"
