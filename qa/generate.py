"""The optional answerer: a language model writes, and what the passages don't support goes."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import replace

from index.embed import Embedder
from index.errors import LanguageModelError
from index.records import Holdings
from qa.check import Check, Kept, Quote
from qa.disagreement import with_disagreements
from qa.draft import drafted
from qa.evidence import LEANS, Scored
from qa.excerpts import excerpts
from qa.extract import abstain, citation, unnumbered
from qa.followup import Turn
from qa.llm import ChatModel
from qa.records import Answer, Citation, Status
from qa.rewrite import rewritten
from qa.silence import refuses
from qa.written import Cost, Removed, Written

LEANT = "leans on a sentence that was removed"


class Writer:
    """Writes answers with a language model."""

    def __init__(self, model: ChatModel, embedder: Embedder, tokens: int) -> None:
        """`tokens`: the most that the excerpts given to the model have."""
        self._model = model
        self._embedder = embedder
        self._tokens = tokens

    def close(self) -> None:
        """Stop what was started for the model."""
        self._model.close()

    def rewrite(self, question: str, history: Sequence[Turn]) -> tuple[str | None, Cost]:
        """A follow-up made to stand alone, or None to leave it to the rules; and what it took."""
        return rewritten(question, history, self._model) if history else (None, Cost())

    def write(
        self, quoted: Answer, ranked: Sequence[Scored], holdings: Holdings, spent: Cost
    ) -> Iterator[Answer]:
        """The answer as it grows by checked sentences; the last one is whole.

        That is `quoted` itself, with a note, if no sentence stands; or a refusal, if the model
        says that the articles don't: it has read them, and the evidence is an estimate.
        `spent`: what the model took before, for the question.
        """
        from qa.prompts import answering

        given = excerpts(ranked, self._tokens)
        check = Check(quoted.query, given, self._embedder)
        written = Written(self._model.name, spent, done=False)
        kept: list[Kept] = []
        silent, failure, gone = False, "", False
        start = time.monotonic()
        reply = None
        try:
            reply = self._model.ask(answering(quoted.query, given))
            for sentence in drafted(reply):
                leaning = gone and LEANS.match(sentence.text)
                verdict = Removed(sentence.text, LEANT) if leaning else check(sentence)
                if isinstance(verdict, Removed) and refuses(sentence.text):
                    silent = silent or not written.removed  # after that, it tells of the rest
                    continue
                gone = isinstance(verdict, Removed)
                if isinstance(verdict, Removed):
                    written = replace(written, removed=(*written.removed, verdict))
                elif verdict.text not in [one.text for one in kept]:
                    kept.append(verdict)
                    written = replace(written, sentences=len(kept))
                    yield prose(quoted, kept, written)
        except LanguageModelError as error:
            failure = str(error)
        took = reply.cost if reply else Cost(seconds=time.monotonic() - start)
        written = replace(written, cost=written.cost + took)
        yield _whole(quoted, kept, replace(written, done=True), silent, failure, holdings)


def _whole(
    quoted: Answer,
    kept: Sequence[Kept],
    written: Written,
    silent: bool,
    failure: str,
    holdings: Holdings,
) -> Answer:
    if kept:
        note = (f"{failure} What it had written by then is shown.",) if failure else ()
        return _noted(prose(quoted, kept, written), *note)
    if silent and not failure:
        status = Status.LOOSELY_RELATED
        refusal = abstain(quoted.query, status, quoted.passages, holdings, quoted.chance)
        refusal = replace(refusal, notes=quoted.notes, written=written)
        return _noted(refusal, f"So {written.model} reads them.")
    why = failure or f"Nothing that {written.model} wrote is borne out by the articles."
    return _noted(replace(quoted, written=written), f"{why} The answer is quoted instead.")


def _noted(answer: Answer, *notes: str) -> Answer:
    return replace(answer, notes=(*answer.notes, *notes))


def prose(quoted: Answer, kept: Sequence[Kept], written: Written) -> Answer:
    """Sentences with the numbers of their quotes, counted in order of appearance."""
    cited: dict[tuple[str, int, int], Citation] = {}
    sentences = []
    for sentence in kept:
        numbers = dict.fromkeys(_number(quote, cited) for quote in sentence.quotes)
        marks = "".join(f"[{number}]" for number in numbers)
        sentences.append(f"{unnumbered(sentence.text)} {marks}")
    whole = replace(
        quoted,
        text=" ".join(sentences),
        citations=tuple(cited.values()),
        short=None,  # which words answer is known of quotes alone
        written=written,
    )
    return with_disagreements(whole)


def _number(quote: Quote, cited: dict[tuple[str, int, int], Citation]) -> int:
    """The number of a quote, a new one if it was not cited before."""
    key = (quote.excerpt.hit.article.id, *quote.span)
    if key not in cited:
        cited[key] = citation(len(cited) + 1, quote.excerpt.hit, quote.span)
    return cited[key].number
