"""How the page is launched: our look, nothing of Gradio's own, nothing from another host."""

from typing import Any

import gradio as gr
from starlette.middleware import Middleware

from index.errors import MB
from index.settings import IndexSettings, load
from ui import texts
from ui.access import walls
from ui.ask import text_of
from ui.passwords import Check
from ui.policy import ContentPolicy
from ui.settings import PageSettings

STYLES = ("page.css", "desk.css")
SESSIONS = 500
"""Opened pages whose state is kept, some .4 MB each; those that were closed go sooner
(`ui/sessions.py`)."""


def options(chosen: PageSettings, knows: Check | None = None) -> dict[str, Any]:
    """What `launch` of the page takes; `knows` checks names and passwords."""
    return {
        "server_name": chosen.host,
        "server_port": chosen.port,
        "theme": gr.themes.Base(
            font=["ui-sans-serif", "system-ui", "sans-serif"],
            font_mono=["ui-monospace", "monospace"],
        ),
        # Not `css=`: Gradio would rewrite its selectors, and breaks those inside media queries.
        "head": f"<style>{''.join(map(text_of, STYLES))}</style>",
        "footer_links": [],
        "run_history": False,
        "enable_monitoring": False,
        "ssr_mode": False,
        "quiet": True,
        "state_session_capacity": SESSIONS,
        "app_kwargs": {"middleware": [*walls(chosen), Middleware(ContentPolicy)]},
        "max_file_size": load(IndexSettings).max_file_mb * MB if chosen.may_add else 0,
        "auth": knows,
        "auth_message": texts.LOG_IN,
        # Gradio asks nobody for a password there.
        "mcp_server": knows is None,
    }
