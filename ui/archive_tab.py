"""The tab of articles: its layout and events."""

from collections.abc import Callable
from typing import Any

import gradio as gr
from gradio.components import Component

from ui import intake, texts
from ui.ask import DIRECT, FREE, text_of
from ui.escape import choices
from ui.shelf import SHOWN, Order, State, Wanted
from ui.stock import Stock
from ui.works import Works

TICK = 1.0
"""Seconds between two looks at what is being done."""
Shown = tuple[str, str, gr.Timer, str, int]
"""What the archive holds, what is done to it, whether to look again, the list, its first row."""


def archive_tab(stock: Stock, tab: gr.Tab, sheet: gr.HTML) -> gr.HTML:
    """Lay out the tab, which is open; `sheet` is where articles are read. Returns where it says
    what the archive holds."""
    with gr.Column(elem_id="archive"):
        about, status = gr.HTML(elem_id="holdings"), gr.HTML(elem_id="works")
        timer, first = gr.Timer(TICK, active=False), gr.State(0)
        work, boxes = _work(stock.works, tab)
        with gr.Row(elem_id="finding"):
            search = gr.Textbox(label=texts.SEARCH, placeholder=texts.SEARCH_HINT, scale=3)
            source = gr.Dropdown([texts.ALL_SOURCES], label=texts.SOURCE)
            state = gr.Dropdown([texts.ALL_STATES, *State], label=texts.STATE)
            order = gr.Dropdown([*Order], label=texts.SORT)
        listing = gr.HTML(elem_id="listing", js_on_load=text_of("shelf.js"))
        with gr.Row(elem_id="leafing"):
            earlier, later = (gr.Button(text, size="sm") for text in (texts.EARLIER, texts.LATER))

    shown: dict[str, Any] = {
        "inputs": [search, source, state, order, first],
        "outputs": [about, status, timer, listing, first],
    }
    visited = tab.select(lambda: _visit(stock), None, source, **DIRECT)
    for seen in (visited.then, timer.tick, *work):
        looked = seen(_leaf(stock, None), **shown, **DIRECT)
        if boxes:
            looked.then(_give_back(stock.works), boxes, boxes, **DIRECT)
    found = [search.change, source.input, state.input, order.input]
    gr.on(found, _leaf(stock, None), trigger_mode="always_last", **shown, **FREE)
    listing.open(_open(stock), None, sheet, **DIRECT)
    earlier.click(_leaf(stock, -SHOWN), **shown, **DIRECT)
    later.click(_leaf(stock, SHOWN), **shown, **DIRECT)
    return about


def _visit(stock: Stock) -> gr.Dropdown:
    stock.works.look()
    return gr.Dropdown([texts.ALL_SOURCES, *choices(stock.sources())])


def _open(stock: Stock) -> Callable[[gr.EventData], str]:
    def open_row(event: gr.EventData) -> str:
        return stock.article(str(event.article))

    return open_row


def _leaf(stock: Stock, by: int | None) -> Callable[..., Shown]:
    """What to show, from some rows on; None: from the first again."""

    def show(search: str, source: str, state: str, order: str, first: int) -> Shown:
        source, state = ("" if name in texts.ALL else name for name in (source, state))
        works = stock.works
        again = gr.Timer(active=works.busy or works.watching)
        status = stock.state()  # before the list: what is done by then is in it
        listing, first = stock.listing(
            Wanted(search, source, state, order, first if by is None else first + by)
        )
        return stock.about(), status, again, listing, first

    return show


def _work(works: Works, tab: gr.Tab) -> tuple[list[Any], list[Component]]:
    """What changes the archive; returns the events after which there is something to see, and
    the addresses that were handed over and those that are written."""
    if not works.allowed:
        gr.HTML(f'<p class="nothing">{texts.NOT_ALLOWED}</p>')
        return [], []
    with gr.Accordion(texts.ADD_ARTICLES, open=False):
        with gr.Row(elem_id="adding"):
            files = gr.File(label=texts.DROP, file_count="multiple", height=160)
            with gr.Column():
                pages = gr.Textbox(label=texts.ADDRESSES, lines=2, max_lines=6)
                add = gr.Button(texts.ADD, size="sm")
        with gr.Row(elem_id="building"):
            build = gr.Button(texts.BUILD, size="sm")
            anew = gr.Button(texts.REBUILD, size="sm")
            watched = gr.Checkbox(label=texts.WATCH, container=False)
    tab.select(lambda: works.watching, None, watched, **DIRECT)
    handed = gr.State("")
    given: list[Component] = [files, pages]
    events = [
        add.click(_add(works), given, [*given, handed], **FREE).then,
        files.upload(_add(works), given, [*given, handed], **FREE).then,
        build.click(lambda: _started(works.build()), None, None, **FREE).then,
        anew.click(lambda: _started(works.build(anew=True)), None, None, **FREE).then,
        watched.input(works.watch, watched, None, **DIRECT).then,
    ]
    return events, [handed, pages]


def _add(works: Works) -> Callable[[list[str] | None, str], tuple[None, str, str]]:
    def add(paths: list[str] | None, addresses: str) -> tuple[None, str, str]:
        some, odd = intake.files(paths or [])
        urls, wrong = intake.pages(addresses or "")
        if not (some or odd or urls or wrong):
            raise gr.Error(texts.NOTHING_GIVEN, print_exception=False)
        _started(works.add([*some, *urls], [*odd, *wrong]))
        return None, "", addresses

    return add


def _give_back(works: Works) -> Callable[[str, str], tuple[Any, Any]]:
    def give_back(handed: str, written: str) -> tuple[Any, Any]:
        """Those addresses handed over that failed are written again, once that is known."""
        if works.busy or not handed:
            return gr.skip(), gr.skip()
        failed = [handed] if works.done.failure else intake.failed(handed, works.done.added)
        # What is typed just now stays as it is where there is nothing to write.
        return "", "\n".join([*failed, written]).rstrip() if failed else gr.skip()

    return give_back


def _started(done: bool) -> None:
    if not done:
        raise gr.Error(texts.BUSY, print_exception=False)
