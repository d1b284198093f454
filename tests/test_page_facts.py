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
