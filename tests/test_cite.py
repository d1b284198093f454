"""A citation on one line, and the words around an answer."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

from hypothesis import given

from qa.cite import Exchange, cite, heading, reference
from qa.records import Answer, Query, Status
from tests.answers import answered, answers, citation, patient, refused


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


@patient
@given(answers())
def test_it_is_one_line_whatever_is_in_it(answer: Answer) -> None:
    for cited in answer.citations:
        assert len(cite(cited).splitlines()) == 1


def test_heading() -> None:
    assert heading([Exchange(refused("Who\npaid?"))]) == "Who paid?"
    assert heading([Exchange(refused()), Exchange(refused())]) == "2 questions to the archive"


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
