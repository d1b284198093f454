"""An index on a Chroma server: the same build and answers, many readers, and a bad road to it."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from index.__main__ import main
from index.build import Report, build
from index.connection import Connection
from index.embed import Embedder
from index.errors import BuildRunningError, NoIndexError, ServerError, SettingsError
from index.ledger import Ledger
from index.searcher import Searcher
from index.server import Server
from index.verify import verify
from qa import Archive
from tests import ROOT
from tests.chroma_server import Road
from tests.ports import free_port
from tests.test_searcher import FILTERS, STATED
from tests.toy import ToyEmbedder, ToyReader

TOY = ToyEmbedder()
QUESTIONS = (
    "Who confirmed Israel's role?",
    "What did Trump say about Netanyahu in 2021?",
    "Who won the cup final?",
)


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    for name, (source, day) in STATED.items():
        facts = f"source: {source}\n" * bool(source) + f"date: {day}\n" * bool(day) + "x: y\n"
        text = f"---\n{facts}---\nThe bridge of {name * 4} opened. Rain fell on the crowd."
        (folder / f"{name}.md").write_text(text)
    return folder


@pytest.fixture
def road(url: str) -> Iterator[Road]:
    made = Road(url)
    yield made
    made.close()


def publish(articles: Path, url: str, version: int, embedder: Embedder = TOY) -> Report:
    """One article more or other, and the index of all of them."""
    text = f"Ship {version % 3} came in. It was number {version} of the year."
    (articles / f"ship{version % 3}.txt").write_text(text)
    return build(articles, url, embedder=embedder)


def texts(url: str) -> set[str]:
    with closing(Searcher.open(url)) as searcher:
        return {article.text for article in searcher.catalog.articles()}


def test_answers_are_those_of_a_folder(url: str, archive: Archive, embedder: Embedder) -> None:
    report = build(ROOT / "seeds", url, embedder=embedder)
    with closing(Archive.open(url, embedder=embedder)) as remote:
        assert remote.holdings().generation == report.generation
        for question in QUESTIONS:
            ours, theirs = (one.answer(question) for one in (remote, archive))
            assert (ours.text, ours.citations) == (theirs.text, theirs.citations)
            assert ours.chance == pytest.approx(theirs.chance, abs=1e-3)
        hits = [one.retrieve(QUESTIONS[0], until="2021-12-31") for one in (remote, archive)]
        assert [hit.passage for hit in hits[0]] == [hit.passage for hit in hits[1]]
        id = hits[0][0].article.id
        assert remote.article(id) == archive.article(id)


def test_filters_are_those_of_a_folder(url: str, articles: Path, tmp_path: Path) -> None:
    for data in (url, tmp_path / "data"):
        build(articles, data, embedder=TOY)
    vector = TOY.encode_questions(["bridge"])[0]
    with closing(Searcher.open(url)) as ours, closing(Searcher.open(tmp_path / "data")) as theirs:
        for only in FILTERS:
            near = [{id for id, _ in one.nearest(vector, 50, only)} for one in (ours, theirs)]
            words = [one.keyword("bridge", 50, only) for one in (ours, theirs)]
            assert near[0] == near[1]
            assert words[0] == words[1]


def test_builds_cost_what_changed_and_hold_what_they_promise(url: str, articles: Path) -> None:
    assert build(articles, url, embedder=TOY).embedded == len(STATED)
    assert build(articles, url, embedder=TOY).plan.empty
    for version in range(12):
        assert publish(articles, url, version).embedded == 1
    (articles / "a.md").unlink()
    assert build(articles, url, embedder=TOY).embedded == 0
    with closing(Searcher.open(url)) as searcher:
        assert [check for check in verify(searcher, TOY) if not check.holds] == []
        assert len(searcher.store.ids()) == searcher.store.count() == len(STATED) + 2
    assert build(articles, url, embedder=TOY, anew=True).embedded == 0
    with closing(Searcher.open(url)) as searcher:
        assert [check for check in verify(searcher, TOY) if not check.holds] == []


def test_the_commands_take_an_address(
    url: str, articles: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert main(["status", "--data", url]) == 2
    assert f"There is no index at {url} yet. Build it with `python -m index build" in _error(capsys)
    publish(articles, url, 1)
    monkeypatch.setenv("ARCHIVE_DATA", f"{url}/")
    assert main(["status"]) == 0
    assert "articles       7" in capsys.readouterr().out
    assert main(["prune"]) == 0
    assert "Nothing to remove." in capsys.readouterr().out


READER = """
import sys, time
from contextlib import closing
from qa import Archive
from tests.toy import ToyEmbedder, ToyReader
with closing(Archive.open(sys.argv[1], embedder=ToyEmbedder(), reader=ToyReader())) as archive:
    print("ready", flush=True)
    seen, ends = [], time.monotonic() + 60
    while "It was number 5" not in "".join(seen) and time.monotonic() < ends:
        texts = {hit.article.text for hit in archive.retrieve("Which ship came in?", 10)}
        seen += sorted(texts.difference(seen))
