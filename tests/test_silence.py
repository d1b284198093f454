"""How models say that the passages don't answer, and what only sounds so."""

import pytest

from qa.silence import refuses


@pytest.mark.parametrize(
    "sentence",
    [
        "The articles don't say",
        "**The articles don’t say.**",
        "The passages provided do not contain any information about the weir.",
        "The provided text fails to say who built it.",
        "None of the passages says how many came.",
        "Neither article says how many came.",
        "No passage mentions this.",
        "There is nothing in the articles about this.",
        "The number of ferries is not mentioned in the passages.",
        "Based on the provided passages, it is unclear who won.",
        "I cannot find the answer in the passages.",
        "I don't know.",
        "I'm sorry, but I can't answer that.",
        "Not mentioned.",
        "It is not stated.",
    ],
)
def test_refusals(sentence: str) -> None:
    assert refuses(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Letters of the mayor were not provided to the court.",
        "Information about the crew was not given to reporters.",
        "“I don't know,” said Ada Marsh.",
        "The article was not published in the Tide.",
        "No ferry sailed on Monday.",
        "The passage under the bridge is not open.",
        "Sources do not say who paid.",
    ],
)
def test_what_an_article_says(sentence: str) -> None:
    assert not refuses(sentence)
