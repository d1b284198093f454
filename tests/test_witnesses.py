"""Copies of a story are one witness: told once, with where else it stands."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from index.build import build
from index.embed import Embedder
from index.records import Article, Metadata
from qa import Archive
from qa.records import COPIES_NAMED, Citation
from qa.retrieve import told_once
from qa.verbatim import find
from qa.witnesses import also_in
from tests.answers import answered, citation, copy
from tests.test_rerank import candidate

STORY = (
    "The ferry Ada sank off Lindvik on Monday night, and 14 of its 200 passengers are missing.\n\n"
    "Captain Ida Brekke told the coast guard that a container had struck the hull below the "
    "waterline. The search went on through the night with four boats and a helicopter.\n\n"
    "The company had been fined twice last year for leaving port in heavy seas. Its director, Jon "
    "Holm, said on Tuesday that no ship would sail before the hulls were looked at.\n\n"
    "Lindvik’s mayor opened the town hall to families, who were waiting for news at the pier."
)
FILES = {
    "wire.md": f"---\ntitle: Ferry sinks\nsource: The Wire\ndate: 2021-05-08\n---\n{STORY}",
    "age.md": "---\ntitle: Disaster at Lindvik\nsource: The Age\ndate: 2021-05-09\n---\n"
    + STORY.replace("\n\n", " ", 1),
    "late.md": f"---\nsource: The Tide\n---\n{STORY.replace('14 of its', '17 of its')}",
    "cut.md": f"---\nsource: The Post\ndate: 2021-05-07\n---\n{STORY[:420]}",
    "other.md": "---\nsource: The Wire\n---\nThe orchestra of Lindvik plays Grieg on Sunday, and "
    "tickets are sold at the pier from noon; the concert begins at eight and is free for children.",
}


@pytest.fixture(scope="module")
def wires(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Archive]:
    root = tmp_path_factory.mktemp("wires")
    folder = root / "articles"
    folder.mkdir()
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    build(folder, root / "data", embedder=embedder)
    archive = Archive.open(root / "data", embedder=embedder)
    yield archive
    archive.close()


def test_a_fact_is_quoted_once_with_its_copies(wires: Archive) -> None:
    answer = wires.answer("What struck the hull of the ferry Ada?")
    told = [c for c in answer.citations if "container had struck the hull" in c.quote]
    assert len(told) == 1
    names = {told[0].source, *(other.source for other in told[0].also_in)}
    assert names == {"The Wire", "The Age", "The Tide", "The Post"}
    for other in told[0].also_in:
        text = wires.article(other.article_id).text
        assert "container had struck the hull" in text[other.start : other.end]
    assert "    also in The " in str(answer)
    assert answer.to_dict()["citations"][0]["also_in"][0]["date"] is not None


def test_another_figure_is_another_statement(wires: Archive) -> None:
    answer = wires.answer("How many passengers of the ferry Ada are missing?")
    for cited in answer.citations:
        figure = "17 of its 200" if "17 of its 200" in cited.quote else "14 of its 200"
        for other in cited.also_in:
            assert figure not in cited.quote or figure in wires.article(other.article_id).text
    found = wires.retrieve("How many passengers of the ferry Ada are missing?", k=10)
    texts = " ".join(hit.passage.text for hit in found)
    assert "14 of its 200" in texts
    assert "17 of its 200" in texts
    assert not {"wire.md", "age.md"} <= {hit.article.id for hit in found}


def test_of_one_story_only_what_adds_something_is_kept() -> None:
    first = candidate(STORY, "a")
    same = candidate(STORY[:200], "b")
    figure = candidate(STORY[:200].replace("14", "17"), "c")
    more = candidate("The divers found the wreck on Friday, and with it the ship’s log.", "d")
    alone = candidate(STORY[:200], "e")
    stories = {"a": 1, "b": 1, "c": 1, "d": 1}
    assert told_once([first, same, figure, more, alone], stories) == [first, figure, more, alone]
    assert told_once([same, first], stories) == [same, first]


@pytest.mark.parametrize(
    ("quote", "text", "words"),
    [
        ("The ferry sank.", "So: “THE ferry,\nsank” they say", "THE ferry,\nsank"),
        ("Then sank", "It then sanked, then sank.", "then sank"),
        ("sank", "The ferry sinks.", None),
        ("14 of 200", "17 of 200", None),
        ("…", "Anything … at all", None),
        ("It cost (a.b) $4+", "it cost a b 4", "it cost a b 4"),
    ],
)
def test_a_quote_is_found_by_its_words(quote: str, text: str, words: str | None) -> None:
    span = find(quote, text)
    assert (text[span.start : span.end] if span else None) == words


def test_copies_without_the_quote_are_left_out() -> None:
    about = Metadata(None, "The Age", date(2022, 5, 4))
    has = Article("a", "a.txt", "On Sunday ships came in May", about)
    others = [has, replace(has, id="b", text="Ships came in June.")]
    (found,) = also_in(citation("Ships came in May."), others)
    assert (found.article_id, found.title, found.label) == ("a", has.name, "The Age (4 May 2022)")


@pytest.mark.parametrize(
    ("cited", "also"),
    [
        (citation(), ""),
        (citation(also_in=(copy(),)), "also in The Age (4 May 2022)"),
        (citation(also_in=(copy(), copy(), copy(None, None))),
         "also in The Age (4 May 2022), A port opens (undated)"),
        (citation(also_in=(copy("The Tide", date(2022, 5, 3)),)), ""),  # the same page twice
        (citation(also_in=tuple(copy(str(i), None) for i in range(COPIES_NAMED + 2))),
         "also in 0 (undated), 1 (undated), 2 (undated), 3 (undated), 4 (undated) and 2 more"),
    ],
)  # fmt: skip
def test_what_is_said_of_copies(cited: Citation, also: str) -> None:
    assert cited.also == also
    assert (f"\n    {also}" in str(answered(cited))) == bool(also)
