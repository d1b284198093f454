"""Choosing sentences, and saying why there are none."""

from dataclasses import replace
from datetime import date

import pytest

from index.records import Article, Hit, Holdings, Metadata, Passage, Span
from qa.evidence import Scored, Sentence
from qa.extract import abstain, choose, extract, short_answer, there_by
from qa.readable import quotes
from qa.records import Query, Status
from qa.settings import QaSettings
from tests.answers import citation
from tests.passages import sentence_at

HOLDINGS = Holdings("gen-1", "toy", 3, 9, 1, date(2020, 1, 1), date(2021, 2, 3), ("The Age",))
SETTINGS = QaSettings(threshold=0.5, quotes=3)


def scored(quote: str, chance: float, day: date | None = None, coverage: float = 1.0) -> Scored:
    article = Article(f"{quote}.txt", "a.txt", f"Before. {quote} After.", Metadata(date=day))
    passage = Passage("p", article.id, 0, len(article.text), article.text)
    span = Span(8, 8 + len(quote))
    words = Span(span.start, span.start + len(quote.split()[0]))
    sentence = Sentence(Hit(passage, article, 1.0, 0.5), span, words, 1.0, quote)
    return Scored(sentence, 10 * chance, chance, coverage)


def test_the_best_sentence_first_then_by_date() -> None:
    best = scored("The dam broke on Monday.", 0.9, date(2021, 1, 1))
    later = scored("Engineers blame the rain for it.", 0.7, date(2020, 5, 5))
    undated = scored("A mayor was warned in spring.", 0.8)
    assert choose([best, undated, later], 0.5, 3) == [best, later, undated]


def test_no_more_than_asked_for_and_none_below_the_threshold() -> None:
    ranked = [scored("One is here.", 0.9), scored("Two came too.", 0.8), scored("Three left.", 0.4)]
    assert choose(ranked, 0.5, 1) == ranked[:1]
    assert choose(ranked, 0.5, 3) == ranked[:2]
    assert choose(ranked, 0.95, 3) == []
    assert choose([], 0.5, 3) == []


def test_a_far_weaker_sentence_is_left_out() -> None:
    ranked = [scored("The dam broke on Monday.", 0.95), scored("It rained.", 0.51)]
    assert choose(ranked, 0.5, 3) == ranked[:1]


def test_the_same_words_count_once() -> None:
    ranked = [scored("The dam broke on Monday.", 0.9), scored("the dam broke on Monday", 0.9)]
    assert choose(ranked, 0.5, 3) == ranked[:1]


def test_another_answer_is_worth_more_than_the_same_again() -> None:
    ranked = [scored("Two came by sea.", 0.9), scored("Two of all those left.", 0.89)]
    ranked.append(scored("Three stayed at home.", 0.88))
    assert choose(ranked, 0.5, 2) == [ranked[0], ranked[2]]


def test_the_citation_is_the_quote_in_its_article() -> None:
    ranked = [scored("The dam broke on Monday.", 0.9, date(2021, 1, 1))]
    answer = extract(Query("q", "q"), [], ranked, SETTINGS, HOLDINGS)
    citation = answer.citations[0]
    article = ranked[0].sentence.hit.article
    assert article.text[citation.start : citation.end] == citation.quote
    assert answer.text == "The dam broke on Monday. [1]"
    assert citation.label == "source unknown, 1 January 2021"
    assert answer.short
    assert answer.short.text == article.text[answer.short.start : answer.short.end] == "The"
    assert (answer.short.article_id, answer.chance) == (article.id, 0.9)


def test_what_contradicts_is_quoted_though_its_passage_was_not_read() -> None:
    best = scored("In all, 600 missiles hit the port of Aden.", 0.9, date(2021, 1, 1))
    other = scored("The navy says 608 missiles hit the port of Aden.", 0.1, date(2021, 5, 5))
    start = best.sentence.span.start + len("In all, ")
    words = replace(best.sentence, words=Span(start, start + len("600 missiles")))
    hits = [best.sentence.hit, other.sentence.hit]
    query = Query("q", "How many missiles hit the port?")
    answer = extract(query, hits, [replace(best, sentence=words)], SETTINGS, HOLDINGS)
    quoted = [best.sentence.quote, other.sentence.quote]
    assert [citation.quote for citation in answer.citations] == quoted
    (pair,) = answer.disagreements
    assert (pair.one.number, pair.other.number) == (1, 2)


