"""The page: layout and events only. What it shows comes ready from the modules beside it."""

from typing import Any

import gradio as gr
from gradio.events import api
from starlette.middleware import Middleware

from ui import texts
from ui.ask import ASKING, QUIET, ask_tab, text_of
from ui.desk import Desk
from ui.policy import ContentPolicy
from ui.turns import words


def page(desk: Desk) -> gr.Blocks:
    """The page over `desk`, to be launched with `LAUNCH`."""
    blocks = gr.Blocks(title=texts.NAME, analytics_enabled=False, fill_width=True)
    with blocks:
        with gr.Row(elem_id="top"):
            head = gr.HTML(desk.masthead(), elem_id="masthead")
            anew = gr.Button(texts.ANEW, elem_id="anew", size="sm", min_width=0)
        with gr.Tabs(elem_id="tabs"), gr.Tab(texts.ASK_TAB, id="ask"):
            asking = ask_tab(desk, anew)
        blocks.load(desk.masthead, None, head, queue=False, **QUIET)
        blocks.load(_offer(desk), None, asking.chat, concurrency_limit=None, **QUIET)
        api(_api(desk), api_name="ask", **ASKING)
    return blocks


LAUNCH: dict[str, Any] = {
    "theme": gr.themes.Base(
        font=["ui-sans-serif", "system-ui", "sans-serif"], font_mono=["ui-monospace", "monospace"]
    ),
    # Not `css=`: Gradio would rewrite its selectors, and breaks those inside media queries.
    "head": f"<style>{text_of('page.css')}</style>",
    "footer_links": [],
    "run_history": False,
    "ssr_mode": False,
    "quiet": True,
    "app_kwargs": {"middleware": [Middleware(ContentPolicy)]},
}
"""How the page is launched: our look, nothing of Gradio's own, nothing from another host."""


def _offer(desk: Desk) -> Any:
    def offer() -> gr.Chatbot:
        return gr.Chatbot(examples=[{"text": question} for question in desk.examples()])

    return offer


def _api(desk: Desk) -> Any:
    def ask(question: str, history: list[list[str]] | None = None) -> tuple[str, dict[str, Any]]:
        """Answer a question from the articles.

        `history` holds the earlier turns as [question, answer text], oldest first. Returns the
        text with its citation numbers, and the whole answer as data.
        """
        try:
            return desk.answer(question, [(asked, text) for asked, text in history or ()])
        except Exception as error:
            raise gr.Error(words(error), print_exception=False) from None

    return ask
