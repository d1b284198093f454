"""The times that a text speaks of, and what only looks like one."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.periods import Period, periods

ASKED = date(2024, 3, 14)  # a Thursday


def times(text: str) -> list[tuple[str, str, str]]:
    return [(text[p.start : p.end], str(p.since), str(p.until)) for p in periods(text, ASKED)]


@pytest.mark.parametrize(
    ("text", "words", "since", "until"),
    [
        ("Who fell in January 2020?", "in January 2020", "2020-01-01", "2020-01-31"),
        ("What fell in 2021?", "in 2021", "2021-01-01", "2021-12-31"),
        ("Who ruled in early 2021?", "in early 2021", "2021-01-01", "2021-04-30"),
        ("Who left before 3 May 2021?", "before 3 May 2021", "None", "2021-05-02"),
        ("Who left by June 2021?", "by June 2021", "None", "2021-06-30"),
        ("Who left after June 2021?", "after June 2021", "2021-07-01", "None"),
        ("Who left since June 2021?", "since June 2021", "2021-06-01", "None"),
        ("From May 2021 on, who led?", "From May 2021 on", "2021-05-01", "None"),
        ("Who led from 2019 to 2021?", "from 2019 to 2021", "2019-01-01", "2021-12-31"),
        ("What fell between May and July?", "between May and July", "2023-05-01", "2023-07-31"),
        ("Who led in 2019 and 2020?", "in 2019 and 2020", "2019-01-01", "2020-12-31"),
        ("Who sang in June/July 1975?", "in June/July 1975", "1975-06-01", "1975-07-31"),
        ("Who won in March?", "in March", "2024-03-01", "2024-03-31"),
        ("Who resigned on 3 May?", "on 3 May", "2023-05-03", "2023-05-03"),
        ("Who spoke on Monday?", "on Monday", "2024-03-11", "2024-03-11"),
        ("Who won Sunday's race?", "Sunday", "2024-03-10", "2024-03-10"),
        (
            "Who left up to and including May 2021?",
            "up to and including May 2021",
            "None",
            "2021-05-31",
        ),
        ("Who left post-May 2021?", "post-May 2021", "2021-06-01", "None"),
        ("Who sang on Christmas Eve?", "on Christmas Eve", "2023-12-24", "2023-12-24"),
        ("Who fell on the 9th?", "on the 9th", "2024-03-09", "2024-03-09"),
        (
            "Who left since the start of the year?",
            "since the start of the year",
            "2024-01-01",
            "None",
        ),
        ("Who died Friday?", "Friday", "2024-03-08", "2024-03-08"),
        ("What did she say last week?", "last week", "2024-03-04", "2024-03-10"),
        ("Who worked there in the 1980s?", "in the 1980s", "1980-01-01", "1989-12-31"),
        ("Who won the vote of 2020?", "of 2020", "2020-01-01", "2020-12-31"),
        ("What did the May 2021 flood hit?", "May 2021", "2021-05-01", "2021-05-31"),
    ],
)
def test_a_time(text: str, words: str, since: str, until: str) -> None:
    assert times(text) == [(words, since, until)]


@pytest.mark.parametrize(
    "text",
    [
        "Who may march in time?",
        "What may 2021 bring?",
        "Which cabinet did May lead?",
        "Who was appointed by May?",
        "Is August Wilson in April's play?",
        "Does Windows 2000 run in 2021 homes?",
        "What does the Act of 1967 say?",
        "Who won Euro 2020?",
        "Who won the 2022 Cup?",
        "Who is at 1600 Tower Avenue?",
        "Is Black Friday near?",
        "Who hosts the today show?",
        "Who stars in Last Week Tonight?",
        "Which holiday is on 4 July every year?",
        "Who will speak on Monday?",
        "What was built more than 50 years ago?",
        "What came in the fall of Kabul?",
        "Who plays in a 1990s band?",
        "Who came second in the week of his life?",
        "Who left since 31 February 2021?",
        "Who lives on the 9th floor?",
        "Why is Boxing Day a holiday?",
        'Who sang "December, 1963 (Oh, What a Night)"?',
        "What came since May 2025?",
    ],
)
def test_no_time(text: str) -> None:
    assert times(text) == []


def test_an_event_is_dated_by_the_archive_or_not_at_all() -> None:
    text = "Who has led since the October 7 attacks?"
    assert periods(text, ASKED) == []
    assert periods(text, ASKED, lambda month, day: None) == []
    (found,) = periods(text, ASKED, lambda month, day: date(2019, month, day))
    assert found == Period(12, 31, 22, date(2019, 10, 7), None)
    assert times("Who fell in the attacks on 7 October?") == []


WORDS = st.sampled_from(
    [
        "in",
        "on",
        "since",
        "before",
        "between",
        "and",
        "to",
        "from",
        "the",
        "May",
        "2021",
        "March",
        "3",
        "last",
        "week",
        "Monday",
        "1990s",
        "early",
        "of",
        "year",
        "summer",
        "Q1",
        "2019-21",
        ",",
        "?",
        "'s",
        "Friday",
        "ago",
        "two",
        "days",
        "until",
        "31",
        "February",
        "today",
    ]
)


@given(st.lists(WORDS, max_size=14).map(" ".join) | st.text(max_size=200))
def test_any_words_give_times_in_order_that_start_before_they_end(text: str) -> None:
    end = 0
    for period in periods(text, ASKED):
        assert end <= period.start <= period.named < period.end <= len(text)
        assert not (period.since and period.until) or period.since <= period.until
        end = period.end


PLAIN = st.text(st.characters(exclude_categories=["Nd", "No", "Nl", "L"]), max_size=80)


@given(PLAIN)
def test_a_text_without_words_or_digits_speaks_of_no_time(text: str) -> None:
    assert periods(text, ASKED) == []
