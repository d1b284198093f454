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
        ("Who sang around 9 May 2021?", "around 9 May 2021", "2021-05-02", "2021-05-16"),
        ("Who sang around May 2021?", "around May 2021", "2021-05-01", "2021-05-31"),
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
        ("Who led between 2019 and now?", "between 2019 and now", "2019-01-01", "None"),
        (
            "Who led from 2019 to the present day?",
            "from 2019 to the present day",
            "2019-01-01",
            "None",
        ),
        ("Who led from May 2021 until now?", "from May 2021 until now", "2021-05-01", "None"),
        ("Who led since 2019 to date?", "since 2019 to date", "2019-01-01", "None"),
        ("Who led from 2021 on?", "from 2021 on", "2021-01-01", "None"),
        ("Which notes from 2021 on eels exist?", "from 2021", "2021-01-01", "2021-12-31"),
        (
            "Who led from 2019 to present a plan?",
            "from 2019",
            "2019-01-01",
            "2019-12-31",
        ),
        ("What fell in 2019 and now?", "in 2019", "2019-01-01", "2019-12-31"),
        ("Who sat from Jan. to Mar. 2021?", "from Jan. to Mar. 2021", "2021-01-01", "2021-03-31"),
        ("Who sat from Apr. to June 2021?", "from Apr. to June 2021", "2021-04-01", "2021-06-30"),
        (
            "Who sat between Aug. and Oct. 2021?",
            "between Aug. and Oct. 2021",
            "2021-08-01",
            "2021-10-31",
        ),
        ("Who left not before May 2021?", "not before May 2021", "2021-05-01", "None"),
        ("Who left not after May 2021?", "not after May 2021", "None", "2021-05-31"),
        ("Who left not later than May 2021?", "not later than May 2021", "None", "2021-05-31"),
        ("Who left no later than May 2021?", "no later than May 2021", "None", "2021-05-31"),
        ("Who had not left before May 2021?", "before May 2021", "None", "2021-04-30"),
        ("Who spoke on Tuesday last week?", "on Tuesday last week", "2024-03-05", "2024-03-05"),
        (
            "Who sat between Monday and Wednesday last week?",
            "between Monday and Wednesday last week",
            "2024-03-04",
            "2024-03-06",
        ),
        (
            "Who sat from Monday to Sunday?",
            "from Monday to Sunday",
            "2024-03-04",
            "2024-03-10",
        ),
        ("What fell early in 2021?", "early in 2021", "2021-01-01", "2021-04-30"),
        ("What fell late in May?", "late in May", "2023-05-21", "2023-05-31"),
        (
            "What fell early in yesterday's storm?",
            "early in yesterday",
            "2024-03-13",
            "2024-03-13",
        ),
        ("Which notes from 2021 on are kept?", "from 2021 on", "2021-01-01", "None"),
        ("How many trams were late in May?", "in May", "2023-05-01", "2023-05-31"),
        ("Which trams stopped in May due to snow?", "in May", "2023-05-01", "2023-05-31"),
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
        "Who is due to speak on Monday?",
        "What was built more than 50 years ago?",
        "What was built at least 50 years ago?",
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


@pytest.mark.parametrize(
    ("words", "since", "until"),
    [
        ("in the two weeks before 3 May 2021", "2021-04-19", "2021-05-02"),
        ("the week before 3 May 2021", "2021-04-26", "2021-05-02"),
        ("in the weeks before 3 May 2021", "2021-03-29", "2021-05-02"),
        ("from the two weeks after 3 May 2021", "2021-05-04", "2021-05-17"),
        ("the day after 3 May 2021", "2021-05-04", "2021-05-04"),
        ("on the day before 3 May 2021", "2021-05-02", "2021-05-02"),
        ("within three days after 3 May 2021", "2021-05-04", "2021-05-06"),
        ("within a week of 3 May 2021", "2021-04-26", "2021-05-10"),
        ("up to two weeks before 21 February", "2024-02-07", "2024-02-20"),
        ("three days after 3 May 2021", "2021-05-06", "2021-05-06"),
        ("two days after the fire of 3 May 2021", "2021-05-05", "2021-05-05"),
        ("two weeks before Christmas 2021", "2021-12-06", "2021-12-12"),
        ("three months after May 2021", "2021-08-01", "2021-08-31"),
        ("the week before last", "2024-02-26", "2024-03-03"),
        ("the week before last week", "2024-02-26", "2024-03-03"),
        ("the week before last month", "2024-01-25", "2024-01-31"),
        ("in the 12 months to May 2021", "2020-06-01", "2021-05-31"),
        ("in the year ending 3 May 2021", "2020-05-04", "2021-05-03"),
        ("from more than a year ago", "None", "2023-03-14"),
        ("from less than two weeks ago", "2024-02-29", "2024-03-14"),
    ],
)
def test_a_time_so_long_before_or_after(words: str, since: str, until: str) -> None:
    assert times(f"What fell {words}?") == [(words, since, until)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("What fell more than two weeks before 3 May 2021?", "before 3 May 2021"),
        ("What fell the day the ship left before 3 May 2021?", "before 3 May 2021"),
        ("What fell at least two weeks before 3 May 2021?", "before 3 May 2021"),
        ("What fell two weeks or so before 3 May 2021?", "before 3 May 2021"),
    ],
)
def test_no_offset(text: str, words: str) -> None:
    assert times(text) == [(words, "None", "2021-05-02")]


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
        "after",
        "now",
        "not",
        "half",
        "weeks",
        "within",
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
