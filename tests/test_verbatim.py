"""A quotation that a question asks after."""

import pytest

from index.records import Article, Hit, Passage
from qa.verbatim import holding

TEXT = "Rain fell. “We were not told. We can't stay,” said Ada Bligh. Jonas Hale left."


def held(question: str) -> list[str]:
    article = Article("a", "a.txt", TEXT)
    hit = Hit(Passage("p", "a", 11, len(TEXT), TEXT[11:]), article, 1.0, 0.5)
    return [hit.closest_sentence for hit in holding(question, [hit, hit])]


@pytest.mark.parametrize(
    "question",
    [
        'Who said "we were not told"?',
        "Who said “We were not told. We can't stay”?",
        "Which article quotes 'we can't stay'?",
        "When did Ada Bligh say that ‘we were not told’?",
        "When did Ada Bligh call it “we were not told”?",
    ],
)
def test_the_words_are_found_with_who_said_them(question: str) -> None:
    found = held(question)
    assert len(found) == 1
    assert found[0].startswith("“We were not told.")


@pytest.mark.parametrize(
    "question",
    [
        'Who said "we were told"?',
        'Who said "not told"?',
        'Who directed "We Were Not Told"?',
        "Who said we were not told?",
        'How did Jonas Hale respond when she said "we were not told"?',
    ],
)
def test_others_are_not(question: str) -> None:
    assert held(question) == []
