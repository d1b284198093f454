"""The page: layout and events only. What it shows comes ready from the modules beside it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import gradio as gr
from gradio.events import api
from starlette.middleware import Middleware

from ui.desk import Desk, Screen, Turns
from ui.evidence import EMPTY
from ui.policy import ContentPolicy
from ui.reader import open_card
from ui.turns import words

HERE = Path(__file__).parent
AT_ONCE = 8
"""Questions answered at the same time; more wait their turn."""

_QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
_ASKING: dict[str, Any] = {"concurrency_id": "ask", "concurrency_limit": AT_ONCE}


def _text(name: str) -> str:
    return (HERE / name).read_text(encoding="utf-8")


def page(desk: Desk) -> gr.Blocks:
    """The page over `desk`, to be launched with `LAUNCH`."""
    blocks = gr.Blocks(title="Ask the Archive", analytics_enabled=False, fill_width=True)
    with blocks:
        turns = gr.State(())
        with gr.Row(elem_id="top"):
            head = gr.HTML(desk.masthead(), elem_id="masthead")
            anew = gr.Button("New conversation", elem_id="anew", size="sm", min_width=0)
        with gr.Row(elem_id="desk"):
            with gr.Column(elem_id="talk", scale=3, min_width=300):
                chat, box = _chat(), _box()
            with gr.Column(elem_id="proof", scale=2, min_width=300):
                proof = gr.HTML(EMPTY, elem_id="evidence", js_on_load=_text("evidence.js"))
        sheet = gr.HTML("", elem_id="reader", js_on_load=_text("reader.js"))

        screen = [box, turns, chat, proof]
        box.submit(desk.converse, [box, turns], screen, **_ASKING, **_QUIET)
        chat.example_select(_from_example(desk), turns, screen, **_ASKING, **_QUIET)
        proof.open(_open, turns, sheet, queue=False, **_QUIET)
        anew.click(lambda: ("", (), [], EMPTY), None, screen, queue=False, **_QUIET)
        blocks.load(desk.masthead, None, head, queue=False, **_QUIET)
        blocks.load(_offer(desk), None, chat, concurrency_limit=None, **_QUIET)
        api(_api(desk), api_name="ask", **_ASKING)
    return blocks


LAUNCH: dict[str, Any] = {
    "theme": gr.themes.Base(
        font=["ui-sans-serif", "system-ui", "sans-serif"], font_mono=["ui-monospace", "monospace"]
    ),
    # Not `css=`: Gradio would rewrite its selectors, and breaks those inside media queries.
    "head": f"<style>{_text('page.css')}</style>",
    "footer_links": [],
    "run_history": False,
    "ssr_mode": False,
    "quiet": True,
    "app_kwargs": {"middleware": [Middleware(ContentPolicy)]},
}
"""How the page is launched: our look, nothing of Gradio's own, nothing from another host."""


def _chat() -> gr.Chatbot:
    return gr.Chatbot(
        elem_id="chat",
        label="Conversation",
        show_label=False,
        container=False,
        buttons=[],
        feedback_options=None,
        layout="panel",
        latex_delimiters=[],
        allow_tags=False,
        height=None,
        placeholder="Answers are quoted from the articles, each sentence with its source.",
    )


def _box() -> gr.Textbox:
    return gr.Textbox(
        elem_id="question",
        label="Question",
        show_label=False,
        container=False,
        placeholder="Ask the articles a question",
        max_lines=5,
        submit_btn=True,
        autofocus=True,
    )


# Gradio passes an event only to functions that name its type.


def _from_example(desk: Desk) -> Any:
    def from_example(turns: Turns, event: gr.SelectData) -> Iterator[Screen]:
        yield from desk.converse(event.value["text"], turns)

    return from_example


def _open(turns: Turns, event: gr.EventData) -> str:
    return open_card(turns, event.turn, event.card)


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
