"""Articles that were read and not yet indexed, on the disk: an archive need not fit in memory."""

import pickle
from pathlib import Path
from tempfile import TemporaryFile
from types import TracebackType
from typing import Self

from index.records import Article


class Spool:
    """Articles by id, in a file without a name that is gone with the process."""

    def __init__(self, folder: Path | None = None) -> None:
        """Make the file in a folder, or where the system has its temporary files."""
        self._file = TemporaryFile(dir=folder)  # noqa: SIM115  closed where this is
        self._places: dict[str, int] = {}

    def put(self, article: Article) -> None:
        """Keep an article."""
        self._places[article.id] = self._file.seek(0, 2)
        pickle.dump(article, self._file)

    @property
    def empty(self) -> bool:
        return not self._places

    def __contains__(self, id: object) -> bool:
        return id in self._places

    def __getitem__(self, id: str) -> Article:
        self._file.seek(self._places[id])
        article: Article = pickle.load(self._file)  # what this very process has written
        return article

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close()
