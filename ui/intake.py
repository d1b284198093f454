"""What visitors may put into the articles folder. Names and addresses are not trusted."""

from collections.abc import Sequence
from pathlib import Path, PureWindowsPath

from index.add import Outcome
from index.fetch import shown as without_password
from index.load import OTHER_FORMAT, is_read
from index.records import Problem
from qa.escape import one_line
from ui import texts
from ui.escape import web_address

MOST_FILES, MOST_PAGES = 100, 20
"""At a time."""
LONGEST_NAME, LONGEST_ADDRESS = 120, 2000
"""Bytes, so that every disk takes the name; letters."""
FORBIDDEN = frozenset('<>:"/\\|?*')
"""In the names of files, on one system or another."""


def files(paths: Sequence[str]) -> tuple[list[str], list[Problem]]:
    """The paths of uploaded files that may be added, and what is wrong with the others."""
    good, bad = [], [Problem(shown(path), texts.TOO_MANY_FILES) for path in paths[MOST_FILES:]]
    for path in paths[:MOST_FILES]:
        if reason := wrong_with(Path(path).name):
            bad.append(Problem(shown(path), reason))
        else:
            good.append(path)
    return good, bad


def wrong_with(name: str) -> str:
    """Why a file of this name is not taken; "" if it is."""
    if not is_read(name):
        return OTHER_FORMAT
    if len(name.encode("utf-8", "replace")) > LONGEST_NAME:
        return texts.LONG_NAME
    odd = not name.isprintable() or FORBIDDEN & set(name) or name.startswith((".", " "))
    return texts.ODD_NAME if odd or PureWindowsPath(name).is_reserved() else ""


def pages(text: str) -> tuple[list[str], list[Problem]]:
    """The addresses of pages in a text, one a line, and what is wrong with other lines."""
    lines = list(dict.fromkeys(line.strip() for line in text.splitlines() if line.strip()))
    good, bad = [], [Problem(shown(line), texts.TOO_MANY_PAGES) for line in lines[MOST_PAGES:]]
    for line in lines[:MOST_PAGES]:
        if len(line) <= LONGEST_ADDRESS and web_address(line):
            good.append(line)
        else:
            bad.append(Problem(shown(line), texts.NO_ADDRESS))
    return good, bad


def failed(text: str, outcomes: Sequence[Outcome]) -> list[str]:
    """The lines of a text of addresses that came to be problems."""
    bad = {shown(one.path) for one in outcomes if isinstance(one, Problem)}
    return [line for line in text.splitlines() if shown(line.strip()) in bad]


def shown(given: str) -> str:
    """The name of a file, never its place, or the address of a page, on one line."""
    name = one_line(Path(given).name if "://" not in given else without_password(given))
    return name if len(name) <= LONGEST_NAME else name[:LONGEST_NAME] + "…"