def test_the_citation_names_the_page_of_a_document() -> None:
    best = scored("The dam broke on Monday.", 0.9, date(2021, 1, 1))
    hit = best.sentence.hit
    paged = replace(hit, article=replace(hit.article, pages=(0, 8, 30)))
    best = replace(best, sentence=replace(best.sentence, hit=paged))
    (citation,) = extract(Query("?", "?"), [paged], [best], SETTINGS, HOLDINGS).citations
    assert (citation.page, citation.label) == (2, "source unknown, 1 January 2021, p. 2")


def test_words_the_reader_does_not_trust_are_no_short_answer() -> None:
    ranked = [scored("The dam broke on Monday.", 0.9)]
    unsure = replace(ranked[0], sentence=replace(ranked[0].sentence, score=-14.0))
    answer = extract(Query("q", "q"), [], [unsure], SETTINGS, HOLDINGS)
    assert answer.answered
    assert answer.short is None


@pytest.mark.parametrize(
    ("question", "title", "quote", "words", "shown"),
    [
        ("What of it?", None, 'Bell called it "a mess".', 'it "a mess"', 'it "a mess"'),
        ("What of it?", None, 'Bell called it "a mess".', 'a mess"', "a mess"),
        ("What of it?", None, "Bell called it “a mess”.", "“a mess", "a mess"),
        ("Who said so?", None, "“A fine mess,” she said.", "she said", None),
        ("Who said so?", None, "“A fine mess,” Bell said.", "Bell", "Bell"),
        ("Who made it?", None, "“A fine mess by Bell,” she said.", "Bell", "Bell"),
        ("How old was she?", "Corrections", "A report gave her age as 71.", "71", None),
        ("How old was she?", "Ada Bligh", "A report gave her age as 71.", "71", "71"),
    ],
)
def test_the_words_shown(
    question: str, title: str | None, quote: str, words: str, shown: str | None
) -> None:
    sentence = sentence_at(quote, quote, title)
    start = quote.index(words)
    short = short_answer(question, replace(sentence, words=Span(start, start + len(words))))
    assert (short and short.text) == shown


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Did the dam break?", False),
        ("wasn’t the dam old?", False),
        ("Did the dam break or leak?", True),
        ("What broke?", True),
        ("Is", False),
    ],
)
def test_no_words_are_a_yes(question: str, words: bool) -> None:
    ranked = [scored("The dam broke on Monday.", 0.9)]
    answer = extract(Query(question, question), [], ranked, SETTINGS, HOLDINGS)
    assert (answer.short is not None) is words


def test_a_question_for_several_things_gets_more_sentences() -> None:
    said = ["One came home.", "Two slept.", "Three ran off.", "Four hid below.", "Five sang."]
    ranked = [scored(text, 0.9 - 0.01 * i) for i, text in enumerate(said)]
    found = [
        len(extract(Query(q, q), [], ranked, SETTINGS, HOLDINGS).citations)
        for q in ("Which boats left?", "Which boat left?")
    ]
    assert found == [5, 3]


def test_the_other_side_is_quoted_too() -> None:
    denied = scored("Arden had no role in the raid on Ilmen.", 0.9, date(2021, 5, 8))
    raid = scored("The raid on Ilmen began at dawn.", 0.8, date(2021, 6, 1))
    dead = scored("In the raid on Ilmen 12 people died.", 0.3, date(2021, 6, 2))
    admitted = scored("Arden has admitted its part in the raid.", 0.1, date(2021, 6, 21))
    ranked = [denied, raid, dead, admitted]
    query = Query("Did Arden raid Ilmen?", "Did Arden raid Ilmen?")
    one_quote = SETTINGS.model_copy(update={"quotes": 1})
    answer = extract(query, [s.sentence.hit for s in ranked], ranked, one_quote, HOLDINGS)
    assert [c.quote for c in answer.citations] == [denied.sentence.quote, admitted.sentence.quote]
    assert answer.text.endswith("raid. [2]")
    same = extract(query, [s.sentence.hit for s in ranked[:3]], ranked[:3], one_quote, HOLDINGS)
    assert [c.quote for c in same.citations] == [denied.sentence.quote]


