"""From the pickers to limits and back, and what a click does to them."""

from dataclasses import replace
from datetime import date

import pytest

from index.errors import QuestionError
from qa import Archive
from qa.limits import Limit, Limits
from qa.records import Query
from tests.answers import answered
from ui.again import changed, chosen, picked
from ui.desk import Desk
from ui.links import link
from ui.turns import Turn

OWN = Limits(date(2021, 5, 1), date(2021, 6, 30), ("The Tide",))


def test_what_is_picked_and_back() -> None:
    assert chosen(["The Tide"], "2021-05-01", "2021-06-30") == OWN
    assert picked(OWN) == (["The Tide"], "2021-05-01", "2021-06-30")
    assert chosen([], "", None) == Limits()
    assert picked(Limits()) == ([], None, None)


def test_what_is_no_date_is_told() -> None:
    with pytest.raises(QuestionError, match="no date"):
        chosen([], "soon", None)


@pytest.mark.parametrize(
    ("act", "limits"),
    [
        ("drop-dates-own", Limits(sources=("The Tide",))),
        ("drop-sources-read", Limits(OWN.since, OWN.until, OWN.sources, (Limit.SOURCES,))),
        ("anywhere", Limits(lifted=(Limit.DATES, Limit.SOURCES))),
        ("drop-everything-own", OWN),
        ("", OWN),
    ],
)
def test_what_a_click_takes_away(act: str, limits: Limits) -> None:
    assert changed(OWN, act) == limits


def test_outlets_left_out_are_edited_as_the_others_picked(archive: Archive) -> None:
    left_out = replace(answered(), query=Query("Q?", "Who left?", excluded=("The Independent",)))
    others = [name for name in archive.holdings().sources if name != "The Independent"]
    assert others
    turns = (Turn("Q?", left_out), Turn("Who paid?", answered()))
    assert Desk(archive).edit(turns, 1) == ("Who left?", (others, None, None))
    assert Desk(archive).edit(turns, 2)[1] == ([], None, None)


@pytest.mark.parametrize(
    ("query", "asked"),
    [
        (Query("Who paid?", "Who paid? (Did it open?)", sources=("The Tide",)),
         link("Who paid? (Did it open?)", Limits(sources=("The Tide",), lifted=(Limit.DATES,)))),
        (Query("Who paid in May?", "Who paid?", since=date(2021, 5, 1)),
         link("Who paid in May?", Limits(lifted=(Limit.DATES,)))),
    ],
)  # fmt: skip
def test_a_link_to_a_question_that_leant_on_others_stands_alone(
    archive: Archive, query: Query, asked: str
) -> None:
    turn = Turn(
        query.question, replace(answered(), query=query), limits=Limits(lifted=(Limit.DATES,))
    )
    assert Desk(archive).link(turn) == asked
