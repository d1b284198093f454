"""Pure: what databases of news save in one text: many documents, with lines about each.

              1 of 35 DOCUMENTS                    Document 1 of 35
The Lindvik Courier                                The pier
March 12, 2024                                     Author: Brekke, Ida
The pier                                           Publication date: Mar 12, 2024
BYLINE: Ida Brekke                                 Full text: The board …
"""

import re
from itertools import pairwise

from index.lines import PROSE_WORDS, WRAPPED_WIDTH, ends_sentence
from index.metadata import day_in, is_dated

BEGINS = re.compile(
    r"^[ \t]*(?:(\d{1,6}) of (\d+) DOCUMENTS|Document (\d{1,6}) of (\d+))[ \t]*$", re.M
)
ENDS = re.compile(r"^[ \t]*End of Document[ \t]*$", re.MULTILINE)
RULE = re.compile(r"^[ \t]*_{9,}[ \t]*$", re.MULTILINE)
PAGE = re.compile(r"Page \d+ of \d+")
PLACE = re.compile(r" \([^()]*\)$")
"""Behind a source: "The Lindvik Courier (Lindvik)"."""
FIELD = re.compile(r"[ \t]*([A-Z][A-Za-z-]+(?: [A-Za-z]+){0,2}):[ \t]*(.*)")
FACTS = {
    "headline": "title", "title": "title", "byline": "author", "author": "author",
    "publication title": "source", "publication date": "date", "document url": "url",
}  # fmt: skip
BODY = ("body", "full text")
OTHERS = (
    "section", "length", "dateline", "load-date", "language", "publication-type", "graphic",
    "subject", "abstract", "links", "publication info", "highlight", "series", "copyright",
    "place of publication", "country of publication", "publication subject", "issn", "source type",
    "language of publication", "document type", "proquest document id", "last updated", "database",
)  # fmt: skip
SHORTEST = 200
"""Characters of a document in the mean, at least: it has a head besides its text."""
FEWEST = 2
"""Documents of an export; one alone is read as what it is all the same."""


def documents(text: str) -> list[str]:
    """The documents of an export, each with the line that parts it from the next; none of others.

    Where documents are numbered, their numbers go up and they say how many there are.
    """
    begins, ends = list(BEGINS.finditer(text)), [found.end() for found in ENDS.finditer(text)]
    said = [(int(found[1] or found[3]), found[2] or found[4]) for found in begins]
    if len(said) >= FEWEST and all(b == (a[0] + 1, a[1]) for a, b in pairwise(said)):
        cuts = [*(found.start() for found in begins), len(text)]
    elif len(ends) >= FEWEST:
        cuts = [0, *ends, *([len(text)] if text[ends[-1] :].strip() else [])]
    else:
        return []
    parts = [text[a:b] for a, b in pairwise(cuts)]
    return parts if SHORTEST * len(parts) <= len(text) else []


def document(text: str) -> tuple[dict[str, object], str] | None:
    """What the lines of a document of an export say of it, and its text; None for other texts."""
    if not (BEGINS.search(text) or ENDS.search(text)):
        return None
    facts: dict[str, str] = {}
    above: list[str] = []
    body: list[str] = []
    into, fact, before = above, "", ""
    for line in RULE.sub("", ENDS.sub("", BEGINS.sub("", text))).split("\n"):
        name, value = _field(line)
        if name in BODY and not any(map(_is_prose, body)):
            into = body = [value]
            fact = ""
        elif name in FACTS or name in OTHERS:
            into, fact = body, FACTS.get(name, name)
            facts.setdefault(fact, value)
        elif fact and line.strip() and len(before) in WRAPPED_WIDTH:
            facts[fact] += f" {line.strip()}"
        else:
            into.append(line)
            fact = ""
        before = line
    told = "\n".join(body)
    whole = told.strip() and not any(map(_is_prose, above))
    return ({**_above(above), **facts}, told) if whole else None


def _field(line: str) -> tuple[str, str]:
    """The name of a line about a document, and what it says; of a story's line none."""
    found = FIELD.fullmatch(line)
    if not found:
        alone = line.strip().lower()
        return (alone if alone in BODY else ""), ""
    name, value = found[1].lower(), found[2].strip()
    return ("" if _is_prose(value) and name not in BODY else name), value


def _is_prose(line: str) -> bool:
    return len(line.split()) >= PROSE_WORDS and ends_sentence(line.rstrip())


def _above(above: list[str]) -> dict[str, object]:
    """What the lines above the fields say: the source right above the day, the title elsewhere."""
    lines = [line.strip() for line in above if line.strip() and not PAGE.fullmatch(line.strip())]
    at = next((number for number, line in enumerate(lines) if is_dated(line)), None)
    if at is None:
        return {"title": lines[0]} if lines else {}
    titles = lines[: max(at - 1, 0)] or lines[at + 1 :][-1:]
    day = day_in(lines[at])
    source = PLACE.sub("", lines[at - 1]) if at else ""
    stated = {"title": titles[-1] if titles else "", "source": source}
    return {name: value for name, value in {**stated, "date": day}.items() if value}
