"""What the server keeps of opened pages: of those that were closed, only the last few."""

import gradio as gr

CLOSED = 50
"""So many closed pages are kept, those used last: a browser that slept or only lost its connection
goes on with its conversation. Gradio itself would keep all."""


def forget_closed(blocks: gr.Blocks) -> None:
    """Whenever a page is closed, forget those that were closed long before. Call within `blocks`.

    What is forgotten only begins a new conversation; the browser has the old one.
    """

    def forget() -> None:
        pages = blocks.state_holder
        with pages.lock:
            # A copy, as Gradio adds pages without asking for the lock.
            closed = [id for id, page in list(pages.session_data.items()) if page.is_closed]
            for id in closed[:-CLOSED]:  # from the one on that wasn't used for longest
                pages.session_data.pop(id, None)
                pages.time_last_used.pop(id, None)

    blocks.unload(forget)
