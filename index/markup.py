"""Pure: what the tags of a saved page say of its own article: its heading, author and dates.

Pages tell of other stories too, in tickers, teasers and comments, with tags of the same kinds.
"""

import re
from collections.abc import Callable, Collection
from typing import Any, TypeAlias

from index.byline import DATE

Say: TypeAlias = Callable[[Any], str]
"""How a tag is read."""

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
NAME_WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
"""The words of a class: "related-posts" and "relatedPosts" have two each."""
OTHERS = re.compile(
    r"\b(?:comment(?!ar|at)|related|recommend|sidebar|teaser|promo|latest|trending|popular|ticker"
    r"|most (?:read|viewed)|recent (?:posts|entries|news)"
    r"|more (?:articles|from|headlines|news|on|posts|stories))"
)
"""Words of the class of what speaks of other stories, or of this one in other people's words."""
LOGO = re.compile(r"\b(?:logo|branding|masthead|site (?:name|title))\b")
BY = re.compile(r"^(?:(?:posted|published|written)\s+)?by:?\s+", re.IGNORECASE)
AUTHORS = (
    ".//*[@itemprop='author']//*[@itemprop='name']",
    ".//*[@rel='author']",
    ".//*[@itemprop='author']",
    ".//*[contains(@class, 'author')]",
)
AUTHOR = re.compile(r"^(?!.*\b(?:about|avatar|bio|image|img|photo|picture)\b).*\bauthors?\b")
"""Words of the class of what names the author: "post-author", not "authority", "author-bio"."""
LONGEST_NAME = 100
MOST_SEEN = 100
"""Tags looked at on each path; pages of comments have thousands."""


def heading(tree: Any, level: str, site: str = "") -> Any:
    """The only heading of a level that is the page's own and not the site's, or None."""
    headings = [
        tag
        for tag in tree.iterfind(f".//{level}")
        if _is_own(tag) and not _is_logo(tag) and words(tag) != site
    ]
    return headings[0] if len(headings) == 1 else None


def _is_logo(tag: Any) -> bool:
    return any(LOGO.search(_named(one)) for one in (tag, tag.getparent()) if one is not None)


def markup(tree: Any, title: Any) -> dict[str, str]:
    """Author and dates as the page shows them, where the markup says that they are that.

    `title`: the heading of the page's article, or None.
    """
    around = frozenset() if title is None else frozenset(title.iterancestors())
    story = None if title is None else _above(title, "article")
    if not (whole := story is not None):
        articles = [tag for tag in tree.iterfind(".//article") if _is_own(tag, around)]
        story = articles[0] if len(articles) == 1 else None
    facts = {}
    for fact, paths, say in FACTS:
        seen = [tree.xpath(path)[:MOST_SEEN] for path in paths]
        own = [[tag for tag in tags if _is_own(tag, around)] for tags in seen]
        facts[fact] = _inside(own, story, say) or ("" if whole else _beside(own, say))
    return facts


def _inside(paths: list[list[Any]], story: Any, say: Say) -> str:
    """What the first tag of the surest kind says in the story, not in an article within it."""
    inside = (say(tag) for tags in paths for tag in tags if _above(tag, "article") is story)
    return next(filter(None, inside), "") if story is not None else ""


def _beside(paths: list[list[Any]], say: Say) -> str:
    """What the tags of the surest kind say outside of stories and lists, if they agree."""
    for tags in paths:
        if said := {say(tag) for tag in tags if _above(tag, "article", "li") is None} - {""}:
            return said.pop() if len(said) == 1 else ""
    return ""


def _day(tag: Any) -> str:
    return str(tag.get("datetime") or tag.get("content") or words(tag))


def _person(tag: Any) -> str:
    """Who a tag names as the author: "Posted by Jane Doe on May 8, 2021"; "" if it doesn't."""
    if "author" in (named := _named(tag)) and not AUTHOR.search(named):
        return ""
    within = tag.xpath(AUTHORS[-1])[:MOST_SEEN]
    if any(AUTHOR.search(_named(one)) and words(one) for one in within):
        return ""
    name = DATE.split(BY.sub("", words(tag)))[0].strip(" ,|·•–—-").removesuffix(" on")
    return name if len(name) < LONGEST_NAME else ""


FACTS: tuple[tuple[str, tuple[str, ...], Say], ...] = (
    ("author", AUTHORS, _person),
    ("date", PUBLISHED, _day),
    ("updated", CHANGED, _day),
)


def _above(tag: Any, *kinds: str) -> Any:
    """The nearest tag of these kinds that a tag stands in."""
    return next(tag.iterancestors(*kinds), None)


def _is_own(tag: Any, around: Collection[Any] = ()) -> bool:
    """Whether a tag speaks of the page's article, not of another story or a comment.

    What stands around the headline is the page, whatever its class: "with-right-sidebar".
    """
    return not any(
        above.tag in ("aside", "nav", "footer") or OTHERS.search(_named(above))
        for above in tag.iterancestors()
        if above.tag not in ("html", "body", "main") and above not in around
    )


def _named(tag: Any) -> str:
    """The words of a tag's class and id, "more-news newsList" as "more news news list"."""
    return " ".join(NAME_WORDS.findall(f"{tag.get('class', '')} {tag.get('id', '')}")).lower()


def words(tag: Any) -> str:
    return "" if tag is None else " ".join(tag.xpath("string()").split())
