"""Builds: only what changed, nothing lost, one at a time, whatever state the index is in."""

import json
import multiprocessing
import shutil
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import build as building
from index import generations
from index.build import Report, build
from index.embed import BATCH, Vectors
from index.errors import (
    ArticlesError,
    BrokenIndexError,
    BuildRunningError,
    OtherModelError,
    SettingsError,
)
from index.manifest import FORMAT
from index.plan import content_hash
from index.records import Article, Filter
from index.searcher import Searcher
from index.vectors import differing
from index.verify import verify
from tests.toy import ToyEmbedder


class Idle(ToyEmbedder):
    """Fails when asked for more than its name and digest: a model that must not be loaded."""

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        raise AssertionError("the model was used")

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        raise AssertionError("the model was used")


class Other(ToyEmbedder):
    name = "other"
    digest = "1" * 64


class Wrong(ToyEmbedder):
    """Pretends to be the toy, and gives each text the vector of its letters backwards."""

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        return super().encode_passages([text[::-1] for text in texts])


class Stopping(ToyEmbedder):
    """Is stopped after two batches."""

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        if self.embedded == 2 * BATCH:
            raise KeyboardInterrupt
        return super().encode_passages(texts)


def story(number: int) -> str:
    return f"Story {number} began in town {number}. Mayor {number} spoke of {number} bridges."


class Desk:
    """An articles folder and a data folder."""

    def __init__(self, root: Path) -> None:
        self.articles, self.data = root / "articles", root / "data"
        self.articles.mkdir(parents=True)
        self.toy = ToyEmbedder()

    def write(self, **files: str) -> None:
        for name, text in files.items():
            (self.articles / f"{name}.txt").write_text(text)

    def build(self, **options: Any) -> Report:
        return build(self.articles, self.data, **{"embedder": self.toy, **options})

    def held(self) -> dict[str, str]:
        """Article id to text, after a check that everything in the index agrees."""
        with closing(Searcher.open(self.data)) as searcher:
            return consistent(searcher, self.toy)

    def files(self) -> dict[str, bytes]:
        """Every file's bytes, but for the notes of Chroma and of what was read."""
        paths = (path for path in self.data.rglob("*") if path.is_file())
        noted = ("chroma.sqlite3", "files.sqlite")
        return {str(path): b"" if path.name in noted else path.read_bytes() for path in paths}


def consistent(searcher: Searcher, toy: ToyEmbedder) -> dict[str, str]:
    """Assert that manifest, catalog, Chroma and BM25 agree; returns the texts by article id."""
    catalog, manifest = searcher.catalog, searcher.manifest
    articles = {article.id: article for article in catalog.articles()}
    ids = catalog.passage_ids()
    assert manifest.articles == len(articles) == catalog.count("articles")
    assert manifest.passages == len(ids) == len(set(ids)) == searcher.store.count()
    assert manifest.hashes == {id: content_hash(article) for id, article in articles.items()}
    stored = searcher.store._parts[0].collection.get(include=["metadatas"])
    facts_by_id = dict(zip(stored["ids"], stored["metadatas"], strict=True))
    assert facts_by_id.keys() == set(ids)
    for id in ids:
        passage, article = catalog.passage(id)
        facts = facts_by_id[id]
        assert passage.text == article.text[passage.start : passage.end]
        assert (facts["article_id"], facts["start"], facts["end"]) == (
            article.id,
            passage.start,
            passage.end,
        )
    if ids:
        vectors = searcher.store.vectors(ids)
        assert vectors.shape == (len(ids), manifest.dimension)
    assert {passage.id for id in articles for passage in catalog.passages(id)} == set(ids)
    return {id: article.text for id, article in articles.items()}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = Desk(tmp_path)
    made.write(**{f"s{i}": story(i) for i in range(4)})
    return made


