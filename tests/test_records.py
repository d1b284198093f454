"""What the records say of themselves."""

from dataclasses import replace
from datetime import date
from typing import get_args

import pytest

from index.records import (
    KNOWN_FROM,
    Article,
    Certainty,
    Hit,
    Metadata,
    Passage,
    Provenance,
    Span,
)
from qa.records import NEAREST, Answer, Query, Status


def test_every_provenance_has_its_certainty_and_words() -> None:
    assert set(KNOWN_FROM) == set(get_args(Provenance))
    assert {sure for sure, _ in KNOWN_FROM.values()} == set(Certainty)
    assert len({words for _, words in KNOWN_FROM.values()}) == len(KNOWN_FROM)


def test_each_fact_says_how_sure_it_is() -> None:
    about = Metadata(
        "Rain", "The Town", date(2021, 5, 8), updated=date(2021, 5, 9),
        provenance={
            "title": "inferred", "source": "furniture", "date": "byline", "updated": "record",
        },
    )  # fmt: skip
    assert [about.certainty(fact) for fact in ("title", "source", "date", "updated", "url")] == [
        Certainty.INFERRED, Certainty.READ, Certainty.READ, Certainty.STATED, None,
    ]  # fmt: skip
    assert about.told("date") == "read from the byline"
    assert about.told("url") == "unknown"


def test_a_fact_taken_away_leaves_no_trace() -> None:
    about = Metadata(
        "Rain", updated=date(2021, 5, 9), provenance={"title": "header", "updated": "header"}
    )
    assert about.without("updated") == Metadata("Rain", provenance={"title": "header"})


@pytest.mark.parametrize(
    ("published", "timeless"),
    [
        (date(2020, 1, 1), True),
        (date(2020, 2, 7), True),  # told a week after
        (date(2020, 2, 8), False),
        (date(2019, 12, 31), False),
        (None, False),
    ],
)
def test_an_article_of_the_time_asked_about_need_not_name_it(
    published: date | None, timeless: bool
) -> None:
    january = (date(2020, 1, 1), date(2020, 1, 31))
    query = Query("q", "Who left in January 2020?", about=january, timeless="Who left?")
    assert query.of(published) == ("Who left?" if timeless else query.text)
    assert replace(query, about=None).of(published) == query.text
    assert replace(query, about=(date.min, january[1])).of(date(1999, 1, 1)) == "Who left?"


def test_of_all_up_to_a_day_the_last_articles_are_preferred() -> None:
    until = date(2020, 1, 31)
    assert Query("q", "t", about=(date.min, until)).reference == (until, until)


def test_a_refusal_tells_what_comes_closest_and_an_answer_does_not() -> None:
    text = "It rained. The ferry\ncame in."
    article = Article("a.txt", "a.txt", text, Metadata("Rain", "The Tide", date(2021, 5, 8)))
    read = Hit(Passage("a.txt:0", "a.txt", 0, len(text), text), article, 1.0, 0.5, Span(11, 29))
    unread = Hit(read.passage, article, 1.0, 0.5)
    refusal = Answer(
        Query("Q?", "Q?"), Status.LOOSELY_RELATED, "They don't say.", (), (unread, *[read] * 9)
    )
    near = "Near, but no answer: The ferry came in. (The Tide, 8 May 2021)"
    assert str(refusal).splitlines() == ["They don't say.", *[near] * (NEAREST - 1)]
    assert refusal.to_dict()["passages"][0]["closest"] is None
    assert refusal.to_dict()["passages"][1]["closest"] == "The ferry\ncame in."
    answered = Answer(Query("Q?", "Q?"), Status.ANSWERED, "It rained.", (), (read,))
    assert str(answered) == "It rained."
