"""What speaks for a passage, by hand, and the ranker over real candidates."""

from datetime import date
from math import exp

import numpy as np
import pytest

from index.embed import Embedder
from index.records import Article, Filter, Metadata, Passage
from index.sentences import sentences
from index.stems import stems
from qa import Archive
from qa.records import Query
from qa.rerank import FAR, FEATURES, closeness_in_time, features, rank, worth_reading
from qa.retrieve import Candidate, candidates, without_copies

DAY = date(2021, 5, 8)


def candidate(text: str, id: str = "a", title: str | None = None, start: int = 0) -> Candidate:
    article = Article(id, "a.txt", " " * start + text, Metadata(title=title, date=DAY))
    passage = Passage(f"{id}:{start}", id, start, start + len(text), text)
    return Candidate(
        passage,
        article,
        0.5,
        1.0,
        1 / 61,
        tuple(tuple(stems(text[a:b])) for a, b in sentences(text)),
    )


def column(archive: Archive, name: str, text: str, *found: Candidate) -> list[float]:
    with archive.reading() as searcher:
        rows = features(Query(text, text), found, searcher)
    assert rows.shape == (len(found), len(FEATURES))
    return [float(value) for value in rows[:, FEATURES.index(name)]]


def test_words_of_the_title_count_as_the_passages(archive: Archive) -> None:
    bare, titled = candidate("It sank."), candidate("It sank.", title="The ferry Halcyon")
    low, high = column(archive, "coverage", "Did the ferry Halcyon sink?", bare, titled)
    assert low < high


def test_the_best_two_sentences_in_a_row(archive: Archive) -> None:
    near = candidate("The ferry left. Halcyon sank. Rain fell. Snow fell.")
    far = candidate("The ferry left. Rain fell. Snow fell. Halcyon sank.", "b")
    together, apart = column(archive, "coverage_best", "ferry Halcyon", near, far)
    assert together == 1.0 > apart


def test_an_articles_other_passages_speak_for_it(archive: Archive) -> None:
    alone = candidate("One thing.", "a")
    siblings = [candidate("Two things.", "b"), candidate("Three things.", "b", start=40)]
    found = column(archive, "siblings", "things", alone, *siblings)
    assert found[0] == 0.0 < found[1] == found[2]


def test_closeness_in_time() -> None:
    assert closeness_in_time(None, (DAY, DAY)) == closeness_in_time(DAY, None) == (0, 0, 0, 0)
    assert closeness_in_time(DAY, (date(2021, 5, 1), date(2021, 5, 31))) == (1, 1, 1, 1)
    before, after = (closeness_in_time(date(2021, 5, d), (DAY, DAY)) for d in (1, 15))
    assert before == after == pytest.approx((1, exp(-1), exp(-7 / 45), exp(-7 / 365)))


def test_copies_are_folded_into_the_first() -> None:
    story = "The ferry Halcyon sank off Port Quill on Tuesday and nobody was hurt."
    first, copy = candidate(story, "a"), candidate(story + " Reuters", "b")
    other = candidate("Port Quill will get a new ferry, the owner of Halcyon said.", "c")
    assert without_copies([first, copy, other]) == [first, other]
    assert without_copies([candidate("", "a"), candidate("", "b")])[1:]


def test_best_first_and_all_of_them(archive: Archive, embedder: Embedder) -> None:
    text = "How many ballistic missiles was Iran fueling?"
    vector = embedder.encode_questions([text])[0]
    with archive.reading() as searcher:
        found = candidates(text, vector, Filter(), searcher)
        hits = rank(Query(text, text), found, searcher)
        assert rank(Query(text, text), [], searcher) == []
    assert {hit.passage.id for hit in hits} == {c.passage.id for c in found}
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert "27 medium range ballistic missiles" in hits[0].passage.text


def test_cosines_of_what_only_keyword_search_found(archive: Archive, embedder: Embedder) -> None:
    text = "Soleimani"
    vector = embedder.encode_questions([text])[0]
    with archive.reading() as searcher:
        for found in candidates(text, vector, Filter(), searcher, count=3):
            own = searcher.store.vectors([found.passage.id])[0]
            assert found.cosine == pytest.approx(float(np.dot(own, vector)), abs=1e-3)


def test_only_the_best_fused_ones_are_looked_at(archive: Archive, embedder: Embedder) -> None:
    text = "Who was killed?"
    vector = embedder.encode_questions([text])[0]
    with archive.reading() as searcher:
        every = candidates(text, vector, Filter(), searcher)
        some = candidates(text, vector, Filter(), searcher, most=4)
    assert some == every[:4]


def test_what_is_far_behind_the_first_is_not_read() -> None:
    assert worth_reading([], 10) == 0
    near, far = 9.0 - FAR, 8.9 - FAR
    assert worth_reading([9.0, 8.9, 8.8, 8.7, 8.6, near, far], 10) == 6
    assert worth_reading([9.0, far, far, far, far, far], 10) == 5
    assert worth_reading([9.0, 3.0], 10) == 2
    assert worth_reading([9.0, 8.9, 8.8], 2) == 2
