"""Questions made of news text by rules."""

import random

from bench.made_questions import made, speech

STORY = (
    "The harbour reopened on Monday. Ada Moreno, the mayor of Westhaven, said the storm damage"
    " would be repaired by June. “We lost three cranes,” said Otto Brandt. The Portland Agency"
    " declined to comment. Lena Fischer told Radio Nord that the ferry was late."
)


def _parts(text: str) -> list[str]:
    return [text[one.span.start : one.span.end] for one in speech(text)]


def test_who_speaks_of_what() -> None:
    told = list(speech(STORY))
    assert [one.who for one in told] == ["Ada Moreno", "Otto Brandt", "Lena Fischer"]
    assert [one.whom for one in told] == [None, None, "Radio Nord"]
    assert told[0].topic == "Westhaven"
    assert all(one.who in part for one, part in zip(told, _parts(STORY), strict=True))


def test_bodies_speak_too() -> None:
    (told,) = speech("On Friday the health ministry said that two wards would close.")
    assert told.who == "the health ministry"


def test_capitals_that_are_no_names() -> None:
    assert not list(speech("But She said no. “I’ll go,” he said. On Friday it said so."))


def test_a_question_has_its_answer_where_the_spans_are() -> None:
    chance = random.Random(0)
    found = [question for _ in range(30) for _, question in made([STORY], chance)]
    said = [q for q in found if q.text.startswith("What did Lena Fischer tell Radio Nord")]
    assert said
    for question in said:
        assert [STORY[a:b] for a, b in question.spans] == [_parts(STORY)[2]]


def test_what_a_passage_does_not_have_has_no_answer() -> None:
    other = "Ivan Petrov said the glacier melted. The weather in Oslo was fine."
    chance = random.Random(0)
    found = [pair for _ in range(30) for pair in made([other, STORY], chance)]
    without = [question.text for passage, question in found if not question.spans]
    assert any("the glacier" in text for text in without)
    for passage, question in found:
        if not question.spans and "Ivan" not in question.text:
            assert passage == STORY


def test_descriptions_where_nobody_speaks() -> None:
    passage = "Mount Erebus, the southernmost active volcano on Earth, smoked all week."
    ((_, question),) = made([passage], random.Random(0))
    assert question.text == "Who is Mount Erebus?"
    ((start, end),) = question.spans
    assert passage[start:end] == "the southernmost active volcano on Earth"


def test_the_same_chance_makes_the_same_questions() -> None:
    first, again = (list(made([STORY] * 20, random.Random(3))) for _ in range(2))
    assert first == again
