"""Pure: the properties of a document that say something of its text.

When a document was made, saved or scanned is not when its text was published: such dates are left
alone, so that the article's date is read from its text or stays unknown.
"""

import re

PROGRAM_TITLE = re.compile(
    r"untitled\b.*|document\d*|word document|microsoft \w+ - .*|.*\.(?:docx?|odt|rtf|txt|pdf|indd"
    r"|qxd|pptx?|xlsx?|pages|html?|tmp)",
    re.IGNORECASE,
)
"""A title that a program gave: the name of a file, or that there is none."""
PROGRAM_AUTHOR = re.compile(
    r"python-docx|un-?named|unknown|(?:microsoft )?office user|admin(?:istrator)?|user|author"
    r"|windows user|owner|root|\(?anonymous\)?",
    re.IGNORECASE,
)
"""An author that a program named."""


def properties(title: str | None, author: str | None) -> dict[str, object]:
    """What a document's properties state as title and author, without what programs fill in."""
    title, author = ((value or "").strip() for value in (title, author))
    facts: dict[str, object] = {}
    if title and not PROGRAM_TITLE.fullmatch(title):
        facts["title"] = title
    if author and not PROGRAM_AUTHOR.fullmatch(author):
        facts["author"] = author
    return facts
