"""The tab of questions and answers: its layout and events."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import gradio as gr
from gradio.components import Component
from gradio.events import Dependency

from index.records import day_in_words
from qa.understand import too_long
from ui import texts
from ui.desk import Desk, Turns, shown
from ui.escape import choices
from ui.evidence import EMPTY
from ui.place import Place, Screens

HERE = Path(__file__).parent
AT_ONCE = 8
"""Questions answered at the same time; more wait their turn."""

QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
FREE: dict[str, Any] = {"concurrency_limit": None, **QUIET}
DIRECT: dict[str, Any] = {"queue": False, **QUIET}
"""Sooner there, but without words beside the result (`gr.Info`, `gr.Error`), and no last of
many."""
ASKING: dict[str, Any] = {"concurrency_id": "ask", "concurrency_limit": AT_ONCE}
ASKED: dict[str, Any] = {"trigger_mode": "multiple", **ASKING, **QUIET}
"""Of the page's own: who asks again before the answer is there is not made to wait for it."""
SUGGESTING: dict[str, Any] = {
    "trigger_mode": "multiple",  # Else none come after an answer while those before it are tried.
    "concurrency_id": "suggest",
    "concurrency_limit": 1,
    **QUIET,
}


@dataclass(frozen=True, slots=True)
class AskTab:
    """What the rest of the page needs of the tab."""

    turns: gr.State
    """The conversation of one browser tab."""
    place: gr.State
    """Its `Place`: to be moved by what shows another conversation."""
    screen: list[Component]
    """What a conversation is shown in: the outputs of `shown` and `Desk.converse`."""
    chat: gr.Chatbot
    pickers: list[Component]
    """Outlets, first and last day: inputs of `Desk.converse`, set to `ui.again.picked`."""
    beside: gr.Row
    """Below the question, empty: for what can be done with the answers."""
    coming: list[Dependency]
    """What may still be on its way: to be cancelled by what leaves the conversation, as a busy
    browser shows what it got at nearly the same time in any order."""


def text_of(name: str) -> str:
    """A style sheet or script that lies beside this module."""
    return (HERE / name).read_text(encoding="utf-8")


def ask_tab(desk: Desk, anew: gr.Button, sheet: gr.HTML) -> AskTab:
    """Lay out the tab within the blocks or tab that is open; `anew` empties it, articles are read
    in `sheet`."""
    turns, place = gr.State(()), gr.State(Place())  # each tab gets its own
    with gr.Row(elem_id="desk"):
        with gr.Column(elem_id="talk", scale=3, min_width=300):
            chat = _chat()
            more = gr.HTML("", elem_id="next", js_on_load=text_of("next.js"))
            box, pickers = _box(), _pickers(desk)
            beside = gr.Row(elem_id="beside")
        with gr.Column(elem_id="proof", scale=2, min_width=300):
            proof = gr.HTML(EMPTY, elem_id="evidence", js_on_load=_scripts())

    screen: list[Component] = [turns, chat, proof, more]
    given = [turns, *pickers, place]
    asked = (
        box.submit(
            _from_box(desk), [box, *given], [*screen, box], js=text_of("submit.js"), **ASKED
        ),
        chat.example_select(
            _offered(desk, lambda event: event.value["text"]), given, screen, **ASKED
        ),
        more.submit(_offered(desk, lambda event: event.question), given, screen, **ASKED),
        proof.submit(_again(desk), [turns, place], [*screen, *pickers], **ASKED),
    )
    suggested = [event.then(_suggest(desk), [turns, place], more, **SUGGESTING) for event in asked]
    proof.open(_open(desk), turns, sheet, queue=False, **QUIET)
    proof.select(_edit(desk), turns, [box, *pickers], queue=False, **QUIET)
    # Through the queue: what bypasses it changes a state without anybody being told (gradio 6).
    coming = [*asked, *suggested]
    anew.click(_anew, place, [box, *screen], cancels=coming, **FREE)
    return AskTab(turns, place, screen, chat, pickers, beside, coming)


