"""The page, served for tests and for the README's picture."""

import asyncio
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from gradio import Blocks

from tests.ports import free_port
from ui.desk import Archive, Desk
from ui.launch import options
from ui.page import page
from ui.passwords import check
from ui.settings import PageSettings
from ui.stock import Stock


@contextmanager
def served(
    archive: Archive,
    examples: Sequence[str] = (),
    stock: Stock | None = None,
    chosen: PageSettings | None = None,
) -> Iterator[str]:
    """The address of a page over `archive`, for as long as the context lasts."""
    desk = Desk(archive, examples)
    desk.warm_up()
    with ThreadPoolExecutor(1) as pool:  # Playwright runs an event loop in this thread.
        blocks = pool.submit(lambda: asyncio.run(_launch(desk, stock, chosen))).result()
    try:
        yield blocks.local_url
    finally:
        desk.close()
        blocks.close(verbose=False)


async def _launch(desk: Desk, stock: Stock | None, chosen: PageSettings | None) -> Blocks:
    # Outside of an event loop Gradio makes some, and leaves them open.
    blocks = page(desk, stock)
    chosen = chosen or PageSettings(port=free_port())
    # Gradio remembers for its whole process that MCP is served, and can serve it once.
    without_mcp = options(chosen, check(chosen)) | {"mcp_server": False}
    blocks.launch(prevent_thread_lock=True, **without_mcp)
    return blocks
