"""A question that asks several things: each is answered, and the answers are one."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from index.build import build
from index.records import Filter
from qa.joined import for_parts, gathered, joined
from qa.parts import MOST, questions
from qa.pipeline import Archive
from qa.quoting import TO_RANK
from qa.records import Query, Status
from qa.rerank import BY_TURNS
from qa.settings import QaSettings
from qa.understand import understand
from tests.answers import answered, citation, refused
from tests.toy import ToyEmbedder, ToyReader

BOTH = Query("When did ships come and who paid?", "When did ships come and who paid?")


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        (
            "When was Ada Marsh elected and who paid for the bridge?",
            ["When was Ada Marsh elected", "who paid for the bridge?"],
        ),
        (
            "Who is Ada Marsh and what did she say about the bridge?",
            ["Who is Ada Marsh", "what did she say about the bridge?"],
        ),
        ("When did the ferry sink? How many died?", ["When did the ferry sink", "How many died?"]),
        (
            "Where did Tom Reed work, and when did he resign? Why did the council sue?",
            ["Where did Tom Reed work", "when did he resign", "Why did the council sue?"],
        ),
        (
            "Who is the founder whose trial in the city is near, who had led the fund for years,"
            " and who is said to have taken money from those who had lent it to him?",
            [],
        ),
        ("Who confirmed Israel's role?", []),
        ("Who came and who left?", []),
        ("How many people were killed and injured in the storm?", []),
        ("What did Ada Marsh say about the bridge and why?", []),
        ("What happened when Ada Marsh and Tom Reed met on the bridge?", []),
        ("The ferry sank in May. How many people died?", []),
        ("?", []),
        ("and and and? ?", []),
    ],
)
def test_the_questions_that_a_question_asks(question: str, asked: list[str]) -> None:
    assert questions(question) == asked


def test_nobody_asks_more_than_so_many_at_once() -> None:
    assert questions("When did the ferry Halcyon sink? " * (MOST + 1)) == []


def test_they_are_searched_for_one_by_one_and_names_stand_for_pronouns() -> None:
    question = "Who is Ada Marsh and what did she say about the bridge, according to The Age?"
    query = understand(question, (), Filter(), ("The Age",), None)
    assert [part.text for part in query.parts] == [
        "Who is Ada Marsh",
        "what did Ada Marsh say about the bridge?",
    ]
    assert [part.sources for part in query.parts] == [("The Age",)] * 2


def test_what_a_question_leant_on_is_none_of_them() -> None:
    assert questions("Who paid for it? (Was the harbour bridge closed?)") == []
    assert len(questions("Who paid for the bridge? Was the harbour bridge closed?")) == 2


def test_what_limits_one_of_them_limits_the_others_only_before_its_question_mark() -> None:
    known, own = ("The Age", "The Tide"), Filter(until=date(2022, 1, 1))
    question = "According to The Age, who paid for the bridge? When was Ada Marsh elected?"
    query = understand(question, (), own, known, None)
    assert query.filter == own
    assert [part.sources for part in query.parts] == [("The Age",), ()]
    assert [part.until for part in query.parts] == [own.until] * 2
    question = "According to The Age, who paid for the bridge and when was Ada Marsh elected?"
    assert understand(question, (), own, known, None).sources == ("The Age",)


def test_quotes_are_numbered_through_and_none_comes_twice() -> None:
    ships, coins = citation("Ships came in May."), citation("Tom Reed paid.", start=90)
    again = replace(ships, number=2)
    whole = joined(BOTH, [answered(ships), answered(coins, again)])
    assert whole.text == "Ships came in May. [1] Tom Reed paid. [2]"
    assert [(c.number, c.quote) for c in whole.citations] == [(1, ships.quote), (2, coins.quote)]
    assert whole.query.question == BOTH.question
    assert [part.question for part in whole.query.parts] == ["When did ships come?"] * 2
    assert whole.notes == ()


def test_a_part_of_an_earlier_quote_is_no_further_quote() -> None:
    long = citation("Ships came in May. Tom Reed paid.")
    whole = joined(BOTH, [answered(long), answered(citation("Tom Reed paid.", start=39))])
    assert [c.quote for c in whole.citations] == [long.quote]


def test_what_is_not_answered_is_told_and_lowers_the_chance() -> None:
    whole = joined(BOTH, [refused("Who paid?"), replace(answered(citation()), chance=0.8)])
    assert whole.status is Status.ANSWERED
    assert whole.text == "Ships came in May. [1]"
    assert whole.notes == ("The articles don't say: Who paid.",)
    assert whole.chance == pytest.approx(0.4)


def test_what_is_found_on_clauses_joins_the_whole() -> None:
    ships, coins = citation("Ships came in May."), citation("Tom Reed paid.", start=90)
    parts = [replace(answered(ships), chance=0.1), replace(answered(coins), chance=0.3)]
    found = gathered(refused("Ships, and who paid?"), parts, threshold=0.1)
    assert found is not None
    assert found.status is Status.ANSWERED
    assert found.question == "Ships, and who paid?"
    assert found.text == "Ships came in May. [1] Tom Reed paid. [2]"
    assert found.chance == pytest.approx(0.4 / 3)
    assert found.notes == ()


def test_where_nothing_is_found_is_told() -> None:
    whole = replace(answered(citation()), query=Query("q", "Who paid?", sources=("Age", "Tide")))
    tide = replace(whole.query, sources=("Tide",))
    silent = [replace(refused(), query=one) for one in (tide, Query("q", "was the bridge built?"))]
    found = gathered(whole, [replace(answered(citation()), chance=0.5), *silent], threshold=0.1)
    assert found is not None
    assert [c.quote for c in found.citations] == ["Ships came in May."]
    assert found.notes == (
        "No sentence was found in Tide.",
        "No sentence was found on: was the bridge built.",
    )


def test_too_little_is_nothing() -> None:
    whole, found = refused(), replace(answered(citation()), chance=0.3)
    assert gathered(whole, [found, refused()], threshold=0.11) is None
    assert gathered(whole, [refused(), refused()], threshold=0.0) is None


def test_parts_are_asked_with_less() -> None:
    asked = for_parts(QaSettings(threshold=0.2))
    assert (asked.threshold, asked.quotes) == (0.1, 1)


def test_each_source_named_is_quoted_or_told(archive: Archive) -> None:
    question = "What do the Independent and the Jerusalem Post say about Israel's role?"
    answer = archive.answer(question)
    assert {c.source for c in answer.citations} == {"The Independent", "The Jerusalem Post"}
    picked = archive.answer("Who confirmed Israel's role?", sources=answer.query.sources)
    assert picked.query.parts == ()
    away = archive.answer(question, lifted=("sources",))
    assert (away.query.sources, away.query.parts) == ((), ())


def test_clauses_of_a_long_question_are_answered(archive: Archive) -> None:
    question = (
        "Did a former chief of Israeli military intelligence confirm that his country had a part in"
        " the killing of Soleimani, while fishermen in the village of Ilmen had seen a ferry sink"
        " off the harbour in the storm of last winter?"
    )
    answer = archive.answer(question)
    assert answer.answered
    assert "former chief" in answer.text
    assert any("fishermen" in note for note in answer.notes)
    assert {c.passage_id for c in answer.citations} <= {hit.passage.id for hit in answer.passages}
    for one in answer.citations:
        assert archive.article(one.article_id).text[one.start : one.end] == one.quote


def test_both_are_answered_from_the_articles(archive: Archive) -> None:
    question = "Who confirmed Israel's role and when was Soleimani killed?"
    answer = archive.answer(question)
    assert answer.answered
    assert answer.question == question
    quotes = " ".join(citation.quote for citation in answer.citations)
    assert "Heyman" in quotes
    assert "January" in quotes
    assert [c.number for c in answer.citations] == list(range(1, len(answer.citations) + 1))
    for one in answer.citations:
        assert archive.article(one.article_id).text[one.start : one.end] == one.quote
    passages = [hit.passage.id for hit in answer.passages]
    assert len(passages) == len(set(passages))
    assert {citation.passage_id for citation in answer.citations} <= set(passages)


def test_a_later_question_leans_on_the_answer_to_an_earlier(archive: Archive) -> None:
    answer = archive.answer("Who is Tamir Heyman and what did he call the killing?")
    first, second = answer.query.parts
    assert "Heyman" in first.text
    assert "Heyman" in second.text
    assert answer.query.text == f"{first.text}? {second.text}"


def test_one_that_nothing_answers_is_told(archive: Archive) -> None:
    answer = archive.answer("When was Soleimani killed and who won the football world cup?")
    assert answer.answered
    assert "The articles don't say: who won the football world cup." in answer.notes


def test_none_answered_is_a_refusal_of_the_whole(archive: Archive) -> None:
    question = "Who won the football world cup and what does a moon ferry ticket cost?"
    answer = archive.answer(question)
    assert not answer.answered
    assert answer.question == question


def test_of_what_comes_by_turns_no_more_is_read_than_keeps_the_turns(
    tmp_path: Path, toy: ToyEmbedder
) -> None:
    lines = [
        {"text": f"The ferry {name} sank in {name}ville.", "source": ("The Tide", "The Age")[i % 2]}
        for i, name in enumerate(a + b for a in "BCDFGHKLMNPRST" for b in "aeiou")
    ]
    articles = tmp_path / "articles"
    articles.mkdir()
    (articles / "ferries.jsonl").write_text("\n".join(map(json.dumps, lines)), "utf-8")
    build(articles, tmp_path / "data", embedder=toy)
    reader = ToyReader()
    archive = Archive.open(tmp_path / "data", embedder=toy, reader=reader)
    archive.retrieve("Which ferry sank?")
    archive.retrieve("Which ferry sank, according to The Tide and The Age?")
    archive.close()
    assert reader.read_at_once == [TO_RANK, BY_TURNS]
