"""An OpenAI-compatible server on loopback that does as it is told, what real ones do rarely too."""

import json
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True, slots=True)
class Step:
    """What is done with one request: by default some text is streamed, then its cost."""

    text: str = ""
    status: int = 200
    cut: bool = False
    """The connection ends before the answer does."""
    broken: bool = False
    """One line is no JSON."""
    hangs: float = 0.0
    """Seconds before anything is said."""
    pings: float = 0.0
    """Seconds of comments before anything is said."""
    wait: int = 0
    """Seconds that a server that refuses asks to wait."""


@dataclass
class Scripted:
    """The server's script, one step a request (the last one stays), and what was asked."""

    url: str
    script: list[Step] = field(default_factory=list)
    requests: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)

    def says(self, *steps: Step | str) -> None:
        self.script = [Step(step) if isinstance(step, str) else step for step in steps]


@contextmanager
def scripted() -> Iterator[Scripted]:
    """A server until the block ends; tell it what to do with `says`."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.daemon_threads = True
    state = Scripted(f"http://127.0.0.1:{server.server_port}/v1")
    server.state = state  # type: ignore[attr-defined]
    thread = threading.Thread(target=lambda: server.serve_forever(0.01))
    thread.start()
    try:
        yield state
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *arguments: Any) -> None:
        pass

    def do_HEAD(self) -> None:
        self.send_response(404)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def do_POST(self) -> None:
        state: Scripted = self.server.state  # type: ignore[attr-defined]
        body = self.rfile.read(int(self.headers["Content-Length"]))
        state.requests.append(json.loads(body))
        state.keys.append(self.headers.get("Authorization", ""))
        step = state.script.pop(0) if len(state.script) > 1 else state.script[0]
        time.sleep(step.hangs)
        with suppress(BrokenPipeError, ConnectionResetError):  # whoever asked may have gone
            self._answer(step)

    def _answer(self, step: Step) -> None:
        self.send_response(step.status)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Transfer-Encoding", "chunked")
        if step.wait:
            self.send_header("Retry-After", str(step.wait))
        self.end_headers()
        self.close_connection = True
        for _ in range(int(step.pings * 10)):
            self._write(": ping\n\n")
            time.sleep(0.1)
        if step.status != 200:
            self._write('{"error": {"message": "sk-secret is wrong"}}')
            self._write("")
            return
        pieces = _pieces(step.text)
        for piece in pieces[: len(pieces) * 2 // 3] if step.cut else pieces:
            self._send(_chunk(piece))
        if step.broken:
            self._write("data: {not json\n\n")
        if not step.cut:
            usage = {"prompt_tokens": 100, "completion_tokens": len(pieces), "total_tokens": 0}
            self._send({**_chunk(""), "choices": [], "usage": usage})
            self._write("data: [DONE]\n\n")
            self._write("")  # the last chunk: what is cut lacks it

    def _send(self, data: dict[str, Any]) -> None:
        self._write(f"data: {json.dumps(data)}\n\n")

    def _write(self, text: str) -> None:
        part = text.encode()
        self.wfile.write(b"%x\r\n%s\r\n" % (len(part), part))


def _pieces(text: str) -> Sequence[str]:
    return [text[i : i + 7] for i in range(0, len(text), 7)]


def _chunk(text: str) -> dict[str, Any]:
    delta = {"role": "assistant", "content": text}
    return {
        "id": "1",
        "object": "chat.completion.chunk",
        "created": 1,
        "model": "scripted",
        "choices": [{"index": 0, "delta": delta, "finish_reason": None}],
    }
