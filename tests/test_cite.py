"""A citation on one line, and the words around an answer."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

from hypothesis import given

from qa.cite import Exchange, also, by_model, cite, heading, reference
from qa.export import Format, export
from qa.records import Answer, Query, Status
from qa.written import Cost, Removed, Written
from tests.answers import answered, answers, citation, copy, patient, refused


def test_a_newsrooms_form() -> None:
    assert cite(citation()) == (
        "The Tide, “A harbour opens”, 3 May 2022 (https://example.org/harbour): "
        "“Ships came in May.”"
    )


def test_what_is_unknown_is_told() -> None:
    unknown = citation(source=None, day=None)
    assert reference(unknown) == "source unknown, “A harbour opens”, undated"


def test_the_page_of_a_document() -> None:
    assert reference(replace(citation(), page=3)).endswith("3 May 2022, p. 3")


def test_right_to_left_titles_leave_the_rest_in_order() -> None:
    assert "“\u2068אבג\u2069”, 3 May 2022" in cite(citation(title="אבג"))
    assert also(citation(also_in=(copy("אבג", None),))) == "\u2068Also in אבג (undated)\u2069."


@patient
@given(answers())
def test_it_is_one_line_whatever_is_in_it(answer: Answer) -> None:
    for cited in answer.citations:
        assert len(cite(cited).splitlines()) == 1


def test_heading() -> None:
    assert heading([Exchange(refused("Who\npaid?"))]) == "Who paid?"
    assert heading([Exchange(refused()), Exchange(refused())]) == "2 questions to the archive"


def test_what_a_model_wrote_cost_and_lost() -> None:
    assert by_model(None) == []
    lost = (Removed("The harbour was closed.", "not in the articles: closed"),)
    written = Written("qwen", Cost(1200, 45, 3.21), 2, lost)
    removed = "Removed: “The harbour was closed.” (not in the articles: closed)"
    assert by_model(written) == [
        "Written by qwen, each sentence checked: 1,200 tokens in, 45 out, 3.2 s.",
        removed,
    ]
    assert by_model(replace(written, sentences=0))[0].startswith("qwen was asked: 1,200 tokens in")
    answer = replace(answered(), written=written)
    assert removed.split(" (")[0] in export([answer], Format.MARKDOWN)
    assert "qwen, each sentence checked" in export([answer], Format.HTML)


def test_circumstances() -> None:
    assert Exchange(answered()).circumstances == []
    query = Query("Q?", "Q?", since=date(2021, 6, 1), sources=("The Tide", "The Age"))
    limited = Answer(query, Status.ANSWERED, "", (), ())
    assert Exchange(limited, datetime(2022, 5, 3, 9, 5, tzinfo=UTC)).circumstances == [
        "Asked on 3 May 2022, 09:05 UTC.",
        "Limited to articles of The Tide and The Age published since 1 June 2021.",
    ]
    east = timezone(timedelta(hours=2))
    asked = Exchange(answered(), datetime(2022, 5, 3, 9, 5, tzinfo=east)).circumstances
    assert asked == ["Asked on 3 May 2022, 09:05 UTC+02:00."]
    assert Exchange(answered(), datetime(2022, 5, 3)).circumstances == [
        "Asked on 3 May 2022, 00:00."
    ]
