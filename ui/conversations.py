"""The conversations that a browser keeps: their layout and events."""

import json
from collections.abc import Callable
from hashlib import sha256
from typing import Any

import gradio as gr

from ui import texts
from ui.again import picked
from ui.ask import ASKED, DIRECT, AskTab, text_of
from ui.desk import Desk, Turns, shown
from ui.kept import LONGEST_NAME, Archive, Name, called, keep, names, restore
from ui.links import Followed, read
from ui.place import Place, Screens

Names = tuple[Name, ...]
Told = dict[str, Any]
"""What the script in the browser shall do."""


def conversations(desk: Desk, archive: Archive, asking: AskTab) -> gr.HTML:
    """Lay them out beside the question; give what is returned `START` when the page is loaded."""
    with asking.beside, gr.Accordion(texts.CONVERSATIONS, open=False, elem_id="conversations"):
        # A list that is open when its choices come would not show them.
        pick = gr.Dropdown([], label=texts.EARLIER_ONES, interactive=False)
        name = gr.Textbox(label=texts.CALLED, max_length=LONGEST_NAME)
        with gr.Row():
            rename = gr.Button(texts.RENAME, size="sm", min_width=0)
            forget = gr.Button(texts.FORGET, size="sm", min_width=0, elem_id="forget")
    kept = gr.HTML(elem_id="kept", html_template=" ", js_on_load=_script())
    here, known = gr.State(""), gr.State(())
    told = [here, known, pick, name]

    shows = [*asking.screen, *asking.pickers, here, known]
    # What a generator shows last comes twice, and would undo what is typed between.
    kept.kept(_opened(desk, archive, asking), asking.place, shows, **ASKED).then(
        _listed, [here, known], [pick, name], **DIRECT
    )
    asking.turns.change(_keep, [asking.turns, here, known], [kept, *told], **DIRECT)
    leaves = {"cancels": asking.coming, **DIRECT}
    pick.input(lambda id: {"do": "open", "id": id}, pick, kept, **leaves)
    # A dropdown shows another name of what is chosen only once it is chosen anew.
    gr.on(
        [rename.click, name.submit],
        _rename,
        [asking.turns, here, known, name],
        [kept, *told],
        **DIRECT,
    ).then(_listed, [here, known], [pick, name], **DIRECT)
    forget.click(_forget, [here, known, asking.place], [kept, *asking.screen, *told], **leaves)
    return kept


def _script() -> str:
    said = json.dumps([texts.RETURNED, texts.SURE])
    return f"const [RETURNED, SURE] = {said};\n{text_of('kept.js')}"


START: Told = {"do": "start"}


def _opened(desk: Desk, archive: Archive, asking: AskTab) -> Callable[..., Screens]:
    untouched = [gr.skip()] * len([*asking.screen, *asking.pickers])

    def opened(place: Place, event: gr.EventData) -> Screens:
        """Show what the browser sends: a link's question, or a conversation that it kept."""
        known = names(getattr(event, "names", None))
        id = getattr(event, "id", None)
        here = id if id in {name.id for name in known} else ""
        if getattr(event, "branched", False):
            gr.Info(texts.BRANCHED)
            yield *untouched, here, known
            return
        if getattr(event, "lost", False):
            gr.Info(texts.DELETED)
            if not here:
                place.move()
            screen = untouched if here else [*shown(()), *[gr.skip()] * len(asking.pickers)]
            yield *screen, here, known
            return
        link = read(getattr(event, "search", ""), archive.holdings().sources)
        if link.question:
            yield from place.shown(_followed(desk, link, known), place.move())
            return
        # A page that begins shows what it showed before, unless somebody has asked already.
        at = 0 if getattr(event, "begins", False) else place.move()
        turns = restore(getattr(event, "text", None), archive) if here else ()
        if turns and place.at == at:
            yield *shown(turns), *[gr.skip()] * len(asking.pickers), here, known
        else:
            yield *untouched, gr.skip(), known

    return opened


def _followed(desk: Desk, link: Followed, known: Names) -> Screens:
    told: tuple[Any, Any] = "", known
    for screen in desk.follow(link):
        yield *screen, *picked(link.limits), *told
        told = gr.skip(), gr.skip()  # the conversation may be kept by now


def _keep(turns: Turns, here: str, known: Names) -> tuple[Any, ...]:
    """Have the browser keep the conversation as it is now."""
    if not turns:
        return {"do": "open", "id": None}, *_told("", known)
    if here:
        # What else is shown stays: a new name may be on its way.
        return _record("keep", here, _name(here, known), turns), *[gr.skip()] * 4
    return _kept("keep", _id(turns), known, called(turns[0].question), turns)


def _rename(turns: Turns, here: str, known: Names, name: str) -> tuple[Any, ...]:
    if not turns or not name.strip():
        return gr.skip(), *_told(here, known)
    record, here, known, _, shown_name = _kept("rename", here, known, called(name), turns)
    return record, here, known, gr.Dropdown(value=None), shown_name


def _kept(do: str, here: str, known: Names, name: str, turns: Turns) -> tuple[Any, ...]:
    others = tuple(one for one in known if one.id != here)
    named = Name(here, name, turns[-1].at)
    return _record(do, here, name, turns), *_told(here, (named, *others))


def _id(turns: Turns) -> str:
    """What a conversation is kept under: the same however often it is told to keep it at first."""
    first = f"{turns[0].at} {turns[0].question}"
    return sha256(first.encode("utf-8", "replace")).hexdigest()[:18]


def _record(do: str, here: str, name: str, turns: Turns) -> Told:
    return {"do": do, "id": here, "name": name, "turns": keep(turns)}


def _forget(here: str, known: Names, place: Place) -> tuple[Any, ...]:
    place.move()
    rest = tuple(one for one in known if one.id != here)
    return {"do": "forget", "id": here}, *shown(()), *_told("", rest)


def _told(here: str, known: Names) -> tuple[str, Names, gr.Dropdown, str]:
    """What is open, all there are, both as they are shown."""
    return here, known, *_listed(here, known)


def _listed(here: str, known: Names) -> tuple[gr.Dropdown, str]:
    choices = [(one.label, one.id) for one in known]
    return gr.Dropdown(choices, value=here or None, interactive=True), _name(here, known)


def _name(here: str, known: Names) -> str:
    return next((one.name for one in known if one.id == here), "")
