"""Read the question sets and make archives to ask them of. Their text stays out of the repo."""

import gzip
import json
import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from index.build import build
from index.embed import Embedder
from index.errors import SettingsError
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
    opened = gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open()
    with opened as lines:
        return [json.loads(line) for line in lines if line.strip()]


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
            folder.mkdir()
            lines = (json.dumps(article) + "\n" for article in articles)
            (folder / "articles.jsonl").write_text("".join(lines), encoding="utf-8")
        data = Path(temporary, "data")
        build(folder, data, embedder=embedder)
        archive = Archive.open(data, embedder=embedder)
        try:
            yield archive
        finally:
            archive.close()
