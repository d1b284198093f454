"""Fit what ranks sentences and says their chance to answer: `python -m bench.fit`.

Writes `qa/weights.json`. Archives are made of the passages of two question sets, half of each
set's passages only, so that three kinds of question meet the archive: answered in it, near misses
(a passage on the subject that doesn't answer), and questions whose passage is not there. Every
sentence retrieved is one example, labelled by whether it holds an accepted answer and comes from
the question's own passage.
"""

import json
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
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
THRESHOLDS = (0.02, 0.04, 0.06, 0.08, 0.1, 0.12, 0.15, 0.2, 0.3)
UNHELD = ("near miss", "not held")
RANKING = [
    FEATURES.index(name)
    for name in ("similarity", "centrality", "coverage", "coverage_near", "offers", "length")
]
"""What ranks the sentences of a question. What all sentences of a passage share is left out: it
tells whether the passage answers better than which of two passages does."""

Table = NDArray[np.float64]


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
        vector = embedder.encode_questions([row["question"]])[0]
        table = features(row["question"], vector, found, searcher, embedder)
    labels = [c.hit.article.id == article and holds(c.quote, answers) for c in found]
    kind = "not held" if not held else "answered" if answers else "near miss"
    return Example(article, kind, table, np.asarray(labels, dtype=np.bool_))


def main() -> None:
    """Collect, cross-validate, fit on everything, write the coefficients with their scores."""
    embedder = Remembering(SentenceTransformerEmbedder("all-MiniLM-L6-v2"))
    collected = [example for name in SETS for example in examples(name, embedder)]
    rank, chance, bias = fit(collected)
    stated = {
        "made_by": "python -m bench.fit",
        "data": {name: f"{count} questions of {file}" for name, (file, count) in SETS.items()},
        "model": {"name": embedder.name, "sha256": embedder.digest},
        "cross_validated": scores(collected, *cross_validated(collected)),
        "rank": {FEATURES[i]: round(float(w), 3) for i, w in zip(RANKING, rank, strict=True)},
        "chance": {
            "bias": round(bias, 3),
            **{name: round(float(w), 3) for name, w in zip(FEATURES, chance, strict=True)},
        },
    }
    WEIGHTS.write_text(json.dumps(stated, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(stated, indent=2))


def fit(collected: Sequence[Example]) -> tuple[Table, Table, float]:
    """Weights that rank, and weights and bias of the chance that the best-ranked answers."""
    rank = _fit_rank(collected)
    best = [(*_best(example, rank), example) for example in collected if len(example.labels)]
    model = LogisticRegression(max_iter=5000).fit(
        np.stack([row for row, _, _ in best]), [right for _, right, _ in best]
    )
    return rank, model.coef_[0], float(model.intercept_[0])


def _fit_rank(collected: Sequence[Example]) -> Table:
    """Learn only from differences between sentences of one question: each is centred."""
    answered = [example for example in collected if example.labels.any()]
    rows = [e.rows[:, RANKING] - e.rows[:, RANKING].mean(axis=0) for e in answered]
    labels = np.concatenate([example.labels for example in answered])
    model = LogisticRegression(max_iter=5000)  # its bias means nothing between sentences
    return np.asarray(model.fit(np.concatenate(rows), labels).coef_[0])


def _best(example: Example, rank: Table) -> tuple[Table, bool]:
    top = int((example.rows[:, RANKING] @ rank).argmax())
    return example.rows[top], bool(example.labels[top])


def cross_validated(collected: Sequence[Example]) -> tuple[list[bool], list[float]]:
    """For each example whether its best-ranked sentence answers, and the chance given to that,
    both from models that have not seen its passage."""
    rights, chances = [False] * len(collected), [0.0] * len(collected)
    groups = [example.group for example in collected]
    for train, test in GroupKFold(FOLDS).split(groups, groups=groups):
        rank, chance, bias = fit([collected[i] for i in train])
        for i in test:
            if len(collected[i].labels):
                row, rights[i] = _best(collected[i], rank)
                chances[i] = float(1 / (1 + np.exp(-(row @ chance + bias))))
    return rights, chances


def scores(
    collected: Sequence[Example], rights: Sequence[bool], chances: Sequence[float]
) -> dict[str, Any]:
    """How often the best sentence answers, what its chance tells, and what thresholds cost."""
    found = [i for i, example in enumerate(collected) if example.labels.any()]
    kinds = {
        "answered": [chances[i] for i in found],
        **{k: [c for e, c in zip(collected, chances, strict=True) if e.kind == k] for k in UNHELD},
    }
    refused = {
        t: {kind: fmean(c < t for c in cs) for kind, cs in kinds.items()} for t in THRESHOLDS
    }
    by_cosine = [collected[i].labels[collected[i].rows[:, 0].argmax()] for i in found]
    return {
        "questions": {kind: len(values) for kind, values in kinds.items()},
        "first sentence answers": round(fmean(rights[i] for i in found), 3),
        "first sentence answers, by cosine alone": round(fmean(map(float, by_cosine)), 3),
        "auroc": {
            kind: round(auroc(kinds["answered"], values), 3)
            for kind, values in kinds.items()
            if kind in UNHELD
        },
        # The one that best parts the answered from what the archive doesn't hold.
        "threshold": max(THRESHOLDS, key=lambda t: refused[t]["not held"] - refused[t]["answered"]),
        "refused below threshold": {
            str(t): {kind: round(share, 3) for kind, share in shares.items()}
            for t, shares in refused.items()
        },
    }


if __name__ == "__main__":
    main()
