"""Conversations that a browser kept: as they were, or not at all."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa import Archive
from ui import texts
from ui.kept import LONGEST, MOST_TURNS, Name, keep, names, restore
from ui.turns import Turn

WHO = "Who confirmed Israel's role?"
REFUSED = "What does a ticket for the moon ferry cost?"
AT = datetime(2026, 5, 3, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def turns(archive: Archive) -> tuple[Turn, ...]:
    answers = (archive.answer(question) for question in (WHO, REFUSED))
    given = tuple(Turn(answer.question, answer, at=AT) for answer in answers)
    return (*given, Turn(" ", failure="Ask a question.", notes=("“x” is no date.",)))


def text(turns: tuple[Turn, ...]) -> str:
    return json.dumps({"id": "abcdefgh", "name": "x", "at": 1, "turns": keep(turns)})


def fields(turns: tuple[Turn, ...]) -> list[tuple[object, ...]]:
    return [
        (turn.question, turn.answer, turn.failure, turn.at, turn.limits, turn.notes)
        for turn in turns
    ]


def test_a_conversation_comes_back_as_it_was(archive: Archive, turns: tuple[Turn, ...]) -> None:
    assert fields(restore(text(turns), archive)) == fields(turns)


def test_the_texts_of_passages_stay_in_the_archive(turns: tuple[Turn, ...]) -> None:
    assert turns[0].answer
    assert len(text(turns[:1])) < 8000
    assert turns[0].answer.passages[-1].article.text[:200] not in text(turns)


def changed(turns: tuple[Turn, ...], change: Callable[[dict[str, Any]], object]) -> str:
    data = json.loads(text(turns))
    change(data["turns"][0]["answer"])
    return json.dumps(data)


@pytest.mark.parametrize(
    "change",
    [
        lambda answer: answer["citations"][0].update(quote=answer["citations"][0]["quote"].upper()),
        lambda answer: answer["citations"][0].update(source="The Trusted Times"),
        lambda answer: answer["citations"][0].update(title="<script>"),
        lambda answer: answer["citations"][0].update(date="1999-01-01"),
        lambda answer: answer["citations"][0].update(article_id="../../etc/passwd"),
        lambda answer: answer["citations"][0].update(passage_id="none"),
        lambda answer: answer["citations"][0].update(start=0, end=5),
        lambda answer: answer.update(passages=[]),
        lambda answer: answer.update(citations=[]),
    ],
)  # fmt: skip
def test_what_the_archive_does_not_say_is_not_shown(
    archive: Archive, turns: tuple[Turn, ...], change: Callable[[dict[str, Any]], object]
) -> None:
    first, *rest = restore(changed(turns, change), archive)
    assert (first.question, first.answer, first.failure) == (WHO, None, texts.NO_LONGER_SO)
    assert fields(tuple(rest)) == fields(turns[1:])


@pytest.mark.parametrize("closest", [[0, 10**9], [5, 5], [-3, 2], ["a", "b"], 7])
def test_what_comes_closest_lies_within_its_passage(
    archive: Archive, turns: tuple[Turn, ...], closest: object
) -> None:
    given = changed(turns, lambda answer: answer["passages"][0].update(closest=closest))
    assert restore(given, archive) == ()


@pytest.mark.parametrize(
    "given",
    [
        None, 7, "", "{", "[]", "7", '"x"', "{}", '{"turns": 7}', '{"turns": [7]}',
        '{"turns": [[]]}', '{"turns": [{}]}', '{"turns": [{"question": 7}]}',
        '{"turns": [{"question": "q", "answer": 7}]}',
        '{"turns": [{"question": "q", "answer": {"passages": 7}}]}',
        '{"turns": [{"question": "q", "answer": {"passages": [{"id": 7}]}}]}',
        "[" * 100_000, " " * (LONGEST + 1), '{"turns": [{"question": "q", "at": "noon"}]}',
    ],
)  # fmt: skip
def test_anything_else_is_no_conversation(archive: Archive, given: object) -> None:
    assert restore(given, archive) == ()


@given(
    st.recursive(
        st.none() | st.integers() | st.text(),
        lambda x: (
            st.lists(x)
            | st.dictionaries(
                st.sampled_from(["turns", "question", "answer", "passages", "citations", "query"]),
                x,
            )
        ),
    )
)
def test_nothing_breaks_it(archive: Archive, data: object) -> None:
    assert all(turn.answer is None for turn in restore(json.dumps({"turns": [data]}), archive))


def test_a_conversation_has_an_end(archive: Archive) -> None:
    many = tuple(Turn(str(n), failure="x") for n in range(MOST_TURNS + 5))
    assert len(restore(text(many), archive)) == MOST_TURNS


def test_names_are_checked() -> None:
    good = {"id": "abcdefgh", "name": " A\nharbour \u202e" + "w" * 500}
    bad = [{"id": "x", "name": "y"}, {"id": 7, "name": "y"}, {"id": "<script>x", "name": "y"}, 7,
           None, {"id": "abcdefgi", "name": ["y"]}, {"id": "abcdefgj"}]  # fmt: skip
    (only,) = names([good, *bad])
    assert only.id == "abcdefgh"
    assert only.name.startswith("A harbour ww")
    assert len(only.name) < 100
    assert names("abc") == names(None) == ()
    assert names([{"id": "abcdefgh", "name": " "}]) == (Name("abcdefgh", texts.NAMELESS),)


@pytest.mark.parametrize(
    ("asked", "label"),
    [
        ("2026-05-03T09:05:07.5Z", "x · 3 May 2026, 09:05:07"),
        ("2026-05-03T09:05:07+02:00", "x · 3 May 2026, 09:05:07"),
        ("<b>", "x"),
        (7, "x"),
        (None, "x"),
    ],
)
def test_names_are_told_apart_by_when_was_asked(asked: object, label: str) -> None:
    (name,) = names([{"id": "abcdefgh", "name": "x", "asked": asked}])
    assert name.label == label


def test_an_answer_of_another_archive_is_told_of(archive: Archive, turns: tuple[Turn, ...]) -> None:
    assert turns[0].answer
    other = replace(turns[0].answer.citations[0], article_id="other.txt")
    cited = replace(turns[0].answer, citations=(other, *turns[0].answer.citations[1:]))
    (back,) = restore(text((replace(turns[0], answer=cited),)), archive)
    assert back.failure == texts.NO_LONGER_SO
