"""A Chroma server, and all that may stand at its address instead."""

import socket
from collections.abc import Callable, Iterator
from contextlib import closing
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest

from index.connection import Connection
from index.errors import BrokenIndexError, ServerError


def test_collections_come_and_go(url: str) -> None:
    with closing(Connection(url, 10)) as server:
        assert (server.names(), server.find("numbers")) == ([], None)
        made = server.create("numbers")
        made.add(ids=["one"], embeddings=[[1.0, 2.0]])
        assert server.create("numbers").get(include=[])["ids"] == ["one"]
        assert server.names() == ["numbers"]
        server.delete("numbers")
        with pytest.raises(BrokenIndexError, match=r"A part of the index at .* is gone .*rebuild"):
            server.get("numbers")
        with pytest.raises(BrokenIndexError, match="is gone"), server.guard():
            made.count()
        assert server.now() > 1e9


class Other(BaseHTTPRequestHandler):
    """Something else that speaks HTTP."""

    def do_GET(self) -> None:
        code, says = self.server.says  # type: ignore[attr-defined]
        self.send_response(code)
        self.end_headers()
        self.wfile.write(says)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def other() -> Iterator[Callable[[int, bytes], str]]:
    server = HTTPServer(("127.0.0.1", 0), Other)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()

    def says(code: int, text: bytes) -> str:
        server.says = (code, text)  # type: ignore[attr-defined]
        return f"http://127.0.0.1:{server.server_port}"

    yield says
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(
    ("code", "says", "told"),
    [
        (
            404,
            b"<html>Not found</html>",
            "version 1, or lets us not in: <html>Not found",
        ),
        (200, b"<html>Welcome</html>", "is no Chroma server of version 1"),
        (410, b'{"error":"Unimplemented"}', "is no Chroma server of version 1"),
        (200, b'"0.6.3"', "speaks version '0.6.3'; this program speaks 1.x"),
        (200, b'"2.0.0"', "speaks version '2.0.0'"),
        (200, b'"1.0.0"', "refuses: "),  # says so, and then speaks another way
        (401, b"who are you?", "lets us not in: who are you"),
    ],
)
def test_what_is_no_server_of_ours_is_told(
    other: Callable[[int, bytes], str], code: int, says: bytes, told: str
) -> None:
    with pytest.raises(ServerError, match=told) as caught:
        Connection(other(code, says), 5).get("ask-the-archive")
    assert "\n" not in str(caught.value)


def test_what_takes_calls_and_never_answers_is_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}"
        with pytest.raises(ServerError, match=r"has not answered within 0.3 s"):
            Connection(url, 0.3)
