"""A real Chroma server for tests, and what may stand between it and us."""

import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from tests.ports import free_port

CHROMA = Path(sys.executable).with_name("chroma")
STARTS_WITHIN = 90


@contextmanager
def chroma_run(folder: Path) -> Iterator[str]:
    """The address of a server over a folder, for as long as the context lasts."""
    port = free_port()
    command = [CHROMA, "run", "--path", folder, "--host", "127.0.0.1", "--port", str(port)]
    environment = os.environ | {"ANONYMIZED_TELEMETRY": "False"}
    with (folder.parent / "chroma.log").open("wb") as log:
        server = subprocess.Popen(command, stdout=log, stderr=log, env=environment)
    try:
        ends = time.monotonic() + STARTS_WITHIN
        while not _listens(port):
            assert server.poll() is None, "Chroma ended"
            assert time.monotonic() < ends, "Chroma does not start"
            time.sleep(0.05)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait()


def _listens(port: int) -> bool:
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
        return True
    return False


class Road:
    """The way to a server, which can be slow or closed: an address that leads to another."""

    def __init__(self, url: str) -> None:
        self._target = int(url.rsplit(":", 1)[1])
        self._gate = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._gate.getsockname()[1]}"
        self.delay = 0.0
        """Seconds that each answer takes longer."""
        self.open = True
        self._ways: list[socket.socket] = []
        threading.Thread(target=self._accept, daemon=True).start()

    def shut(self) -> None:
        """Cut whatever is on its way, and let nothing through."""
        self.open = False
        for way in self._ways:
            with suppress(OSError):
                way.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        self.shut()
        self._gate.shutdown(socket.SHUT_RDWR)
        self._gate.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self._gate.accept()
                if not self.open:
                    near.close()
                    continue
                far = socket.create_connection(("127.0.0.1", self._target))
                self._ways += [near, far]
                for one, other, slow in ((near, far, False), (far, near, True)):
                    way = threading.Thread(target=self._carry, args=(one, other, slow), daemon=True)
                    way.start()

    def _carry(self, one: socket.socket, other: socket.socket, slow: bool) -> None:
        with suppress(OSError), closing(one), closing(other):
            while data := one.recv(1 << 16):
                if slow and self.delay:
                    time.sleep(self.delay)
                other.sendall(data)
