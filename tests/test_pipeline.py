"""Asking the real archive of the seed articles."""

import json
import re
import threading
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import qa
from index.build import build
from index.errors import NoIndexError, OtherModelError, QuestionError, UnusableIndexError
from qa import Answer, Archive
from qa.age import of_another_time
from qa.constraints import parse
from qa.pipeline import _notes
from qa.records import Status
from tests.answers import citation as cited
from tests.toy import ToyEmbedder


def check_promises(answer: Answer, archive: Archive) -> None:
    """What holds of every answer, whatever was asked."""
    numbers = [int(n) for n in re.findall(r"\[(\d+)\]", answer.text)]
    assert numbers == [citation.number for citation in answer.citations]
    assert numbers == list(range(1, len(numbers) + 1))
    assert answer.answered == bool(numbers)
    retrieved = {hit.passage.id for hit in answer.passages}
    for citation in answer.citations:
        article = archive.article(citation.article_id)
        assert article.text[citation.start : citation.end] == citation.quote
        assert citation.passage_id in retrieved
    json.dumps(answer.to_dict())
    assert str(answer)


def test_who_confirmed_israels_role(archive: Archive) -> None:
    answer = archive.answer("Who confirmed Israel's role?")
    who = next(c for c in answer.citations if "Tamir Heyman" in c.quote)
    assert who.date == date(2021, 12, 21)
    check_promises(answer, archive)


def test_what_is_not_there(archive: Archive) -> None:
    answer = archive.answer("What is the capital of Peru?")
    assert answer.status is Status.NOTHING_ON_THIS
    assert "5 articles, dated 3 March 2021 to 14 October 2023" in answer.text
    assert answer.passages
    check_promises(answer, archive)


def test_a_follow_up(archive: Archive) -> None:
    first = archive.answer("Who headed Israel's military intelligence until October?")
    then = archive.answer(
        "What did he say about the assassination?", [(first.question, first.text)]
    )
    assert "Heyman" in then.query.text
    assert any("achievement" in citation.quote for citation in then.citations)


def test_limits_are_part_of_the_query(archive: Archive) -> None:
    question = "What did articles published before June 2021 say about Israel's involvement?"
    answer = archive.answer(question)
    assert answer.query.until == date(2021, 5, 31)
    assert all(c.date and c.date <= date(2021, 5, 31) for c in answer.citations)
    assert answer.notes == ("1 undated article was left out of the dates asked for.",)
    check_promises(answer, archive)


def test_an_outlet_left_out_is_not_quoted(archive: Archive) -> None:
    question = "What did every paper but The Jerusalem Post say about Soleimani?"
    answer = archive.answer(question)
    assert answer.query.excluded == ("The Jerusalem Post",)
    assert {hit.article.about.source for hit in answer.passages} == {"The Independent"}
    assert "outlets other than The Jerusalem Post" in answer.query.limits
    assert answer.to_dict()["query"]["excluded"] == ["The Jerusalem Post"]
    check_promises(answer, archive)
    anywhere = archive.answer(question, lifted=("sources",))
    assert "The Jerusalem Post" in {hit.article.about.source for hit in anywhere.passages}


def test_an_agency_that_wrote_articles_is_not_told_to_have_none(tmp_path: Path) -> None:
    facts = "---\nsource: The Tide\nauthor: Orlo Press Agency\n---\n"
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "a.md").write_text(f"{facts}A pier fell at Norr on Monday.")
    build(tmp_path / "articles", tmp_path / "data")
    archive = Archive.open(tmp_path / "data")
    lacks = "The archive has no articles of the {}."
    for name, told in (("Orlo Press Agency", False), ("Kesh Press Agency", True)):
        notes = archive.answer(f"What did the {name} report about the pier?").notes
        assert (lacks.format(name) in notes) is told
    archive.close()


def test_outside_the_limits(archive: Archive) -> None:
    answer = archive.answer("How many ballistic missiles was Iran fueling?", since=date(2022, 1, 1))
    assert answer.status is Status.OUTSIDE
    assert "published since 1 January 2022" in answer.text
    check_promises(answer, archive)


@pytest.mark.parametrize(
    ("days", "told"),
    [
        ((date(2024, 2, 29), date(2023, 1, 1)), True),
        ((date(2024, 3, 1), date(2023, 1, 1)), False),
        ((date(2024, 2, 29), None), False),
        ((), False),
    ],
)
def test_quotes_from_before_the_time_asked_about_are_told(
    archive: Archive, days: tuple[date | None, ...], told: bool
) -> None:
    query = parse("q", "Who left in March 2024?", (), date(2024, 5, 1))
    quoted = [cited(day=day) for day in days]
    with archive.reading() as searcher:
        notes = _notes(query, quoted, searcher)
    older = "All that is quoted is older than the time asked about (“in March 2024”)"
    assert notes == ((f"{older}: 29 February 2024.",) if told else ())


@pytest.mark.parametrize(
    ("question", "asked", "day", "quote", "told"),
    [
        ("Who left in March 2024?", None, date(2024, 5, 1), "Ann left.", "time asked about (“in"),
        ("Who left in March 2024?", None, date(2024, 5, 1), "Ann left in March.", ""),
        ("Who left in March 2024?", None, date(2024, 5, 1), "It ends before May.", "time asked"),
        ("Who left in March 2024?", None, date(2024, 4, 5), "Ann left.", ""),
        ("Who left?", date(2024, 3, 1), date(2024, 3, 2), "Ann left.", "question (1 March 2024)"),
        ("Who left?", date(2024, 3, 1), date(2024, 3, 1), "Ann left.", ""),
        ("Who left?", None, date(2024, 3, 2), "Ann left.", ""),
    ],
)
def test_quotes_from_after_the_time_asked_about_are_told(
    question: str, asked: date | None, day: date, quote: str, told: str
) -> None:
    query = replace(parse("q", question, (), date(2024, 5, 1)), asked=asked)
    note = of_another_time(query, [replace(cited(day=day), quote=quote)])
    assert (told in note and note.startswith("All that is quoted is newer")) if told else not note


