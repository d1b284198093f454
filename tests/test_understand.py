"""A long question is taken apart, and each part has limits of its own."""

from datetime import date

import pytest

from index.records import Filter
from qa.limits import Limit, lift
from qa.parts import MOST, parts, questions
from qa.pipeline import Archive
from qa.understand import limits, understand

KNOWN = ("The Age", "The Tide")
BOTH = (
    "Did The Tide report published on 4 January 2022 say that engineers found cracks in the harbour"
    " bridge, while The Age article published on 7 January 2022 put the cost of repairs at $7m?"
)


def test_each_part_has_its_own_source_and_day() -> None:
    query = understand(BOTH, (), Filter(), KNOWN, None)
    assert query.sources == KNOWN
    assert (query.since, query.until) == (None, None)
    first, second = query.parts
    assert first.filter == Filter(date(2022, 1, 4), date(2022, 1, 4), ("The Tide",))
    assert second.filter == Filter(date(2022, 1, 7), date(2022, 1, 7), ("The Age",))
    assert "cracks" in first.text
    assert "repairs" in second.text
    assert "2022" not in first.text + second.text


def test_of_sources_that_differ_in_the_alone_each_can_be_chosen() -> None:
    known = ("Sun", "The Sun", "Tide")
    for source in known:
        assert limits(None, None, [source], known).sources == (source,)
    assert limits(None, None, ["the tide"], known).sources == ("Tide",)


def test_a_part_is_never_wider_than_the_whole() -> None:
    only = Filter(until=date(2022, 1, 5), sources=("The Age",))
    for part in understand(BOTH, (), only, KNOWN, None).parts:
        assert part.sources == ("The Age",)
        assert part.until in (date(2022, 1, 4), date(2022, 1, 5))


def test_limits_taken_away_are_taken_from_the_parts() -> None:
    lifted = understand(BOTH, (), Filter(), KNOWN, None, lifted=("dates", "sources"))
    assert lifted.filter == Filter()
    assert [part.filter for part in lifted.parts] == [Filter(), Filter()]
    unlimited = lift(understand(BOTH, (), Filter(), KNOWN, None), (Limit.DATES, Limit.SOURCES))
    assert [part.filter for part in (unlimited, *unlimited.parts)] == [Filter()] * 3


def test_a_part_that_tells_nothing_is_not_searched_for() -> None:
    question = (
        "Which company, as reported by The Age, was fined for letting oil flow into the harbour"
        " last spring, and was bought by a rival from abroad after its founder had resigned?"
    )
    texts = [part.text for part in understand(question, (), Filter(), KNOWN, None).parts]
    assert len(texts) == 2
    assert "oil" in texts[0]
    assert "founder" in texts[1]


def test_what_a_long_question_leaves_out_its_parts_do() -> None:
    question = (
        "What did papers other than The Age report about the oil that flowed into the harbour last"
        " spring, and what did they say of the rival from abroad that bought the company?"
    )
    query = understand(question, (), Filter(), KNOWN, None)
    assert [part.excluded for part in (query, *query.parts)] == [("The Age",)] * 3
    assert query.sources == ()


def test_short_questions_are_one_part() -> None:
    assert parts("Who confirmed it, and when was the harbour bridge closed?") == []
    assert understand("Who confirmed it?", (), Filter(), KNOWN, None).parts == ()


def test_there_are_only_so_many_parts() -> None:
    clause = "and the ferry Halcyon sank off Port Quill on that day"
    assert len(parts(", ".join([clause] * 20))) == MOST


def test_evidence_of_each_part_comes_first(archive: Archive) -> None:
    question = (
        "Did The Independent article say that Hezbollah's leader was given new rockets for the"
        " border, while the Jerusalem Post article quotes Tamir Heyman on the Soleimani killing?"
    )
    hits = archive.retrieve(question, k=4)
    assert {hit.article.about.source for hit in hits} == {"The Independent", "The Jerusalem Post"}
    answer = archive.answer(question)
    assert [part["sources"] for part in answer.to_dict()["query"]["parts"]]


DAM = ("How many fled when the Orlo dam broke?", "It was 300. [1]")


@pytest.mark.parametrize(
    "question",
    [
        "According to The Tide?",
        "and in the tide article?",
        "And The Tide?",
        "What about The Tide?",
        "What does The Tide say?",
        "What did The Tide report about it?",
        "Does The Tide say the same?",
    ],
)
def test_the_last_question_is_asked_of_another_source(question: str) -> None:
    query = understand(question, [DAM], Filter(), KNOWN, None)
    assert (query.text, query.sources) == (DAM[0], ("The Tide",))
    again = understand("And The Age?", [DAM, (question, "It was 20.")], Filter(), KNOWN, None)
    assert (again.text, again.sources) == (DAM[0], ("The Age",))


def test_another_source_stands_in_for_the_one_asked_before() -> None:
    history = [("What did The Age report about the Orlo dam?", "It broke. [1]")]
    query = understand("And The Tide?", history, Filter(), KNOWN, None)
    matter = "What do the articles say about the Orlo dam?"
    assert (query.text, query.sources) == (matter, ("The Tide",))
    history += [("And The Tide?", "Nothing. [1]"), ("What was the mayor told?", "Nothing. [1]")]
    query = understand("And The Age?", history, Filter(), KNOWN, None)
    assert query.sources == ("The Age",)


def test_a_source_is_no_matter_of_the_talk() -> None:
    history = [DAM, ("And The Tide?", "The articles don't say.")]
    query = understand("Why?", history, Filter(), KNOWN, None)
    assert "Tide" not in query.text
    assert query.sources == ()


@pytest.mark.parametrize(
    ("question", "history", "sources"),
    [
        ("And The Tide?", [("Who owns The Age?", "Ann Marsh does.")], ()),
        ("And Fortune?", [DAM], ()),
        ("And CNN?", [DAM], ("CNN",)),
        ("According to Fortune?", [DAM], ("Fortune",)),
        ("And The Tide?", [], ()),
    ],
)
def test_what_may_be_about_an_outlet(
    question: str, history: list[tuple[str, str]], sources: tuple[str, ...]
) -> None:
    query = understand(question, history, Filter(), (*KNOWN, "CNN", "Fortune"), None)
    assert query.sources == sources


def test_a_matter_of_its_own_needs_no_earlier_question() -> None:
    query = understand("What did The Tide say about whales?", [DAM], Filter(), KNOWN, None)
    assert query.text == "What do the articles say about whales?"


def test_what_a_follow_up_adds_in_brackets_is_no_further_question() -> None:
    history = [("How many people drowned at Orlo according to The Age?", "Nine drowned. [1]")]
    known = ("The Age", "The Tide")
    found = understand("And how many were hurt?", history, Filter(), known, None)
    assert found.text == "How many were hurt? (How many people drowned at Orlo?)"
    assert found.sources == ("The Age",)
    assert found.parts == ()


@pytest.mark.parametrize(
    ("question", "several"),
    [
        ("Who is the mayor? Who is the fire chief of Orlo?", 2),
        ("1. Who is the mayor? 2. Who is the fire chief of Orlo?", 2),
        ("Who left? Why?", 0),
        ("Who is the mayor and who left?", 0),
    ],
)
def test_a_short_question_with_its_own_mark_is_one_of_several(question: str, several: int) -> None:
    assert len(questions(question)) == several
