"""Pure: the front matter of a text, YAML between two `---` lines at its beginning."""

import re
from collections.abc import Mapping

import yaml

FENCE = re.compile(r"^-{3,}\s*$", re.MULTILINE)
BLANK = re.compile(r"\A(?:[^\S\n]*\n)+")
FACT = re.compile(r"\s*(?:title|source|date|updated|author|url):", re.IGNORECASE)
LONGEST_BLOCK = 65_536
"""Characters of front matter; what is longer is a story between two rules."""
AS_PAGE = "its lines were read as the page's own"
UNCLOSED = f"its front matter has no second --- line; {AS_PAGE}"


class _AsWritten(yaml.SafeLoader):
    """YAML whose values stay text: "No" is no false, 007 no 7, 2021-13-45 no error."""


_AsWritten.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag.endswith((":null", ":merge"))]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def split(text: str) -> tuple[Mapping[str, object], str, str | None]:
    """Split off front matter: what it states, the rest, and what is wrong with it if anything.

    Lines that can't be understood stay in the rest, where a title or a date may yet be read.
    """
    begun = BLANK.sub("", text)
    if not FENCE.match(begun):
        return {}, text, None
    _, block, *rest = FENCE.split(begun, 2)
    if not rest:
        return {}, text, UNCLOSED if FACT.match(block) else None
    try:
        stated = yaml.load(block, _AsWritten) if len(block) < LONGEST_BLOCK else None
    except (yaml.YAMLError, ValueError, TypeError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f" at line {mark.line + 1}" if mark else ""
        return {}, block + rest[0], f"its front matter can't be understood{where}; {AS_PAGE}"
    # A story between two rules is none.
    return (stated, rest[0], None) if isinstance(stated, dict) else ({}, text, None)
