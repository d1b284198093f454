"""Pure: what the tags of a saved page say of its own article: its author and dates.

Where no tag says what it holds, the lines that sign the story do: a tag of the class "byline", a
time tag right under the headline. They are read as in any other text.

Pages tell of other stories too, in tickers, teasers and comments, with tags of the same kinds.
"""

import re
from collections.abc import Callable
from typing import Any, TypeAlias

from index.byline import DATE, FOREIGN_DAY, byline, signed
from index.lines import PROSE_WORDS
from index.metadata import changed_in, day_in, is_dated
from index.own import class_words, is_own, nearest, words
from index.tagged import TIMES, block_of, is_short, iso_day, line_around, line_of

Say: TypeAlias = Callable[[Any], str]
"""How a tag is read."""
Ways: TypeAlias = tuple[tuple[str, Say], ...]
"""Paths to tags that state a fact, the surer ones first, each with how they are read."""

PUBLISHED = (
    ".//*[@itemprop='datePublished']",
    ".//time[@pubdate]",
    ".//time[contains(@class, 'entry-date') or contains(@class, 'publish')]",
)
"""Tags that say when the page was published."""
CHANGED = (
    ".//*[@itemprop='dateModified']",
    ".//time[contains(@class, 'updated') and not(contains(@class, 'publish'))]",
)
"""Tags that say when the page was last changed."""
BY = re.compile(r"^(?:(?:posted|published|written)\s+)?by:?\s+", re.IGNORECASE)
AUTHORS = (
    ".//*[@itemprop='author']//*[@itemprop='name']",
    ".//*[@rel='author']",
    ".//*[@itemprop='author']",
    ".//*[contains(@class, 'author')]",
)
AUTHOR = re.compile(r"^(?!.*\b(?:about|avatar|bio|image|img|photo|picture)\b).*\bauthors?\b")
"""Words of the class of what names the author: "post-author", not "authority", "author-bio"."""
SIGNS = ".//*[contains(translate(@class, 'BL', 'bl'), 'byline')]"
"""What has a class such as "byline", "article-byline", "storyByline"."""
BYLINE, BELOW, DATED = "$bylines", "$below", "$dated"
"""The bylines, and right under the headline the time tags and what else holds a day; they are
handed to each path."""
SHOWN = "not(parent::script or parent::style)"
SAID_CHANGED = (
    "(. | ..)[@itemprop='dateModified' or contains(@class, 'updated') or contains(@class, 'modif')]"
)
"""Whether a time tag, or what it stands in, is said to be of a change."""
NEAR = 60
"""Words that may stand between headline and time tag: a standfirst and who signs."""
LINES = ("p", "div", "header", "section", "address", "font")
"""Tags that may say when a story is from; a subhead or a list's item may be of a chronicle."""
LONGEST_NAME = 100
MOST_SEEN = 100
"""Tags looked at on each path; pages of comments have thousands."""


def markup(tree: Any, title: Any) -> dict[str, str]:
    """Author and dates as the page shows them, where the markup says that they are that.

    `title`: the heading of the page's article, or None.
    """
    around = frozenset() if title is None else frozenset(title.iterancestors())
    story = None if title is None else nearest(title, "article")
    if not (whole := story is not None):
        articles = [tag for tag in tree.iterfind(".//article") if is_own(tag, around)]
        story = articles[0] if len(articles) == 1 else None
    facts, named = {}, {"bylines": _bylines(tree), **_below(title)}
    for fact, ways in FACTS.items():
        seen = [(tree.xpath(path, **named)[:MOST_SEEN], say) for path, say in ways]
        own = [([tag for tag in tags if is_own(tag, around)], say) for tags, say in seen]
        facts[fact] = _inside(own, story) or ("" if whole else _beside(own))
    return facts


def _bylines(tree: Any) -> list[Any]:
    """What signs by its class, the outermost of several within each other."""
    short = [tag for tag in tree.xpath(SIGNS)[:MOST_SEEN] if is_short(tag)]
    return [tag for tag in short if not any(above in short for above in tag.iterancestors())]


