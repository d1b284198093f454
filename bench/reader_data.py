"""What the reader learns from: questions with a passage and the words in it that answer, or none.

The sources, how many examples each gives, and their licences as stated stand in `SOURCES`.
"""

import random
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import bm25s

from bench.data import rows, shared
from bench.made_questions import made
from bench.metrics import holds
from index.sentences import sentences
from index.stems import stems

NEWS, CNN = "realtimeqa_2022_2024_distant", "halueval_summ"
NEWS_TIMES = 2
"""How often a pass shows the news questions: they are the closest to our task and few."""
SENTENCES_WORDS = 130
"""A passage made of a set's candidate sentences has at most about this many words."""
NEGATIVES_DEPTH = 5
"""A wrong passage for a question is drawn from so many that keyword search puts first."""


class Source(NamedTuple):
    """Where examples come from: how many at most in each pass, and on what terms."""

    file: str
    most: tuple[int, ...]
    """In each of the three passes."""
    licence: str
    """As the source states it; empty where it states none that allows derived works."""


SPANS, SELECT = "train/span_train.jsonl.gz", "train/select_train.jsonl.gz"
PAIRS = "train/pair_train.jsonl.gz"
SOURCES = {
    NEWS: Source("train/news_span_train.jsonl.gz", (10_000, 10_000, 2500), ""),
    "squad_train_du": Source(SPANS, (5500, 12_000, 1500), "CC BY-SA 4.0"),
    "squad_train_flan": Source(SPANS, (3000, 4200, 0), "CC BY-SA 4.0"),
    "squad2_train_unanswerable": Source(SPANS, (4784, 4784, 1500), "CC BY-SA 4.0"),
    "nq_open_oracle": Source(SPANS, (2651, 2651, 1500), "MIT"),
    "qed_dev": Source(SPANS, (1353, 1353, 0), "CC BY-SA 3.0"),
    "halueval_qa_hotpot": Source(SPANS, (1500, 2500, 500), "MIT"),
    "squadshifts": Source(SPANS, (2000, 6000, 0), "CC BY 4.0"),
    "qamr": Source(SPANS, (3000, 5000, 0), "MIT"),
    "wikiqa": Source(SELECT, (2000, 0, 0), ""),
    "selqa": Source(SELECT, (1000, 0, 0), "Apache-2.0"),
    "trecqa": Source(SELECT, (0, 1403, 0), ""),
}
WRONG_PASSAGES = (
    {NEWS: 1500, "squad_train_du": 1500, "nq_open_oracle": 500},
    {"squad_train_du": 2000},
    {NEWS: 800, "squad_train_du": 700, "nq_open_oracle": 1000},
)
"""In each pass: questions asked once more of a passage of the same source without the answer."""
MADE = Source(PAIRS, (0, 0, 5000), "MIT")
"""Stories of CNN: about so many questions are made of them, of the news questions' passages, or,
if those may not be used, of these alone."""


@dataclass(frozen=True, slots=True)
class Example:
    """A question and a passage; `spans` are where it is answered, in characters; empty: nowhere."""

    source: str
    question: str
    passage: str
    spans: tuple[tuple[int, int], ...]
    whole: bool = False
    """The spans are sentences: any words within one may be the answer."""


def examples(licensed_only: bool, turn: int) -> list[Example]:
    """All examples of a pass, 0 to 2, in the order of training: the news come once more in its
    later half, where the learning rate falls and what is learnt stays."""
    chance = random.Random(turn)
    chosen = {
        name: source.most[turn]
        for name, source in SOURCES.items()
        if source.most[turn] and (source.licence or not licensed_only)
    }
    found = {name: _of(name, most, chance) for name, most in chosen.items()}
    wrong = [
        example
        for name, count in WRONG_PASSAGES[turn].items()
        if name in chosen
        for example in _wrong_passages(found[name], count, chance)
    ]
    new = _made(MADE.most[turn], found.get(NEWS, ()), chance)
    once = [example for group in (*found.values(), wrong, new) for example in group]
    placed = [(chance.random(), example) for example in once]
    for _ in range(NEWS_TIMES - 1):
        placed += [(0.5 + chance.random() / 2, example) for example in found.get(NEWS, ())]
    return [example for _, example in sorted(placed, key=lambda pair: pair[0])]


