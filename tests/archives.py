"""Archives of a few invented articles."""

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path

from index.build import build
from index.embed import Embedder
from qa import Archive
from qa.reader import Reader


@contextmanager
def archive_of(
    rows: Iterable[Mapping[str, object]], folder: Path, embedder: Embedder, reader: Reader
) -> Iterator[Archive]:
    """The records as articles, indexed within an empty folder, open for questions."""
    (folder / "articles").mkdir()
    lines = "".join(json.dumps(row) + "\n" for row in rows)
    (folder / "articles" / "a.jsonl").write_text(lines, encoding="utf-8")
    build(folder / "articles", folder / "data", embedder=embedder)
    with closing(Archive.open(folder / "data", embedder=embedder, reader=reader)) as archive:
        yield archive
