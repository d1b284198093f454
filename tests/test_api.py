"""The API as docs/api.md has it, on `python app.py` in a process of its own; and the way in.

Gradio remembers for its whole process that MCP is served, and can serve it once.
"""

import ast
import asyncio
import json
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from gradio_client import Client
from httpx import Client as Web
from httpx import get, post
from mcp import ClientSession
from mcp.client.streamable_http import streamablehttp_client
from mcp.types import TextContent

from index.embed import Embedder
from qa import Archive
from tests.ports import free_port
from tests.serving import served
from tests.test_app import WHO, app, listens, sent
from ui.settings import PageSettings
from ui.stock import Stock
from ui.works import Works

# Gradio 6.31 sums up its events with what pandas 3 deprecates.
pytestmark = [
    pytest.mark.filterwarnings("ignore::pandas.errors.Pandas4Warning"),
    pytest.mark.filterwarnings("ignore:Use `streamable_http_client` instead:DeprecationWarning"),
]
STARTS_WITHIN_S = 100


@pytest.fixture(scope="module")
def address(seeds_data: Path) -> Iterator[str]:
    port = free_port()
    with app(port, data=str(seeds_data)) as running:
        started = time.monotonic()
        while not listens(port) and running.poll() is None:
            assert time.monotonic() - started < STARTS_WITHIN_S
            time.sleep(0.2)
        yield f"http://127.0.0.1:{port}"
        running.kill()


def asked_over_http(web: Web, address: str, question: str) -> list[Any]:
    put = web.post(f"{address}/gradio_api/call/ask", json={"data": [question, []]})
    answer = web.get(f"{address}/gradio_api/call/ask/{put.json()['event_id']}", timeout=100).text
    kind, data = answer.split("\n")[-4:-2] if answer.endswith("\n\n") else answer.split("\n")[:2]
    assert kind == "event: complete"
    found: list[Any] = json.loads(data.removeprefix("data: "))
    return found


def test_plain_http(address: str, archive: Archive) -> None:
    with Web() as web:
        text, data = asked_over_http(web, address, WHO)
    assert (text, data) == (archive.answer(WHO).text, sent(archive.answer(WHO)))


def test_mcp(address: str, archive: Archive) -> None:
    async def ask() -> tuple[list[str], list[str]]:
        at = f"{address}/gradio_api/mcp/"
        async with (
            streamablehttp_client(at) as (read, write, _),
            ClientSession(read, write) as session,
        ):
            await session.initialize()
            tools = (await session.list_tools()).tools
            answer = await session.call_tool("ask", {"question": WHO})
        parts = [part.text for part in answer.content if isinstance(part, TextContent)]
        return [tool.name for tool in tools], parts

    tools, parts = asyncio.run(ask())
    assert tools == ["ask"]
    text, data = ast.literal_eval(parts[0])
    assert (text, data) == (archive.answer(WHO).text, sent(archive.answer(WHO)))


def test_a_page_of_ones_own_answers_to_its_own_names_alone(address: str) -> None:
    assert get(address).status_code == 200
    for path in ("/", "/config", "/gradio_api/mcp/"):
        assert get(address + path, headers={"Host": "evil.example.org"}).status_code == 400


def test_a_password_is_asked_for_everywhere(
    archive: Archive, seeds_data: Path, embedder: Embedder
) -> None:
    chosen = PageSettings(port=free_port(), password="open sesame")
    works = Works(seeds_data, seeds_data, embedder, allowed=chosen.may_add)
    with served(archive, stock=Stock(archive, works), chosen=chosen) as page:
        url = page.rstrip("/")
        for path in ("/config", "/gradio_api/info", "/gradio_api/queue/data?session_hash=x"):
            assert get(url + path).status_code == 401
        assert post(f"{url}/gradio_api/call/ask", json={"data": [WHO, []]}).status_code == 401
        assert get(f"{url}/gradio_api/mcp/schema").status_code == 404
        with pytest.raises(ValueError, match="login"):
            Client(url, auth=("ada", "sesame"), verbose=False)
        text, _ = Client(url, auth=("ada", "open sesame"), verbose=False).predict(
            WHO, api_name="/ask"
        )
        assert text == archive.answer(WHO).text
        with Web(base_url=url) as web:
            web.post("/login", data={"username": "ada", "password": "open sesame"})
            assert asked_over_http(web, url, WHO)[0] == text
            # Nobody may add here, so nothing can be sent either.
            upload = web.post("/gradio_api/upload", files={"files": ("a.txt", b"text")})
            assert upload.status_code == 413
    assert not works.build()
    assert not works.add(["/etc/passwd"])


def test_the_app_refuses_to_be_open_to_all(seeds_data: Path) -> None:
    with app(free_port(), data=str(seeds_data), host="0.0.0.0") as running:
        try:
            _, said = running.communicate(timeout=100)
        except subprocess.TimeoutExpired:  # pragma: no cover
            running.kill()
            raise
    assert (running.returncode, said.count("\n")) == (2, 1)
    assert "ssh -L" in said
    assert "ARCHIVE_PASSWORD" in said
