"""Fit the chance that a sentence answers: `python -m bench.fit` writes `qa/weights.json`.

Archives are made of the passages of two question sets, half of each set's passages only, so that
three kinds of question meet the archive: answered in it, near misses (a passage on the subject
that doesn't answer), and questions whose passage is not there. Every sentence retrieved is one
example, labelled by whether it holds an accepted answer and comes from the question's passage.
"""

import json
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from bench.data import Remembering, archive_of, rows, shared
from bench.metrics import auroc, holds
from index.embed import Embedder, SentenceTransformerEmbedder
from qa.pipeline import Archive
from qa.rerank import FEATURES, candidates, features

SETS = {
    "squad2_half": ("data/squad2_half.jsonl.gz", 600),
    "news_span_train": ("train/news_span_train.jsonl.gz", 800),
}
WEIGHTS = Path(__file__).resolve().parent.parent / "qa" / "weights.json"
PASSAGES = 5
FOLDS = 5
REFUSED = 0.10
"""The threshold refuses this share of the answerable questions that retrieval found."""


@dataclass(frozen=True, slots=True)
class Example:
    """A question with the features and labels of the sentences retrieved for it."""

    group: str
    kind: str
    """"answered", "near miss" or "not held"."""
    rows: NDArray[np.float64]
    labels: NDArray[np.bool_]


def examples(name: str, embedder: Embedder) -> list[Example]:
    """Ask the questions of one set of an archive that holds half of its passages."""
    file, count = SETS[name]
    chosen = random.Random(0).sample(rows(shared(file)), count)
    contexts = sorted({row["context"] for row in chosen})
    held = set(contexts[::2])
    articles = [{"id": str(i), "text": text} for i, text in enumerate(contexts) if text in held]
    ids = {text: f"articles.jsonl#{i}" for i, text in enumerate(contexts)}
    with archive_of(articles, embedder) as archive:
        return [
            _example(row, ids[row["context"]], row["context"] in held, archive, embedder)
            for row in chosen
        ]


def _example(
    row: dict[str, Any], article: str, held: bool, archive: Archive, embedder: Embedder
) -> Example:
    answers = [a if isinstance(a, str) else a["text"] for a in row["answers"]]
    with archive.reading() as searcher:
        found = list(candidates(archive.retrieve(row["question"], PASSAGES)))
        table = features(row["question"], found, searcher, embedder)
    labels = [c.hit.article.id == article and holds(c.quote, answers) for c in found]
    kind = "not held" if not held else "answered" if answers else "near miss"
    return Example(article, kind, table, np.asarray(labels, dtype=np.bool_))


def main() -> None:
    """Collect, cross-validate, fit on everything, write the coefficients with their scores."""
    embedder = Remembering(SentenceTransformerEmbedder("all-MiniLM-L6-v2"))
    collected = [example for name in SETS for example in examples(name, embedder)]
    best = cross_validated(collected)
    scores = _scores(collected, best)
    threshold = scores["threshold"]
    model = _fit(collected)
    stated = {
        "made_by": "python -m bench.fit",
        "data": {name: f"{count} questions of {file}" for name, (file, count) in SETS.items()},
        "model": {"name": embedder.name, "sha256": embedder.digest},
        "cross_validated": scores,
        "bias": round(float(model.intercept_[0]), 4),
        "coefficients": dict(zip(FEATURES, model.coef_[0].round(4).tolist(), strict=True)),
    }
    WEIGHTS.write_text(json.dumps(stated, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(stated, indent=2))
    print(f"Set the default of ARCHIVE_THRESHOLD in qa/settings.py to {threshold}.")


def cross_validated(collected: Sequence[Example]) -> list[NDArray[np.float64]]:
    """The chances of each example's sentences, from a model that has not seen its passage."""
    chances: list[NDArray[np.float64]] = [np.zeros(0)] * len(collected)
    groups = [example.group for example in collected]
    for train, test in GroupKFold(FOLDS).split(groups, groups=groups):
        model = _fit([collected[i] for i in train])
        for i in test:
            if len(collected[i].labels):
                chances[i] = model.predict_proba(collected[i].rows)[:, 1]
    return chances


def _fit(collected: Sequence[Example]) -> LogisticRegression:
    table = np.concatenate([example.rows for example in collected if len(example.labels)])
    labels = np.concatenate([example.labels for example in collected])
    return LogisticRegression(max_iter=5000).fit(table, labels)


def _scores(collected: Sequence[Example], chances: Sequence[NDArray[np.float64]]) -> dict[str, Any]:
    """How often the best sentence answers, and how well its chance tells answered from not."""
    found = [(e, c) for e, c in zip(collected, chances, strict=True) if e.labels.any()]
    tops = {
        kind: [
            float(c.max(initial=0))
            for e, c in zip(collected, chances, strict=True)
            if e.kind == kind
        ]
        for kind in ("near miss", "not held")
    }
    answered = sorted(float(c.max()) for _, c in found)
    threshold = round(answered[int(REFUSED * len(answered))], 3)
    by_similarity = [float(e.labels[e.rows[:, 0].argmax()]) for e, _ in found]
    return {
        "questions": len(collected),
        "first sentence answers": round(
            float(np.mean([e.labels[c.argmax()] for e, c in found])), 3
        ),
        "first sentence answers, by cosine alone": round(float(np.mean(by_similarity)), 3),
        "auroc against near misses": round(auroc(answered, tops["near miss"]), 3),
        "auroc against questions not held": round(auroc(answered, tops["not held"]), 3),
        "threshold": threshold,
        "refused of answered": REFUSED,
        "refused of near misses": round(float(np.mean(np.less(tops["near miss"], threshold))), 3),
        "refused of not held": round(float(np.mean(np.less(tops["not held"], threshold))), 3),
    }


if __name__ == "__main__":
    main()
