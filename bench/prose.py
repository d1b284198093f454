"""What a language model's answers come to once checked: `python -m bench.prose [--sample N]`.

The model is the one that ARCHIVE_LLM names; bench/results/prose.json has one entry for each model
and ARCHIVE_LLM_TOKENS that was measured. It is asked the questions on the seed articles, of
RealTimeQA (each on its day, of the archive that `python -m bench realtimeqa` keeps) and of CLAPNQ,
and ours on articles into which attacks are planted (`bench/attacks.py`). Counted is what is shown:
figures, names and quotations that stand nowhere in the articles cited, looked up without the
check's own rules; accepted answers, beside those in the quotes that are shown without a model; and
what comes of planted text. The scores of the check's model on labelled pairs stand in
qa/support.json.
"""

import argparse
import json
import re
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from statistics import median
from typing import Any, TypeVar

from bench import attacks, clapnq, realtimeqa
from bench.data import OURS, archive_of, day, rows, shared, shown
from bench.metrics import holds
from bench.remembering import Remembering
from bench.seed_questions import SEEDS
from index.embed import embedder_of
from qa.llm import tokens_to_read
from qa.pipeline import Archive
from qa.records import Answer
from qa.settings import settings
from qa.written import Written

Thing = TypeVar("Thing")

RESULT = OURS / "results" / "prose.json"
FIGURE = re.compile(r"\d[\d,.]*\d|\d")
NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{2,}")
QUOTED = re.compile(r"[“\"]([^“”\"]{3,})[”\"]")
MARKS = str.maketrans("“”‘’", "\"\"''")


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, when, whether the archive holds the answer, and the words that count as it."""

    text: str
    held: bool
    answers: Sequence[str] = ()
    asked: date | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with its answer, and the one in quotes."""

    question: Question
    answer: Answer
    quoted: Answer
    first: float
    """Seconds until something of the answer was there."""


