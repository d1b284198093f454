"""Fit what says whether a passage supports a sentence: `python -m bench.fit_support`.

Writes `qa/support.json`. Pairs of premise and hypothesis come from the sets of fact checking and
inference in `../shared/train`, whose false claims are made to look true: each shares its words with
its premise. A model that goes astray errs otherwise too, so we add made pairs: a sentence of the
premise itself, shortened; one of the nearest other premise; one denied. Pairs whose figures or
names the premise lacks are left out, as they never reach the model, and counted. Every set counts
the same.
"""

import json
import random
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold

from bench.data import rows, shared
from bench.remembering import Remembering
from index.embed import Embedder, embedder_of
from index.sentences import sentences
from qa.check import THRESHOLD
from qa.support import FEATURES, features, lacking, ruled_out

SUPPORT = Path(__file__).resolve().parent.parent / "qa" / "support.json"
SETS = (
    "fever_athnlp", "fever_dev_rte", "fever_symmetric", "feverous_dev", "climate_fever", "citint",
    "covidfact", "factcc_sample1k", "nlids_rte", "rte123", "wice_oracle_chunks",
    "factcheckgpt_stance", "begin", "mnli_olora", "healthver",
)  # fmt: skip
"""Claims about a passage of prose; captions of pictures and dialogues are not our kind."""
EACH = 250
"""Pairs drawn of a set."""
MOST_WORDS, MOST_CLAIM = 250, 45
FOLDS = 5
MADE = ("made: shortened", "made: of another text", "made: denied")
STRENGTH = 0.00001
"""What large coefficients cost, beside the mean loss of a pair."""
AGAINST = ("denied", "opposite", "hedged")
"""What can't speak for support, as the others can't speak against it: where the sets' false claims
are made of their premise's words, a free fit would hold sharing words against a sentence."""
FREE = ("length", "length_best", "bias")
AUXILIARY = re.compile(r"\b(?:was|were|is|are|has|have|had|will|would|can|could)\b")
TAIL = re.compile(
    r",? (?:in|on|at|after|before|with|by|during|from) [^,]*([.!?]?)$|, [^,]*([.!?])$"
)

Table = NDArray[np.float64]


class Pair(NamedTuple):
    """A claim and the text that it is held against."""

    set: str
    premise: str
    claim: str
    supported: bool


def pairs() -> list[Pair]:
    """The pairs of the fit: as many of each set, premises as long as our passages at most."""
    by_set = defaultdict(list)
    for row in rows(shared("train/pair_train.jsonl.gz")):
        short = len(row["premise"].split()) <= MOST_WORDS
        if row["source"] in SETS and short and 3 < len(row["hypothesis"].split()) <= MOST_CLAIM:
            pair = Pair(row["source"], row["premise"], row["hypothesis"], row["label"] == "E")
            by_set[pair.set].append(pair)
    draw = random.Random(1)
    return [p for name in SETS for p in draw.sample(by_set[name], min(EACH, len(by_set[name])))]


def made(drawn: Sequence[Pair], embedder: Embedder) -> Iterator[Pair]:
    """Pairs of kinds that the sets lack, from their premises of several sentences."""
    premises = [p for p in dict.fromkeys(pair.premise for pair in drawn) if len(_split(p)) > 2]
    vectors = embedder.encode_passages(premises)
    draw = random.Random(2)
    for i in draw.sample(range(len(premises)), min(2 * EACH, len(premises))):
        own = draw.choice(_split(premises[i]))
        near = vectors @ vectors[i]
        near[i] = -1
        other = draw.choice(_split(premises[int(near.argmax())]))
        yield Pair(MADE[0], premises[i], TAIL.sub(r"\1", own), True)
        if other not in premises[i]:
            yield Pair(MADE[1], premises[i], other, False)
        if AUXILIARY.search(own):
            denied = AUXILIARY.sub(r"\g<0> not", own, count=1)
            yield Pair(MADE[2], premises[i], denied, False)


