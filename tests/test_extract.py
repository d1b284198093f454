"""Choosing sentences, and saying why there are none."""

from datetime import date

import pytest

from index.records import Article, Hit, Holdings, Metadata, Passage, Span
from qa.extract import abstain, choose, extract
from qa.records import Query, Status
from qa.rerank import Candidate, Scored
from qa.settings import QaSettings

HOLDINGS = Holdings("gen-1", "toy", 3, 9, 1, date(2020, 1, 1), date(2021, 2, 3), ("The Age",))
SETTINGS = QaSettings(threshold=0.5, quotes=3)


def scored(quote: str, chance: float, day: date | None = None, coverage: float = 1.0) -> Scored:
    article = Article(f"{quote}.txt", "a.txt", f"Before. {quote} After.", Metadata(date=day))
    passage = Passage("p", article.id, 0, len(article.text), article.text)
    span = Span(8, 8 + len(quote))
    return Scored(Candidate(Hit(passage, article, 1.0), span, quote), chance, coverage)


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


def test_the_citation_is_the_quote_in_its_article() -> None:
    ranked = [scored("The dam broke on Monday.", 0.9, date(2021, 1, 1))]
    answer = extract(Query("q", "q"), [], ranked, SETTINGS, HOLDINGS)
    citation = answer.citations[0]
    article = ranked[0].candidate.hit.article
    assert article.text[citation.start : citation.end] == citation.quote
    assert answer.text == "The dam broke on Monday. [1]"
    assert citation.label == "source unknown, 1 January 2021"


def test_an_articles_own_bracketed_number_is_no_citation() -> None:
    ranked = [scored("The dam broke.[7]", 0.9)]
    answer = extract(Query("q", "q"), [], ranked, SETTINGS, HOLDINGS)
    assert answer.text == "The dam broke.(7) [1]"
    assert answer.citations[0].quote == "The dam broke.[7]"


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
    answer = abstain(query, Status.OUTSIDE, [], HOLDINGS)
    assert "of The Age published until 31 May 2021" in answer.text


def test_nothing_on_this_says_what_there_is() -> None:
    answer = abstain(Query("q", "q"), Status.NOTHING_ON_THIS, [], HOLDINGS)
    assert "3 articles, dated 1 January 2020 to 3 February 2021" in answer.text
