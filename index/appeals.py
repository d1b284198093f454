"""Pure: appeals for support, the well-formed prose in which a publication asks its reader."""

import re

from index.furniture import QUOTED, REPORTED
from index.lines import Line

GAP = 3
"""Paragraphs of one appeal are at most this far apart."""

ASKS = re.compile(
    r"""\b(?:your\ (?:\w+\ )?(?:support|donations?|contributions?|subscription|gift|generosity)\b
    |readers\ like\ you|people\ like\ you|(?:please\ )?(?:consider|think\ about)\ 
     (?:(?:making\ )?a\ (?:donation|gift|contribution|subscription)|donating|contributing
     |supporting|becoming)\b
    |(?:we|our\ \w+)\ (?:rely|relies|depend|depends|count)\ on\ (?:readers|you|your|donations
     |the\ (?:generosity|support))|(?:can|will)\ you\ (?:help|support|chip)\b|chip\ in\b
    |donate\ (?:now|today)|support\ (?:us|our\ (?:work|journalism|reporting|newsroom|mission))\b
    |become\ a\ (?:member|subscriber|supporter|patron|donor)\b
    |make\ a\ (?:donation|contribution|gift)|thank\ you\ for\ supporting|since\ you.re\ here
    |small\ favou?r\ to\ ask
    |help\ us\ (?:keep|continue|to\ |report|reach|tell|do|fund|cover|raise))""",
    re.I | re.X,
)
"""The reader is asked for support."""
HINTS = (
    "support", "donat", "contribut", "subscri", "gift", "generosity", "like you", "chip in",
    "help us", "will you help", "can you help", "rely on", "relies on", "depend", "count on",
    "become a", "becoming", "since you", "small favo",
)  # fmt: skip
"""One of these stands in whatever ASKS matches: a quick test before a slow pattern."""
OURSELVES = re.compile(r"\b(?:we|us|our)\b", re.I)
PRESS = re.compile(
    r"\b(?:journalis\w+|report(?:ing|ers?)|newsrooms?|news|readers?|readership|paywalls?|coverage"
    r"|stor(?:y|ies)|investigat\w+|editorial|publish\w*|facts)\b",
    re.I,
)
"""It is a publication that speaks, not a charity in the story."""


def mark_appeals(lines: list[Line]) -> None:
    """Mark paragraphs that ask the reader for support, and those that say "we" among them."""
    clusters: list[list[int]] = []
    for number, line in enumerate(lines):
        if not line.free or not _asks(line.text):
            continue
        if clusters and number - clusters[-1][-1] <= GAP:
            clusters[-1].append(number)
        else:
            clusters.append([number])
    for cluster in clusters:
        whole = lines[cluster[0] : cluster[-1] + 1]
        ours = [line for line in whole if OURSELVES.search(QUOTED.sub(" ", line.text))]
        of_press = any(PRESS.search(line.text) for line in whole)
        if of_press and (ours or any("journalism" in line.text for line in whole)):
            for line in [*ours, *(lines[number] for number in cluster)]:
                line.kind = "appeal" if line.free else line.kind


def _asks(line: str) -> bool:
    lower = line.lower()
    if not any(hint in lower for hint in HINTS):
        return False
    return bool(ASKS.search(QUOTED.sub(" ", line))) and not REPORTED.search(line)
