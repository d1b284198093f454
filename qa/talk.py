"""Pure: what the earlier turns of a talk leave to speak of."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from qa.anaphora import EMPTY, WORD
from qa.names import names
from qa.outlets import OTHER

NAME = r"(?:(?:[A-Z]|Dr|Jr|Mr|Mrs|Ms|St)\.|[A-Z0-9][\w’'&-]*(?:\.[\w’'&-]+)*)"
RUN = rf"{NAME}(?: (?:(?:of|the|and|&|de|in|a|for) ){{0,2}}{NAME}){{0,5}}"
OUTLET = re.compile(OTHER)
NO_NAME = rf"(?i:{'|'.join(sorted(EMPTY))})\b"


@dataclass(frozen=True, slots=True)
class Talk:
    """The people, things and words of earlier turns; the latest comes first."""

    subject: str = ""
    """The heading that the talk began with, or else the last question that stood alone."""
    section: str = ""
    """The rest of that heading."""
    headed: bool = False
    focus: str = ""
    """The person that the last question was about."""
    people: tuple[str, ...] = ()
    he: Mapping[str, bool] = field(default_factory=dict)
    """Who was meant by a pronoun, and whether by "he"."""
    asked: str = ""
    answered: str = ""
    """The last turn; a refusal is no answer."""
    said: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """The heading, if there is one."""
        return self.subject if self.headed else ""

    def tells(self, word: str) -> bool:
        """Whether a word, or one that begins like it, was used."""
        start = word[:5].lower()
        begins = re.compile(rf"\b{re.escape(start)}")
        return any(begins.search(text.lower()) for text in (self.section, *self.said))

    def named_in(self, text: str) -> bool:
        """Whether a text names something itself, in capitals or as the talk did."""
        known = {word.lower() for name in (self.title, *self.people) for word in WORD.findall(name)}
        words = {word.lower() for word in WORD.findall(text)}
        return bool(names(text)) or bool(words & (known - EMPTY))

    def fullest(self, name: str) -> str:
        """The longest form of a name that was used so far."""
        words = set(name.lower().split())
        known = (self.title, *self.people)
        return next((full for full in known if words <= set(full.lower().split())), name)

    def person(self, question: str, he: bool) -> str:
        """Whom "he" or "she" means in a question; empty if nobody fits.

        No one whom the question names, no one known to be the other sex, no outlet.
        """
        asked = question.lower()
        free = [
            name
            for name in (self.focus, *self.people, self.title)
            if name
            and self.he.get(name, he) == he
            and name.split()[-1].lower() not in asked
            and not OUTLET.fullmatch(name)
        ]
        titled = [self.title] if self.title in free else []
        if titled and _is_person(self.title) and self.focus not in self.he:
            return self.title
        known = [name for name in free if name == self.focus or name in self.he]
        told = [] if self.focus in self.he or self._asks_of(self.focus) else self._told(known)
        return next(iter(told + known + titled + free), "")

    def _asks_of(self, name: str) -> bool:
        return bool(name) and name.split()[-1].lower() in self.asked.lower()

    def _told(self, known: Sequence[str]) -> list[str]:
        """Those of whom the last answer tells whether they are men."""
        return [name for name in known if name in self.he and name in self.answered]

    def full_name(self, noun: str) -> str:
        """What "the scandal" or "the album" was called: "BALCO scandal", "album Blue", or empty."""
        before = re.compile(rf"\b(?!{NO_NAME}){RUN} (?i:{noun})\b")
        after = re.compile(rf"\b(?i:{noun}),? (?:called |titled |named )?[\"“]?{RUN}")
        for text in (*self.said[:2], self.title, self.section, *self.said[2:]):
            if match := before.search(text) or after.search(text):
                return match[0]
        return ""


def _is_person(title: str) -> bool:
    return any(name.person for name in names(title)) and not title.startswith("The ")
