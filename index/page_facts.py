"""Pure: what a saved page states of itself: JSON-LD, Open Graph, meta tags, time tags.

Only what is said of the page's own article counts, and when it was changed is never taken for when
it was published: a library that guesses takes the dates of other stories for its own (docs/LOG.md).
"""

import json
import re
from collections.abc import Iterator, Mapping
from html import unescape
from typing import Any

from index.head import comparable
from index.lines import LINE_BREAK
from index.markup import BY, markup
from index.own import heading, words

Facts = dict[str, object]

ARTICLE = re.compile(r"(?:Article|Posting|Report)$")
LINKED = ".//script[@type='application/ld+json']"
WRAPPED = re.compile(r"^(?://)?\s*(?:<!\[CDATA\[|<!--)|(?://\s*)?(?:\]\]>|-->)$")
"""What hides a script from old browsers: `//<![CDATA[` … `//]]>`, `<!--` … `-->`."""
NAMES = {
    "title": ("og:title", "dc.title", "dcterms.title", "citation_title", "parsely-title",
              "twitter:title", "headline", "title"),
    "source": ("og:site_name", "dc.publisher", "dcterms.publisher", "citation_journal_title",
               "publisher"),
    "author": ("author", "article:author", "dc.creator", "dcterms.creator", "citation_author",
               "parsely-author", "sailthru.author", "byl"),
    "date": ("article:published_time", "datepublished", "dc.date.issued", "dcterms.issued",
             "dcterms.date", "dc.date", "citation_publication_date", "parsely-pub-date",
             "sailthru.date", "pubdate", "publishdate", "publish-date", "publication_date", "date"),
    "updated": ("article:modified_time", "datemodified", "og:updated_time", "dcterms.modified",
                "dc.date.modified", "last-modified"),
    "url": ("og:url",),
}  # fmt: skip
"""The names of meta tags that state a fact, the surer ones first."""
SEPARATORS = "|-–—·:»"
DEEPEST = 6


def page_facts(tree: Any) -> Facts:
    """Title, source, author, dates and url as a page states them; what it does not is left out.

    Takes a page as parsed by lxml.html.
    """
    meta = _meta(tree)
    h1 = heading(tree, "h1", str(meta.get("source", "")))
    h2, name = heading(tree, "h2"), tree.find(".//title")
    above = h1 if h1 is not None or comparable(words(h2)) not in comparable(words(name)) else h2
    facts = {**_given(**markup(tree, above)), **meta, **_linked(tree, words(h1))}
    if canonical := tree.xpath("string(.//link[@rel='canonical']/@href)"):
        facts["url"] = canonical
    if not str(facts.get("url", "http")).startswith("http"):
        del facts["url"]
    if "author" in facts:
        facts["author"] = BY.sub("", str(facts["author"]))
    title = next(filter(None, (facts.get("title"), *map(words, (h1, name, h2)))), "")
    facts["title"] = _without_site(str(title), str(facts.get("source", "")))
    return facts


def _linked(tree: Any, title: str) -> Facts:
    """What JSON-LD says of the page's article; of several, the one with the page's heading."""
    nodes = [node for script in tree.iterfind(LINKED) for node in _nodes(_json(script.text))]
    articles = [node for node in nodes if ARTICLE.search(_kind(node))]
    wanted = comparable(title)
    same = [
        node
        for node in articles
        if wanted and comparable(_name(node.get("headline"), {})) == wanted
    ]
    if not (len(articles) == 1 or same):
        return {}
    article = (same or articles)[0]
    known = {str(node["@id"]): node for node in nodes if "@id" in node}
    return _given(
        title=_name(article.get("headline") or article.get("name"), known),
        source=_name(article.get("publisher"), known),
        author=_name(article.get("author"), known),
        date=_name(article.get("datePublished"), known),
        updated=_name(article.get("dateModified"), known),
        url=_text(article.get("url")),
    )


def _json(text: str | None) -> object:
    try:
        return json.loads(WRAPPED.sub("", (text or "").strip()), strict=False)
    except (ValueError, RecursionError):
        return None


def _nodes(data: object, depth: int = 0) -> Iterator[Mapping[str, Any]]:
    """The things described: a list's, a graph's, and what a page is about; not lists of links."""
    if isinstance(data, list) and depth < DEEPEST:
        for one in data:
            yield from _nodes(one, depth + 1)
    elif isinstance(data, dict) and depth < DEEPEST:
        yield data
        for key in ("@graph", "mainEntity"):
            yield from _nodes(data.get(key), depth + 1)


def _kind(node: Mapping[str, Any]) -> str:
    kinds = node.get("@type")
    kinds = kinds if isinstance(kinds, list) else [kinds]
    return next((kind for kind in kinds if isinstance(kind, str) and ARTICLE.search(kind)), "")


def _name(value: object, known: Mapping[str, Mapping[str, Any]]) -> str:
    """A value as text: a name, the name of a thing or of one described elsewhere, or several.

    A link to a person's page is no name.
    """
    if isinstance(value, list):
        return ", ".join(filter(None, dict.fromkeys(_name(one, known) for one in value)))
    if isinstance(value, dict):
        value = value.get("name") or known.get(str(value.get("@id")), {}).get("name")
    name = _text(value)
    return "" if _is_link(name) else name


def _text(value: object) -> str:
    return " ".join(unescape(value).split()) if isinstance(value, str) else ""


def _is_link(value: str) -> bool:
    return value.startswith(("http:", "https:"))


def _meta(tree: Any) -> Facts:
    stated: dict[str, list[str]] = {}
    for tag in tree.iterfind(".//meta[@content]"):
        key = tag.get("property") or tag.get("name") or tag.get("itemprop") or ""
        if value := " ".join(tag.get("content").split()):
            stated.setdefault(key.lower(), []).append(value)
    return _given(
        **{
            fact: ", ".join(dict.fromkeys(found)) if fact == "author" else found[0]
            for fact, names in NAMES.items()
            if (found := next(filter(None, (_usable(fact, stated.get(n)) for n in names)), None))
        }
    )


def _usable(fact: str, values: list[str] | None) -> list[str]:
    """Values without links to people's pages, where a name is wanted."""
    return [value for value in values or () if fact == "url" or not _is_link(value)]


def _without_site(title: str, source: str) -> str:
    """A title without the site's name behind it, "Bridge opens | The Courier"."""
    title = " ".join(LINE_BREAK.sub(" ", title).split())
    rest = title.removesuffix(source).rstrip() if source else title
    return rest[:-1].rstrip() if rest != title and rest[-1:] in set(SEPARATORS) else title


def _given(**facts: str) -> Facts:
    return {fact: value for fact, value in facts.items() if value}
