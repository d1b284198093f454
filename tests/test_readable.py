"""Sentences that can't be read alone, and what is quoted with them."""

import pytest

from qa.readable import readable_alone
from tests.passages import sentence_at


@pytest.mark.parametrize(
    ("title", "wrong", "shown"),
    [
        ("Correction: Ada Bligh", "An article on Monday gave her age as 71.", " She was 73."),
        ("Corrections", "An article on Monday gave her age as 71.", " She was 73."),
        ("Clarifications", "We also wrote that she was 71.", " She was 73."),
        ("Corrections", "A caption misidentified her.", " She was 73."),
        ("Ada Bligh dies", "An earlier version of this article gave 71.", " She was 73."),
        ("Ada Bligh dies", "• Correction: A report said 71.", " She was 73."),
        ("Ada Bligh dies", "The earlier version of the law was better.", ""),
        ("Ada Bligh dies", "An earlier version stated that she was 71.", " She was 73."),
        ("A law passes", "An earlier version of the bill said 71.", ""),
        ("A prison shuts", "Correction officers said 71.", ""),
        ("Ada Bligh dies", "We wrote that she was 71.", ""),
        ("Correction: Ada Bligh", "Two stories estimated her age as 71.", " She was 73."),
        ("Correction: Ada Bligh", "The mayor estimated her age as 71.", ""),
        ("Ada Bligh dies", "An article on Monday gave her age as 71.", ""),
    ],
)
def test_what_is_put_right_is_quoted_with_what_is_right(title: str, wrong: str, shown: str) -> None:
    text = f"We regret it. {wrong} She was 73. It rained."
    start, end = readable_alone(text, sentence_at(text, wrong, title))
    assert text[start:end] == wrong + shown


@pytest.mark.parametrize(
    ("text", "quote", "shown"),
    [
        ("Rain fell. Ada Bligh spoke. She denied it.", "She denied it.", (11, 42)),
        ("Ada Bligh spoke. It leaks. She denied it.", "She denied it.", (0, 41)),
        ("Rain fell. Ada Bligh denied all.", "Ada Bligh denied all.", (11, 32)),
        ("It leaks. Ada Bligh’s lawyer denied this.", "Ada Bligh’s lawyer denied this.", (0, 41)),
        ("It leaks. Ada Bligh’s lawyer denied this.", "It leaks.", (0, 41)),
        ("It leaks. Ada Bligh denied a leak.", "It leaks.", (0, 9)),
        ("She denied it. Rain fell.", "She denied it.", (0, 14)),
        ("word " * 200 + "end. She denied it.", "She denied it.", (1005, 1019)),
        ("The letter reads:\nRain fell. Snow too.", "The letter reads:", (0, 28)),
        ("He wrote of it. She said: Rain fell.", "She said:", (0, 36)),
        ("Ada Bligh spoke. “All hurt,” she recalled.", "“All hurt,” she recalled.", (0, 42)),
        ('Ada Bligh spoke. Rain was "a mess", he said.', 'Rain was "a mess", he said.', (0, 44)),
        ("Rain fell. The mill, they said, shut.", "The mill, they said, shut.", (0, 37)),
        ("Rain fell. “All hurt,” Ada Bligh said.", "“All hurt,” Ada Bligh said.", (11, 38)),
        ("Rain fell. When it hurt, she left.", "When it hurt, she left.", (11, 34)),
        ("“It hurt,” Ada Bligh said. “Very much.”", "“Very much.”", (0, 39)),
        ("“It hurt,” Ada Bligh said.\n“Very much.”", "“Very much.”", (27, 39)),
        ("Did you tell her?\nYes.", "Yes.", (0, 22)),
        ("Was it dear?\nOkafor: About nine million.", "Okafor: About nine million.", (0, 40)),
        (
            "Why?\nBecause rain had washed all of it away.",
            "Because rain had washed all of it away.",
            (0, 44),
        ),
        (
            "What broke?\nThe old dam above the town of Orrin.",
            "The old dam above the town of Orrin.",
            (12, 48),
        ),
        ("She told her. Yes.", "Yes.", (14, 18)),
        ("Rain fell. This article was cut.", "This article was cut.", (11, 32)),
        ("Rain fell. This broke the dam.", "This broke the dam.", (0, 30)),
        ("Ada Bligh speaks\nShe denied it.", "She denied it.", (17, 31)),
        ("(AP via Photo House)\n“All hurt,” he said.", "“All hurt,” he said.", (21, 41)),
        ("The letter reads:", "The letter reads:", (0, 17)),
        ("The letter reads: " + "word " * 200 + "end.", "The letter reads:", (0, 17)),
    ],
)
def test_a_sentence_that_leans_comes_with_its_neighbour(
    text: str, quote: str, shown: tuple[int, int]
) -> None:
    assert readable_alone(text, sentence_at(text, quote)) == shown
