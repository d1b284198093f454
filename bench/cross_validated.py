"""What models score on questions that they were not fitted on."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from bench.choices import Choice, Table
from bench.features import Weighed
from bench.labelled import SETS
from bench.metrics import auroc, exact_match, f1
from qa.evidence import Scored
from qa.extract import choose, short_answer
from qa.readable import quotes
from qa.settings import settings

KS = (1, 3, 4, 10)
THRESHOLDS = (0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5)


def by_set(
    read: Sequence[Weighed], choices: Sequence[Choice], scores: Sequence[Table]
) -> dict[str, Any]:
    """How often one of the first k is right, among a set's questions for which one is."""
    stated: dict[str, Any] = {}
    for name in SETS:
        ranked = [
            c.labels[np.argsort(-s, kind="stable")] == 1
            for w, c, s in zip(read, choices, scores, strict=True)
            if w.question.set == name and (c.labels == 1).any()
        ]
        shares = {f"at {k}": round(float(np.mean([r[:k].any() for r in ranked])), 3) for k in KS}
        stated[name] = {"questions": len(ranked), **shares}
    return stated


def quote_scores(read: Sequence[Weighed], scores: Sequence[Table]) -> dict[str, Any]:
    """What answers would quote, were none refused: of a set's answered questions, the share whose
    first quote, or one of whose quotes, has an accepted answer; and the short answer's scores."""
    stated: dict[str, Any] = {}
    for name in SETS:
        rows = [
            _quoted(one, s)
            for one, s in zip(read, scores, strict=True)
            if (one.question.set, one.question.kind) == (name, "answered")
        ]
        heads = ("first quote", "one of the quotes", "exact match", "F1")
        means = np.mean(rows, axis=0).round(3).tolist()
        stated[name] = {"questions": len(rows), **dict(zip(heads, means, strict=True))}
    return stated


def _quoted(one: Weighed, scores: Table) -> tuple[float, float, float, float]:
    order = np.argsort(-scores, kind="stable")
    ranked = [Scored(one.read[i], float(scores[i]), chance=1.0, coverage=1.0) for i in order]
    chosen = [scored.sentence for scored in choose(ranked, 0.0, settings().quotes)]
    if not chosen:
        return 0.0, 0.0, 0.0, 0.0
    right = [
        one.question.right(s.hit.article, s.hit.article.text[span.start : span.end]) != 0
        for s, span in quotes(chosen)
    ]
    said = short_answer(one.question.text, chosen[0])
    pair = said.text if said else "", one.question.answers
    return float(right[0]), float(any(right)), exact_match(*pair), f1(*pair)


def abstention_scores(read: Sequence[Weighed], chances: Table) -> dict[str, Any]:
    """AUROC of the answered against each other kind, and what thresholds cost both."""
    stated: dict[str, Any] = {}
    for name in SETS:
        kinds = {
            kind: [
                float(chance)
                for one, chance in zip(read, chances, strict=True)
                if (one.question.set, one.question.kind) == (name, kind)
            ]
            for kind in ("answered", "near miss", "not held")
        }
        yes = kinds.pop("answered")
        for kind, no in kinds.items():
            if no:
                stated[f"{name}, {kind}"] = {
                    "auroc": round(auroc(yes, no), 3),
                    "answered refused / others answered at": {
                        str(t): [round(_below(yes, t), 3), round(1 - _below(no, t), 3)]
                        for t in THRESHOLDS
                    },
                }
    return stated


def _below(chances: Sequence[float], threshold: float) -> float:
    return float(np.mean(np.asarray(chances) < threshold))
