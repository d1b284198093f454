"""Pure: live blogs, whose posts are articles of one story, as one article."""

from itertools import groupby
from typing import Any

from index.own import heading, is_own, nearest, words
from index.tagged import block_of

FEWEST = 3
"""Posts of a live blog; two articles of a page may be anything."""
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
LISTS = ("ol", "ul", "li")


def join_posts(tree: Any) -> None:
    """Make one article of a page's posts, each with its time in a line of its own.

    They stand side by side in the story's article or, if they have a time each, where the headline
    stands; none leads to a page of its own, as a teaser does.
    """
    if (title := heading(tree, "h1")) is None:
        return
    story, around = nearest(title, "article"), list(title.iterancestors())
    found = [
        tag for tag in tree.iter("article") if nearest(tag, "article") is story and is_own(tag)
    ]
    posts = [tag for tag in found if _is_post(tag, timed=story is None)]
    for stream, of_one in groupby(posts, _stream):
        if len(same := list(of_one)) < FEWEST:
            continue
        for post in same:
            post.tag = "div"
            for link in list(post.iter("a")):
                if not _leads_on(link):
                    link.drop_tag()
            _show_time(post)
        for tag in stream.iter(*LISTS):
            tag.tag = "div" if tag.find("div") is not None else tag.tag
        # Without this, a post that has the class of a story is taken for the whole.
        whole = next(tag for tag in (stream, *stream.iterancestors()) if tag in around)
        whole.set("itemprop", "articleBody")


def _stream(post: Any) -> Any:
    """What posts stand in side by side, each by itself or in an item of a list."""
    above = post.getparent()
    while len(above) == 1 and above.getparent() is not None:
        above = above.getparent()
    return above


def _is_post(tag: Any, timed: bool) -> bool:
    if tag.find(".//h1") is not None or (timed and tag.find(".//time") is None):
        return False
    links = [link for link in tag.iter("a") if _leads_on(link)]
    headed = [link for link in links if nearest(link, *HEADINGS) is not None or _heads(link)]
    linked = sum(len(words(link)) for link in links)
    return not headed and 2 * linked <= len(words(tag))


def _leads_on(link: Any) -> bool:
    """Whether a link leads to another page, not to a post of this one."""
    return "#" not in link.get("href", "#")


def _heads(link: Any) -> bool:
    """Whether a heading stands in a link."""
    return next(link.iter(*HEADINGS), None) is not None


def _show_time(post: Any) -> None:
    """Make the time of a post its first line, in the page's own words; not one in a paragraph."""
    time = post.find(".//time")
    if time is None or not (said := words(time)):
        return
    alone = time
    while (above := alone.getparent()) is not post and words(above) == said:
        alone = above
    if (block := block_of(alone.getparent())).tag == "p":
        time.tag = "span"
        block.attrib.pop("class", None)  # "byline", which is left out
        return
    alone.drop_tree()
    line = post.makeelement("p")
    line.text, line.tail, post.text = said, post.text, None
    post.insert(0, line)