def _made(most: int, news: Sequence[Example], chance: random.Random) -> list[Example]:
    """Questions made of passages: of the news questions' own, and of CNN's stories for the rest."""
    if not most:
        return []
    passages = sorted({example.passage for example in news})
    stories = sorted({row["premise"] for row in rows(shared(MADE.file)) if row["source"] == CNN})
    passages += [cut(story, chance) for story in chance.sample(stories, most - len(passages))]
    chance.shuffle(passages)
    return [
        Example("made", question.text, passage, question.spans, whole=True)
        for passage, question in made(passages, chance)
    ]


def cut(story: str, chance: random.Random) -> str:
    """Some sentences of a story, about SENTENCES_WORDS words."""
    spans = sentences(story)
    first = chance.randrange(max(1, len(spans) - 4))
    start, words = spans[first].start, 0
    for span in spans[first:]:
        words += len(story[span.start : span.end].split())
        if words >= SENTENCES_WORDS:
            break
    return story[start : span.end]


def _of(name: str, most: int, chance: random.Random) -> list[Example]:
    source = SOURCES[name]
    of_source = [row for row in rows(shared(source.file)) if row["source"] == name]
    chosen = chance.sample(of_source, min(most, len(of_source)))
    made = map(_from_sentences if source.file == SELECT else _from_spans, chosen)
    return [example for example in made if example]


def _from_spans(row: dict[str, Any]) -> Example:
    context = row["context"]
    spans = {(a["start"], a["start"] + len(a["text"])) for a in row["answers"]}
    if row["source"] == NEWS:  # which occurrence of the answer is meant was guessed: any may be
        answers = {rf"\b{re.escape(answer['text'])}\b" for answer in row["answers"]}
        spans = {m.span() for a in answers for m in re.finditer(a, context)} or spans
    return Example(row["source"], row["question"], context, tuple(sorted(spans)))


def _from_sentences(row: dict[str, Any]) -> Example | None:
    """A passage of neighbouring candidates, around one that answers if any does."""
    candidates = row["candidates"]
    first = next((i for i, candidate in enumerate(candidates) if candidate["label"]), 0)
    kept = list(_around(candidates, first))
    text, spans = "", []
    for candidate in kept:
        start = len(text) + bool(text)
        text = f"{text} {candidate['text']}".strip()
        if candidate["label"]:
            spans.append((start, len(text)))
    return Example(row["source"], row["question"], text, tuple(spans), whole=True) if text else None


def _around(candidates: Sequence[dict[str, Any]], centre: int) -> Iterable[dict[str, Any]]:
    low, high, words = centre, centre, len(candidates[centre]["text"].split())
    while words < SENTENCES_WORDS and (low > 0 or high < len(candidates) - 1):
        if low > 0:
            low -= 1
            words += len(candidates[low]["text"].split())
        if high < len(candidates) - 1:
            high += 1
            words += len(candidates[high]["text"].split())
    return candidates[low : high + 1]


def _wrong_passages(
    found: Sequence[Example], count: int, chance: random.Random
) -> Iterator[Example]:
    """Questions with a passage that shares words with them but doesn't hold the answer."""
    passages = sorted({example.passage for example in found})
    index = bm25s.BM25()
    index.index([stems(passage) for passage in passages], show_progress=False)
    answered = [example for example in found if example.spans]
    for example in chance.sample(answered, min(count, len(answered))):
        words = [word for word in stems(example.question) if word in index.vocab_dict]
        if not words:
            continue
        best = index.get_scores(words).argsort()[::-1][: NEGATIVES_DEPTH + 1]
        answers = [example.passage[start:end] for start, end in example.spans]
        wrong = [passages[i] for i in best if not holds(passages[i], answers)]
        if wrong:
            yield Example(example.source, example.question, chance.choice(wrong), ())