def test_an_articles_own_bracketed_number_is_no_citation() -> None:
    ranked = [scored("The dam broke.[7]", 0.9)]
    answer = extract(Query("q", "q"), [], ranked, SETTINGS, HOLDINGS)
    assert answer.text == "The dam broke.(7) [1]"
    assert answer.citations[0].quote == "The dam broke.[7]"


def test_nothing_is_quoted_twice() -> None:
    text = "Rain fell. Ada Bligh spoke. She denied it. She left."
    bligh, denied, left = (
        sentence_at(text, quote) for quote in ("Ada Bligh spoke.", "She denied it.", "She left.")
    )
    assert [span for _, span in quotes([denied, bligh])] == [(11, 42)]
    assert [span for _, span in quotes([bligh, denied])] == [(11, 42)]
    assert [span for _, span in quotes([left, bligh])] == [(11, 52)]


@pytest.mark.parametrize(
    ("coverage", "status"), [(0.9, Status.LOOSELY_RELATED), (0.1, Status.NOTHING_ON_THIS)]
)
def test_a_refusal_says_why(coverage: float, status: Status) -> None:
    answer = extract(
        Query("q", "q"), [], [scored("A.", 0.1, coverage=coverage)], SETTINGS, HOLDINGS
    )
    assert (answer.status, answer.citations, answer.answered) == (status, (), False)


def test_a_refusal_names_the_limits() -> None:
    query = Query("q", "q", until=date(2021, 5, 31), sources=("The Age",))
    answer = abstain(query, Status.OUTSIDE, [], HOLDINGS, 0.1)
    assert "of The Age published until 31 May 2021" in answer.text


def test_outside_names_the_nearest_coverage() -> None:
    query = Query("q", "q", since=date(2021, 1, 1), until=date(2021, 5, 31))
    far, near = (citation(number=n, day=date(2021, month, 1)) for n, month in ((1, 12), (2, 7)))
    answer = abstain(query, Status.OUTSIDE, [], HOLDINGS, 0.1, elsewhere=(far, near))
    assert "the nearest of The Tide, 1 July 2021" in answer.text


def test_no_undated_article_is_the_nearest() -> None:
    undated, early = citation(number=1, day=None), citation(number=2, day=date(2020, 12, 1))
    query = Query("q", "q", since=date(2021, 1, 1))
    answer = abstain(query, Status.OUTSIDE, [], HOLDINGS, 0.1, elsewhere=(undated, early))
    assert "the nearest of The Tide, 1 December 2020" in answer.text


def test_nothing_on_this_says_what_there_is() -> None:
    answer = abstain(Query("q", "q"), Status.NOTHING_ON_THIS, [], HOLDINGS, 0.1)
    assert "3 articles, dated 1 January 2020 to 3 February 2021" in answer.text


@pytest.mark.parametrize(
    ("asked", "kept"),
    [(None, [0, 1, 2]), (date(2021, 1, 5), [1, 2]), (date(2020, 1, 1), [0, 1, 2])],
)
def test_what_was_there_on_the_day_of_the_question_comes_first(
    asked: date | None, kept: list[int]
) -> None:
    ranked = [
        scored("It reopened.", 0.9, date(2021, 2, 1)),
        scored("It is shut.", 0.7, date(2021, 1, 5)),
        scored("It was old.", 0.2),
    ]
    if asked == date(2020, 1, 1):
        ranked[2] = scored("It was old.", 0.2, date(2022, 1, 1))
    assert there_by(asked, ranked, 0.5) == [ranked[i] for i in kept]


def test_what_was_there_but_does_not_answer_is_not_preferred() -> None:
    ranked = [scored("It reopened.", 0.9, date(2021, 2, 1)), scored("It was old.", 0.2)]
    assert there_by(date(2021, 1, 5), ranked, 0.5) == ranked
