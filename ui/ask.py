"""The tab of questions and answers: its layout and events."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import gradio as gr
from gradio.components import Component

from ui.desk import Desk, Screen, Turns, shown
from ui.evidence import EMPTY
from ui.reader import open_card

HERE = Path(__file__).parent
AT_ONCE = 8
"""Questions answered at the same time; more wait their turn."""

QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
FREE: dict[str, Any] = {"concurrency_limit": None, **QUIET}
DIRECT: dict[str, Any] = {"queue": False, **QUIET}
"""Sooner there, but without words beside the result (`gr.Info`), and no last of many."""
ASKING: dict[str, Any] = {"concurrency_id": "ask", "concurrency_limit": AT_ONCE}


@dataclass(frozen=True, slots=True)
class AskTab:
    """What the rest of the page needs of the tab."""

    turns: gr.State
    """The conversation of one browser tab."""
    screen: list[Component]
    """What a conversation is shown in: the outputs of `shown` and `Desk.converse`."""
    chat: gr.Chatbot
    beside: gr.Row
    """Below the question, empty: for what can be done with the answers."""


def text_of(name: str) -> str:
    """A style sheet or script that lies beside this module."""
    return (HERE / name).read_text(encoding="utf-8")


def ask_tab(desk: Desk, anew: gr.Button) -> AskTab:
    """Lay out the tab within the blocks or tab that is open; `anew` empties it."""
    turns = gr.State(())
    with gr.Row(elem_id="desk"):
        with gr.Column(elem_id="talk", scale=3, min_width=300):
            chat, box = _chat(), _box()
            beside = gr.Row(elem_id="beside")
        with gr.Column(elem_id="proof", scale=2, min_width=300):
            proof = gr.HTML(EMPTY, elem_id="evidence", js_on_load=text_of("evidence.js"))
    sheet = gr.HTML("", elem_id="reader", js_on_load=text_of("reader.js"))

    screen: list[Component] = [box, turns, chat, proof]
    box.submit(desk.converse, [box, turns], screen, **ASKING, **QUIET)
    chat.example_select(_from_example(desk), turns, screen, **ASKING, **QUIET)
    proof.open(_open, turns, sheet, queue=False, **QUIET)
    anew.click(lambda: shown(()), None, screen, queue=False, **QUIET)
    return AskTab(turns, screen, chat, beside)


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
