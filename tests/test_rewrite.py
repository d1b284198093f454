"""Follow-ups rewritten by a model, and what of that is refused."""

import pytest

from qa.llm import ChatModel
from qa.rewrite import rewritten, trusted
from tests.scripted import Step, scripted

HISTORY = [("Who is Ada Marsh?", "Ada Marsh leads the road office in Freedonia. [1]")]
SAID = "When did she resign?\nWho is Ada Marsh?\nAda Marsh leads the road office in Freedonia."


@pytest.mark.parametrize(
    ("rewrite", "fine"),
    [
        ("When did Ada Marsh resign?", True),
        ("When did Ada Marsh resign from the road office in Freedonia?", True),
        ("When did Bob Marsh resign?", False),
        ("When did Ada Marsh resign in 2021?", False),
        ("Ada Marsh leads the office.", False),
        ("When did Ada Marsh not resign?", False),
        ("When did Ada Marsh lie?", False),
        ("When did Ada Marsh resign about the ferry?", False),
        ("When did <script>alert(1)</script> Ada Marsh resign?", False),
        ("", False),
        ("When did she resign? " + "It is said that she did so a long time ago. " * 3, False),
    ],
)
def test_a_rewrite_adds_no_name_and_no_number(rewrite: str, fine: bool) -> None:
    assert trusted(rewrite, "When did she resign?", SAID) is fine


def test_a_rewrite_keeps_the_names_and_numbers_of_the_question() -> None:
    said = "Did she pay Bob 5 dollars?\nWho is Ada Marsh?"
    assert trusted("Did Ada Marsh pay Bob 5 dollars?", "Did she pay Bob 5 dollars?", said)
    assert not trusted("Did Ada Marsh pay dollars?", "Did she pay Bob 5 dollars?", said)


@pytest.mark.parametrize(
    ("question", "rewrite"),
    [
        ("How many ferries did the port sell?", "How many ferries did Ada Marsh sell?"),
        ("What did she not build?", "What did Ada Marsh build?"),
    ],
)
def test_a_rewrite_loses_no_word_and_no_denial(question: str, rewrite: str) -> None:
    assert not trusted(rewrite, question, f"{question}\n{SAID}")


def test_the_model_is_asked_and_what_it_took_is_known() -> None:
    with scripted() as server:
        server.says("When did Ada Marsh resign?\nI hope that helps.")
        model = ChatModel("made-up", server.url)
        text, cost = rewritten("When did she resign?", HISTORY, model)
        assert text == "When did Ada Marsh resign?"
        assert cost.tokens_in == 100
        asked = server.requests[0]["messages"][-1]["content"]
        assert "A: Ada Marsh leads the road office in Freedonia." in asked
        server.says(Step(status=400))
        text, cost = rewritten("When did she resign?", HISTORY, model)
        assert text is None
        assert cost.seconds > 0
        assert cost.tokens_in == 0
