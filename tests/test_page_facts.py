"""What a page states of itself, and what it only seems to."""

import json

import pytest
from lxml import html

from index.page_facts import page_facts

OTHER = {"@type": "NewsArticle", "headline": "Whale seen", "datePublished": "2025-06-01"}
OWN = {"@type": "NewsArticle", "headline": "Pier", "datePublished": "2024-03-12"}


def facts(head: str = "", body: str = "<h1>Pier</h1>") -> dict[str, object]:
    return page_facts(html.document_fromstring(f"<html><head>{head}</head><body>{body}</body>"))


def linked(data: object) -> str:
    return f"<script type='application/ld+json'>{json.dumps(data)}</script>"


@pytest.mark.parametrize(
    ("data", "day"),
    [
        (OWN, "2024-03-12"),
        ([OTHER, OWN], "2024-03-12"),
        ({"@graph": [OTHER, OWN]}, "2024-03-12"),
        ({"@type": "WebPage", "mainEntity": OWN}, "2024-03-12"),
        ({"@type": "ItemList", "itemListElement": [OTHER]}, None),
        ([OTHER, OTHER], None),
        ({**OWN, "datePublished": None, "dateModified": "2024-05-01"}, None),
        ({**OWN, "datePublished": 5, "author": 7, "publisher": [1, {"name": {}}]}, None),
        ([[[[[[[[OWN]]]]]]]], None),
        ("text", None),
    ],
)
def test_linked_data(data: object, day: str | None) -> None:
    assert facts(linked(data)).get("date") == day


def test_linked_data_wins_over_meta_tags_and_those_over_the_markup() -> None:
    meta = "<meta property='article:published_time' content='2024-03-13'>"
    body = "<h1>Pier</h1><time pubdate datetime='2024-03-14'></time>"
    assert facts(linked(OWN) + meta, body)["date"] == "2024-03-12"
    assert facts(meta, body)["date"] == "2024-03-13"
    assert facts("", body)["date"] == "2024-03-14"


def test_when_it_was_changed_is_another_fact() -> None:
    meta = "<meta property='article:modified_time' content='2024-05-02'>"
    body = "<h1>Pier</h1><time class='updated' datetime='2024-05-03'></time>"
    assert (
        facts(linked({**OWN, "dateModified": "2024-05-01"}) + meta, body)["updated"] == "2024-05-01"
    )
    assert facts(meta, body)["updated"] == "2024-05-02"
    assert facts("", body)["updated"] == "2024-05-03"
    assert "date" not in facts(meta, body)
    both = "<time class='entry-date published updated' datetime='2024-05-03'></time>"
    assert facts("", both)["date"] == "2024-05-03"
    assert "updated" not in facts("", both) | facts("", f"<aside>{body}</aside>")


@pytest.mark.parametrize("where", ["<aside>", "<footer>", "<div class='related'>"])
def test_dates_and_names_of_others_do_not_count(where: str) -> None:
    body = f"{where}<time pubdate datetime='2024-03-14'>x</time><b class='author'>Jo Doe</b>"
    assert facts("", body).keys() <= {"title"}


NOW = "<time class='entry-date published' datetime='2024-03-12'>x</time>"
OLD = "<time class='entry-date published' datetime='2015-01-01'>x</time>"
OTHERS_FIRST = (
    "<ul class='latest-news'><li><b itemprop='author'>Bo Ray</b>"
    "<time itemprop='datePublished' datetime='2015-01-01'>x</time></li></ul>"
)


@pytest.mark.parametrize(
    ("body", "day"),
    [
        (f"{OTHERS_FIRST}<article><h1>Pier</h1>{NOW}</article>", "2024-03-12"),
        (f"<p>{OLD}</p><article><h1>Pier</h1>{NOW}</article>", "2024-03-12"),
        (f"<p>{OLD}</p><article><h1>Pier</h1></article>", None),
        (f"<h1>Pier</h1><ul><li>{OLD}</li></ul>", None),
        (f"<h1>Pier</h1>{OLD}{NOW}", None),
        (f"<h1>Pier</h1>{NOW}{NOW}", "2024-03-12"),
        (f"<h1>Pier</h1><article>{NOW}</article>", "2024-03-12"),
        (f"<article><h1>Pier</h1><article>{OLD}</article></article>", None),
        (f"<div class='commentary'><h1>Pier</h1>{NOW}</div>", "2024-03-12"),
        (f"<main class='promo'><h1>Pier</h1><p class='read-more'>{NOW}</p></main>", "2024-03-12"),
        (f"<h1>Pier</h1><div id='moreStories'>{OLD}</div>", None),
        (f"<h1>Pier</h1><ol class='commentlist'>{OLD}</ol>", None),
    ],
)  # fmt: skip
def test_the_day_is_that_of_the_page_own_article(body: str, day: str | None) -> None:
    assert facts("", body).get("date") == day


def test_the_author_is_that_of_the_pages_own_article() -> None:
    own = "<article><h1>Pier</h1><i itemprop='author'>Ida Brekke</i></article>"
    assert facts("", OTHERS_FIRST + own)["author"] == "Ida Brekke"
    assert "author" not in facts("", f"{OTHERS_FIRST}<h1>Pier</h1>")


