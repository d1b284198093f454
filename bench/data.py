"""Read the question sets and make archives to ask them of. Their text stays out of the repo."""

import gzip
import json
import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np

from index.build import build
from index.embed import Embedder, Vectors
from index.errors import SettingsError
from qa.pipeline import Archive

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"
OURS = Path(__file__).parent


class Remembering:
    """An embedder that embeds no text twice: many questions meet the same sentences."""

    def __init__(self, embedder: Embedder) -> None:
        self.name, self.digest, self.max_tokens = (
            embedder.name,
            embedder.digest,
            embedder.max_tokens,
        )
        self.count_tokens = embedder.count_tokens
        self.encode_questions = embedder.encode_questions
        self._encode = embedder.encode_passages
        self._known: dict[str, Any] = {}

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Embed what is searched through."""
        if new := [text for text in dict.fromkeys(texts) if text not in self._known]:
            self._known.update(zip(new, self._encode(new), strict=True))
        return np.asarray([self._known[text] for text in texts])


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