def test_only_what_changed_is_embedded(desk: Desk) -> None:
    first = desk.build()
    assert first.plan.added == ("s0.txt", "s1.txt", "s2.txt", "s3.txt")
    assert (first.embedded, first.passages, desk.toy.embedded) == (4, 4, 4)
    desk.write(s1=story(11), s9=story(9))
    (desk.articles / "s2.txt").unlink()
    second = desk.build()
    assert second.plan.added == ("s9.txt",)
    assert second.plan.changed == ("s1.txt",)
    assert second.plan.removed == ("s2.txt",)
    assert second.plan.unchanged == ("s0.txt", "s3.txt")
    assert (second.embedded, second.passages, desk.toy.embedded) == (2, 4, 6)
    assert second.generation != first.generation
    assert desk.held() == {
        "s0.txt": story(0),
        "s1.txt": story(11),
        "s3.txt": story(3),
        "s9.txt": story(9),
    }
    assert [path.name for path in desk.data.glob("gen-*")] == [second.generation]


def test_kept_vectors_are_the_ones_made_anew(desk: Desk) -> None:
    desk.build()
    desk.write(s9=story(9))
    desk.build()
    with closing(Searcher.open(desk.data)) as searcher:
        for id in searcher.catalog.passage_ids():
            vector = desk.toy.encode_questions([searcher.catalog.passage(id)[0].text])[0]
            found, cosine = searcher.nearest(vector, 1, Filter())[0]
            assert (found, cosine) == (id, pytest.approx(1, abs=1e-4))


def test_nothing_changed_makes_no_generation_and_loads_no_model(desk: Desk) -> None:
    first = desk.build()
    before = desk.files()
    second = desk.build(embedder=Idle())
    assert second.plan.empty
    assert (second.generation, second.passages, second.embedded) == (first.generation, 4, 0)
    assert desk.files() == before


def test_a_rename_costs_no_embedding(desk: Desk) -> None:
    desk.build()
    (desk.articles / "s0.txt").rename(desk.articles / "renamed.txt")
    report = desk.build()
    assert (report.plan.added, report.plan.removed) == (("renamed.txt",), ("s0.txt",))
    assert report.embedded == 0
    assert desk.held()["renamed.txt"] == story(0)


def test_a_removal_loads_no_model(desk: Desk) -> None:
    desk.build()
    (desk.articles / "s0.txt").unlink()
    assert desk.build(embedder=Idle()).plan.removed == ("s0.txt",)
    assert "s0.txt" not in desk.held()


def test_rebuild_reads_all_and_embeds_nothing_twice(desk: Desk) -> None:
    first = desk.build()
    second = desk.build(anew=True)
    assert (second.embedded, second.passages) == (0, 4)
    assert second.plan.unchanged == first.plan.added
    assert second.generation != first.generation
    desk.held()


def test_a_rebuild_keeps_no_vector_that_the_model_would_not_make(desk: Desk) -> None:
    desk.build(embedder=Wrong())
    assert desk.build().plan.empty
    report = desk.build(anew=True)
    assert report.embedded == 4
    with closing(Searcher.open(desk.data)) as searcher:
        assert all(check.holds for check in verify(searcher, desk.toy))


def test_a_build_that_was_stopped_goes_on_where_it_was(desk: Desk) -> None:
    # Texts that have little in common: Chroma's graph loses some of many that are alike.
    unlike = (" ".join(f"w{31 * i + word}" for word in range(12)) for i in range(4, 80))
    desk.write(**{f"s{i}": f"{text}." for i, text in enumerate(unlike, start=4)})
    with pytest.raises(KeyboardInterrupt):
        desk.build(embedder=Stopping())
    assert (desk.data / "vectors.journal").exists()
    report = desk.build()
    assert (report.passages, report.embedded) == (80, 80 - 2 * BATCH)
    assert not (desk.data / "vectors.journal").exists()
    assert len(desk.held()) == 80
    with closing(Searcher.open(desk.data)) as searcher:
        assert differing(searcher, desk.toy) == []


