"""Index, ask and page, all in one process that may talk to nobody but itself."""

import json
import os
import re
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from tests import ROOT

LOOPBACK = re.compile(r"(127\.\d+\.\d+\.\d+|::1|localhost|0\.0\.0\.0|)")
QUESTION = "Who confirmed Israel's role?"


@pytest.mark.timeout(600)
def test_index_ask_and_page_need_no_network(tmp_path: Path) -> None:
    settings = {
        "ARCHIVE_ARTICLES": str(ROOT / "seeds"),
        "ARCHIVE_DATA": str(tmp_path / "data"),
        "ARCHIVE_PORT": str(free_port()),
    }
    quiet = {"HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE", "GRADIO_ANALYTICS_ENABLED", "DO_NOT_TRACK"}
    environment = {name: value for name, value in os.environ.items() if name not in quiet}
    ran = subprocess.run(
        [sys.executable, "-m", "tests.test_offline"],
        cwd=ROOT,
        env={**environment, **settings},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    said = json.loads(ran.stdout.splitlines()[-1])
    assert said["refused"] == ["192.0.2.1", "example.org"]  # the guard's own test, and no more
    assert said["indexed"] == 0
    assert said["asked"] in (0, 3)  # answered or abstained: which of them is for other tests
    assert said["page"][1]["status"]


def free_port() -> int:
    import socket

    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
        return port


def guard() -> list[str]:
    """Refuse every connection and look-up but loopback's; returns the list of what was refused."""
    refused: list[str] = []

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        if event in ("socket.connect", "socket.sendto"):
            address = arguments[1]
            host = address[0] if isinstance(address, tuple) else ""  # else a local socket's path
        elif event in ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"):
            host = arguments[0] or ""
        else:
            return
        host = host.decode() if isinstance(host, bytes) else str(host)
        if not LOOPBACK.fullmatch(host):
            refused.append(host)
            raise ConnectionRefusedError(f"The test forbids {host}.")

    sys.addaudithook(hook)
    return refused


def main() -> None:
    """Index the seeds, ask from the terminal, then ask the page; prints what came of each."""
    import socket

    refused = guard()
    for attempt in (
        lambda: socket.create_connection(("192.0.2.1", 80), 0.1),
        lambda: socket.getaddrinfo("example.org", 80),
    ):
        try:
            attempt()
        except ConnectionRefusedError:
            continue
        sys.exit("The guard lets everything through.")

    from index.__main__ import main as index
    from qa.__main__ import main as ask

    indexed, asked = index(["build"]), ask([QUESTION])

    import app

    threading.Thread(target=app.main, daemon=True).start()
    url = f"http://127.0.0.1:{os.environ['ARCHIVE_PORT']}/"

    from httpx import TransportError, get, post

    for _ in range(600):
        try:
            get(url)
            break
        except TransportError:
            time.sleep(0.1)
    # Not by gradio_client, which looks for huggingface.co on its own account.
    call = f"{url}gradio_api/call/ask"
    event = post(call, json={"data": [QUESTION, []]}).json()["event_id"]
    answer = get(f"{call}/{event}", timeout=60).text.split("data: ")[-1]
    said = {"refused": refused, "indexed": indexed, "asked": asked, "page": json.loads(answer)}
    print(json.dumps(said), flush=True)
    os._exit(0)


if __name__ == "__main__":
    main()
