"""What the server keeps of opened pages, asked as a browser's tab asks."""

import asyncio
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

import gradio as gr
import pytest
from httpx import Client, Timeout

from tests.ports import free_port
from ui import sessions

KEPT, WITHIN_S = 2, 30


@pytest.fixture
def blocks(monkeypatch: pytest.MonkeyPatch) -> Iterator[gr.Blocks]:
    monkeypatch.setattr(sessions, "CLOSED", KEPT)
    with ThreadPoolExecutor(1) as pool:
        made = pool.submit(lambda: asyncio.run(_launched())).result()
    yield made
    made.close(verbose=False)


async def _launched() -> gr.Blocks:
    with gr.Blocks(analytics_enabled=False) as made:
        told = gr.State(())
        box = gr.Textbox()
        box.submit(lambda text, before: (*before, text), [box, told], told, queue=False)
        sessions.forget_closed(made)
    made.launch(prevent_thread_lock=True, quiet=True, server_port=free_port(), ssr_mode=False)
    return made


def open_page(web: Client, tab: ExitStack, session: str) -> None:
    """A tab that says something; it is open until `tab` is closed."""
    beat = tab.enter_context(web.stream("GET", f"/gradio_api/heartbeat/{session}"))
    beat.raise_for_status()
    said = {"data": [session, None], "fn_index": 0, "session_hash": session}
    web.post("/gradio_api/run/predict", json=said).raise_for_status()


def kept(blocks: gr.Blocks) -> set[str]:
    return set(blocks.state_holder.session_data)


def test_of_closed_pages_the_last_few_are_kept_and_every_open_one(blocks: gr.Blocks) -> None:
    with (
        Client(base_url=blocks.local_url, timeout=Timeout(WITHIN_S)) as web,
        ExitStack() as open_tabs,
    ):
        open_page(web, open_tabs, "open")
        for number in range(5):
            with ExitStack() as tab:
                open_page(web, tab, f"closed {number}")
        deadline = time.monotonic() + WITHIN_S
        while (left := kept(blocks)) != {"open", "closed 3", "closed 4"}:
            assert time.monotonic() < deadline, left
            time.sleep(0.05)
        assert blocks.state_holder.session_data["open"].state_data