def _scripts() -> str:
    names = {
        "user": texts.QUESTION,
        "bot": texts.ANSWER,
        "calendar": texts.CALENDAR,
        "earlier": texts.EARLIER_MONTH,
        "later": texts.LATER_MONTH,
        "beside": texts.OTHER_MONTH,
        "submit": texts.ASK_TAB,
        "noDay": texts.NO_DAY,
    }
    scripts = map(text_of, ("names.js", "days.js", "evidence.js"))
    return "\n".join((f"const NAMES = {json.dumps(names)};", *scripts))


def _chat() -> gr.Chatbot:
    return gr.Chatbot(
        elem_id="chat",
        label=texts.CONVERSATION,
        show_label=False,
        container=False,
        buttons=[],
        feedback_options=None,
        layout="panel",
        latex_delimiters=[],
        allow_tags=False,
        autoscroll=False,  # evidence.js shows the new question, not the end of its answer
        height=None,
        placeholder=texts.EMPTY_CHAT,
    )


def _box() -> gr.Textbox:
    return gr.Textbox(
        elem_id="question",
        label=texts.QUESTION,
        show_label=False,
        container=False,
        placeholder=texts.ASK,
        max_lines=5,
        submit_btn=True,
        autofocus=True,
    )


def _pickers(desk: Desk) -> list[Component]:
    """Outlets and days to choose from, filled anew whenever they are opened."""
    with gr.Accordion(texts.LIMITS, open=False, elem_id="limits") as limits:
        sources = gr.Dropdown(
            [], multiselect=True, label=texts.OUTLETS, elem_id="outlets", filterable=True
        )
        with gr.Row():
            since, until = _day(texts.SINCE, "since"), _day(texts.UNTIL, "until")
        held = gr.HTML("", elem_id="held")
    limits.expand(_held(desk), None, [sources, held], queue=False, **QUIET)
    return [sources, since, until]


def _day(label: str, id: str) -> gr.DateTime:
    return gr.DateTime(
        None, include_time=False, type="string", label=label, min_width=120, elem_id=id
    )


def _held(desk: Desk) -> Any:
    def held() -> tuple[Any, str]:
        holdings = desk.holdings()
        if holdings is None or not (holdings.since and holdings.until):
            return gr.Dropdown(choices=choices(holdings.sources) if holdings else []), ""
        first, last = day_in_words(holdings.since), day_in_words(holdings.until)
        days = texts.HELD.format(first=first, last=last, undated=holdings.undated)
        return gr.Dropdown(choices=choices(holdings.sources)), f"<p>{days}</p>"

    return held


# Gradio passes an event only to functions that name its type.


def _from_box(desk: Desk) -> Any:
    def from_box(
        question: str, turns: Turns, sources: list[str], since: str, until: str, place: Place
    ) -> Screens:
        if not question:  # Enter was pressed twice
            yield (gr.skip(),) * 5
        elif wrong := too_long(question):
            gr.Warning(wrong)
            yield *(gr.skip(),) * 4, question
        else:
            screens = desk.converse(question, turns, sources, since, until)
            for screen in place.shown(screens, place.move()):
                yield *screen, gr.skip()

    return from_box


def _offered(desk: Desk, question: Callable[[gr.EventData], str]) -> Any:
    """Ask a question that the page offers; `question` finds it in the event."""

    def offered(
        turns: Turns, sources: list[str], since: str, until: str, place: Place, event: gr.EventData
    ) -> Screens:
        screens = desk.converse(question(event), turns, sources, since, until)
        yield from place.shown(screens, place.move())

    return offered


def _again(desk: Desk) -> Any:
    def again(turns: Turns, place: Place, event: gr.EventData) -> Screens:
        yield from place.shown(desk.again(turns, event.turn, event.act), place.move())

    return again


def _suggest(desk: Desk) -> Any:
    def suggest(turns: Turns, place: Place) -> Iterator[Any]:
        for (offered,) in place.shown(((more,) for more in desk.suggest(turns)), place.at):
            yield offered

    return suggest


def _anew(place: Place) -> tuple[Any, ...]:
    place.move()
    return "", *shown(())


def _edit(desk: Desk) -> Any:
    def edit(turns: Turns, event: gr.EventData) -> tuple[Any, ...]:
        question, picked = desk.edit(turns, event.turn)
        return (question, *picked)

    return edit


def _open(desk: Desk) -> Any:
    def opened(turns: Turns, event: gr.EventData) -> str:
        return desk.open(turns, event.turn, event.card)

    return opened