def test_classes_of_the_whole_page_say_nothing_of_its_article() -> None:
    page = (
        "<html><body class='single right-sidebar comments-enabled'><h1>Pier</h1>"
        "<time pubdate datetime='2024-03-12'></time><b class='author'>Ida Brekke</b></body></html>"
    )
    found = page_facts(html.document_fromstring(page))
    assert (found["title"], found["date"], found["author"]) == ("Pier", "2024-03-12", "Ida Brekke")


@pytest.mark.parametrize(
    ("tags", "author"),
    [
        ("<section class='authority-list'>Port authority</section>", None),
        ("<b class='post-author'>Posted by Ida Brekke on May 8, 2024 in Coast</b>", "Ida Brekke"),
        ("<p class='author-wrap'><a class='author'>Ida Brekke</a><i class='author-bio'>Ida Brekke "
         "covers piers.</i></p>", "Ida Brekke"),
        ("<img class='author-photo'><b class='author'>Ida Brekke</b>", "Ida Brekke"),
        ("<p class='authority'>Ports</p><b class='author'>By Ida Brekke</b>", "Ida Brekke"),
        ("<p itemprop='author'><b itemprop='name'>Ida Brekke</b><i>Editor</i></p>", "Ida Brekke"),
    ],
)  # fmt: skip
def test_who_is_named_as_the_author(tags: str, author: str | None) -> None:
    assert facts("", f"<h1>Pier</h1>{tags}").get("author") == author


SIGNED = "<time datetime='2024-03-12'>Tuesday</time>"
LINES = f"""<article><h1>Pier opens</h1>{{}}<p>The pier opened. {SIGNED}</p></article>"""


@pytest.mark.parametrize(
    ("tags", "signed"),
    [
        ("<p class='byline'>By Ida Brekke | Published 4 March 2024 | Updated 12 March 2024</p>",
         ("Ida Brekke", "2024-03-04", "2024-03-12")),
        ("<p class='byline'>By Ida Brekke</p><p>4 March 2024</p>",
         ("Ida Brekke", "2024-03-04", None)),
        ("<div class='storyByline'><i>By <a>Ida Brekke</a> and <a>Bo Ray</a></i><i>Updated "
         f"{SIGNED}</i></div>", ("Ida Brekke, Bo Ray", None, "2024-03-12")),
        ("<div class='byline'><p>Ida Brekke</p><p>Coast reporter</p><p>4 March 2024</p></div>",
         ("Ida Brekke", "2024-03-04", None)),
        ("<div class='has-byline'><p>The pier was closed. " + "So it was told. " * 20 + "</p>"
         "<p class='byline'>By Ida Brekke</p></div>", ("Ida Brekke", None, None)),
        ("<aside><p class='byline'>By Bo Ray, 4 March 2015</p></aside>", (None, None, None)),
        ("<article><p class='byline'>By Bo Ray, 4 March 2015</p></article>", (None, None, None)),
        ("<li class='skyline'>By Bo Ray, 4 March 2015</li>", (None, None, None)),
    ],
)  # fmt: skip
def test_a_byline_is_read_as_in_any_text(
    tags: str, signed: tuple[str | None, str | None, str | None]
) -> None:
    found = facts("", LINES.format(tags))
    assert (found.get("author"), found.get("date"), found.get("updated")) == signed


@pytest.mark.parametrize(
    ("tags", "date", "updated"),
    [
        (SIGNED, "2024-03-12", None),
        (f"<p>{SIGNED}</p>", "2024-03-12", None),
        (f"<p>It took three years to build.</p><p>By Ida Brekke, {SIGNED}</p>", "2024-03-12", None),
        (f"<div><a>Ida Brekke</a> · <span>{SIGNED}</span></div>", "2024-03-12", None),
        (f"<div>Updated {SIGNED}</div>", None, "2024-03-12"),
        (f"<span>Updated</span> {SIGNED}", None, "2024-03-12"),
        (f"<p><time datetime='2024-03-04'>x</time>, updated {SIGNED}</p>", "2024-03-04",
         "2024-03-12"),
        (f"<i class='modified'>{SIGNED}</i>", None, None),
        (f"<p>The pier is closed from {SIGNED} to Friday.</p>", None, None),
        (f"<div>The <b>pier</b> is closed from {SIGNED}</div>", None, None),
        (f"<ul class='latest'><li>Whale seen {SIGNED}</li></ul>", None, None),
        (f"<div class='teaser'><a>Whale seen</a> {SIGNED}</div>", None, None),
        (f"<article><h2>Whale seen</h2>{SIGNED}</article>", None, None),
        ("<p>" + "It took three years to build. " * 12 + f"</p>{SIGNED}", None, None),
        ("<time>4 min read</time><time datetime='19:30'>Tonight</time>", None, None),
    ],
)  # fmt: skip
def test_a_time_right_under_the_headline_is_the_articles(
    tags: str, date: str | None, updated: str | None
) -> None:
    found = facts("", LINES.format(tags))
    assert (found.get("date"), found.get("updated")) == (date, updated)


