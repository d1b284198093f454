"""Judging a model's sentences: what is asked of a person, and how the verdicts are counted."""

from dataclasses import replace
from typing import Any

import pytest

from bench.judged import counted, of_answer
from index.embed import Embedder
from index.records import Article, Hit, Passage
from qa.written import Removed, Written
from tests.answers import answered, citation

TEXT = "It was cold. The ferry sank in May, the harbour master said. Nobody died. It rained."


def test_each_sentence_comes_with_what_the_articles_say(embedder: Embedder) -> None:
    start = TEXT.index("The ferry")
    one = citation("The ferry sank in May, the harbour master said.", start=start)
    hit = Hit(Passage(one.passage_id, "a", 0, len(TEXT), TEXT), Article("a", "a", TEXT), 1.0, 0.5)
    written = Written("toy", sentences=2, removed=(Removed("Two people died.", "two"),))
    answer = replace(
        answered(one), text="The ferry sank [1]. It was May. [1]", passages=(hit,), written=written
    )
    rows = list(of_answer(answer, lambda _: Article("a", "a", TEXT), embedder))
    assert [(row["shown"], row["sentence"]) for row in rows] == [
        (True, "The ferry sank"),
        (True, "It was May."),
        (False, "Two people died."),
    ]
    assert f"It was cold. «{one.quote}» Nobody died." in rows[0]["articles"][0]
    assert "Nobody died." in rows[2]["articles"]
    assert list(of_answer(answered(one), lambda _: Article("a", "a", TEXT), embedder)) == []


def row(shown: bool, supported: bool | None, why: str = "") -> dict[str, Any]:
    sentence = f"{shown} {supported}"
    return {
        "shown": shown, "supported": supported, "why": why, "question": "?", "sentence": sentence
    }  # fmt: skip


def test_verdicts_are_counted() -> None:
    result = counted([row(True, True), row(True, False, "swapped"), row(False, True)])
    assert result["shown"] == {"sentences": 2, "supported": 1, "why not": {"swapped": 1}}
    assert result["removed"] == {"sentences": 1, "supported": 1, "why not": {}}
    assert sorted(result["verdicts"].values()) == [False, True, True]


def test_a_sentence_without_a_verdict_is_told() -> None:
    with pytest.raises(ValueError, match="1 sentences are not judged"):
        counted([row(True, True), row(True, None)])
