"""Fit what ranks passages and sentences and gives the chance of an answer: `python -m bench.fit`.

Writes `qa/weights.json`. The questions of three sets are asked of archives in which some are
answered, some only nearly (a passage on the subject that doesn't answer), and some not at all.
First the passages found are ranked, then the best are read, and their sentences weighed. Each model
is fitted on what the earlier ones, fitted on other questions, make of its questions.
"""

import hashlib
import json
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench.choices import Table, fit_chance, fit_choice, folds, out_of_fold
from bench.cross_validated import abstention_scores, by_set, quote_scores
from bench.features import Weighed, compared, found, weighed
from bench.labelled import SETS
from bench.remembering import Remembering
from index.embed import embedder_of
from qa import evidence, nearness, rerank
from qa.marks import CHANGES
from qa.reader import Reader, SpanReader

QA = Path(__file__).resolve().parent.parent / "qa"
WEIGHTS, READER = QA / "weights.json", QA / CHANGES
NAMES = {
    "passages": rerank.FEATURES,
    "reread": evidence.PASSAGE_FEATURES,
    "sentences": evidence.FEATURES,
    "compared": nearness.FEATURES,
    "chance": (*evidence.FEATURES, "bias"),
}
"""What each model weighs."""


def best_rows(all_weighed: Sequence[Weighed], scores: Sequence[Table]) -> Table:
    """The features of each question's best sentence."""
    width = len(evidence.FEATURES)
    return np.stack(
        [
            one.sentences.rows[s.argmax()] if len(s) else np.zeros(width)
            for one, s in zip(all_weighed, scores, strict=True)
        ]
    )


def chances_out_of_fold(all_weighed: Sequence[Weighed], rows: Table) -> Table:
    """The chance given to each question by a model fitted on other groups."""
    chances = np.zeros(len(rows))
    held = _held(all_weighed)
    sets = [one.question.set for one in all_weighed]
    for train, test in folds([one.sentences for one in all_weighed]):
        model = fit_chance(rows[train], held[train], [sets[i] for i in train])
        chances[test] = model.predict_proba(rows[test])[:, 1]
    return chances


def fitted(embedder: Remembering, reader: Reader) -> tuple[dict[str, Table], dict[str, Any]]:
    """Weights of each model, and what was measured."""
    with ExitStack() as stack:
        opened = [stack.enter_context(SETS[name](embedder)) for name in SETS]
        passages = [
            found(question, archive, embedder)
            for archive, questions in opened
            for question in questions
        ]
        by_rank = out_of_fold([one.choice for one in passages])
        read = [weighed(one, s, reader) for one, s in zip(passages, by_rank, strict=True)]
    weights = {
        "passages": fit_choice([one.choice for one in passages]),
        "reread": fit_choice([one.passages for one in read]),
        "sentences": fit_choice([one.sentences for one in read]),
    }
    reread = out_of_fold([one.passages for one in read])
    by_words = out_of_fold([one.sentences for one in read])
    near = [compared(one, s, embedder) for one, s in zip(read, by_words, strict=True)]
    sets = [one.question.set for one in read]
    weights["compared"] = fit_choice(near, sets)
    sentences = out_of_fold(near, sets)
    best = best_rows(read, sentences)
    model = fit_chance(best, _held(read), sets)
    weights["chance"] = np.append(model.coef_[0], model.intercept_[0])
    measured = {
        "passages, by the ranker": by_set(read, [one.choice for one in passages], by_rank),
        "passages read, by ranker and reader": by_set(read, [w.passages for w in read], reread),
        "sentences": by_set(read, [one.sentences for one in read], by_words),
        "sentences, compared": by_set(read, near, sentences),
        "quotes": quote_scores(read, sentences),
        "abstention": abstention_scores(read, chances_out_of_fold(read, best)),
    }
    return weights, measured


def main() -> None:
    """Fit everything and write the coefficients with their cross-validated scores."""
    reader = SpanReader()
    with Remembering(embedder_of("all-MiniLM-L6-v2")) as embedder:
        weights, measured = fitted(embedder, reader)
    stated = {
        "made_by": "python -m bench.fit",
        "model": {"name": embedder.name, "sha256": embedder.digest},
        "reader": hashlib.sha256(READER.read_bytes()).hexdigest(),
        "cross_validated": measured,
        **{
            part: {n: round(float(w), 3) for n, w in zip(NAMES[part], values, strict=True)}
            for part, values in weights.items()
        },
    }
    WEIGHTS.write_text(json.dumps(stated, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(stated, indent=2))


def _held(read: Sequence[Weighed]) -> NDArray[np.bool_]:
    return np.asarray([one.question.kind == "answered" for one in read])


if __name__ == "__main__":
    main()
