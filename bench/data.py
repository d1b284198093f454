"""Read the question sets and make archives to ask them of. Their text stays out of the repo."""

import gzip
import json
import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from tqdm import tqdm

from bench.remembering import BENCH, kept_as
from index.build import build
from index.embed import Embedder
from index.errors import SettingsError
from index.generations import POINTER
from qa.pipeline import Archive

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"
OURS = Path(__file__).parent


def shared(name: str) -> Path:
    """A file of the question sets' folder: `../shared`, or the one BENCH_SHARED names."""
    path = Path(os.environ.get("BENCH_SHARED", SHARED)) / name
    if not path.is_file():
        raise SettingsError(f"There is no {path}: set BENCH_SHARED to the folder of question sets.")
    return path


def rows(path: Path) -> list[dict[str, Any]]:
    """The records of a `.jsonl` or `.jsonl.gz` file."""
    with gzip.open(path, "rt") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def day(written: str) -> date:
    """A day written like 2025-01-10 or 2025/01/10."""
    return date.fromisoformat(written.replace("/", "-"))


@contextmanager
def archive_of(
    articles: Path | Iterable[Mapping[str, Any]], embedder: Embedder
) -> Iterator[Archive]:
    """An archive over a folder of articles, or over records, in a temporary place."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary, "articles")
        if isinstance(articles, Path):
            folder = articles
        else:
            _write(articles, folder)
        yield from _opened(folder, Path(temporary, "data"), embedder)


@contextmanager
def kept_archive(
    name: str, articles: Iterable[Mapping[str, Any]], embedder: Embedder
) -> Iterator[Archive]:
    """An archive over records that stays in `data/bench/`: the next run only brings it up to date.

    Archives of other models stand beside it.
    """
    folder = BENCH / name
    _write(articles, folder / "articles")
    yield from _opened(folder / "articles", folder / kept_as(embedder), embedder)


def kept_data(name: str, embedder: Embedder) -> Path | None:
    """The index of an archive that an earlier run kept, as it is; None if there is none."""
    data = BENCH / name / kept_as(embedder)
    return data if (data / POINTER).is_file() else None


def _write(articles: Iterable[Mapping[str, Any]], folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    lines = (json.dumps(article) + "\n" for article in articles)
    partial = folder / f".{os.getpid()}.partial"  # another run may be reading the file there is
    partial.write_text("".join(lines), encoding="utf-8")
    os.replace(partial, folder / "articles.jsonl")


def shown(things: Iterable[Any], what: str, total: int | None = None) -> Iterable[Any]:
    """Hand things on, and show in a terminal how far we are."""
    return tqdm(things, what, total, disable=None, leave=False)


def _opened(folder: Path, data: Path, embedder: Embedder) -> Iterator[Archive]:
    build(folder, data, embedder=embedder, track=shown)
    archive = Archive.open(data, embedder=embedder)
    try:
        yield archive
    finally:
        archive.close()