def test_dates_of_a_question_that_the_chosen_exclude_are_told(archive: Archive) -> None:
    question = "What did articles published before June 2021 say about Israel's involvement?"
    answer = archive.answer(question, since=date(2022, 1, 1))
    assert (answer.query.since, answer.query.until) == (date(2022, 1, 1), None)
    told = "The question's dates (“before June 2021”) lie outside the dates chosen and don't count."
    assert told in answer.notes
    check_promises(answer, archive)
    for since, lifted in ((date(2021, 1, 1), ()), (date(2022, 1, 1), ("dates",))):
        answer = archive.answer(question, since=since, lifted=lifted)
        assert not any("don't count" in note for note in answer.notes)


@pytest.mark.parametrize(
    ("question", "options", "message"),
    [
        ("", {}, "Ask a question in words"),
        (" \n?! ", {}, "Ask a question in words"),
        ("why " * 5000, {}, "19,999 characters; ask one of at most 2,000"),
        ("Who?", {"since": date(2022, 1, 1), "until": date(2021, 1, 1)}, "swap the two"),
        ("Who?", {"since": "soon"}, "'soon' is no date like 2021-05-08"),
        ("Who?", {"sources": ["Le Monde"]}, "The Independent, The Jerusalem Post"),
    ],
)
def test_what_makes_no_sense(
    archive: Archive, question: str, options: dict[str, object], message: str
) -> None:
    with pytest.raises(QuestionError, match=message):
        archive.answer(question, **options)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "question",
    [
        "מי אישר את תפקידה של ישראל?",
        "谁证实了以色列的角色？",
        "Кто подтвердил?",
        "👍 a",
        "[1] [2] who?",
        "who \udcff \x00 confirmed?",
    ],
)
def test_another_script_gets_an_answer_or_a_refusal(archive: Archive, question: str) -> None:
    check_promises(archive.answer(question), archive)


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.text(max_size=200))
def test_promises_hold_for_any_question(archive: Archive, question: str) -> None:
    try:
        answer = archive.answer(question)
    except QuestionError:
        return
    check_promises(answer, archive)


def test_limits_may_be_written(archive: Archive) -> None:
    written = archive.retrieve("Soleimani", since="2021-05-08", sources="the independent")
    noon = datetime(2021, 5, 8, 12)
    assert written == archive.retrieve("Soleimani", since=noon, sources=["The Independent"])
    assert {hit.article.about.source for hit in written} == {"The Independent"}


def test_no_such_article(archive: Archive) -> None:
    with pytest.raises(QuestionError, match="holds no article 'nope'"):
        archive.article("nope")


def test_no_index(tmp_path: Path, toy: ToyEmbedder) -> None:
    with pytest.raises(NoIndexError, match="python -m index build"):
        Archive.open(tmp_path, embedder=toy)


def test_another_model(seeds_data: Path, toy: ToyEmbedder) -> None:
    with pytest.raises(OtherModelError, match=r"all-MiniLM-L6-v2, but toy .*index rebuild"):
        Archive.open(seeds_data, embedder=toy)


def test_the_default_archive_is_opened_once(
    seeds_data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ARCHIVE_DATA", str(seeds_data))
    assert qa.answer("Who confirmed Israel's role?").answered
    assert qa.pipeline._archive(seeds_data) is qa.pipeline._archive(seeds_data)
    qa.pipeline._archive(seeds_data).close()
    qa.pipeline._archive.cache_clear()


def test_a_build_is_followed_without_a_restart(tmp_path: Path, toy: ToyEmbedder) -> None:
    articles, data = tmp_path / "articles", tmp_path / "data"
    articles.mkdir()
    (articles / "a.txt").write_text("The dam broke on Monday, the mayor said to the press.")
    build(articles, data, embedder=toy)
    archive = Archive.open(data, embedder=toy)
    stop, errors = threading.Event(), []

    def keep_asking() -> None:
        while not stop.is_set():
            try:
                check_promises(archive.answer("When did the dam break?"), archive)
            except Exception as error:
                errors.append(error)

    threads = [threading.Thread(target=keep_asking) for _ in range(3)]
    for thread in threads:
        thread.start()
    for n in range(4):
        (articles / f"b{n}.txt").write_text(f"Number {n}: the dam was mended on Friday, they said.")
        build(articles, data, embedder=toy)
    assert archive.holdings().articles == 5
    stop.set()
    for thread in threads:
        thread.join()
    archive.close()
    assert not errors
    build(articles, data, embedder=toy)
    assert len(list(data.glob("gen-*"))) == 1


def test_a_closed_archive_says_so(seeds_data: Path, toy: ToyEmbedder) -> None:
    archive = Archive.open(seeds_data)
    archive.close()
    with pytest.raises(UnusableIndexError, match="was closed: open it again"):
        archive.answer("Who was killed?")


def test_a_fork_says_so(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.getpid", lambda: -1)
    with pytest.raises(UnusableIndexError, match="opened in another process"):
        archive.answer("Who was killed?")


@pytest.mark.parametrize(
    "history", [[{"role": "user", "content": "Who?"}], ["Who?"], [("Who?", 1)]]
)
def test_a_history_holds_pairs_of_texts(archive: Archive, history: list[Any]) -> None:
    with pytest.raises(QuestionError, match="pairs of texts"):
        archive.answer("Who was killed?", history)
