"""Pure: the front matter at a text's beginning: YAML between `---` lines, TOML between `+++`."""

import re
import tomllib
from collections.abc import Callable, Mapping

import yaml

YAML, TOML = (re.compile(rf"^{mark}{{3,}}\s*$", re.MULTILINE) for mark in ("-", r"\+"))
BLANK = re.compile(r"\A(?:[^\S\n]*\n)+")
FACT = re.compile(r"\s*(?:title|source|date|updated|author|url)\s?[:=]", re.IGNORECASE)
LONGEST_BLOCK = 65_536
"""Characters of front matter; what is longer is a story between two rules."""
MOST_DOTS = 2_000
"""In TOML: the time for a key grows with the square of its parts, "a.b.c" has three."""
TOML_LINE = re.compile(r"\(at line (\d+),")
AS_PAGE = "its lines were read as the page's own"
UNCLOSED = "its front matter has no second {} line; " + AS_PAGE


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
    fence, load = next(((f, load) for f, load in KINDS if f.match(begun)), (None, None))
    if not (fence and load):
        return {}, text, None
    _, block, *rest = fence.split(begun, 2)
    if not rest:
        return {}, text, UNCLOSED.format(begun[:3]) if FACT.match(block) else None
    try:
        stated = load(block) if len(block) < LONGEST_BLOCK else None
    except (yaml.YAMLError, ValueError, TypeError, RecursionError) as error:
        if fence is TOML and not FACT.match(block):
            return {}, text, None
        return {}, block + rest[0], f"its front matter can't be understood{_line(error)}; {AS_PAGE}"
    # A story between two rules is none.
    return (stated, rest[0], None) if isinstance(stated, dict) else ({}, text, None)


def _yaml(block: str) -> object:
    return yaml.load(block, _AsWritten)


def _toml(block: str) -> object:
    return tomllib.loads(block) if block.count(".") <= MOST_DOTS else None


def _line(error: Exception) -> str:
    """Where an error is, as the error says itself; "" if it doesn't."""
    mark, said = getattr(error, "problem_mark", None), TOML_LINE.search(str(error))
    line = mark.line + 1 if mark else said and said[1]
    return f" at line {line}" if line else ""


KINDS: tuple[tuple[re.Pattern[str], Callable[[str], object]], ...] = ((YAML, _yaml), (TOML, _toml))
