"""A long question is taken apart, and each part has limits of its own."""

from datetime import date

from index.records import Filter
from qa.limits import Limit, lift
from qa.parts import MOST, parts
from qa.pipeline import Archive
from qa.understand import understand

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