print(len(seen) > 3, seen[-1])
"""


def test_readers_on_other_machines_follow_the_builds(
    url: str, articles: Path, tmp_path: Path
) -> None:
    publish(articles, url, 0)
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    readers = [
        subprocess.Popen(
            [sys.executable, "-c", READER, url],
            cwd=ROOT, env=os.environ | {"ARCHIVE_CACHE": str(tmp_path / name)}, **pipes,
        )
        for name in ("one", "two")
    ]  # fmt: skip
    for reader in readers:
        assert reader.stdout
        assert reader.stdout.readline() == "ready\n"
    for version in range(1, 6):
        publish(articles, url, version)
    for reader in readers:
        said, errors = reader.communicate()
        assert said == "True Ship 2 came in. It was number 5 of the year.\n", errors
    build(articles, url, embedder=TOY)
    with closing(Connection(url, 10)) as server:
        assert len(server.names()) <= 2 + 8


def test_an_open_reader_keeps_its_generation(
    url: str, articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = publish(articles, url, 0)
    monkeypatch.setenv("ARCHIVE_CACHE", str(tmp_path / "other"))  # is on another machine
    with closing(Searcher.open(url)) as old:
        monkeypatch.setenv("ARCHIVE_CACHE", str(tmp_path / "cache"))
        for version in (3, 6, 9):
            publish(articles, url, version)
            build(articles, url, embedder=TOY, anew=True)
        vector = TOY.encode_questions(["Ship 0 came in. It was number 0 of the year."])[0]
        assert old.store.search(vector, 1, FILTERS[0])[0][1] > 0.999
        assert old.holdings.generation == first.generation
    build(articles, url, embedder=TOY)
    with closing(Connection(url, 10)) as server:
        assert first.generation not in server.names()
    assert any("number 9" in text for text in texts(url))


def test_files_on_this_machine_are_mended(url: str, articles: Path, tmp_path: Path) -> None:
    publish(articles, url, 0)
    before = texts(url)
    (cached,) = (tmp_path / "cache").glob("*/gen-*")
    for spoil in (
        lambda: (cached / "catalog.sqlite").write_bytes(b"short"),
        lambda: (cached / "manifest.json").unlink(),
        lambda: shutil.rmtree(cached),
        lambda: shutil.rmtree(tmp_path / "cache"),
    ):
        spoil()
        assert texts(url) == before


def _error(capsys: pytest.CaptureFixture[str]) -> str:
    error = capsys.readouterr().err
    assert error.count("\n") == 1
    return error


@pytest.mark.parametrize("command", [["index", "status"], ["index", "build"], ["qa", "Who?"]])
def test_a_server_that_is_down_is_told_at_once(articles: Path, command: list[str]) -> None:
    url = f"http://127.0.0.1:{free_port()}"
    environment = os.environ | {"ARCHIVE_DATA": url, "ARCHIVE_ARTICLES": str(articles)}
    ran = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr.startswith(f"No Chroma server can be reached at {url} (")
    assert ran.stderr.count("\n") == 1


def test_a_server_that_goes_down_while_a_build_runs(
    url: str, road: Road, articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(articles, road.url, 0)
    before = texts(url)

    class Cut(ToyEmbedder):
        def encode_passages(self, texts):  # type: ignore[no-untyped-def]
            road.shut()
            return super().encode_passages(texts)

    with pytest.raises(ServerError, match=rf"No Chroma server can be reached at {road.url}"):
        publish(articles, road.url, 3, Cut())
    assert texts(url) == before
    with pytest.raises(BuildRunningError, match=r"died less than 30 s ago"):
        publish(articles, url, 3)  # another machine can't know that it is over
    road.open = True
    again = publish(articles, road.url, 3)
    assert again.embedded == 0  # kept in the journal
    assert texts(url) != before


def test_a_server_that_goes_down_while_questions_are_asked(
    url: str, road: Road, articles: Path
) -> None:
    publish(articles, url, 0)
    with closing(Archive.open(road.url, embedder=TOY, reader=ToyReader())) as archive:
        assert archive.retrieve("Which ship came in?")
        road.shut()
        with pytest.raises(ServerError, match="can be reached"):
            archive.retrieve("Which ship came in?")
        road.open = True
        publish(articles, url, 3)
        assert "number 3" in archive.retrieve("Which ship came in?")[0].article.text


def test_a_reader_takes_up_what_is_built_on_a_server_that_came_back_empty(
    url: str, articles: Path
) -> None:
    publish(articles, url, 0)
    with closing(Archive.open(url, embedder=TOY, reader=ToyReader())) as archive:
        assert archive.retrieve("Which ship came in?")
        with closing(Connection(url, 10)) as server:
            for name in server.names():
                server.delete(name)
        with pytest.raises(NoIndexError, match="Build it"):
            archive.retrieve("Which ship came in?")
        publish(articles, url, 3)
        assert "number 3" in archive.retrieve("Which ship came in?")[0].article.text


def test_an_archive_that_nobody_closes_ends_without_a_word(url: str, articles: Path) -> None:
    publish(articles, url, 0)
    program = (
        "import sys; from qa import Archive; from tests.toy import ToyEmbedder, ToyReader\n"
        "archive = Archive.open(sys.argv[1], embedder=ToyEmbedder(), reader=ToyReader())\n"
        "print(len(archive.retrieve('Which ship came in?')) > 0)"
    )
    command = [sys.executable, "-c", program, url]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (ran.stdout, ran.stderr) == ("True\n", "")
    with closing(Connection(url, 10)) as server:
        assert Ledger(server).read() == set()


def test_a_slow_server_is_waited_for_and_not_for_ever(
    url: str, road: Road, articles: Path, tmp_path: Path
) -> None:
    publish(articles, url, 0)
    for delay, seconds in ((0.2, 9.0), (9.0, 0.3)):
        road.delay = delay
        started = time.monotonic()
        with closing(Server(road.url, tmp_path / "slow", seconds)) as server:
            if delay < seconds:
                Searcher(server).close()
            else:
                with pytest.raises(ServerError, match=r"has not answered within 0.3 s"):
                    Searcher(server)
                assert time.monotonic() - started < delay


def test_nothing_is_written_to_a_server_by_looking(url: str) -> None:
    with pytest.raises(NoIndexError):
        Searcher.open(url)
    with closing(Connection(url, 10)) as server:
        assert server.names() == []


@pytest.mark.parametrize(
    "url",
    [
        "ftp://a",
        "http://",
        "http://a/b",
        "http://me:secret@host:8000",
        "http://a:b",
        "http://a b",
        "http://a:99999",
        "http://a:0",
    ],
)
def test_what_can_be_no_address_is_told(url: str) -> None:
    with pytest.raises(
        SettingsError, match=r"is no address of a Chroma server.*http://host:8000"
    ) as caught:
        Searcher.open(url)
    assert "secret" not in str(caught.value)
