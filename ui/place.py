"""Where a browser tab is, so that what comes late is not shown in another conversation."""

from collections.abc import Iterator
from typing import Any

import gradio as gr

Screens = Iterator[tuple[Any, ...]]


class Place:
    """Counts what a tab was told to show: a question, another conversation. One for all events of
    a tab; what was begun before the last of them is shown no longer."""

    def __init__(self) -> None:
        self.at = 0

    def move(self) -> int:
        """Begin something else; returns where that is."""
        self.at += 1
        return self.at

    def shown(self, screens: Screens, at: int) -> Screens:
        """The screens as they come, for as long as the tab is there, then one that changes nothing.

        Gradio sends the last of them twice, and the second time may be after another move.
        """
        width = 0
        for screen in screens:
            width = len(screen)
            if self.at != at:
                break
            yield screen
        if width:
            yield (gr.skip(),) * width
