"""Articles that were read and not yet indexed, on the disk: an archive need not fit in memory."""

import pickle
from contextlib import suppress
from tempfile import TemporaryFile, gettempdir
from types import TracebackType
from typing import Self

from index.errors import SettingsError
from index.records import Article


class Spool:
    """Articles by id, in a file without a name that is gone with the process."""

    def __init__(self) -> None:
        """Make the file where the system has its temporary files."""
        self._file = TemporaryFile()  # noqa: SIM115  closed where this is
        self._places: dict[str, int] = {}

    def put(self, article: Article) -> None:
        """Keep an article; raises SettingsError when the disk takes no more."""
        try:
            place = self._file.seek(0, 2)
            pickle.dump(article, self._file)
            self._file.flush()
        except OSError as error:
            raise SettingsError(
                f"The articles read can't be written in {gettempdir()} ({error.strerror or error}) "
                "until they are indexed. The index before stays in use; make room there, "
                "or name another folder in TMPDIR."
            ) from error
        self._places[article.id] = place

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
        with suppress(OSError):  # what could not be written can't be now
            self._file.close()
