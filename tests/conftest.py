"""What tests share: the real model, and a real archive of the seed articles, each made once."""

import os
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from playwright.sync_api import Browser

from index.build import build
from index.connection import Connection
from index.embed import Embedder, embedder_of
from qa import Archive
from qa.reader import Reader, SpanReader
from tests import ROOT
from tests.chroma_server import chroma_run
from tests.chromium import browser
from tests.toy import ToyEmbedder


@pytest.fixture(autouse=True)
def no_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Keep tests away from the user's settings and from the index in `data/`."""
    for name in [name for name in os.environ if name.startswith("ARCHIVE_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("ARCHIVE_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("ARCHIVE_CACHE", str(tmp_path / "cache"))


@pytest.fixture
def for_all() -> Iterator[Path]:
    """A folder that other users may enter too. What pytest makes lies in one closed to them."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder


@pytest.fixture
def toy() -> ToyEmbedder:
    """A fast embedder without weights."""
    return ToyEmbedder()


@pytest.fixture(scope="session")
def embedder() -> Embedder:
    """The real packaged model, loaded once."""
    return embedder_of("all-MiniLM-L6-v2")


@pytest.fixture(scope="session")
def seeds_data(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Path:
    """A data folder with the seed articles indexed by the real model. Don't build into it."""
    data = tmp_path_factory.mktemp("seeds") / "data"
    build(ROOT / "seeds", data, embedder=embedder)
    return data


@pytest.fixture(scope="session")
def reader() -> Reader:
    """The real packaged reader, loaded once."""
    return SpanReader("packaged")


@pytest.fixture(scope="session")
def archive(seeds_data: Path, embedder: Embedder, reader: Reader) -> Iterator[Archive]:
    """The archive of the seed articles."""
    opened = Archive.open(seeds_data, embedder=embedder, reader=reader)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def chroma_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a Chroma server that all tests share."""
    with chroma_run(tmp_path_factory.mktemp("server") / "chroma") as url:
        yield url


@pytest.fixture
def url(chroma_server: str) -> str:
    """The address of a Chroma server that holds nothing."""
    with closing(Connection(chroma_server, 60)) as server:
        for name in server.names():
            server.delete(name)
    return chroma_server


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """A headless Chromium; of a module, as its event loop lives in the tests' thread."""
    with browser() as started:
        yield started
