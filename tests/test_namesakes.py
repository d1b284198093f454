"""Articles about another person than the one asked about."""

import pytest

from qa.namesakes import of_another

COUNCIL = (
    "Ellen Marsh leads the council of Tarn. The mayor said so. Mayor Marsh, 58, was elected in "
    "May, and William Venn, the headmaster, sits beside her. Ada Brandt spoke for the bakers."
)


@pytest.mark.parametrize(
    "question",
    [
        "When was Tom Marsh elected?",
        "What did Councillor Tom Marsh say?",
        "Who is the deputy headmaster?",
        "Who is the vice-president of the council?",
        "Who is the Interim mayor of Tarn?",
    ],
)
def test_another_is_asked_about(question: str) -> None:
    assert of_another(question, COUNCIL)


@pytest.mark.parametrize(
    "question",
    [
        "When was Ellen Marsh elected?",
        "When was Marsh elected?",
        "When was Mayor Marsh elected?",
        "When was Mayor Ellen Marsh elected?",
        "What did E. Marsh say?",
        "Where does Bill Venn sit?",
        "Where does Will Venn sit?",
        "What did Tom Oake say?",  # nothing says who he is
        "Which Other Marsh is there?",
        "Who is the headmaster?",
        "Who came to the assistant of the mayor?",
        "",
    ],
)
def test_nothing_says_that_another_is(question: str) -> None:
    assert not of_another(question, COUNCIL)


@pytest.mark.parametrize(
    "text",
    [
        "Tom Marsh was elected.",
        "Ellen Marsh was elected. Her brother Tom was not.",
        "Marsh was elected.",
        "Mr. Marsh was elected.",
        "The Marsh was drained.",
        "Chairwoman Marsh, the first chairwoman, was elected.",
        "",
    ],
)
def test_articles_that_may_speak_of_him(text: str) -> None:
    assert not of_another("When was Tom Marsh elected?", text)


@pytest.mark.parametrize("told", ["vice principal", "deputies", "second-in-command"])
def test_a_rank_has_other_words(told: str) -> None:
    assert not of_another("Who is the deputy principal?", f"Ada Brandt is one of its {told}.")
