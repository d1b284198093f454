"""What a question says about dates and sources."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.records import Filter
from qa.constraints import excludes, narrow, parse
from qa.records import Query

ASKED = date(2024, 3, 14)  # a Thursday
SOURCES = ("The Age", "The Harbour Times", "The New York Times", "The Times", "Times")


def query(question: str) -> Query:
    return parse(question, question, SOURCES, ASKED)


@pytest.mark.parametrize(
    ("question", "since", "until", "text"),
    [
        (
            "What did articles published before June 2021 say about the dam?",
            None,
            date(2021, 5, 31),
            "What did articles say about the dam?",
        ),
        (
            "Which reports after 3 May 2022 name the mayor?",
            date(2022, 5, 4),
            None,
            "Which reports name the mayor?",
        ),
        (
            "What do stories written since October 2023 say of the strike?",
            date(2023, 10, 1),
            None,
            "What do stories say of the strike?",
        ),
        (
            "What was reported between March and May about it?",  # the last such months
            date(2023, 3, 1),
            date(2023, 5, 31),
            "What was about it?",
        ),
        (
            "What was published between March 2021 and May 2021 on the dam?",
            date(2021, 3, 1),
            date(2021, 5, 31),
            "What was on the dam?",
        ),
        (
            "What was reported in 2020 about the dam?",
            date(2020, 1, 1),
            date(2020, 12, 31),
            "What was about the dam?",
        ),
        (
            "Articles published on 2021-05-08 about the dam",
            date(2021, 5, 8),
            date(2021, 5, 8),
            "Articles about the dam",
        ),
        (
            "What do articles from May 2021 say of the dam?",
            date(2021, 5, 1),
            date(2021, 5, 31),
            "What do articles say of the dam?",
        ),
        (
            "What does the article dated 8 May 2021 say?",
            date(2021, 5, 8),
            date(2021, 5, 8),
            "What does the article say?",
        ),
        (
            "What do the May 2021 reports say of the dam?",
            date(2021, 5, 1),
            date(2021, 5, 31),
            "What do the reports say of the dam?",
        ),
        (
            "In May 2021, what was reported about the dam?",
            date(2021, 5, 1),
            date(2021, 5, 31),
            "what was reported about the dam?",
        ),
        (
            "What was reported last week about the dam?",
            date(2024, 3, 4),
            date(2024, 3, 10),
            "What was about the dam?",
        ),
    ],
)
def test_words_on_reporting_limit_the_date(
    question: str, since: date | None, until: date | None, text: str
) -> None:
    found = query(question)
    assert (found.since, found.until, found.text) == (since, until, text)
    assert found.question == question


@pytest.mark.parametrize(
    ("question", "since", "until"),
    [
        ("Which stories from last month name her?", date(2024, 2, 1), date(2024, 2, 29)),
        ("What did the papers write in 2022 about it?", date(2022, 1, 1), date(2022, 12, 31)),
        ("As reported on 3 May 2021, who paid?", date(2021, 5, 3), date(2021, 5, 3)),
        ("Which articles not published before 2021 name her?", date(2021, 1, 1), None),
        ("Which articles that were not published after 2021 name her?", None, date(2021, 12, 31)),
        ("Which articles from Friday of last week name her?", date(2024, 3, 8), date(2024, 3, 8)),
        ("Which articles from 2021 to date name her?", date(2021, 1, 1), None),
        (
            "Which articles from the week before 3 May 2021 name her?",
            date(2021, 4, 26),
            date(2021, 5, 2),
        ),
        ("Which articles published at least a year ago name her?", None, date(2023, 3, 14)),
        ("Which of yesterday's articles name her?", date(2024, 3, 13), date(2024, 3, 13)),
        ("Which 2021 articles name her?", date(2021, 1, 1), date(2021, 12, 31)),
        ("What does coverage of the flood from May 2021 say?", date(2021, 5, 1), date(2021, 5, 31)),
        ("What did The Age report on 3 May 2021?", date(2021, 5, 3), date(2021, 5, 3)),
        ("What was reported about Orlo Foods in 2021?", date(2021, 1, 1), date(2021, 12, 31)),
        ("What did the papers say of the ferry in May 2021?", date(2021, 5, 1), date(2021, 5, 31)),
        (
            "What was written about the proposed pier last month?",
            date(2024, 2, 1),
            date(2024, 2, 29),
        ),
        ("What did The Age write about women in 2020?", date(2020, 1, 1), date(2020, 12, 31)),
        ("What did the press say about the flood before June 2021?", None, date(2021, 5, 31)),
        ("What was published on the vicar since May 2021?", date(2021, 5, 1), None),
        ("What did papers other than The Age write in 2021?", date(2021, 1, 1), date(2021, 12, 31)),
        ("What did every paper but The Age say in 2021?", date(2021, 1, 1), date(2021, 12, 31)),
        ("What was reported around Easter 2021?", date(2021, 3, 28), date(2021, 4, 11)),
        ("What was in The Age on 3 May 2021?", date(2021, 5, 3), date(2021, 5, 3)),
        ("What did the papers suggest in 2022?", date(2022, 1, 1), date(2022, 12, 31)),
        ("Which vicar does the 2021 editorial name?", date(2021, 1, 1), date(2021, 12, 31)),
        ("What does the editorial in May 2021 say?", date(2021, 5, 1), date(2021, 5, 31)),
        ("What did Monday's Age say of her?", date(2024, 3, 11), date(2024, 3, 11)),
        ("What does the Times report published in 2021 say?", date(2021, 1, 1), date(2021, 12, 31)),
        (
            "Which articles published since March 2021 and before May 2021 name her?",
            date(2021, 3, 1),
            date(2021, 4, 30),
        ),
    ],
)
def test_other_words_on_reporting(question: str, since: date | None, until: date | None) -> None:
    found = query(question)
    assert (found.since, found.until, found.about) == (since, until, None)


@pytest.mark.parametrize(
    ("question", "first", "last"),
    [
        ("Who was killed in January 2020?", date(2020, 1, 1), date(2020, 1, 31)),
        ("What did the minister say last week?", date(2024, 3, 4), date(2024, 3, 10)),
        ("Who left before June 2021?", date.min, date(2021, 5, 31)),
        ("Who has led since March 2021?", date(2021, 3, 1), ASKED),
        ("In May 2021, who led the port?", date(2021, 5, 1), date(2021, 5, 31)),
        ("In 2020, how many thefts were reported?", date(2020, 1, 1), date(2020, 12, 31)),
        ("Who led in 2018 but not in 2020?", date(2018, 1, 1), date(2020, 12, 31)),
        ("Who left after 2018 but before 2020?", date(2019, 1, 1), date(2019, 12, 31)),
        ("Which book was published in 2020?", date(2020, 1, 1), date(2020, 12, 31)),
        ("What is the story of 2020?", date(2020, 1, 1), date(2020, 12, 31)),
        ("Who wrote the column in 2020?", date(2020, 1, 1), date(2020, 12, 31)),
        ("What was reported about the flood in 2020?", date(2020, 1, 1), date(2020, 12, 31)),
        ("What did papers say of the men drowned in 2020?", date(2020, 1, 1), date(2020, 12, 31)),
        ("What was written about who left before 2020?", date.min, date(2019, 12, 31)),
        ("What did the vicar say about tax in 2020?", date(2020, 1, 1), date(2020, 12, 31)),
        ("Who sang around Easter 2021?", date(2021, 3, 28), date(2021, 4, 11)),
    ],
)
def test_a_time_that_a_question_is_about_is_preferred_and_stays_in_the_text(
    question: str, first: date, last: date
) -> None:
    found = query(question)
    assert found.about == (first, last)
    assert found.filter == Filter()
    assert found.text == question


@pytest.mark.parametrize(
    ("question", "timeless"),
    [
        ("Who was killed in January 2020?", "Who was killed?"),
        ("In May 2021, who led the port?", "who led the port?"),
        ("As of 3 May 2021, how many had left?", "how many had left?"),
        ("According to the Age, who left in 2020?", "who left?"),
        ("Who led in 2018 but not in 2020?", "Who led in 2018 but not in 2020?"),
        ("Who left?", "Who left?"),
        ("What happened in 2020?", "What happened?"),
        ("When in 2020?", "When in 2020?"),
    ],
)
def test_what_is_asked_of_an_article_of_that_time(question: str, timeless: str) -> None:
    assert query(question).timeless == timeless


def test_dates_of_single_reports_limit_none_of_the_others() -> None:
    found = query(
        "Between the Age report published on 3 May 2021 and the Times report published on"
        " 9 May 2021, did the story change?"
    )
    assert (found.since, found.until) == (None, None)
    assert found.about == (date(2021, 5, 3), date(2021, 5, 9))


def test_reporting_and_what_it_is_about_are_read_from_one_question() -> None:
    found = query("What do articles published in 2021 say about the deaths in January 2020?")
    assert found.filter == Filter(date(2021, 1, 1), date(2021, 12, 31))
    assert found.about == (date(2020, 1, 1), date(2020, 1, 31))
    assert found.text == "What do articles say about the deaths in January 2020?"


def test_an_event_counts_from_the_day_that_the_archive_gives_it() -> None:
    question = "Who has led since the October 7 attacks?"
    assert query(question).about is None
    found = parse(question, question, SOURCES, ASKED, lambda month, day: date(2019, month, day))
    assert found.about == (date(2019, 10, 7), ASKED)


@pytest.mark.parametrize(
    "question",
    [
        "How many may march in time?",
        "What happened after the 2019 election?",
        "Did the second report march on in time?",
        "What happened on 31 February 2021?",
    ],
)
def test_words_that_limit_nothing(question: str) -> None:
    assert query(question).filter == Filter()
    assert query(question).about is None
    assert query(question).text == question


@pytest.mark.parametrize(
    ("question", "sources", "text"),
    [
        (
            "According to The Harbour Times, who paid?",
            ("The Harbour Times",),
            "who paid?",
        ),
        ("according to the harbour times who paid?", ("The Harbour Times",), "who paid?"),
        ("In the Harbour Times article, who paid?", ("The Harbour Times",), "who paid?"),
        (
            "What did The Age report about the dam?",
            ("The Age",),
            "What about the dam?",
        ),
        ("The Age says the dam broke. Why?", ("The Age",), "the dam broke. Why?"),
        ("What do articles from The Age say?", ("The Age",), "What do articles say?"),
        ("In the Harbour Times, who paid?", ("The Harbour Times",), "who paid?"),
        (
            "How does The Age report on the dam?",
            ("The Age",),
            "How does report on the dam?",
        ),
        ("How does The Age say the dam broke?", ("The Age",), "How the dam broke?"),
        ("How many died? And according to The Age?", ("The Age",), "How many died?"),
        ("As The Age reported, who paid?", ("The Age",), "who paid?"),
        ("Was the vicar wrong, as The Age has suggested?", ("The Age",), "Was the vicar wrong?"),
        ("Who paid, as claimed by The Age?", ("The Age",), "Who paid?"),
        ("Who is named by The Age?", ("The Age",), "Who is named?"),
        ("Which pier is praised in The Age?", ("The Age",), "Which pier is praised?"),
        ("Which vicar focused on The Age?", (), "Which vicar focused on The Age?"),
        ("Did The Age run a kiosk?", (), "Did The Age run a kiosk?"),
        (
            "Did The Age report the leak before the Harbour Times?",
            ("The Age", "The Harbour Times"),
            "the leak?",
        ),
        (
            "What did The Age report about the leak that the Harbour Times did not?",
            ("The Age", "The Harbour Times"),
            "What about the leak?",
        ),
        ("What did the mayor tell the firm before The Age?", (), None),
        (
            "Compare The Age and the Harbour Times on tax",
            ("The Age", "The Harbour Times"),
            "on tax",
        ),
        ("What did every paper except The Age say of tax?", (), "What of tax?"),
        ("Which papers besides The Age wrote of tax?", (), "Which papers wrote of tax?"),
        ("Not The Age: how many paid?", (), "how many paid?"),
        ("How many paid, ignoring The Age?", (), "How many paid?"),
        ("Who left town without The Age?", (), "Who left town without The Age?"),
        ("Who owns The Age?", (), "Who owns The Age?"),
        ("At what age, according to the minister, do they retire?", (), None),
        (
            "According to the New York Times, who paid?",
            ("The New York Times",),
            "who paid?",
        ),
        (
            "Do the 'The Age' article and the Harbour Times article agree?",
            ("The Age", "The Harbour Times"),
            None,
        ),
    ],
)
def test_a_source_that_is_asked_for(
    question: str, sources: tuple[str, ...], text: str | None
) -> None:
    found = query(question)
    assert found.sources == sources
    if text is not None:
        assert found.text == text


@pytest.mark.parametrize(
    ("question", "since", "until"),
    [
        ("The Age, 3 May 2021: how many paid?", date(2021, 5, 3), date(2021, 5, 3)),
        ("the harbour times 3 may 2021 death toll", date(2021, 5, 3), date(2021, 5, 3)),
        ("According to The Age in May 2021, who left?", date(2021, 5, 1), date(2021, 5, 31)),
        ("The Harbour Times in 2021 on the dam", date(2021, 1, 1), date(2021, 12, 31)),
        ("The Harbour Times in 2021 lost readers. Why?", None, None),
    ],
)
def test_a_day_after_a_source_at_the_head_limits_the_date(
    question: str, since: date | None, until: date | None
) -> None:
    found = query(question)
    assert (found.since, found.until) == (since, until)
    assert bool(found.sources) == bool(since)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("What did every paper except The Age say of tax?", "What of tax?"),
        ("What did other papers than the Age say of tax?", "What of tax?"),
        ("What did every other paper but The Age report of tax?", "What of tax?"),
        ("What did all news outlets but The Age claim of tax?", "What of tax?"),
        ("Which papers besides The Age wrote of tax?", "Which papers wrote of tax?"),
        ("Did anyone besides The Age cover the tax?", "cover the tax?"),
        ("How was tax told in papers other than The Age?", "How was tax told in papers?"),
        ("According to any source but The Age, who paid?", "According to any source, who paid?"),
        ("Not The Age: how many paid?", "how many paid?"),
        ("Not according to The Age, who paid?", "who paid?"),
        ("Apart from The Age, what do papers say of tax?", "what do papers say of tax?"),
        ("How many paid, ignoring The Age?", "How many paid?"),
        ("How many paid, but not according to The Age?", "How many paid?"),
        ("What do papers say of tax other than The Age?", "What do papers say of tax?"),
    ],
)
def test_a_source_that_is_left_out(question: str, text: str) -> None:
    found = query(question)
    assert (found.sources, found.excluded, found.text) == ((), ("The Age",), text)


def test_several_sources_are_left_out() -> None:
    found = query("What did papers except The Age and the Harbour Times say of tax?")
    assert found.excluded == ("The Age", "The Harbour Times")


@pytest.mark.parametrize(
    ("question", "sources"),
    [
        ("Who left town without The Age?", ()),
        ("Which papers besides The Age were sold?", ()),
        ("Was it no source but The Age?", ()),
        ("Do all papers from The Age say so?", ("The Age",)),
        ("What did The Harbour Times, not The Age, say of tax?", ("The Harbour Times",)),
        ("Not papers but The Age reports it. Why?", ("The Age",)),
    ],
)
def test_a_source_that_is_not_left_out(question: str, sources: tuple[str, ...]) -> None:
    found = query(question)
    assert (found.sources, found.excluded) == (sources, ())


@pytest.mark.parametrize(
    ("read", "user", "filter"),
    [
        (Filter(excluded=("A",)), Filter(sources=("A", "B")), Filter(sources=("B",))),
        (Filter(excluded=("A",)), Filter(sources=("A",)), Filter(sources=("A",))),
        (Filter(excluded=("A",)), Filter(excluded=("B",)), Filter(excluded=("A", "B"))),
        (Filter(sources=("A",)), Filter(excluded=("A",)), Filter(excluded=("A",))),
        (Filter(sources=("A", "B")), Filter(excluded=("A",)), Filter(sources=("B",))),
    ],
)
def test_sources_left_out_narrow_what_was_chosen(
    read: Filter, user: Filter, filter: Filter
) -> None:
    asked = Query("q", "q", sources=read.sources, excluded=read.excluded)
    assert narrow(asked, user).filter == filter


def test_a_source_the_archive_lacks_is_no_limit() -> None:
    assert query("According to Le Monde, who paid?").sources == ()


def test_a_question_narrows_the_users_window_and_never_widens_it() -> None:
    asked = Query("q", "q", since=date(2020, 1, 1), until=date(2023, 1, 1), sources=("The Age",))
    user = Filter(since=date(2021, 1, 1), until=date(2025, 1, 1), sources=("Times", "The Age"))
    assert narrow(asked, user).filter == Filter(date(2021, 1, 1), date(2023, 1, 1), ("The Age",))
    assert narrow(asked, Filter(sources=("Times",))).sources == ("Times",)


@pytest.mark.parametrize(
    ("user", "counts"),
    [
        (Filter(since=date(2024, 1, 1)), False),
        (Filter(until=date(2020, 12, 31)), False),
        (Filter(date(2019, 1, 1), date(2019, 12, 31), ("Times",)), False),
        (Filter(since=date(2021, 1, 31)), True),
        (Filter(sources=("Times",)), True),
    ],
)
def test_dates_that_the_users_exclude_dont_count(user: Filter, counts: bool) -> None:
    asked = query("What do articles published in January 2021 say of the dam?")
    found = narrow(asked, user)
    assert excludes(user, asked.filter) is not counts
    assert (found.filter == user) is not counts
    assert found.dates_said == ("in January 2021" if counts else "")


@given(st.text(max_size=200))
def test_any_text_can_be_read(text: str) -> None:
    found = query(text)
    assert found.question == text
    assert not (found.since and found.until) or found.since <= found.until
    assert not found.about or found.about[0] <= found.about[1]


LIMITING = st.sampled_from(
    [
        "articles",
        "published",
        "in",
        "from",
        "since",
        "before",
        "and",
        "between",
        "May",
        "2021",
        "3",
        "last",
        "week",
        "The",
        "Age",
        "Times",
        "report",
        "according",
        "to",
        "what",
        "did",
        "say",
        ",",
        "'",
        "'s",
        "reported",
        "news",
        "of",
        "2019-21",
        "the",
        "on",
        "yesterday",
        "until",
        "1990s",
    ]
)


@given(st.lists(LIMITING, max_size=16).map(" ".join))
def test_what_is_left_of_a_text_is_its_own_words(text: str) -> None:
    found = query(text)
    assert not (found.since and found.until) or found.since <= found.until
    assert not found.about or found.about[0] <= found.about[1]
    left = iter("".join(text.split()))
    assert all(char in left for char in "".join(found.text.split()))
