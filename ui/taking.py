"""What can be done with answers: take them along, link to them, judge them. Layout and events."""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

import gradio as gr

from index.errors import ArchiveError
from qa.cite import cite
from qa.export import Format, export
from qa.feedback import LONGEST_NOTE, Feedback, Verdict, append
from ui import texts
from ui.ask import DIRECT, FREE, AskTab, text_of
from ui.desk import Desk, Turns
from ui.turns import Turn

ALL = 0
"""Stands for the whole conversation where turns are numbered from 1."""
NAMES = {
    Format.MARKDOWN: (texts.MARKDOWN, "md", "text/markdown"),
    Format.HTML: (texts.WORD, "html", "text/html"),
    Format.CSV: (texts.CSV, "csv", "text/csv"),
    Format.JSON: (texts.JSON, "json", "application/json"),
}
"""What a format is called, how its files end and what they are."""


def taking(desk: Desk, asking: AskTab, data: Path) -> None:
    """Lay it out beside the question; verdicts go into `data`."""
    with asking.beside, gr.Accordion(texts.TAKE, open=False, elem_id="taking"):
        which = gr.Dropdown([(texts.WHOLE, ALL)], value=ALL, label=texts.WHICH, interactive=True)
        with gr.Row():
            saves = {form: gr.Button(NAMES[form][0], size="sm", min_width=0) for form in Format}
            linked = gr.Button(texts.LINK, size="sm", min_width=0)
        _judging(asking, which, data)
    # The file is made in the browser, so that none lies on the server for others to find.
    take = gr.HTML(elem_id="take", html_template=" ", js_on_load=text_of("take.js"))

    asking.turns.change(_choices, asking.turns, which, **DIRECT)
    for form, button in saves.items():
        button.click(_save(form), [asking.turns, which], take, **FREE)
    take.cite(_cite, asking.turns, take, **FREE)
    linked.click(_link(desk), [asking.turns, which], take, **FREE)


def file(turns: Sequence[Turn], form: Format) -> dict[str, str]:
    """Answers as a file for the browser to save: its name, kind and text."""
    answers = [turn for turn in turns if turn.answer]
    times = [turn.at for turn in answers]
    text = export(
        [turn.answer for turn in answers if turn.answer],
        form,
        [time for time in times if time] if all(times) else (),
    )
    _, ending, kind = NAMES[form]
    mark = "\ufeff" if form.encoding == "utf-8-sig" else ""
    return {"name": f"{texts.FILE_NAME}.{ending}", "type": kind, "text": mark + text}


def _judging(asking: AskTab, which: gr.Dropdown, data: Path) -> None:
    verdict = gr.Radio([*Verdict], label=texts.VERDICT)
    note = gr.Textbox(label=texts.NOTE, max_lines=4, max_length=LONGEST_NOTE)
    send = gr.Button(texts.SEND, size="sm", min_width=0)

    def judge(turns: Turns, which: int, verdict: str | None, note: str) -> tuple[None, str]:
        chosen = _chosen(turns, which)
        if len(chosen) != 1 or not chosen[0].answer or not verdict:
            raise gr.Error(texts.ONE_ANSWER, print_exception=False)
        now = datetime.now().astimezone()
        try:
            append(Feedback(Verdict(verdict), chosen[0].answer, note, now), data)
        except ArchiveError as error:
            raise gr.Error(str(error), print_exception=False) from None
        gr.Info(texts.THANKS)
        return None, ""

    send.click(judge, [asking.turns, which, verdict, note], [verdict, note], **FREE)


def _choices(turns: Turns) -> gr.Dropdown:
    asked = [(f"{n}. {turn.question}", n) for n, turn in enumerate(turns, 1) if turn.answer]
    return gr.Dropdown([*reversed(asked), (texts.WHOLE, ALL)], value=asked[-1][1] if asked else ALL)


def _chosen(turns: Turns, which: int) -> Turns:
    return turns if which == ALL else turns[which - 1 : which]


def _save(form: Format) -> Callable[[Turns, int], dict[str, str]]:
    def save(turns: Turns, which: int) -> dict[str, str]:
        chosen = _chosen(turns, which)
        if not any(turn.answer for turn in chosen):
            raise gr.Error(texts.NO_ANSWER, print_exception=False)
        return file(chosen, form)

    return save


def _cite(turns: Turns, event: gr.EventData) -> dict[str, str]:
    """One citation, in a newsroom's form."""
    turn = next(iter(turns[event.turn - 1 : event.turn] if event.turn > 0 else ()), None)
    cited = turn.answer.citations if turn and turn.answer else ()
    one = next((citation for citation in cited if citation.number == event.number), None)
    if not one:
        raise gr.Error(texts.LOST, print_exception=False)
    gr.Info(texts.CITED)
    return {"copy": cite(one)}


def _link(desk: Desk) -> Callable[[Turns, int], dict[str, str]]:
    def linked(turns: Turns, which: int) -> dict[str, str]:
        chosen = _chosen(turns, which)
        if not chosen:
            raise gr.Error(texts.NO_ANSWER, print_exception=False)
        gr.Info(texts.COPIED)
        return {"link": desk.link(chosen[-1])}

    return linked
