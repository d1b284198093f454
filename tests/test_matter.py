"""All about a matter: the leads of the articles on it come first."""

from collections.abc import Iterator

import pytest

from index.embed import Embedder
from qa.matter import matter, plain
from qa.pipeline import Archive
from qa.reader import Reader
from qa.records import Query, Status
from tests.archives import archive_of
from tests.test_pipeline import check_promises

ROWS = {
    "Dam at Orlo cracks": "The Ilmen Dam was shut on Monday after a crack was found."
    " Nobody was hurt.",
    "Repair put off": "Work on the Ilmen Dam will not begin before May."
    " It is a disgrace, said Ada Quist.",
    "Ilmen Dam: the bill": "It was a wet night in Orlo."
    " For the dam the county will pay four million.",
    "Bakers raise prices": "Bread costs more than it did."
    " “I lost my trade when the Ilmen Dam was shut,” said the baker Tova Renn.",
    "Trams, bread, the Ilmen Dam: our week": "Orlo bought forty trams on Monday."
    " They will be red and late. Bread costs more than it did. And the dam is shut again.",
    "Mayor elected": "Ilmen elected Jon Falk, who had spoken of a dam on the Orlo, as its mayor.",
}


@pytest.fixture(scope="module")
def dams(
    tmp_path_factory: pytest.TempPathFactory, embedder: Embedder, reader: Reader
) -> Iterator[Archive]:
    folder = tmp_path_factory.mktemp("matter")
    rows = [
        {"id": f"{i}", "title": title, "date": f"2021-03-0{i}", "source": "Tarn News", "text": text}
        for i, (title, text) in enumerate(ROWS.items(), start=1)
    ]
    with archive_of(rows, folder, embedder, reader) as archive:
        yield archive


def asked(question: str) -> Query:
    return Query(question, question, timeless=question)


@pytest.mark.parametrize(
    ("question", "about"),
    [
        ("What do the articles say about the Ilmen Dam?", "the Ilmen Dam"),
        ("What did the papers report on the strike?", "the strike"),
        ("What is known of Quist & Sons?", "Quist & Sons"),
        ("what's been written about “The Dam”?", "“The Dam”"),
        ("What happened with the dam?", "the dam"),
        ("What's going on at the port of Orlo?", "the port of Orlo"),
        ("What is the story of the bats?", "the bats"),
        ("Tell me more about Ada Quist.", "Ada Quist"),
    ],
)
def test_all_about_a_matter_is_asked_for(question: str, about: str) -> None:
    assert matter(asked(question)) == about


@pytest.mark.parametrize(
    "question",
    [
        "What did Ada Quist say about the dam?",
        "What do the articles say about who paid for the dam?",
        "What happened?",
        "What happened when the dam broke?",
        "Tell me about the dam, the bridge and the port.",
        "Tell me when the dam broke.",
        "Who told the papers about the dam?",
    ],
)
def test_something_of_a_matter_is_not(question: str) -> None:
    assert matter(asked(question)) == ""


@pytest.mark.parametrize(
    ("question", "about"),
    [
        ("Summarise the coverage of the dam.", "the dam"),
        ("Summarize the dam dispute", "the dam dispute"),
        ("List all articles on the dam", "the dam"),
        ("Give me an overview of what the papers say about the dam.", "the dam"),
        ("a summary of the dam dispute", "the dam dispute"),
        ("What on the dam?", "the dam"),
    ],
)
def test_for_a_summary_it_is_asked_what_they_say(question: str, about: str) -> None:
    query = plain(asked(question))
    assert query.text == query.timeless == f"What do the articles say about {about}?"
    assert matter(query) == about


@pytest.mark.parametrize(
    "question",
    [
        "What reports on the dam were destroyed?",
        "Give me a list of survivors.",
        "The column of smoke",
        "Who wrote a summary of the report?",
        "Summarise when the dam broke.",
        "Summarise it.",
    ],
)
def test_what_else_is_asked_stays(question: str) -> None:
    assert plain(asked(question)) == asked(question)


@pytest.mark.parametrize(
    "question",
    [
        "Tell me about the Ilmen Dam.",
        "What do the articles say about the Ilmen Dam?",
        "Summarise the coverage of the Ilmen Dam.",
    ],
)
def test_the_leads_come_first_by_date(dams: Archive, question: str) -> None:
    answer = dams.answer(question)
    assert [c.quote for c in answer.citations] == [
        "The Ilmen Dam was shut on Monday after a crack was found.",
        "Work on the Ilmen Dam will not begin before May.",
        "For the dam the county will pay four million.",
    ]
    assert answer.short is None
    check_promises(answer, dams)


def test_no_article_is_on_what_its_words_say_apart(dams: Archive) -> None:
    answer = dams.answer("Tell me about Ilmen Dam.")
    assert "Mayor elected" not in {c.title for c in answer.citations}


def test_what_is_only_mentioned_is_answered_as_before(dams: Archive) -> None:
    answer = dams.answer("Tell me about Tova Renn.")
    assert "Tova Renn" in answer.citations[0].quote


def test_the_article_on_it_is_quoted_where_no_sentence_answers(dams: Archive) -> None:
    answer = dams.answer("What does Tarn News report on the repair?")
    assert answer.query.text == "What do the articles say about the repair?"
    assert [c.title for c in answer.citations] == ["Repair put off"]
    check_promises(answer, dams)


def test_a_quotation_is_answered_with_its_very_words(dams: Archive) -> None:
    answer = dams.answer('Who said "I lost my trade when the Ilmen Dam was shut"?')
    assert [c.quote for c in answer.citations] == [
        "“I lost my trade when the Ilmen Dam was shut,” said the baker Tova Renn."
    ]
    check_promises(answer, dams)


@pytest.mark.parametrize(
    "question", ["Tell me about Harald Bly.", "Summarise the coverage of the airport at Venn."]
)
def test_what_is_not_there_stays_refused(dams: Archive, question: str) -> None:
    answer = dams.answer(question)
    assert answer.status is not Status.ANSWERED
    check_promises(answer, dams)
