"""The latest on something: what the newest articles on it tell."""

from collections.abc import Iterator
from datetime import date

import pytest

from index.embed import Embedder
from index.records import Filter
from qa.followup import stand_alone
from qa.latest import wanted
from qa.limits import Limits, chips
from qa.pipeline import Archive
from qa.reader import Reader
from qa.records import Query
from qa.understand import understand
from tests.archives import archive_of

BRIDGE = {
    "2021-01-04": "Engineers found cracks in the Arden bridge, the port authority said.",
    "2021-03-09": "The Arden bridge was closed to lorries while steel was ordered.",
    "2021-06-20": "The Arden bridge opened again on Sunday, two weeks early.",
    "2021-06-17": "Workers laid the last slab of the Arden bridge on Thursday.",
}
CORRECTED = "We said that the Arden bridge is made of steel. It is made of iron."
ELSEWHERE = "The fair drew crowds from far away. Many of them crossed the Arden bridge on foot."


@pytest.fixture(scope="module")
def bridges(
    tmp_path_factory: pytest.TempPathFactory, embedder: Embedder, reader: Reader
) -> Iterator[Archive]:
    folder = tmp_path_factory.mktemp("latest")
    rows = [
        {"id": day, "title": "Arden bridge", "date": day, "source": "The Age", "text": text}
        for day, text in BRIDGE.items()
    ]
    rows.append({"id": "f", "title": "Summer fair", "date": "2021-09-01", "text": ELSEWHERE})
    about = {"title": "Correction: Arden bridge", "date": "2021-06-18", "source": "The Age"}
    rows.append({"id": "c", **about, "text": CORRECTED})
    with archive_of(rows, folder, embedder, reader) as archive:
        yield archive


@pytest.mark.parametrize(
    ("question", "matter", "said"),
    [
        ("What's the latest on the Arden bridge?", "the Arden bridge?", "the latest"),
        ("What are the latest developments in the trial?", "the trial?", "the latest developments"),
        ("Any news on the ferry?", "the ferry?", "Any news"),
        ("is there any new information about Ada Marsh", "Ada Marsh", "any new information"),
        ("What is new with the port?", "the port?", "new"),
        ("the latest information on Ilmen", "Ilmen", "the latest information"),
        ("Give me the most recent updates on Ilmen.", "Ilmen.", "the most recent updates"),
        ("latest from Arden", "Arden", "latest"),
        ("Any news on “Arden”?", "“Arden”?", "Any news"),
    ],
)
def test_the_latest_is_asked_for(question: str, matter: str, said: str) -> None:
    latest = wanted(question)
    assert latest is not None
    assert (latest.matter, latest.said) == (matter, said)
    assert latest.text == f"What happened with {matter}"


@pytest.mark.parametrize(
    "question",
    [
        "What is the latest version of the treaty?",
        "What did Ada Marsh say in her latest speech?",
        "What is new in the treaty?",
        "Who reported the latest on the bridge?",
        "What's the latest?",
        "Any news?",
        "Any information about the suspects?",
        "latest on",
        "?",
        "",
    ],
)
def test_the_latest_is_not_asked_for(question: str) -> None:
    assert wanted(question) is None


@pytest.mark.parametrize("asked", ["Any news?", "What's the latest?", "what is new with it"])
def test_on_what_may_be_left_to_the_talk(asked: str) -> None:
    bridge = ("When was the Arden Bridge closed?", "It was closed in March. [1]")
    marsh = ("Who is Ada Marsh?", "Ada Marsh leads the road office in Ilmen. [1]")
    assert stand_alone(asked, [bridge]) == "What is the latest on Arden Bridge?"
    assert stand_alone(asked, [bridge, marsh]) == "What is the latest on Ada Marsh?"
    assert stand_alone(asked, []) == asked
    assert stand_alone("Any news on the ferry?", [bridge]) == "Any news on the ferry?"


def test_it_is_the_week_up_to_the_newest_article_on_it(bridges: Archive) -> None:
    answer = bridges.answer("What's the latest on the Arden bridge?")
    assert answer.query.since == date(2021, 6, 14)
    assert answer.query.dates_said == "the latest"
    assert [c.date for c in answer.citations][:2] == [date(2021, 6, 20), date(2021, 6, 17)]
    assert "the latest" in [chip.said for chip in chips(answer.query, Limits())]


def test_that_limit_can_be_taken_away_and_narrowed(bridges: Archive) -> None:
    question = "What's the latest on the Arden bridge?"
    assert bridges.answer(question, lifted=("dates",)).query.since is None
    earlier = bridges.answer(question, until="2021-04-01")
    assert (earlier.query.since, earlier.query.until) == (date(2021, 3, 3), date(2021, 4, 1))
    assert bridges.answer(question, since="2021-06-18").query.since == date(2021, 6, 18)
    hits = bridges.retrieve(question)
    assert {hit.article.about.date for hit in hits} >= {date(2021, 6, 17), date(2021, 6, 20)}
    assert min(hit.article.about.date or date.max for hit in hits) == date(2021, 6, 17)


def test_without_an_article_on_it_nothing_is_limited(bridges: Archive) -> None:
    assert bridges.answer("What's the latest on crossing on foot?").query.since is None


def test_what_the_lead_tells_is_what_an_article_is_on(bridges: Archive) -> None:
    answer = bridges.answer("What's the latest on crowds from far away?")
    assert answer.query.since == date(2021, 8, 26)


def test_a_question_with_a_time_of_its_own_keeps_that() -> None:
    def newest(_: Query, __: str) -> date:
        raise AssertionError

    question = "What's the latest on the bridge according to articles published in March 2021?"
    query = understand(question, (), Filter(), (), date(2021, 9, 9), newest=newest)
    assert (query.since, query.until) == (date(2021, 3, 1), date(2021, 3, 31))
