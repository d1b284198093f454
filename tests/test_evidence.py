"""Weighing sentences, with a reader whose marks are known."""

from collections.abc import Sequence

import pytest

from index.embed import Embedder
from index.records import Article, Hit, Metadata, Passage, Span
from qa import Archive
from qa.evidence import FEATURES, Sentence, agreement, features, key, passage_features, read, weigh
from qa.reader import Words
from qa.records import Query


class Marking:
    """Scores a sentence by how often it has the word "answer", and marks its last word."""

    def read(
        self, _: str, passages: Sequence[str], sentences: Sequence[Sequence[Span]]
    ) -> list[list[Words]]:
        return [
            [
                Words(
                    passage.rstrip(". ").rfind(" ", a, b) + 1, b, passage[a:b].count("answer") - 1.0
                )
                for a, b in spans
            ]
            for passage, spans in zip(passages, sentences, strict=True)
        ]


def hit(text: str, id: str = "a", start: int = 0, end: int | None = None) -> Hit:
    article = Article(id, "a.txt", text, Metadata())
    end = len(text) if end is None else end
    return Hit(Passage(f"{id}:{start}", id, start, end, text[start:end]), article, 1.0, 0.5)


def test_offsets_are_the_articles() -> None:
    text = "Nothing is here. The answer is Venn. It rained."
    found = read("Who?", [hit(text, start=17)], Marking())
    assert [s.quote for s in found] == ["The answer is Venn.", "It rained."]
    assert found[0].short == "Venn."
    assert found[0].hit.article.text[found[0].words.start :].startswith("Venn.")


def test_a_sentence_of_two_passages_counts_once() -> None:
    text = "The answer is Venn. It rained. Snow fell."
    found = read("Who?", [hit(text, end=30), hit(text, start=20)], Marking())
    assert [s.quote for s in found] == ["The answer is Venn.", "It rained.", "Snow fell."]


def test_agreement_is_of_other_passages() -> None:
    hits = [hit("The answer is Venn.", "a"), hit("An answer: the Venn.", "b"), hit("No idea.", "c")]
    found = read("Who?", hits, Marking())
    assert [key(s) for s in found] == ["venn", "venn", "idea"]
    votes = agreement({s.hit.passage.id: s for s in found})
    assert votes["venn"] == pytest.approx(1.0)
    rows = passage_features(hits, found)
    assert rows[0, 2] == rows[1, 2] > rows[2, 2] == 0


def test_sentences_that_say_something_are_not_one_answer() -> None:
    found = read(
        "Who?", [hit("It is no answer, Venn said.", "a"), hit("Ada said.", "b")], Marking()
    )
    assert [s.short for s in found] == ["said.", "said."]
    assert key(found[0]) != key(found[1])


def test_a_question_is_no_answer() -> None:
    text = "Who is the answer? “Is the answer Venn?” It is Venn. So what?)"
    found = read("Who?", [hit(text)], Marking())
    assert [s.quote for s in found] == ["It is Venn."]
    assert read("Who?", [hit("Who is the answer?")], Marking()) == []


def test_what_a_question_in_the_text_has_counts_for_the_sentence_after_it(archive: Archive) -> None:
    texts = ["Who is the captain? Venn leads.", "Who is the captain. Venn leads."]
    with archive.reading() as searcher:
        for text, expected in zip(texts, (1.0, 0.0), strict=True):
            found = read("Who is the captain?", [hit(text)], Marking())
            rows = features(Query("q", "Who is the captain?"), found, searcher)
            assert rows[-1, FEATURES.index("coverage")] == expected


def test_one_row_of_features_for_each_sentence(archive: Archive) -> None:
    found = read("Who is the captain?", [hit("The answer is Venn. He denied it.")], Marking())
    with archive.reading() as searcher:
        rows = features(Query("q", "Who is the captain?"), found, searcher)
    assert rows.shape == (2, len(FEATURES))
    leans = rows[:, FEATURES.index("leans")]
    assert leans.tolist() == [0.0, 1.0]


def test_best_first_with_chances(archive: Archive, embedder: Embedder) -> None:
    hits = archive.retrieve("Who confirmed Israel's role?")
    with archive.reading() as searcher:
        query, vector = Query("q", "Who confirmed it?"), embedder.encode_questions(["Who?"])[0]
        scored, reordered = weigh(query, vector, hits, searcher, Marking(), embedder)
        assert weigh(query, vector, [], searcher, Marking(), embedder) == ([], [])
    assert all(0 <= one.chance <= 1 for one in scored)
    assert {h.passage.id for h in reordered} == {h.passage.id for h in hits}
    assert isinstance(scored[0].sentence, Sentence)
    best = {one.sentence.hit.passage.id: one.sentence.span for one in reversed(scored)}
    assert [h.closest for h in reordered] == [best.get(h.passage.id) for h in reordered]
    assert any(h.closest for h in reordered)
