"""A Chroma server: its collections, and what goes wrong on the way to them in our words."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

from index.chroma import Collection
from index.errors import ArchiveError, BrokenIndexError, ServerError

SPOKEN = "1."
"""How the version begins that a server says it speaks."""
REACH = 2.0
"""Seconds to wait for a server to take a call."""
NOWHERE = [1.0, 0.0]
"""The vector of a record that nobody searches for: it must have one."""


class Connection:
    """A server that is there, and how long its answers are waited for.

    Chroma's own settings from the environment count, among them how it proves who asks
    (`CHROMA_CLIENT_AUTH_PROVIDER`, `CHROMA_CLIENT_AUTH_CREDENTIALS`). Raises ServerError when no
    server answers there, or something else does.
    """

    def __init__(self, url: str, seconds: float) -> None:
        self.url = url
        self._seconds = seconds
        self._reach()
        self._api = _api(url)
        self.wait(seconds)
        try:
            self._check()
        except ServerError:
            self.close()
            raise

    def wait(self, seconds: float) -> float:
        """Wait so many seconds for answers from now on; returns how many it were before."""
        from httpx import Timeout

        before, self._seconds = self._seconds, seconds
        # It would wait for ever, and has no setting for it.
        self._api._session.timeout = Timeout(seconds, connect=REACH)
        return before

    @contextmanager
    def guard(self) -> Iterator[None]:
        """Around each call: what goes wrong is a ServerError, what is gone a BrokenIndexError."""
        import httpx
        from chromadb.errors import NotFoundError

        try:
            yield
        except ArchiveError:
            raise
        except (httpx.ReadTimeout, httpx.WriteTimeout) as error:
            raise ServerError(
                f"The Chroma server at {self.url} has not answered within {self._seconds:g} s. "
                "The index there stays as it is; try again, or see what keeps the server busy."
            ) from error
        except httpx.TransportError as error:
            raise self._unreached(str(error) or type(error).__name__) from error
        except NotFoundError as error:
            raise BrokenIndexError(
                f"A part of the index at {self.url} is gone ({error}). Try again; "
                "if it stays so, make it again with `python -m index rebuild`."
            ) from error
        except Exception as error:  # Chroma's client raises many kinds
            raise ServerError(
                f"The Chroma server at {self.url} refuses: {_in_a_line(error)}"
            ) from error

    def now(self) -> float:
        """Seconds by the server's clock, the only one that all who use it see."""
        with self.guard():
            return float(self._api.heartbeat()) / 1e9

    def names(self) -> list[str]:
        """Of all collections."""
        with self.guard():
            return [str(model.name) for model in self._api.list_collections()]

    def get(self, name: str) -> Collection:
        """A collection; raises BrokenIndexError when there is none of this name."""
        with self.guard():
            return self._collection(self._api.get_collection(name))

    def find(self, name: str) -> Collection | None:
        """A collection; None when there is none of this name."""
        try:
            return self.get(name)
        except BrokenIndexError:
            return None

    def create(self, name: str, hnsw: dict[str, Any] | None = None) -> Collection:
        """The collection of this name, which is made if there is none."""
        configuration = {"hnsw": hnsw} if hnsw else None
        with self.guard():
            return self._collection(
                self._api.create_collection(name, configuration=configuration, get_or_create=True)
            )

    def delete(self, name: str) -> None:
        """Delete a collection."""
        with self.guard():
            self._api.delete_collection(name)

    def close(self) -> None:
        self._api._session.close()

    def _reach(self) -> None:
        """Find out whether anything is there before Chroma is imported, which takes a second."""
        at = urlsplit(self.url)
        try:
            socket.create_connection((at.hostname, _port(self.url)), REACH).close()
        except OSError as error:
            raise self._unreached(error.strerror or str(error)) from error

    def _check(self) -> None:
        import httpx

        with self.guard():
            try:
                says = str(self._api.get_version())
            except httpx.TransportError:
                raise
            except Exception as error:  # what some other program says, in whatever form
                raise ServerError(
                    f"What answers at {self.url} is no Chroma server of version 1, or lets us not "
                    f"in: {_in_a_line(error)}"
                ) from error
        if not says.startswith(SPOKEN):
            raise ServerError(
                f"What answers at {self.url} speaks version {says[:20]!r}; this program speaks "
                f"{SPOKEN}x. Run `chroma run` from an install of the same Chroma as here."
            )

    def _collection(self, model: Any) -> Collection:
        from chromadb import Collection as Records

        return Records(self._api, model, embedding_function=None)

    def _unreached(self, why: str) -> ServerError:
        return ServerError(
            f"No Chroma server can be reached at {self.url} ({why}). "
            "Start it with `chroma run`, or name another with --data or ARCHIVE_DATA."
        )


def _api(url: str) -> Any:
    from chromadb.api.fastapi import FastAPI
    from chromadb.config import Settings, System

    at = urlsplit(url)
    settings = Settings(
        anonymized_telemetry=False,
        chroma_server_host=at.hostname,
        chroma_server_http_port=_port(url),
        chroma_server_ssl_enabled=at.scheme == "https",
    )
    system = System(settings)
    api = system.instance(FastAPI)
    system.start()
    return api


def _port(url: str) -> int:
    at = urlsplit(url)
    return at.port or (443 if at.scheme == "https" else 80)


def _in_a_line(error: Exception) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__
