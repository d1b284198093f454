"""A generation open for reading: both searches under one filter, and letting go of it."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from index.build import build
from index.errors import BrokenIndexError, NoIndexError
from index.records import Filter
from index.searcher import Searcher
from tests import ROOT
from tests.toy import ToyEmbedder

TOY = ToyEmbedder()
STATED = {
    "a": ("The Town", "2021-05-08"),
    "b": ("The Town", "2021-05-09"),
    "c": ("L’Écho", "2021-05-09"),
    "d": ("L’Écho", None),
    "e": (None, "2022-01-01"),
    "f": (None, None),
}
FILTERS = [
    Filter(since=since, until=until, sources=sources, excluded=excluded)
    for since in (None, date(2021, 5, 8), date(2021, 5, 9), date(2022, 1, 2))
    for until in (None, date(2021, 5, 7), date(2021, 5, 9), date(2022, 1, 1))
    for sources in ((), ("The Town",), ("L’Écho", "The Town"), ("Nobody",))
    for excluded in ((), ("The Town",))
]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("searcher")
    (folder / "articles").mkdir()
    for name, (source, day) in STATED.items():
        facts = f"source: {source}\n" * bool(source) + f"date: {day}\n" * bool(day) + "x: y\n"
        text = f"---\n{facts}---\nThe bridge of {name * 4} opened. Rain fell on the crowd."
        (folder / "articles" / f"{name}.md").write_text(text)
    build(folder / "articles", folder / "data", embedder=TOY)
    return folder / "data"


@pytest.fixture
def searcher(data: Path) -> Iterator[Searcher]:
    with closing(Searcher.open(data)) as opened:
        yield opened


def allowed(only: Filter) -> set[str]:
    """What a filter lets through, worked out by hand: what is unknown is outside every limit."""
    return {
        name
        for name, (source, day) in STATED.items()
        if (not only.since or (day and day >= str(only.since)))
        and (not only.until or (day and day <= str(only.until)))
        and (not only.sources or source in only.sources)
        and (not only.excluded or (source and source not in only.excluded))
    }


@pytest.mark.parametrize("only", FILTERS, ids=str)
def test_both_searches_filter_alike(searcher: Searcher, only: Filter) -> None:
    vector = TOY.encode_questions(["bridge"])[0]
    dense = {id[0] for id, _ in searcher.nearest(vector, 50, only)}
    words = {id[0] for id, _ in searcher.keyword("bridge", 50, only)}
    assert dense == words == allowed(only)


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """150 articles on bridges by one source; 50 on cats by another, two of them by a third."""
    folder = tmp_path_factory.mktemp("crowd")
    (folder / "articles").mkdir()
    for number in range(200):
        name, thing = ("Bridges", "bridge") if number < 150 else ("Cats", "cat")
        source = "Rare" if number in (160, 170) else name
        text = f"A {thing} of {number} stood by the {number * 7}th river near {number % 9}."
        facts = f"---\nsource: {source}\n---\n"
        (folder / "articles" / f"{number:03}.md").write_text(facts + text)
    build(folder / "articles", folder / "data", embedder=TOY)
    return folder / "data"


@pytest.mark.parametrize(
    ("only", "left"),
    [
        (Filter(sources=("Bridges",)), {"Bridges"}),
        (Filter(sources=("Cats",)), {"Cats"}),
        (Filter(sources=("Rare",)), {"Rare"}),
        (Filter(excluded=("Bridges", "Rare")), {"Cats"}),
        (Filter(excluded=("Cats", "Rare")), {"Bridges"}),
    ],
)
def test_a_filter_leaves_the_nearest_of_those_it_lets_through(
    crowd: Path, only: Filter, left: set[str]
) -> None:
    """Many near ones, many that are all far from the question, a few."""
    (vector,) = TOY.encode_questions(["A bridge stood by the river."])
    with closing(Searcher.open(crowd)) as searcher:
        found = searcher.nearest(vector, 10, only)
        mask, ids = searcher.catalog.mask(only), searcher.catalog.passage_ids()
        assert mask is not None
        cosines = np.sort(searcher.store.vectors(np.array(ids)[mask].tolist()) @ vector)[::-1][:10]
        assert [cosine for _, cosine in found] == pytest.approx(cosines.tolist(), abs=1e-5)
        assert {searcher.catalog.passage(id)[1].about.source for id, _ in found} == left


def test_holdings(searcher: Searcher) -> None:
    held = searcher.holdings
    assert (held.articles, held.passages, held.undated, held.model) == (6, 6, 2, "toy")
    assert (held.since, held.until) == (date(2021, 5, 8), date(2022, 1, 1))
    assert held.sources == ("L’Écho", "The Town")
    assert searcher.rarity("bridge aaaa")["aaaa"] > searcher.rarity("bridge aaaa")["bridg"]


def test_threads_search_at_once(searcher: Searcher) -> None:
    def look(number: int) -> bool:
        name = sorted(STATED)[number % len(STATED)]
        vector = TOY.encode_questions([f"The bridge of {name * 4} opened."])[0]
        return (
            searcher.nearest(vector, 1, Filter())[0][0][0] == name
            and searcher.keyword(name * 4, 1, Filter())[0][0][0] == name
        )

    with ThreadPoolExecutor(6) as pool:
        assert all(pool.map(look, range(300)))


def test_nothing_built(tmp_path: Path) -> None:
    with pytest.raises(NoIndexError):
        Searcher.open(tmp_path)


def test_an_open_reader_keeps_its_generation_through_builds(data: Path, tmp_path: Path) -> None:
    shutil.copytree(data.parent, tmp_path, dirs_exist_ok=True)
    articles, mine = tmp_path / "articles", tmp_path / "data"
    with closing(Searcher.open(mine)) as old:
        for number in range(3):
            (articles / "new.txt").write_text(f"Number {number} was new.")
            build(articles, mine, embedder=TOY)
        assert len(list(mine.glob("gen-*"))) == 2
        assert old.catalog.count("articles") == 6
        vector = TOY.encode_questions(["The bridge of cccc opened."])[0]
        assert old.nearest(vector, 1, Filter())[0][0].startswith("c.md")
        assert old.keyword("cccc", 1, Filter())
        with closing(Searcher.open(mine)) as new:
            assert new.catalog.article("new.txt").text == "Number 2 was new."
    build(articles, mine, embedder=TOY)
    assert len(list(mine.glob("gen-*"))) == 1


def test_a_failed_opening_lets_go(data: Path, tmp_path: Path) -> None:
    shutil.copytree(data, tmp_path / "data")
    (generation,) = (tmp_path / "data").glob("gen-*")
    (generation / "bm25" / "vocab.index.json").write_text("?" * 9999)
    with pytest.raises(BrokenIndexError, match=r"keywords are damaged .*rebuild"):
        Searcher.open(tmp_path / "data")
    assert list((generation / "readers").iterdir()) == []


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="needs another user")
def test_a_folder_that_may_not_be_written_is_read(data: Path, for_all: Path) -> None:
    shutil.copytree(data, for_all / "data")
    program = (
        "import os\nfrom pathlib import Path\nfrom index.searcher import Searcher\n"
        "from index.records import Filter\nfrom tests.toy import ToyEmbedder\n"
        # Imports what it needs while it may still read the installed packages.
        f"Searcher.open(Path({str(data)!r})).close()\n"
        "os.setgid(65534); os.setuid(65534)\n"
        f"opened = Searcher.open(Path({str(for_all / 'data')!r}))\n"
        "vector = ToyEmbedder().encode_questions(['bridge'])[0]\n"
        "print(len(opened.nearest(vector, 50, Filter())))\n"
        "print(len(opened.keyword('bridge', 50, Filter())))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert ran.stdout == "6\n6\n", ran.stderr


READER = """
import sys
from pathlib import Path
from index.records import Filter
from index.searcher import Searcher
from tests.toy import ToyEmbedder
print("ready", flush=True)
for _ in range(25):
    searcher = Searcher.open(Path(sys.argv[1]))
    articles = list(searcher.catalog.articles())
    version = articles[0].text.split()[-1]
    assert len(articles) == 6 and {article.text.split()[-1] for article in articles} == {version}
    vector = ToyEmbedder().encode_questions([articles[3].text])[0]
    id, cosine = searcher.nearest(vector, 1, Filter())[0]
    assert id.startswith(articles[3].id) and cosine > 0.999, (id, cosine)
    assert len(searcher.keyword(version.strip("."), 9, Filter())) == 6
    searcher.close()
"""


def test_readers_in_other_processes_see_one_version_while_builds_go_on(tmp_path: Path) -> None:
    articles, data = tmp_path / "articles", tmp_path / "data"
    articles.mkdir()

    def publish(version: int) -> None:
        for number in range(6):
            text = f"Story {number} of bridge {number} is told in version{version}."
            (articles / f"{number}.txt").write_text(text)
        build(articles, data, embedder=TOY)

    publish(0)
    command = [sys.executable, "-c", READER, str(data)]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    readers = [subprocess.Popen(command, cwd=ROOT, **pipes) for _ in range(2)]
    for reader in readers:
        assert reader.stdout
        assert reader.stdout.readline() == "ready\n"
    version = 0
    while any(reader.poll() is None for reader in readers):
        publish(version := version + 1)
    for reader in readers:
        _, errors = reader.communicate()
        assert reader.returncode == 0, errors
    assert version > 1
    publish(version + 1)
    assert len(list(data.glob("gen-*"))) == 1
