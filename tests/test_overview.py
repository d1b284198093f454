"""Questions of a time or an outlet alone are answered with the leads of what was published."""

from collections.abc import Iterator
from datetime import date

import pytest

from index.embed import Embedder
from index.records import Article, Filter, Listed, Passage
from qa.limits import Limits, chips
from qa.overview import led, newest_of, within
from qa.pipeline import Archive
from qa.reader import Reader
from qa.records import Query, Status
from qa.understand import understand
from tests.archives import archive_of
from tests.test_pipeline import check_promises

KNOWN = ("The Orlo Herald", "Ilmen Courier")
ASKED = date(2022, 6, 15)
ROWS = [
    ("2022-03-04", "The Orlo Herald", "The town of Orlo has bought forty trams from Ilmen."),
    ("2022-03-09", "Ilmen Courier", "Engineers closed the salt mine at Ilmen after a flood."),
    ("2022-05-02", "The Orlo Herald", "A fire destroyed the old customs house on the quay."),
    ("2022-06-14", "Ilmen Courier", "Voters in Ilmen turned down the plan for a new airport."),
    (None, "Ilmen Courier", "The choir of Ilmen will sing in the square on Sunday evening."),
    ("2020-01-01", "Tarn News", "Ferries ran late all day because of the ice."),
    ("2020-01-02", "Tarn News", "Ada Quist was sworn in as a judge."),
    ("2020-01-03", "Tarn News", "Bread will cost more from Monday, bakers said."),
    ("2020-01-04", "Tarn News", "Snow cut off three villages in the hills."),
    ("2020-01-05", "Tarn News", "The museum sold a painting to pay for its roof."),
    ("2020-01-06", "Tarn News", "Tarn Rovers lost for the ninth time in a row."),
    ("2020-01-07", "Tarn News", "Thieves took the bells of the old church."),
    ("2020-01-08", "Tarn News", "A whale swam up the river as far as the weir."),
]


@pytest.fixture(scope="module")
def papers(
    tmp_path_factory: pytest.TempPathFactory, embedder: Embedder, reader: Reader
) -> Iterator[Archive]:
    folder = tmp_path_factory.mktemp("overview")
    rows = [
        {"id": f"{i:02}", "date": day, "source": source, "text": f"{lead} More later."}
        for i, (day, source, lead) in enumerate(ROWS)
    ]
    with archive_of(rows, folder, embedder, reader) as archive:
        yield archive


def understood(question: str, **more: object) -> Query:
    return understand(question, (), Filter(), KNOWN, ASKED, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("question", "since", "until", "sources"),
    [
        ("What was reported in March 2022?", date(2022, 3, 1), date(2022, 3, 31), ()),
        ("In March 2022, what was reported?", date(2022, 3, 1), date(2022, 3, 31), ()),
        ("What has been published since May 2022?", date(2022, 5, 1), None, ()),
        ("What did the papers write yesterday?", date(2022, 6, 14), date(2022, 6, 14), ()),
        ("what happened last week", date(2022, 6, 6), date(2022, 6, 12), ()),
        ("Tell me what happened yesterday.", date(2022, 6, 14), date(2022, 6, 14), ()),
        ("What is new today?", ASKED, ASKED, ()),
        ("Summarise last week's coverage.", date(2022, 6, 6), date(2022, 6, 12), ()),
        ("Show me all articles from March 2022", date(2022, 3, 1), date(2022, 3, 31), ()),
        ("What did The Orlo Herald say?", None, None, KNOWN[:1]),
        ("What's in the Ilmen Courier?", None, None, KNOWN[1:]),
        ("Any news from the Ilmen Courier?", None, None, KNOWN[1:]),
        (
            "What was in the Ilmen Courier on 4 March 2022?",
            *(date(2022, 3, 4), date(2022, 3, 4), KNOWN[1:]),
        ),
        (
            "Which stories did The Orlo Herald and the Ilmen Courier publish in March 2022?",
            *(date(2022, 3, 1), date(2022, 3, 31), tuple(sorted(KNOWN))),
        ),
        ("What is the latest news?", None, None, ()),
        ("Any news?", None, None, ()),
        ("What are the articles about?", None, None, ()),
    ],
)
def test_what_has_no_topic_asks_for_an_overview(
    question: str, since: date | None, until: date | None, sources: tuple[str, ...]
) -> None:
    query = understood(question)
    assert query.overview
    assert (query.filter, query.about) == (Filter(since, until, sources), None)
    assert query.text == question


def test_what_all_but_one_outlet_say_is_an_overview_of_the_others() -> None:
    query = understood("What did papers other than The Orlo Herald report in March 2022?")
    assert (query.overview, query.excluded, query.sources) == (True, KNOWN[:1], ())


@pytest.mark.parametrize(
    "question",
    [
        "What was reported about trams in March 2022?",
        "What happened in Ilmen last week?",
        "What happened to the trams?",
        "What did she say last week?",
        "What did the Tarn Post report in March 2022?",
        "What else was reported in March 2022?",
        "What is the Ilmen Courier?",
        "Who wrote for the Ilmen Courier in March 2022?",
        "How many articles appeared in March 2022?",
        "Why was it reported in March 2022?",
        "What is the latest on the trams?",
        "What is new in the treaty?",
    ],
)
def test_what_has_a_topic_does_not(question: str) -> None:
    assert not understood(question).overview


def test_limits_taken_away_leave_an_overview_of_the_rest() -> None:
    question = "What did the Ilmen Courier report yesterday?"
    assert understood(question, lifted=("dates",)).filter == Filter(sources=KNOWN[1:])
    assert understood(question, lifted=("sources",)).sources == ()
    assert understood("What happened in March 2022?", lifted=("dates",)).about is None
    only = Filter(since=date(2022, 6, 1))
    assert understand(question, (), only, KNOWN, ASKED).since == date(2022, 6, 14)


