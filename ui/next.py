"""Questions offered after an answer, as HTML. Pure."""

from collections.abc import Sequence

from ui import texts
from ui.escape import as_html


def next_questions(questions: Sequence[str]) -> str:
    """A button for each; "" if there are none."""
    buttons = "".join(
        f'<li><button type="button"><bdi>{as_html(question)}</bdi></button></li>'
        for question in questions
    )
    return f"<p>{texts.NEXT}</p><ul>{buttons}</ul>" if buttons else ""
