"""The page: layout and events only. What it shows comes ready from the modules beside it."""

from typing import Any

import gradio as gr
from gradio.events import api

from ui import texts
from ui.archive_tab import archive_tab
from ui.ask import ASKING, DIRECT, QUIET, ask_tab, text_of
from ui.conversations import START, conversations
from ui.desk import Desk
from ui.sessions import forget_closed
from ui.stock import Stock
from ui.taking import taking
from ui.turns import words


def page(desk: Desk, stock: Stock | None = None) -> gr.Blocks:
    """The page over `desk`; with a `stock` of articles there is a tab of them, and what is asked
    can be kept and taken along."""
    blocks = gr.Blocks(title=texts.NAME, analytics_enabled=False, fill_width=True)
    with blocks:
        with gr.Row(elem_id="top"):
            head = gr.HTML(desk.masthead(), elem_id="masthead")
            anew = gr.Button(texts.ANEW, elem_id="anew", size="sm", min_width=0)
        sheet = gr.HTML("", elem_id="reader", js_on_load=text_of("reader.js"), render=False)
        with gr.Tabs(elem_id="tabs") as tabs, gr.Tab(texts.ASK_TAB, id="ask"):
            asking = ask_tab(desk, anew, sheet)
        if stock:
            taking(desk, asking, stock.works.notes)
            kept = conversations(desk, stock.archive, asking)
            blocks.load(lambda: START, None, kept, **DIRECT)
            with tabs, gr.Tab(texts.ARCHIVE, id="archive") as articles:
                about = archive_tab(stock, articles, sheet)
            about.change(desk.masthead, None, head, **DIRECT)
        sheet.render()  # type: ignore[no-untyped-call]  # of no tab: it opens beside each
        blocks.load(desk.masthead, None, head, **DIRECT)
        asking.turns.change(desk.masthead, None, head, **DIRECT)
        blocks.load(_offer(desk), None, asking.chat, concurrency_limit=None, **QUIET)
        api(_api(desk), api_name="ask", **ASKING)
        forget_closed(blocks)
    return blocks


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
            return desk.answer(question, history or ())
        except Exception as error:
            raise gr.Error(words(error), print_exception=False) from None

    return ask