def test_the_leads_are_quoted_the_newest_first(papers: Archive) -> None:
    answer = papers.answer("What was reported in March 2022?")
    assert [c.quote for c in answer.citations] == [ROWS[1][2], ROWS[0][2]]
    assert (answer.chance, answer.short) == (1, None)
    assert answer.notes == ("1 undated article was left out of the dates asked for.",)
    check_promises(answer, papers)
    hits = papers.retrieve("What was reported in March 2022?", k=1)
    assert [hit.closest_sentence for hit in hits] == [ROWS[1][2]]


def test_no_more_are_quoted_than_an_answer_may_have(papers: Archive) -> None:
    answer = papers.answer("What did Tarn News report?")
    assert [c.date and c.date.day for c in answer.citations] == [8, 7, 6, 5, 4, 3]
    assert answer.notes == (
        "Quoted are the 6 newest of 8 articles of Tarn News; copies count once.",
    )
    assert [c.date for c in papers.answer("What's in the Ilmen Courier?").citations][-1] is None


def test_days_without_articles_are_told(papers: Archive) -> None:
    answer = papers.answer("What was reported in July 2022?")
    assert answer.status is Status.NOTHING_ON_THIS
    assert answer.text.startswith("The articles published from 1 July 2022 to 31 July 2022 say")
    assert "The archive holds 13 articles, dated 1 January 2020 to 14 June 2022." in answer.text
    check_promises(answer, papers)


def test_what_happened_is_told_by_the_articles_of_that_time(papers: Archive) -> None:
    assert len(papers.answer("What happened in March 2022?").citations) == 2
    answer = papers.answer("What happened on 4 March 2022?")
    assert [c.quote for c in answer.citations] == [ROWS[0][2]]
    assert [chip.said for chip in chips(answer.query, Limits())] == ["on 4 March 2022"]


def test_or_else_by_others(archive: Archive) -> None:
    answer = archive.answer("What happened on 7 October 2023?")
    assert answer.query.filter == Filter()
    assert answer.answered
    assert archive.retrieve("What happened on 7 October 2023?")


def test_in_a_talk_a_question_with_a_topic_of_the_talk_has_one(papers: Archive) -> None:
    talk = [("Who closed the salt mine?", "Engineers closed the salt mine. [1]")]
    assert not papers.answer("What happened?", talk).query.overview


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        ("Orlo bought forty trams on Monday. They are red.", "Orlo bought forty trams on Monday."),
        (
            "By Ada Quist.\n\nOrlo bought forty trams on Monday.",
            "Orlo bought forty trams on Monday.",
        ),
        ("Red trams for Orlo\n\nOrlo bought forty trams today.", "Orlo bought forty trams today."),
        (
            "Trams at the depot of Gen. Holm in Orlo (photo: Quist)\n\nThey cost a lot, Orlo said.",
            "They cost a lot, Orlo said.",
        ),
        ("Who pays for all these trams?\n\nThe town of Orlo does.", "The town of Orlo does."),
        ("Trams for Orlo\n\nMore to come", "Trams for Orlo"),
        (
            "Editor’s note: This story was updated at noon.\n\nOrlo bought forty trams today.",
            "Orlo bought forty trams today.",
        ),
        (
            "For the latest on Orlo's trams, visit our page.\n\nOrlo bought forty trams today.",
            "Orlo bought forty trams today.",
        ),
        (
            "Corrections & Clarifications: They are red.\n\nOrlo bought forty trams today.",
            "Orlo bought forty trams today.",
        ),
        (
            "(This story was updated at noon on Monday.)\n\nOrlo bought forty trams today.",
            "Orlo bought forty trams today.",
        ),
        ("This story begins with forty red trams.", "This story begins with forty red trams."),
        (
            "For the latest of its trams the town of Orlo paid a million.",
            "For the latest of its trams the town of Orlo paid a million.",
        ),
    ],
)
def test_the_lead_is_the_first_sentence_of_the_story(text: str, lead: str) -> None:
    article = Article("a", "a.txt", text)
    hit = led(article, [Passage("a:0", "a", 0, len(text), text)])
    assert hit.closest_sentence == lead


def test_copies_count_once_on_the_day_of_the_first() -> None:
    def listed(id: str, day: int, story: int | None = None) -> Listed:
        return Listed(id, id, id, "Tarn News", date(2022, 3, day), None, story)

    there = [listed("a", 9, 1), listed("b", 2, 1), listed("c", 5), listed("d", 7)]
    assert [one.id for one in within(there, Filter())] == ["d", "c", "b"]
    assert [one.id for one in within(there, Filter(since=date(2022, 3, 4)))] == ["a", "d", "c"]


def test_all_that_is_quoted_needs_no_note() -> None:
    assert newest_of(6, 6, "") == ()
    assert newest_of(7, 6, "") == ("Quoted are the 6 newest of 7 articles; copies count once.",)


@pytest.mark.parametrize(
    ("word", "lead"),
    [
        ("tram", "Four trams left the depot."),
        ("rain", "It was cold in the rain."),
        ("mayor", "It was cold in the rain."),
        ("depot", "Four trams left the depot."),
    ],
)
def test_a_story_may_come_to_its_matter_after_a_scene(word: str, lead: str) -> None:
    text = (
        "It was cold in the rain. Nobody was in the street. Four trams left the depot."
        " The mayor of Orlo slept on."
    )
    hit = led(Article("a", "a.txt", text), [Passage("a:0", "a", 0, len(text), text)], {word})
    assert hit.closest_sentence == lead