def _below(title: Any) -> dict[str, list[Any]]:
    """Right under the headline the time tags, and above the story the lines that hold a day.

    Further down a chronicle may begin.
    """
    times, dated, told, above = [], [], 0, True
    shown = f"$title/following::node()[self::time[not({SAID_CHANGED})] or self::text()[{SHOWN}]]"
    for node in title.xpath(shown, title=title) if title is not None else ():
        if hasattr(node, "tag"):
            times.append(node)
        elif (told := told + len(node.split())) > NEAR:
            break
        elif above:
            dated += [block_of(node.getparent())] if _names_day(node) else []
            above = len(node.split()) < PROSE_WORDS or is_dated(node.strip())
        if len(times) == TIMES:
            break
    return {"below": times, "dated": [tag for tag in dated if _is_line(tag)]}


def _names_day(text: str) -> bool:
    return bool(DATE.search(text) or FOREIGN_DAY.search(text))


def _is_line(tag: Any) -> bool:
    """Whether a tag, without one for the time, says when a story is from and who signs."""
    timed = tag.find(".//time") is not None
    return tag.tag in LINES and not timed and is_short(tag) and is_dated(line_of(tag))


def _inside(ways: list[tuple[list[Any], Say]], story: Any) -> str:
    """What the first tag of the surest kind says in the story, not in an article within it."""
    inside = (say(tag) for tags, say in ways for tag in tags if nearest(tag, "article") is story)
    return next(filter(None, inside), "") if story is not None else ""


def _beside(ways: list[tuple[list[Any], Say]]) -> str:
    """What the tags of the surest kind say outside of stories and lists, if they agree."""
    for tags, say in ways:
        if said := {say(tag) for tag in tags if nearest(tag, "article", "li") is None} - {""}:
            return said.pop() if len(said) == 1 else ""
    return ""


def _day(tag: Any) -> str:
    return str(tag.get("datetime") or tag.get("content") or words(tag))


def _person(tag: Any) -> str:
    """Who a tag names as the author: "Posted by Jane Doe on May 8, 2021"; "" if it doesn't."""
    if "author" in (named := class_words(tag)) and not AUTHOR.search(named):
        return ""
    within = tag.xpath(AUTHORS[-1])[:MOST_SEEN]
    if any(AUTHOR.search(class_words(one)) and words(one) for one in within):
        return ""
    name = DATE.split(BY.sub("", words(tag)))[0].strip(" ,|·•–—-").removesuffix(" on")
    return name if len(name) < LONGEST_NAME else ""


def _signers(tag: Any) -> str:
    """Who a byline names."""
    line = line_of(tag)
    return ", ".join(byline(line) or signed(line) or ())


def _published(tag: Any) -> str:
    return iso_day(day_in(line_of(tag)))


def _changed(tag: Any) -> str:
    return iso_day(changed_in(line_of(tag)))


def _dated(tag: Any) -> str:
    """When a time tag says that the story is from, unless it stands in a sentence."""
    line = line_around(tag)
    return iso_day(day_in(line)) if is_dated(line) else ""


def _redated(tag: Any) -> str:
    line = line_around(tag)
    return iso_day(changed_in(line)) if is_dated(line) else ""


def _days(tagged: tuple[str, ...], plain: Say, timed: Say) -> Ways:
    """The ways to a day: by tags that say which, by lines, and by time tags."""
    ways = ((BYLINE, plain), (BELOW, timed), (DATED, plain))
    return (*((path, _day) for path in tagged), *ways)


FACTS: dict[str, Ways] = {
    "author": (*((path, _person) for path in AUTHORS), (BYLINE, _signers), (DATED, _signers)),
    "date": _days(PUBLISHED, _published, _dated),
    "updated": _days(CHANGED, _changed, _redated),
}
