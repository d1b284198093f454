"""An export, checked against an archive that has changed since."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.build import build
from index.errors import ExportError, QuestionError
from index.records import Article, Metadata, Span
from qa import Answer, Archive, Citation
from qa.export import Format, export
from qa.verify import Change, ExportedAnswer, State, find, read, verify
from tests.answers import answered, answers, citation, patient, refused
from tests.toy import ToyEmbedder

TEXT = "The harbour opened. Ships came in May."
ABOUT = Metadata("A harbour opens", "The Tide", date(2022, 5, 3))


class Shelf(dict[str, Article]):
    """Articles by their ids."""

    def article(self, id: str) -> Article:
        if id not in self:
            raise QuestionError(f"The archive holds no article {id!r}.")
        return self[id]


def shelf(text: str = TEXT, about: Metadata = ABOUT) -> Shelf:
    return Shelf({"harbour.txt": Article("harbour.txt", "harbour.txt", text, about)})


def exported(*citations: Citation) -> tuple[ExportedAnswer, ...]:
    return (ExportedAnswer("When did ships come?", citations),)


def test_nothing_has_changed() -> None:
    found = verify(exported(citation()), shelf())
    assert found.holds
    assert found.checks[0].span == Span(20, 38)
    assert str(found) == (
        "Answer 1 [1] still there: The Tide, “A harbour opens”, 3 May 2022\n"
        "1 citation: 1 still there."
    )


def test_a_quote_that_moved_still_holds() -> None:
    found = verify(exported(citation()), shelf(f"Corrected. {TEXT}"))
    assert found.holds
    assert found.checks[0].state is State.MOVED
    assert found.checks[0].span == Span(31, 49)
    assert "moved within the article from character 20 to 31:" in str(found)


@pytest.mark.parametrize(
    "text", ["The harbour opened. Ships came in June.", "", "ships came in may."]
)
def test_other_words_are_not_the_quote(text: str) -> None:
    found = verify(exported(citation()), shelf(text))
    assert not found.holds
    assert (found.checks[0].state, found.checks[0].span) == (State.QUOTE_GONE, None)


def test_an_article_that_is_gone() -> None:
    found = verify(exported(citation(), citation(number=2)), Shelf())
    assert not found.holds
    assert {check.state for check in found.checks} == {State.ARTICLE_GONE}
    assert found.summary == "2 citations: 2 article gone."


def test_facts_that_changed() -> None:
    now = Metadata("A harbour\nopens again", None, date(2022, 5, 4))
    found = verify(exported(citation()), shelf(about=now))
    assert not found.holds
    assert found.checks[0].state is State.THERE
    assert found.checks[0].changes == (
        Change("source", "The Tide", "unknown"),
        Change("title", "A harbour opens", "A harbour\nopens again"),
        Change("date", "3 May 2022", "4 May 2022"),
    )
    assert "title was “A harbour opens”, is “A harbour opens again”" in str(found)
    assert found.summary == "1 citation: 1 still there; 1 with changed source, title or date."


def test_a_date_that_became_known() -> None:
    found = verify(exported(citation(day=None)), shelf())
    assert found.checks[0].changes == (Change("date", "unknown", "3 May 2022"),)


def test_a_refusal_has_nothing_to_check() -> None:
    found = verify(exported(), Shelf())
    assert (found.holds, str(found)) == (True, "No citations to check.")


def test_the_nearest_of_several_places() -> None:
    assert find(citation("aa", start=1), "aaa") == Span(1, 3)
    assert find(citation("May", start=7), "May, May, May") == Span(5, 8)
    assert find(citation("a.c", start=0), "abc") is None


@given(st.text("ab. "), st.text("ab. ", min_size=1), st.text("ab. "))
def test_what_is_there_is_found_where_it_is(before: str, quote: str, after: str) -> None:
    text = before + quote + after
    assert find(citation(quote, start=len(before)), text) == (len(before), len(before + quote))


def test_as_data() -> None:
    data = verify(exported(citation()), shelf(about=replace(ABOUT, source="Tide"))).to_dict()
    assert json.loads(json.dumps(data)) == {
        "holds": False,
        "summary": "1 citation: 1 still there; 1 with changed source, title or date.",
        "checks": [
            {
                "question": "When did ships come?",
                "answer": 1,
                "number": 1,
                "article_id": "harbour.txt",
                "quote": "Ships came in May.",
                "state": "still there",
                "holds": False,
                "start": 20,
                "end": 38,
                "changes": [{"fact": "source", "was": "The Tide", "now": "Tide"}],
            }
        ],
    }


@patient
@given(answers())
def test_what_is_exported_is_read(tmp_path_factory: pytest.TempPathFactory, answer: Answer) -> None:
    cited = tuple(one for one in answer.citations if one.quote)
    path = tmp_path_factory.getbasetemp() / "export.json"
    path.write_text(export([replace(answer, citations=cited)], Format.JSON), encoding="utf-8")
    assert read(path) == (ExportedAnswer(answer.question, cited),)


@pytest.fixture
def changed(tmp_path: Path) -> Iterator[tuple[Archive, Path]]:
    """An archive, and an export made before its articles were changed."""
    articles, data, toy = tmp_path / "articles", tmp_path / "data", ToyEmbedder()
    articles.mkdir()
    for name in ("same", "moved", "edited", "removed", "redated"):
        write(articles / f"{name}.txt")
    build(articles, data, embedder=toy)
    archive = Archive.open(data, embedder=toy)
    path = tmp_path / "export.json"
    path.write_text(export([refused(), quoting(archive)], Format.JSON), encoding="utf-8")
    write(articles / "moved.txt", f"A correction was made.\n\n{story('moved')}")
    write(articles / "edited.txt", story("edited").replace("Ships", "Boats"))
    write(articles / "redated.txt", day="2022-05-04")
    (articles / "removed.txt").unlink()
    build(articles, data, embedder=toy)
    yield archive, path
    archive.close()


def story(name: str) -> str:
    return f"The {name} harbour opened on a windy day. Ships came in May. The mayor spoke."


def write(path: Path, text: str | None = None, day: str = "2022-05-03") -> None:
    head = f"---\ntitle: A harbour opens\nsource: The Tide\ndate: {day}\n---\n"
    path.write_text(f"{head}\n{text or story(path.stem)}\n", encoding="utf-8")


def quoting(archive: Archive) -> Answer:
    """An answer that quotes the same sentence of every article."""
    cited = []
    for number, name in enumerate(("same", "moved", "edited", "removed", "redated"), start=1):
        article = archive.article(f"{name}.txt")
        start = article.text.index("Ships")
        cited.append(citation(number=number, start=start, article_id=article.id))
    return answered(*cited)


def test_a_real_archive_that_changed(changed: tuple[Archive, Path]) -> None:
    archive, path = changed
    found = verify(read(path), archive)
    assert [(check.answer, check.state) for check in found.checks] == [
        (2, State.THERE),
        (2, State.MOVED),
        (2, State.QUOTE_GONE),
        (2, State.ARTICLE_GONE),
        (2, State.THERE),
    ]
    assert [check.holds for check in found.checks] == [True, True, False, False, False]
    assert found.checks[4].changes == (Change("date", "3 May 2022", "4 May 2022"),)


GOOD = json.loads(export([answered(citation())], Format.JSON))


def damaged(**changes: object) -> str:
    cited = {**GOOD["answers"][0]["citations"][0], **changes}
    return json.dumps({**GOOD, "answers": [{**GOOD["answers"][0], "citations": [cited]}]})


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "it is not JSON"),
        ("{", "it is not JSON"),
        ("[" * 100_000, "it is not JSON"),
        ("\ufffe", "it is not JSON"),
        ("[]", "no export of answers"),
        ('{"status": "answered"}', "--format json"),
        (json.dumps({**GOOD, "version": 2}), "of version 2; this program checks version 1"),
        (json.dumps({**GOOD, "version": None}), "of version None"),
        (json.dumps({**GOOD, "answers": 3}), "damaged export: answers: "),
        (damaged(date="soon"), r"damaged export: answers.0.citations.0.date: "),
        (damaged(start="here"), r"damaged export: answers.0.citations.0.start: "),
        (damaged(quote=None), r"damaged export: answers.0.citations.0.quote: "),
        (damaged(quote=""), "not as long as it says"),
        (damaged(end=1000), "not as long as it says"),
    ],
)
def test_what_is_no_export(text: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / "export.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ExportError, match=message) as caught:
        read(path)
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="No such file"):
        read(tmp_path / "none.json")
    with pytest.raises(ExportError, match="can't be read"):
        read(tmp_path)
    (tmp_path / "latin.json").write_bytes(b'{"a": "\xe9"}')
    with pytest.raises(ExportError, match="not JSON"):
        read(tmp_path / "latin.json")


def test_an_export_that_an_editor_saved_with_a_mark(tmp_path: Path) -> None:
    path = tmp_path / "export.json"
    path.write_text(json.dumps(GOOD), encoding="utf-8-sig")
    assert read(path) == exported(citation())
