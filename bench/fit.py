"""Fit what ranks passages and sentences and gives the chance of an answer: `python -m bench.fit`.

Writes `qa/weights.json`. The questions of three sets are asked of archives in which some are
answered, some only nearly (a passage on the subject that doesn't answer), and some not at all.
First the passages found are ranked, then the best are read, and their sentences weighed. Each model
is fitted on what the earlier ones, fitted on other questions, make of its questions.
"""

import json
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from bench.labelled import SETS, Question
from bench.metrics import auroc
from bench.remembering import Remembering
from index.embed import SentenceTransformerEmbedder
from index.records import Filter, Hit
from qa import evidence, rerank
from qa.pipeline import Archive
from qa.reader import Reader, TransformersReader
from qa.records import Query
from qa.retrieve import Candidate, candidates
from qa.understand import understand

WEIGHTS = Path(__file__).resolve().parent.parent / "qa" / "weights.json"
FOLDS = 5
READ = 10
STRENGTH = 0.003
"""What large coefficients cost, beside the mean loss of a question."""

KS = (1, 3, 4, 10)
THRESHOLDS = (0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5)

Table = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Choice:
    """Things to choose from for one question: features, and labels (1 right, 0 wrong, nan not
    known)."""

    group: str
    rows: Table
    labels: Table


@dataclass(frozen=True, slots=True)
class Found:
    """A question with the passages found for it."""

    question: Question
    query: Query
    archive: Archive
    candidates: list[Candidate]
    choice: Choice


@dataclass(frozen=True, slots=True)
class Weighed:
    """A question with the passages read for it, in their order, and their sentences."""

    question: Question
    passages: Choice
    sentences: Choice


def found(question: Question, archive: Archive, embedder: Remembering) -> Found:
    """The passages found for a question, with features and labels."""
    query = understand(question.text, (), Filter(), (), question.asked)
    vector = embedder.encode_questions([query.text])[0]
    with archive.reading() as searcher:
        there = candidates(query.text, vector, query.filter, searcher)
        rows = rerank.features(query, there, searcher)
    labels = np.asarray([question.right(c.article, c.passage.text) for c in there], dtype=float)
    return Found(question, query, archive, there, Choice(question.group, rows, labels))


def weighed(one: Found, scores: Table, reader: Reader) -> Weighed:
    """The best passages of a question by `scores`, read."""
    order = np.argsort(-scores, kind="stable")[:READ]
    chosen = [(one.candidates[i], float(scores[i])) for i in order]
    hits = [Hit(c.passage, c.article, score, c.cosine) for c, score in chosen]
    sentences = evidence.read(one.query.text, hits, reader)
    with one.archive.reading() as searcher:
        rows = evidence.features(one.query, sentences, searcher)
    labels = [one.question.right(s.hit.article, s.quote) for s in sentences]
    group = one.question.group
    return Weighed(
        one.question,
        Choice(group, evidence.passage_features(hits, sentences), one.choice.labels[order]),
        Choice(group, rows, np.asarray(labels, dtype=float)),
    )


def fit_choice(choices: Sequence[Choice]) -> Table:
    """Weights under which the right things get most of the chance, as softmax shares it out."""
    useful = [c for c in choices if (c.labels == 1).any() and (c.labels == 0).any()]
    width = useful[0].rows.shape[1]

    def loss(weights: Table) -> tuple[float, Table]:
        total, gradient = 0.0, np.zeros(width)
        for choice in useful:
            known = ~np.isnan(choice.labels)
            rows, right = choice.rows[known], choice.labels[known] == 1
            scores = rows @ weights
            share = np.exp(scores - scores.max())
            share /= share.sum()
            on_right = share[right].sum()
            total -= np.log(max(on_right, 1e-12))
            gradient += share @ rows - (share[right] / max(on_right, 1e-12)) @ rows[right]
        n = len(useful)
        cost = STRENGTH * float(weights @ weights)
        return total / n + cost, gradient / n + 2 * STRENGTH * weights

    return np.asarray(minimize(loss, np.zeros(width), jac=True, method="L-BFGS-B").x)


def out_of_fold(choices: Sequence[Choice]) -> list[Table]:
    """Scores of each question's things by weights fitted on the questions of other groups."""
    scores: list[Table] = [np.zeros(0)] * len(choices)
    for train, test in folds(choices):
        weights = fit_choice([choices[i] for i in train])
        for i in test:
            scores[i] = choices[i].rows @ weights
    return scores


def folds(choices: Sequence[Choice]) -> Iterator[tuple[list[int], list[int]]]:
    """Indices to fit on and to test on."""
    groups = [choice.group for choice in choices]
    for train, test in GroupKFold(FOLDS).split(groups, groups=groups):
        yield list(train), list(test)


def best_rows(all_weighed: Sequence[Weighed], scores: Sequence[Table]) -> Table:
    """The features of each question's best sentence."""
    width = len(evidence.FEATURES)
    return np.stack(
        [
            one.sentences.rows[s.argmax()] if len(s) else np.zeros(width)
            for one, s in zip(all_weighed, scores, strict=True)
        ]
    )


def fit_chance(rows: Table, held: NDArray[np.bool_], sets: Sequence[str]) -> LogisticRegression:
    """The log odds that the archive holds an answer; every set counts the same."""
    weight = np.asarray([len(sets) / sets.count(name) for name in sets])
    return LogisticRegression(max_iter=5000).fit(rows, held, sample_weight=weight / weight.mean())


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
    sentences = out_of_fold([one.sentences for one in read])
    best = best_rows(read, sentences)
    model = fit_chance(best, _held(read), [one.question.set for one in read])
    weights["chance"] = np.append(model.coef_[0], model.intercept_[0])
    measured = {
        "passages, by the ranker": by_set(read, [one.choice for one in passages], by_rank),
        "passages read, by ranker and reader": by_set(read, [w.passages for w in read], reread),
        "sentences": by_set(read, [one.sentences for one in read], sentences),
        "abstention": abstention_scores(read, chances_out_of_fold(read, best)),
    }
    return weights, measured


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


def main() -> None:
    """Fit everything and write the coefficients with their cross-validated scores."""
    reader = TransformersReader()
    with Remembering(SentenceTransformerEmbedder("all-MiniLM-L6-v2")) as embedder:
        weights, measured = fitted(embedder, reader)
    names = {
        "passages": rerank.FEATURES,
        "reread": evidence.PASSAGE_FEATURES,
        "sentences": evidence.FEATURES,
        "chance": (*evidence.FEATURES, "bias"),
    }
    stated = {
        "made_by": "python -m bench.fit",
        "model": {"name": embedder.name, "sha256": embedder.digest},
        "cross_validated": measured,
        **{
            part: {n: round(float(w), 3) for n, w in zip(names[part], values, strict=True)}
            for part, values in weights.items()
        },
    }
    WEIGHTS.write_text(json.dumps(stated, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(stated, indent=2))


def _held(read: Sequence[Weighed]) -> NDArray[np.bool_]:
    return np.asarray([one.question.kind == "answered" for one in read])


def _below(chances: Sequence[float], threshold: float) -> float:
    return float(np.mean(np.asarray(chances) < threshold))


if __name__ == "__main__":
    main()
