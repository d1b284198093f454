"""Pure: the persons whom a text names, and whether men."""

import re
from collections.abc import Sequence

from qa.names import names

CALLED = re.compile(
    r"\b(?:(?P<he>Mr|Sir|Lord|King|Prince|father|husband|son|brother|actor"
    r"|(?:chair|spokes|business|congress)man)|Mrs|Ms|Miss|Dame|Lady|Queen|Princess|mother|wife"
    r"|daughter|sister|actress|(?:chair|spokes|business|congress)woman)\.? $"
)
"""Before a name: Ms Marsh, spokesman Ben Hur."""
SAID_OF_SELF = re.compile(
    r"(?:, [^,.]{1,60})?,? (?:(?:said|says|added)(?: that)?|told (?:[\w’'-]+ ){1,4}that)"
    r" (?:(?P<he>he)|she)\b"
)
"""After a name: "Ben Hur, the mayor, told The Tide that he …"."""
OFFICE = re.compile(
    r"\b(?:chief|chief executive|head|president|chair(?:man|woman|person)?|director|mayor|governor"
    r"|minister|manager|leader|owner|founder|spokes(?:man|woman|person)|captain|coach|boss|secretary"
    r"|members?|editor) of (?:the )?$"
)
"""Before what is no person: the head of Orlo Mills."""


def people(text: str) -> list[str]:
    """The names in a text that can be a person's."""
    found = [name.text for name in names(text) if name.person]
    return [name for name in found if not OFFICE.search(text.partition(name)[0])]


def called(text: str, who: Sequence[str]) -> dict[str, bool]:
    """Those whom a text calls what only men or only women are called, and whether men."""
    found = {name: _is_he(text, name, who) for name in who}
    return {name: he for name, he in found.items() if he is not None}


def _is_he(text: str, name: str, who: Sequence[str]) -> bool | None:
    last = name.split()[-1]
    kin = {other for other in who if other != last and other.split()[-1] == last}
    forms = [name, last] if len(kin) < 2 else [name]  # "Mr Marsh" is one of two
    for match in re.finditer(rf"\b(?:{'|'.join(map(re.escape, forms))})\b", text):
        told = CALLED.search(text[: match.start()]) or SAID_OF_SELF.match(text, match.end())
        if told:
            return told["he"] is not None
    return None
