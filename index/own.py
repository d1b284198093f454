"""Pure: which tags of a saved page are of its own article: its heading, and what is in no other
story, comment or menu."""

import re
from collections.abc import Collection
from typing import Any

NAME_WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
"""The words of a class: "related-posts" and "relatedPosts" have two each."""
OTHERS = re.compile(
    r"\b(?:comment(?!ar|at)|related|recommend|sidebar|teaser|promo|latest|trending|popular|ticker"
    r"|most (?:read|viewed)|recent (?:posts|entries|news)"
    r"|more (?:articles|from|headlines|news|on|posts|stories))"
)
"""Words of the class of what speaks of other stories, or of this one in other people's words."""
LOGO = re.compile(r"\b(?:logo|branding|masthead|site (?:name|title))\b")


def heading(tree: Any, level: str, site: str = "") -> Any:
    """The only heading of a level that is the page's own and not the site's, or None."""
    headings = [
        tag
        for tag in tree.iterfind(f".//{level}")
        if is_own(tag) and not _is_logo(tag) and words(tag) != site
    ]
    return headings[0] if len(headings) == 1 else None


def _is_logo(tag: Any) -> bool:
    return any(LOGO.search(class_words(one)) for one in (tag, tag.getparent()) if one is not None)


def nearest(tag: Any, *kinds: str) -> Any:
    """The nearest tag of these kinds that a tag stands in."""
    return next(tag.iterancestors(*kinds), None)


def is_own(tag: Any, around: Collection[Any] = ()) -> bool:
    """Whether a tag speaks of the page's article, not of another story or a comment.

    What stands around the headline is the page, whatever its class: "with-right-sidebar".
    """
    return not any(
        above.tag in ("aside", "nav", "footer") or OTHERS.search(class_words(above))
        for above in tag.iterancestors()
        if above.tag not in ("html", "body", "main") and above not in around
    )


def class_words(tag: Any) -> str:
    """The words of a tag's class and id, "more-news newsList" as "more news news list"."""
    return " ".join(NAME_WORDS.findall(f"{tag.get('class', '')} {tag.get('id', '')}")).lower()


def words(tag: Any) -> str:
    return "" if tag is None else " ".join(tag.xpath("string()").split())
