"""A follow-up question made to stand alone by a language model, if it adds nothing of its own."""

import time
from collections.abc import Sequence

from index.errors import LanguageModelError
from index.stems import all_stems
from qa.followup import CITATION, Turn
from qa.llm import ChatModel
from qa.support import denies, lacking
from qa.written import Cost

TURNS = 3
"""Earlier turns that the model is shown: what a question leans on is rarely further back."""
ANSWER_WORDS = 60
LONGER = 12
"""A rewrite may have so many words more than twice the question's: names, no explanations."""


def rewritten(question: str, history: Sequence[Turn], model: ChatModel) -> tuple[str | None, Cost]:
    """The model's rewrite, or None if it failed or can't be trusted; and what asking took."""
    from qa.prompts import rewriting

    start = time.monotonic()
    recent = [(asked, _cut(said)) for asked, said in history[-TURNS:]]
    try:
        reply = model.ask(rewriting(question, recent))
        text = "".join(reply)
    except LanguageModelError:
        return None, Cost(seconds=time.monotonic() - start)
    lines = [line.strip(' \t"“”*') for line in text.strip().splitlines()]
    first = lines[0] if lines else ""
    said = "\n".join([question, *(f"{asked}\n{told}" for asked, told in history)])
    return (first if trusted(first, question, said) else None), reply.cost


def trusted(rewrite: str, question: str, said: str) -> bool:
    """Whether a rewrite is the question, every word of it, and no word, name or number beside that
    was not `said` before; nor a denial more or less."""
    words, own, known = map(set, all_stems([rewrite, question, said]))
    short = len(rewrite.split()) <= 2 * len(question.split()) + LONGER
    same = own <= words <= known and bool(words) and denies(rewrite) == denies(question)
    return short and same and not lacking(rewrite, said) and not lacking(question, rewrite)


def _cut(answer: str) -> str:
    return " ".join(CITATION.sub("", answer).split()[:ANSWER_WORDS])