def test_changes_add_up_and_waste_does_not(desk: Desk) -> None:
    desk.write(**{f"s{i}": story(i) for i in range(10)})
    desk.build()
    texts, removed = {f"s{i}.txt": story(i) for i in range(10)}, []
    for number in range(10, 17):
        name = f"s{number % 10}"
        desk.write(**{name: story(number)})
        texts[f"{name}.txt"] = story(number)
        assert desk.build().embedded == 1
        with closing(Searcher.open(desk.data)) as searcher:
            assert consistent(searcher, desk.toy) == texts
            assert all(check.holds for check in verify(searcher, desk.toy))
            removed.append(searcher.manifest.removed)
    assert removed == [1, 2, 0, 1, 2, 0, 1]


def test_dry_run_writes_nothing(desk: Desk) -> None:
    report = desk.build(dry_run=True, embedder=Idle())
    assert (len(report.plan.added), report.generation, report.dry_run) == (4, None, True)
    assert not desk.data.exists()
    first = desk.build()
    desk.write(s1=story(11))
    before = desk.files()
    report = desk.build(dry_run=True, embedder=Idle())
    assert (report.plan.changed, report.generation) == (("s1.txt",), first.generation)
    assert desk.files() == before


def test_dry_run_while_a_build_runs(desk: Desk) -> None:
    desk.build()
    with generations.only_build(desk.data):
        assert desk.build(dry_run=True).plan.empty


def test_another_model_is_named_with_the_command(desk: Desk) -> None:
    desk.build()
    with pytest.raises(OtherModelError, match=r"with the model toy, but other .*index rebuild"):
        desk.build(embedder=Other())
    assert desk.build().plan.empty
    assert desk.build(embedder=Other(), anew=True).embedded == 4
    with pytest.raises(OtherModelError, match=r"with the model other, but toy"):
        desk.build()


def test_other_weights_of_the_same_name(desk: Desk) -> None:
    desk.build()
    changed = ToyEmbedder()
    changed.digest = "2" * 64
    with pytest.raises(OtherModelError, match=r"toy, but other weights of it"):
        desk.build(embedder=changed)


