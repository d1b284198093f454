"""Our own questions with limits: read as well as the project claims."""

from bench.constraints import OUR_QUESTIONS, expected, limits
from bench.data import rows
from bench.metrics import precision_recall


def test_our_questions_are_read() -> None:
    questions = rows(OUR_QUESTIONS)
    assert len({question["id"] for question in questions}) == len(questions) >= 200
    read, wanted = map(limits, questions), map(expected, questions)
    precision, recall = precision_recall(read, wanted)
    assert precision >= 0.98
    assert recall >= 0.95


def test_limits_are_told_in_words() -> None:
    question = {
        "question": "What did The Guardian write in 2020 about the dam burst before May 2019?",
        "asked": "2024-03-14",
    }
    wanted = {
        "sources": ["The Guardian"],
        "since": "2020-01-01",
        "until": "2020-12-31",
        "about": [None, "2019-04-30"],
    }
    assert limits(question) == expected(wanted)