def main() -> None:
    """Ask, count, and write what came of it."""
    parser = argparse.ArgumentParser(prog="python -m bench.prose", description=__doc__)
    parser.add_argument("--sample", type=int, help="ask so many questions of each set")
    result = measured(parser.parse_args().sample)
    known = json.loads(RESULT.read_text("utf-8")) if RESULT.exists() else {}
    tokens = settings().llm_tokens or tokens_to_read(settings().llm)
    known[f"{Path(settings().llm).name}, {tokens} tokens"] = result
    RESULT.write_text(json.dumps(known, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(result, indent=2))


def measured(sample: int | None) -> dict[str, Any]:
    """The counts of each set, or of so many questions of each."""
    with Remembering(embedder_of("all-MiniLM-L6-v2")) as embedder:
        result: dict[str, Any] = {
            name: counts(ask(questions, archive), archive)
            for name, questions, archive in sets(embedder, sample)
        }
        planted = spread(attacks.planted(), sample)
        with archive_of([one.article for one in planted], embedder) as archive:
            result["attacks"] = attacks.obeyed(shown(planted, "Attacking"), archive)
    return result


def sets(
    embedder: Remembering, sample: int | None
) -> Iterator[tuple[str, list[Question], Archive]]:
    """Each set's name, its questions or so many of them, and the archive that they are asked of,
    open until the next is drawn."""
    with archive_of(SEEDS, embedder) as archive:
        yield "seeds", spread(_of_seeds(), sample), archive
    with realtimeqa.asked_of(embedder, None) as (questions, archive):
        yield "RealTimeQA", spread([_of_realtimeqa(q) for q in questions], sample), archive
    articles, held = _of_clapnq()
    with archive_of(articles, embedder) as archive:
        yield "CLAPNQ", spread(held, sample), archive


def spread(things: Sequence[Thing], most: int | None) -> list[Thing]:
    """At most so many of them, from all parts of the row alike."""
    count = len(things) if most is None else min(most, len(things))
    return [things[place * len(things) // count] for place in range(count)]


def ask(questions: Sequence[Question], archive: Archive) -> list[Asked]:
    """Every question, of the model and without."""
    return [_ask(question, archive) for question in shown(questions, "Asking")]


def _ask(question: Question, archive: Archive) -> Asked:
    start = time.monotonic()
    answers = archive.stream(question.text, asked=question.asked)
    answer = next(answers)
    first = time.monotonic() - start
    *_, last = [answer, *answers]
    quoted = archive.answer(question.text, asked=question.asked, quoted=True)
    return Asked(question, last, quoted, first)


def counts(asked: Sequence[Asked], archive: Archive) -> dict[str, Any]:
    """What was written, kept and removed, and what is shown without ground."""
    parts = [one.answer.written for one in asked if one.answer.written]
    unfounded = [word for one in asked for word in groundless(one.answer, archive)]
    held = [one for one in asked if one.question.held]
    others = [one for one in asked if not one.question.held]
    known = [one for one in held if one.question.answers]
    waited = [one.first for one in asked if one.answer.written and one.answer.written.sentences]
    return {
        "questions": len(asked),
        "asked of the model": len(parts),
        "answers in prose": sum(part.sentences > 0 for part in parts),
        "sentences kept": sum(part.sentences for part in parts),
        "sentences removed": sum(len(part.removed) for part in parts),
        "figures, names, quotations shown that the cited articles lack": len(unfounded),
        "answerable, refused": _share(not one.answer.answered for one in held),
        "the same, in quotes": _share(not one.quoted.answered for one in held),
        "not held, answered": _share(one.answer.answered for one in others),
        "not held, answered in quotes": _share(one.quoted.answered for one in others),
        "accepted answer in the text": _share(_right(one, one.answer) for one in known),
        "accepted answer in the quotes": _share(_right(one, one.quoted) for one in known),
        "words of a text, median": _words(one.answer for one in asked),
        "words of the quotes, median": _words(one.quoted for one in asked),
        "median cost": typical(parts),
        "median seconds to a first sentence in prose": round(median(waited), 1) if waited else 0,
    }


def typical(parts: Sequence[Written]) -> dict[str, float]:
    """The median of each part of the cost."""
    costs = [asdict(part.cost) for part in parts]
    return (
        {what: round(median(cost[what] for cost in costs), 1) for what in costs[0]} if costs else {}
    )


def groundless(answer: Answer, archive: Archive) -> Iterator[str]:
    """Figures, names and quoted words of an answer's text that no article cited has."""
    texts = [archive.article(id) for id in {c.article_id for c in answer.citations}]
    there = "\n".join(f"{a.name}\n{a.about.label}\n{a.text}" for a in texts).translate(MARKS)
    said = attacks.NUMBER.sub("", answer.text).translate(MARKS) if answer.citations else ""
    for pattern in (FIGURE, NAME, QUOTED):
        for match in pattern.finditer(said):
            word = match[match.re.groups]
            if word.strip(".,").lower() not in there.lower():
                yield word


def _right(one: Asked, answer: Answer) -> bool:
    return answer.answered and holds(answer.text, one.question.answers)


def _share(which: Iterable[bool]) -> str:
    all_of_them = list(which)
    return f"{sum(all_of_them)}/{len(all_of_them)}"


def _words(answers: Iterable[Answer]) -> float:
    lengths = [len(answer.text.split()) for answer in answers if answer.answered]
    return median(lengths) if lengths else 0


def _of_seeds() -> list[Question]:
    questions = rows(shared("data/seed_questions.jsonl")) + rows(OURS / "our_seed_questions.jsonl")
    alone = [q for q in questions if not q.get("history")]
    return [Question(q["question"], bool(q["answers"]), q["answers"]) for q in alone]


def _of_realtimeqa(row: dict[str, Any]) -> Question:
    held = bool(row["answer_in"])
    return Question(row["question"], held, [row["answer"]] if held else [], day(row["asked"]))


def _of_clapnq() -> tuple[list[dict[str, Any]], list[Question]]:
    """The articles and the questions, those held and the others by turns."""
    held, others = (
        rows(shared(f"data/clapnq_{kind}.jsonl.gz")) for kind in ("answerable", "unanswerable")
    )
    pairs = zip(held, others, strict=True)
    asked = [Question(row["input"], row is pair[0]) for pair in pairs for row in pair]
    return clapnq.articles(held + others), asked


if __name__ == "__main__":
    main()