def test_another_way_of_cutting_cuts_anew(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.build()
    monkeypatch.setattr(building, "VERSION", "sentences/999")
    report = desk.build()
    assert (len(report.plan.unchanged), report.embedded) == (4, 0)
    assert len(desk.held()) == 4


def empty(folder: Path) -> None:
    for path in folder.iterdir():
        path.unlink()


def spoil(folder: Path) -> None:
    for path in folder.iterdir():
        path.write_bytes(b"")


@pytest.mark.parametrize("harm", [empty, spoil, shutil.rmtree])
@pytest.mark.parametrize("anew", [False, True])
def test_a_bad_folder_never_wipes_an_index(
    desk: Desk, harm: Callable[[Path], None], anew: bool
) -> None:
    desk.build()
    held, files = desk.held(), desk.files()
    harm(desk.articles)
    with pytest.raises(ArticlesError, match=r"articles.*--articles|articles(.|\n)*--articles"):
        desk.build(anew=anew)
    assert desk.held() == held
    assert desk.files() == files


def test_many_problems_are_not_all_listed(desk: Desk) -> None:
    empty(desk.articles)
    for number in range(50):
        (desk.articles / f"{number}.png").write_bytes(b"")
    with pytest.raises(ArticlesError, match="… and 30 more") as caught:
        desk.build()
    assert str(caught.value).count("\n") < 25


@pytest.mark.parametrize("anew", [False, True])
def test_what_can_t_be_read_now_is_kept(desk: Desk, anew: bool) -> None:
    lines = [json.dumps({"id": i, "text": story(20 + i)}) for i in range(3)]
    (desk.articles / "a.jsonl").write_text("\n".join(lines))
    (desk.articles / "sub").mkdir()
    (desk.articles / "sub" / "x.txt").write_text(story(30))
    desk.build()
    held = desk.held()
    for name in ("s1.txt", "a.jsonl"):
        (desk.articles / name).unlink()
        (desk.articles / name).symlink_to("nowhere")
    (desk.articles / "s2.txt").unlink()
    report = desk.build(anew=anew)
    assert [problem.path for problem in report.problems] == ["a.jsonl", "s1.txt"]
    assert report.plan.removed == ("s2.txt",)
    held.pop("s2.txt")
    assert desk.held() == held


def test_copies_are_kept_and_known(desk: Desk) -> None:
    text = " ".join(story(number) for number in range(100, 104))
    desk.write(
        t0=text, t1=text, u0=f"---\nsource: The Wire\n---\n{text}", v0=text[: len(text) // 2]
    )
    report = desk.build()
    assert report.problems == ()
    assert {"t0.txt", "t1.txt", "u0.txt", "v0.txt"} <= desk.held().keys()
    with closing(Searcher.open(desk.data)) as searcher:
        copies = [article.id for article in searcher.catalog.copies("u0.txt")]
        assert copies == ["t0.txt", "t1.txt", "v0.txt"]
        assert searcher.holdings.copies == 3
    (desk.articles / "t0.txt").unlink()
    desk.build()
    with closing(Searcher.open(desk.data)) as searcher:
        assert [a.id for a in searcher.catalog.copies("u0.txt")] == ["t1.txt", "v0.txt"]


def test_the_day_of_intake_stays_with_what_stays(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    days = [date(2026, 5, 3), date(2026, 11, 20)]

    class Clock(datetime):
        @classmethod
        def now(cls, tz: Any = None) -> "Clock":
            return cls(days[0].year, days[0].month, days[0].day, tzinfo=tz)

    monkeypatch.setattr("index.stories.datetime", Clock)
    desk.build()
    first, second = days[0], days[1]
    days.pop(0)
    desk.write(s0=story(50), new=story(51))
    for anew in (False, True):
        desk.build(anew=anew)
        with closing(Searcher.open(desk.data)) as searcher:
            indexed = {article.id: article.indexed for article in searcher.catalog.articles()}
        assert indexed.pop("s0.txt") == indexed.pop("new.txt") == second
        assert set(indexed.values()) == {first}


def parts(generation: Path) -> list[str]:
    found = [path.relative_to(generation).as_posix() for path in generation.rglob("*")]
    return sorted(name for name in found if not name.startswith("readers"))


def test_each_part_missing_or_cut_is_told_and_mended(desk: Desk) -> None:
    desk.build()
    held = desk.held()
    kept = desk.data.with_name("kept")
    shutil.copytree(desk.data, kept)
    names = parts(generations.current(desk.data))
    assert len(names) > 10
    for name in names:
        for cut in (False, True):
            shutil.rmtree(desk.data)
            shutil.copytree(kept, desk.data)
            path = generations.current(desk.data) / name
            if path.is_dir():
                shutil.rmtree(path)
            elif cut and path.stat().st_size > 1:
                path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
            else:
                path.unlink()
            with pytest.raises(BrokenIndexError, match=r"index rebuild") as caught:
                Searcher.open(desk.data)
            assert "\n" not in str(caught.value)
    report = desk.build()
    assert len(report.plan.added) == 4
    assert desk.held() == held
    assert len(list(desk.data.glob("gen-*"))) == 1


@pytest.mark.parametrize("pointer", [b"", b"gen-000009-abcdef", b"\xff\xfe\0"])
def test_a_pointer_of_garbage_is_mended(desk: Desk, pointer: bytes) -> None:
    desk.build()
    (desk.data / "CURRENT").write_bytes(pointer)
    with pytest.raises(BrokenIndexError):
        Searcher.open(desk.data)
    desk.build()
    assert len(desk.held()) == 4
    assert len(list(desk.data.glob("gen-*"))) == 1


def test_another_format_is_told_and_built_anew(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.build()
    now = FORMAT
    monkeypatch.setattr("index.manifest.FORMAT", now + 1)
    with pytest.raises(BrokenIndexError, match=rf"format {now}, .* reads {now + 1}.*rebuild"):
        Searcher.open(desk.data)
    monkeypatch.setattr("index.write.FORMAT", now + 1)
    assert desk.build().embedded == 4
    assert len(desk.held()) == 4


def hold(data: Path, held: Any, go: Any) -> None:
    with generations.only_build(data):
        held.set()
        go.wait()


def test_a_second_build_says_so(desk: Desk) -> None:
    desk.build()
    context = multiprocessing.get_context("spawn")
    held, go = context.Event(), context.Event()
    first = context.Process(target=hold, args=(desk.data, held, go))
    first.start()
    try:
        assert held.wait(30)
        with pytest.raises(BuildRunningError, match="Another build is running"):
            desk.build()
        assert len(desk.held()) == 4
    finally:
        go.set()
        first.join()
    assert desk.build().plan.empty


def test_a_model_that_fails_leaves_the_index_as_it_was(desk: Desk) -> None:
    desk.build()
    held = desk.held()
    desk.write(s1=story(11))
    with pytest.raises(AssertionError, match="the model was used"):
        desk.build(embedder=Idle())
    assert desk.held() == held
    assert desk.build().plan.changed == ("s1.txt",)


def test_a_full_disk_is_told(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    desk.build()
    held = desk.held()
    desk.write(s1=story(11))
    monkeypatch.setattr(generations, "new_generation", full)
    with pytest.raises(SettingsError, match=r"can't be written .*No space left"):
        desk.build()
    assert desk.held() == held


def test_odd_names_characters_and_texts_are_held(desk: Desk) -> None:
    empty(desk.articles)
    odd = json.dumps(
        {"id": "\ud800:0-5\n", "title": "\0\udfff", "source": "\ud83d", "text": "The."}
    )
    (desk.articles / "a\nb\t:1-2.jsonl").write_text(f"{odd}\n{odd.replace('The', 'Or')}\n")
    report = desk.build()
    assert report.problems == ()
    assert sorted(desk.held().values()) == ["Or.", "The."]


NAMES = st.sampled_from([f"f{i}" for i in range(5)])
TEXTS = st.one_of(
    st.integers(0, 6).map(story),
    st.text(min_size=1, max_size=60),
    st.integers(2, 400).map("Go on. ".__mul__),
)
FOLDERS = st.dictionaries(NAMES, TEXTS, max_size=5)


@settings(max_examples=8, deadline=None)
@given(st.lists(FOLDERS, min_size=1, max_size=3))
def test_any_row_of_folders_ends_as_the_last_one_alone(
    tmp_path_factory: pytest.TempPathFactory, folders: list[Mapping[str, str]]
) -> None:
    desk = Desk(tmp_path_factory.mktemp("row"))
    alone = Desk(tmp_path_factory.mktemp("alone"))
    for files in folders:
        empty(desk.articles)
        for name, text in files.items():
            data = text.encode("utf-8", "replace")
            (desk.articles / f"{name}.txt").write_bytes(data)
        try:
            desk.build()
        except ArticlesError:
            continue
        shutil.copytree(desk.articles, alone.articles, dirs_exist_ok=True)
        for path in alone.articles.iterdir():
            if not (desk.articles / path.name).exists():
                path.unlink()
    if desk.data.joinpath("CURRENT").exists():
        alone.build()
        assert desk.held() == alone.held()


def test_articles_survive_the_round_trip(desk: Desk) -> None:
    (desk.articles / "m.md").write_text(
        f"---\ntitle: 'A: 😀'\nsource: É\ndate: 2021-05-08\n---\n{story(5)}"
    )
    desk.build()
    with closing(Searcher.open(desk.data)) as searcher:
        article = searcher.catalog.article("m.md")
    assert isinstance(article, Article)
    assert article == replace(article, about=replace(article.about, title="A: 😀", source="É"))
    assert str(article.about.date) == "2021-05-08"