def table(found: Sequence[Pair], embedder: Embedder) -> tuple[Table, NDArray[np.bool_]]:
    """One row of FEATURES and a 1 for each pair, and whether it is ruled out."""
    split = [_split(pair.premise) for pair in found]
    texts = list(dict.fromkeys([t for own in split for t in own] + [p.claim for p in found]))
    vectors = dict(zip(texts, embedder.encode_passages(texts), strict=True))
    table, ruled = [], []
    for pair, own in zip(found, split, strict=True):
        cosines = np.stack([vectors[text] for text in own]) @ vectors[pair.claim]
        row, (first, last) = features(pair.claim, own, cosines)
        table.append([*row, 1.0])
        ruled.append(ruled_out(pair.claim, own[first : last + 1]))
    return np.asarray(table), np.asarray(ruled)


def fit(x: Table, y: NDArray[np.bool_], weight: Table) -> Table:
    """Logistic regression in which no coefficient has the wrong sign."""
    sign = np.where(y, 1.0, -1.0)

    def loss(w: Table) -> tuple[float, Table]:
        margin = sign * (x @ w)
        slope = -sign * weight / (1 + np.exp(margin)) / weight.sum()
        value = float(weight @ np.logaddexp(0, -margin) / weight.sum())
        return value + STRENGTH * float(w @ w), slope @ x + 2 * STRENGTH * w

    bounds = [
        (None, None) if name in FREE else (None, 0) if name in AGAINST else (0, None)
        for name in (*FEATURES, "bias")
    ]
    return np.asarray(minimize(loss, np.zeros(x.shape[1]), jac=True, bounds=bounds).x)


def main() -> None:
    """Fit on all pairs, measure on folds of premises, and write both."""
    with Remembering(embedder_of("all-MiniLM-L6-v2")) as embedder:
        drawn = pairs()
        drawn += made(drawn, embedder)
        lacks = np.asarray([bool(lacking(pair.claim, pair.premise)) for pair in drawn])
        supported = np.asarray([pair.supported for pair in drawn])
        kept = [pair for pair, lack in zip(drawn, lacks, strict=True) if not lack]
        x, ruled = table(kept, embedder)
    y = supported[~lacks]
    names = [pair.set for pair in kept]
    weight = np.asarray([1 / names.count(name) for name in names])
    out = np.zeros(len(kept))
    for train, test in GroupKFold(FOLDS).split(x, y, [pair.premise for pair in kept]):
        out[test] = 1 / (1 + np.exp(-x[test] @ fit(x[train], y[train], weight[train])))
    real = np.asarray([name in SETS for name in names])
    stated = {
        "made_by": "python -m bench.fit_support",
        "pairs": len(drawn),
        "lack a figure or name": {
            "of the supported": round(float(lacks[supported].mean()), 3),
            "of the others": round(float(lacks[~supported].mean()), 3),
        },
        "cross_validated": {
            "auroc of the rest, sets alone": round(
                float(roc_auc_score(y[real], out[real], sample_weight=weight[real])), 3
            ),
            "auroc by set": {n: _auroc(y, out, names, n) for n in SETS},
            f"kept by the whole check at {THRESHOLD}: of the supported, of the others": {
                name: _kept(drawn, lacks, ~ruled & (out >= THRESHOLD), name)
                for name in (*SETS, *MADE)
            },
        },
        "meaning": dict(
            zip((*FEATURES, "bias"), np.round(fit(x, y, weight), 3).tolist(), strict=True)
        ),
    }
    SUPPORT.write_text(json.dumps(stated, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(stated, indent=2))


def _split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


def _auroc(y: NDArray[np.bool_], out: Table, names: Sequence[str], name: str) -> float:
    own = np.asarray(names) == name
    return round(float(roc_auc_score(y[own], out[own])), 3)


def _kept(
    drawn: Sequence[Pair], lacks: NDArray[np.bool_], passes: NDArray[np.bool_], name: str
) -> list[float | None]:
    """The shares of a set's pairs that pass figures, names and meaning; None if it has none."""
    whole = np.zeros(len(drawn), dtype=bool)
    whole[~lacks] = passes
    own = np.asarray([pair.set == name for pair in drawn])
    right = np.asarray([pair.supported for pair in drawn])
    return [
        round(float(whole[own & side].mean()), 3) if (own & side).any() else None
        for side in (right, ~right)
    ]


if __name__ == "__main__":
    main()
