"""Weighing sentences, with a reader whose marks are known."""

from collections.abc import Sequence
from datetime import date

import pytest

from index.embed import Embedder
from index.records import Article, Hit, Metadata, Passage, Span
from qa import Archive
from qa.constraints import parse
from qa.evidence import FEATURES, Sentence, agreement, features, key, passage_features, read, weigh
from qa.reader import Words
from qa.records import Query

WHO, CAPTAIN = (Query(text, text) for text in ("Who?", "Who is the captain?"))


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


def hit(
    text: str, id: str = "a", start: int = 0, end: int | None = None, day: date | None = None
) -> Hit:
    article = Article(id, "a.txt", text, Metadata(date=day))
    end = len(text) if end is None else end
    return Hit(Passage(f"{id}:{start}", id, start, end, text[start:end]), article, 1.0, 0.5)


def test_offsets_are_the_articles() -> None:
    text = "Nothing is here. The answer is Venn. It rained."
    found = read(WHO, [hit(text, start=17)], Marking())
    assert [s.quote for s in found] == ["The answer is Venn.", "It rained."]
    assert found[0].short == "Venn."
    assert found[0].hit.article.text[found[0].words.start :].startswith("Venn.")


def test_a_sentence_of_two_passages_counts_once() -> None:
    text = "The answer is Venn. It rained. Snow fell."
    found = read(WHO, [hit(text, end=30), hit(text, start=20)], Marking())
    assert [s.quote for s in found] == ["The answer is Venn.", "It rained.", "Snow fell."]


def test_agreement_is_of_other_passages() -> None:
    hits = [hit("The answer is Venn.", "a"), hit("An answer: the Venn.", "b"), hit("No idea.", "c")]
    found = read(WHO, hits, Marking())
    assert [key(s) for s in found] == ["venn", "venn", "idea"]
    votes = agreement({s.hit.passage.id: s for s in found})
    assert votes["venn"] == pytest.approx(1.0)
    rows = passage_features(hits, found)
    assert rows[0, 2] == rows[1, 2] > rows[2, 2] == 0


def test_sentences_that_say_something_are_not_one_answer() -> None:
    found = read(WHO, [hit("It is no answer, Venn said.", "a"), hit("Ada said.", "b")], Marking())
    assert [s.short for s in found] == ["said.", "said."]
    assert key(found[0]) != key(found[1])


def test_a_question_is_no_answer() -> None:
    text = "Who is the answer? “Is the answer Venn?” It is Venn. So what?)"
    found = read(WHO, [hit(text)], Marking())
    assert [s.quote for s in found] == ["It is Venn."]
    assert read(WHO, [hit("Who is the answer?")], Marking()) == []


def test_a_sentence_that_only_repeats_the_question_is_no_answer() -> None:
    text = "The captain of Orle. Venn is the captain of Orle."
    for question, left in (("Who is captain of Orle?", 1), ("Is Venn captain of Orle?", 2)):
        assert len(read(Query(question, question), [hit(text)], Marking())) == left


def test_an_article_of_the_time_asked_about_is_not_asked_for_the_time(archive: Archive) -> None:
    class Heard(Marking):
        """Remembers what it was asked of which passages."""

        def __init__(self) -> None:
            self.asked: dict[str, list[str]] = {}

        def read(
            self, question: str, passages: Sequence[str], sentences: Sequence[Sequence[Span]]
        ) -> list[list[Words]]:
            self.asked[question] = list(passages)
            return super().read(question, passages, sentences)

    texts = ["The captain sails.", "A captain of old.", "The captain rests."]
    days = [date(2023, 3, 4), date(2019, 1, 1), date(2023, 4, 6)]
    hits = [hit(t, str(i), day=d) for i, (t, d) in enumerate(zip(texts, days, strict=True))]
    query = parse("q", "Who was captain in March 2023?", (), date(2024, 1, 1))
    reader = Heard()
    found = read(query, hits, reader)
    assert [s.quote for s in found] == texts
    assert reader.asked == {
        "Who was captain?": [texts[0], texts[2]],
        "Who was captain in March 2023?": [texts[1]],
    }
    with archive.reading() as searcher:
        rows = features(query, found, searcher)
    coverage = rows[:, FEATURES.index("coverage_passage")]
    assert coverage[0] == coverage[2] == 1 > coverage[1] > 0
    missing = rows[:, FEATURES.index("missing_names")]
    assert missing[0] == missing[2] == 0 < missing[1]


def test_what_a_question_in_the_text_has_counts_for_the_sentence_after_it(archive: Archive) -> None:
    texts = ["Who is the captain? Venn leads.", "Who is the captain. Venn leads."]
    with archive.reading() as searcher:
        for text, expected in zip(texts, (1.0, 0.0), strict=True):
            found = read(CAPTAIN, [hit(text)], Marking())
            rows = features(CAPTAIN, found, searcher)
            assert rows[-1, FEATURES.index("coverage")] == expected


def test_one_row_of_features_for_each_sentence(archive: Archive) -> None:
    found = read(CAPTAIN, [hit("The answer is Venn. He denied it.")], Marking())
    with archive.reading() as searcher:
        rows = features(CAPTAIN, found, searcher)
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