@pytest.mark.parametrize(
    ("tags", "date", "author"),
    [
        ("<div>Posted on March 12, 2024 by admin</div>", "2024-03-12", None),
        ("<div>Posted by Ida Brekke on March 12, 2024 in Coast | 3 Comments</div>", "2024-03-12",
         None),
        ("<div><b>Ida Brekke</b> | <i>12.03.2024 14:05</i></div>", "2024-03-12", "Ida Brekke"),
        ("<font>By Ida Brekke<br>Posted March 12, 2024</font>", "2024-03-12", "Ida Brekke"),
        ("<p>A standfirst.</p><p>Published 3:04 p.m. ET March 12, 2024 | Updated 9:00 a.m. ET March"
         " 14, 2024</p>", "2024-03-12", None),
        ("<p>Last updated: March 14, 2024</p>", None, None),
        ("<h3>12 March 2019</h3><p>It closed.</p>", None, None),
        ("<ul><li>12 March 2019</li></ul>", None, None),
        ("<p>It was fought over for years, from the first drawing to the vote.</p><p>12 March 2019"
         "</p><p>It closed.</p>", None, None),
        ("<p>12 March 2019</p><p>It closed.</p><p>14 May 2020</p>", None, None),
        ("<p>It closed on 12 March 2019.</p>", None, None),
    ],
)  # fmt: skip
def test_a_line_above_the_story_dates_it(tags: str, date: str | None, author: str | None) -> None:
    for heading in ("<h1>Pier opens</h1>", "<title>Pier opens - Star</title><h2>Pier opens</h2>"):
        found = facts("", heading + tags)
        assert (found.get("date"), found.get("author")) == (date, author)


@pytest.mark.parametrize(
    "around", ["<h1>{}</h1>", "<div class='comments'>{}</div>", "<ul><li>{}</ul>"]
)
def test_a_time_elsewhere_says_nothing(around: str) -> None:
    assert "date" not in facts("", f"<h1>Pier</h1>{around.format(SIGNED)}")


def test_by_is_no_part_of_a_name() -> None:
    assert facts("<meta name='author' content='By Ida Brekke'>")["author"] == "Ida Brekke"


@pytest.mark.parametrize(
    "wrap", ["//<![CDATA[\n{}\n//]]>", "<![CDATA[{}]]>", "<!-- {} -->", "\n<!--\n{}\n//-->\n"]
)
def test_linked_data_in_a_comment(wrap: str) -> None:
    data = wrap.format(json.dumps(OWN))
    assert facts(f"<script type='application/ld+json'>{data}</script>")["date"] == "2024-03-12"


def test_names_in_linked_data() -> None:
    data = {**OWN, "headline": "The &#8216;dry&#8217; pier &amp; quay", "author": "Si&eacute;r Bo"}
    found = facts(linked(data))
    assert (found["title"], found["author"]) == ("The ‘dry’ pier & quay", "Siér Bo")
    link = {**OWN, "author": ["https://face.example/ida", "Ida Brekke"]}
    assert facts(linked(link))["author"] == "Ida Brekke"


def test_the_heading_and_the_headline_may_differ_in_their_quotes() -> None:
    data = [OTHER, {**OWN, "headline": "“Dry” pier"}]
    assert facts(linked(data), '<h1>"Dry" pier</h1>')["date"] == "2024-03-12"


@pytest.mark.parametrize(
    "logo",
    [
        "<h1 class='logo'>The Courier</h1>",
        "<div class='site-branding'><h1><a href='/'>The Courier</a></h1></div>",
        "<meta property='og:site_name' content='The Courier'><h1>The Courier</h1>",
    ],
)
def test_the_heading_of_the_site_is_not_the_title(logo: str) -> None:
    page = f"<title>Pier opens</title>{logo}"
    assert page_facts(html.document_fromstring(page))["title"] == "Pier opens"
    assert page_facts(html.document_fromstring(f"{page}<h1>Pier</h1>"))["title"] == "Pier"


def test_a_link_to_a_person_is_no_name() -> None:
    head = "<meta property='article:author' content='https://face.example/ida'>"
    assert "author" not in facts(head)
    assert facts(f"{head}<meta name='byl' content='Ida Brekke'>")["author"] == "Ida Brekke"


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("Pier | The Courier", "Pier"),
        ("Pier — The Courier", "Pier"),
        ("The Courier", "The Courier"),
        ("Reading The Courier", "Reading The Courier"),
        (" Pier\n opens ", "Pier opens"),
        ("", "Pier"),
    ],
)
def test_the_sites_name_is_no_part_of_the_title(title: str, shown: str) -> None:
    head = f"<meta property='og:title' content='{title}'>"
    head += "<meta property='og:site_name' content='The Courier'>"
    assert facts(head)["title"] == shown


def test_only_addresses_of_the_web_are_urls() -> None:
    url = "https://a.example/1"
    assert facts(f"<link rel='canonical' href='{url}'>")["url"] == url
    assert "url" not in facts("<link rel='canonical' href='javascript:alert(1)'>")
    assert "url" not in facts("<link rel='canonical' href='/relative'>")
