"""Sources that a question asks for, those that it is about, and words that only look like them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.mentions import MARK, called, marked
from qa.outlets import lacking
from qa.sources import asked_for

KNOWN = (
    "BBC News - Health", "CBSSports.com", "Fortune", "Harbour | Local News", "People", "TechCrunch",
    "The Age", "The Guardian", "The New York Times", "The Sun", "The Times", "The Verge", "Time",
    "Variety", "Wired",
)  # fmt: skip


PAPERS = ("Dorn Chronicle", "Kesh Evening Post", "Orlo Sun", "Pell Guardian", "Radio Vell")


def asked(text: str, known: tuple[str, ...] = KNOWN) -> list[str]:
    return sorted(asked_for(marked(text, known)))


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        ("According to The Verge, who left?", ["The Verge"]),
        ("who left, according to the guardian?", ["The Guardian"]),
        ("Who left, as reported by Fortune and Wired?", ["Fortune", "Wired"]),
        ("What does 'Time' say of it?", ["Time"]),
        ("In The Age's first report, who left?", ["The Age"]),
        ("What does the Age 3 May report say?", ["The Age"]),
        ("Do both The Verge and TechCrunch blame it?", []),
        ("What do both The Verge and TechCrunch report?", ["TechCrunch", "The Verge"]),
        ("Who is hailed by both The Age and Wired?", ["The Age", "Wired"]),
        ("How do The Age and Variety differ?", ["The Age", "Variety"]),
        ("Which articles from People, Time, and Variety fit?", ["People", "Time", "Variety"]),
        ("as seen by Fortune, Oddname, and The Sun?", ["Fortune", "The Sun"]),
        ("The New York Times wrote of it. Where?", ["The New York Times"]),
        ("What did tech crunch report?", ["TechCrunch"]),
        ("What does the CBS Sports article say?", ["CBSSports.com"]),
        ("According to BBC News, who left?", ["BBC News - Health"]),
        ("According to Harbour | Local News, who left?", ["Harbour | Local News"]),
        ("According to Jo Lund in The Age, who left?", ["The Age"]),
        ("What explanation appears in Wired?", ["Wired"]),
        ("The dam broke, reported The Age. Why?", ["The Age"]),
        ("WHAT DOES TECHCRUNCH SAY?", ["TechCrunch"]),
        ("Is the firm rumoured by Wired and is accused by The Age?", ["The Age", "Wired"]),
        ("What did the age say about tax?", ["The Age"]),
        ("what did nyt say about tax?", ["The New York Times"]),
        ("what does thenewyorktimes say of tax?", []),
        ("In Sunday's New York Times, who paid?", ["The New York Times"]),
        ("per wired, who quit?", ["Wired"]),
        ("What did The Guardian, not The Age, say of it?", ["The Guardian"]),
        ("Not The Age but The Guardian: what does it report?", ["The Guardian"]),
        ("Which buyer is named in TechCrunch or The Verge?", ["TechCrunch", "The Verge"]),
        ("What reasons did People magazine give?", ["People"]),
        ("What do the folks at Wired make of it?", ["Wired"]),
        ("Source: The Age. Who left?", ["The Age"]),
        ("The Age: who left?", ["The Age"]),
        ("Only from The Age and Wired, who left?", ["The Age", "Wired"]),
        ("Who left, in the pages of The Age?", ["The Age"]),
        ("Find anything in The Age on tax.", ["The Age"]),
        ("The Verge vs. Wired on the phone: who likes it?", ["The Verge", "Wired"]),
    ],
)
def test_a_source_that_is_asked_for(text: str, sources: list[str]) -> None:
    assert asked(text) == sources


@pytest.mark.parametrize(
    "text",
    [
        "Why did Fortune lay off people?",
        "Who owns The Guardian?",
        "Is the New York Times suing a lab?",
        "Did The New York Times report a loss?",
        "The Age said it would close. When?",
        "Who was hired by The Verge?",
        "What did the senator tell The Guardian?",
        "According to Le Soir, who left?",
        "According to the Financial Times, who left?",
        "Who leads the Fortune 500?",
        "Who wrote The Age of Reason?",
        "According to The Guardian Marathon, who won?",
        "For the first time, who said so?",
        "According to people familiar with it, who left?",
        "According to the sun, moon and stars, who rules?",
        "People report headaches; why?",
        "In time, who will say so?",
        "ACCORDING TO PEOPLE FAMILIAR WITH IT, WHO LEFT?",
        "What do variety shows report?",
        "What do outlets other than The Age say?",
        "Did Fortune give its staff a rise?",
        "What does science say?",
    ],
)
def test_a_source_that_is_not_asked_for(text: str) -> None:
    assert asked(text) == []


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        ("According to the Post, how many left?", ["Kesh Evening Post"]),
        ("who left, according to the chronicle?", ["Dorn Chronicle"]),
        ("according to the post how many left", ["Kesh Evening Post"]),
        ("what did the chronicle say about the storm", ["Dorn Chronicle"]),
        ("What did the Guardian report?", ["Pell Guardian"]),
        ("Which reasons does the post article give?", ["Kesh Evening Post"]),
        (
            "how do the chronicle and post differ on the storm",
            ["Dorn Chronicle", "Kesh Evening Post"],
        ),
        (
            "Compare the Post and the Chronicle on the storm",
            ["Dorn Chronicle", "Kesh Evening Post"],
        ),
        ("How do Radio Vell and the Sun differ?", ["Orlo Sun", "Radio Vell"]),
        ("the post of 3 may 2021: who left?", ["Kesh Evening Post"]),
        ("Orlo Sun, 3 May 2021: who left?", ["Orlo Sun"]),
        ("radio vell 3 may 2021 toll", ["Radio Vell"]),
        ("Radio Vell in 2021 on the storm", ["Radio Vell"]),
        ("What did Friday's Chronicle say about the storm?", ["Dorn Chronicle"]),
        ("What did yesterday's Post report?", ["Kesh Evening Post"]),
        ("In last week's Sun, who left?", ["Orlo Sun"]),
        ("What was in the Pell Guardian on 3 May 2021?", ["Pell Guardian"]),
        ("What was in the Post about the storm?", ["Kesh Evening Post"]),
    ],
)
def test_a_paper_is_called_by_its_last_word(text: str, sources: list[str]) -> None:
    assert asked(text, PAPERS) == sources


@pytest.mark.parametrize(
    "text",
    [
        "How do the sun and moon differ?",
        "How do the Sun and the Moon differ?",
        "According to the sun, moon and stars, who rules?",
        "Did the sun report for work?",
        "What are the Sun's main features?",
        "What did the guardian of the child say?",
        "what did the guardian say about the child",
        "According to the guardian who saw it, what fell?",
        "What did the post office say?",
        "What does the Post Office report say?",
        "What did the Sun Valley report say?",
        "What did the Washington Post say?",
        "what did the washington post say?",
        "Who left the post in May?",
        "Why did the Post sack its editor?",
        "Did the Post report a loss?",
        "What did Post say?",
        "What did Orlo's Post say?",
        "What did Friday's post bring?",
        "What was in the Post building?",
        "According to Vell, who left?",
        "What does the Vell report say?",
        "Radio Vell in 2021 lost a licence. Why?",
        "Radio Vell may on Friday cut jobs. Why?",
        "Radio Vell decided on cuts. Why?",
    ],
)
def test_words_that_are_no_paper_s_short_name(text: str) -> None:
    assert asked(text, PAPERS) == []


@pytest.mark.parametrize("other", ["Brill Post", "The Post", "Post", "Post Weekly"])
def test_a_word_of_two_sources_names_neither_for_short(other: str) -> None:
    assert "Kesh Evening Post" not in asked("What did the Post say?", (*PAPERS, other))


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("What did Radio Vell and BBC say about it?", "What did \ue000 say about it?"),
        ("What did the BBC and Radio Vell say about it?", "What did \ue000 say about it?"),
        ("According to the Orlo Sun or Norr Herald, who left?", "According to \ue000, who left?"),
        ("Did Radio Vell, the BBC and the Post say it?", "Did \ue000 say it?"),
        ("What did Radio Vell and Mayor Lund say?", "What did \ue000 and Mayor Lund say?"),
        ("Unlike the BBC, Radio Vell says so. Why?", "Unlike the BBC, \ue000 says so. Why?"),
        ("Who left Radio Vell and CNN's board?", "Who left \ue000 and CNN's board?"),
    ],
)
def test_an_outlet_the_archive_lacks_belongs_to_the_list(text: str, left: str) -> None:
    names = marked(text, PAPERS)
    assert names.text == left
    assert names.spelled_out(left) == text


def test_what_a_source_is_called() -> None:
    assert called("The Age") == ["Age"]
    assert called("BBC News - Health") == ["BBC News - Health", "BBC News", "BBC News Health"]
    assert called("CBSSports.com") == ["CBSSports.com", "CBSSports"]
    assert called("The New York Times") == ["New York Times", "NYT", "NYTimes"]
    assert called("The Jerusalem Post") == ["Jerusalem Post", "JPost"]


def test_names_are_put_back_as_they_were_written() -> None:
    text = "Do ‘the Age’ and Wired know the SUN?"
    names = marked(text, KNOWN)
    assert [mention.sources for mention in names.mentions] == [("The Age", "Wired"), ("The Sun",)]
    assert names.spelled_out(names.text) == text


def test_a_text_may_hold_marks_already() -> None:
    names = marked("\uf8ff According to \ue000 or The Age, who left?", KNOWN)
    assert names.text == "  According to   or \ue000, who left?"
    assert names.sources("\ue000") == ("The Age",)


WORDS = st.sampled_from(
    [
        "according",
        "to",
        "The",
        "Age",
        "and",
        ",",
        "'",
        "in",
        "by",
        "article",
        "Fortune",
        "Wired",
        "says",
        "Time",
        "Variety",
        "report",
        "from",
        "of",
        "both",
        "Harbour",
        "|",
        "Local",
        "News",
        "the",
    ]
)


@given(st.lists(WORDS, max_size=14).map(" ".join) | st.text(max_size=200))
def test_any_words_can_be_read_and_put_back(text: str) -> None:
    names = marked(text, KNOWN)
    assert names.spelled_out(names.text) == re.sub(MARK, " ", text)
    for source, spans in asked_for(names).items():
        assert source in KNOWN
        assert all(0 <= start <= end <= len(names.text) for start, end in spans)


@given(st.text(max_size=200))
def test_only_known_sources_are_found(text: str) -> None:
    assert asked_for(marked(text, ())) == {}


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("According to the Orlo Herald, who left?", "the Orlo Herald"),
        ("Who left, according to the Herald?", "the Herald"),
        ("What did the BBC say of it?", "the BBC"),
        ("As reported by Reuters, who left?", "Reuters"),
        ("Per the Orlo Herald, who left?", "the Orlo Herald"),
        ("What did the Orlo Press Agency report?", "the Orlo Press Agency"),
        ("According to the Age, who left?", ""),
        ("What did the Marsh Times report?", ""),
        ("Did the Sun rise?", ""),
        ("According to the mayor, who left?", ""),
        ("How many per The Hague district left?", ""),
        ("Who owns the Orlo Herald?", ""),
    ],
)
def test_an_outlet_that_the_archive_lacks(question: str, name: str) -> None:
    assert lacking(question, ("The Age", "Marsh Times")) == name
