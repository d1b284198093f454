"""Indexing and asking, ours beside other libraries and the bare network, in one run.

The first articles of RealTimeQA, the same weights, passages of about 200 word pieces, one core for
each system in a process of its own. Seconds of the processor count: other work on the machine makes
those of the clock mean little.
"""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from statistics import mean
from tempfile import TemporaryDirectory
from typing import Any

from bench.data import rows, shared
from bench.incremental import size_of, timed
from bench.peers import environment
from bench.peers.indexing import ASKERS, RAW, SYSTEMS
from bench.remembering import Remembering
from index.embed import WHOLE, SentenceTransformerEmbedder
from index.models import PACKAGED
from index.searcher import Searcher
from index.vectors import self_cosines

ARTICLES, QUESTIONS = 240, 32
HERE = ("archive", *RAW)
"""These run with our own packages; the others in the peers' environment."""


def run(embedder: Remembering, sample: int | None) -> dict[str, Any]:
    """What each system takes, and beside the others what it embeds in a second of the processor."""
    articles = rows(shared("data/realtimeqa_2025_articles.jsonl.gz"))[: sample or ARTICLES]
    asked = rows(shared("data/realtimeqa_2025_questions.jsonl.gz"))[: sample or QUESTIONS]
    with TemporaryDirectory() as temporary:
        folder = Path(temporary)
        kept = [{"title": row["title"], "text": row["text"]} for row in articles]
        (folder / "articles.json").write_text(json.dumps(kept), "utf-8")
        questions = [row["question"] for row in asked]
        (folder / "questions.json").write_text(json.dumps(questions), "utf-8")
        missing = _missing(may_install=sample is None)
        found = {
            name: {"without result": missing} if missing and name not in HERE
            else _measure(name, folder, embedder, len(articles))
            for name in SYSTEMS
        }  # fmt: skip
        if "passages" in found["archive"]:
            found["archive"] |= _nearness(folder / "archive" / "data")
    return {"articles": len(articles), **found, **_ratios(found)}


def _nearness(data: Path) -> dict[str, float]:
    """How near the vectors kept are to those of whole precision: cosines of a sample."""
    exact = SentenceTransformerEmbedder(PACKAGED[0])
    exact.precision = WHOLE
    with closing(Searcher.open(data)) as searcher:
        cosines = self_cosines(searcher, exact).values()
    return {
        "mean cosine to whole precision": round(mean(cosines), 6),
        "least cosine to whole precision": round(min(cosines), 6),
    }


def _missing(may_install: bool) -> str | None:
    if environment.installed():
        return None
    return environment.install() if may_install else "not installed"


def _measure(name: str, folder: Path, embedder: Remembering, articles: int) -> dict[str, Any]:
    python = sys.executable if name in HERE else str(environment.python())
    command = [python, "-m", "bench.peers.indexing", name, str(folder)]
    try:
        process = timed(command, {**os.environ, "OMP_NUM_THREADS": "1"})
    except subprocess.CalledProcessError:
        return {"without result": "its process failed"}
    told = json.loads((folder / f"{name}.json").read_text("utf-8"))
    texts, seconds = told.pop("texts"), told["processor seconds"]
    tokens = sum(min(count + 2, embedder.max_tokens) for count in embedder.count_tokens(texts))
    return {
        "passages": len(texts),
        "tokens a passage": round(tokens / len(texts)),
        "articles a second": round(articles / seconds, 2),
        "passages a second": round(len(texts) / seconds, 2),
        "tokens a second": round(tokens / seconds),
        "peak MB": process["peak MB"],
        "bytes a passage": round(size_of(folder / name) / len(texts)),
        "seconds of the clock": round(told["seconds"], 1),
        "opened, ms": round(told["opened, ms"], 1),
        **{f"{n} askers": told[f"{n} askers"] for n in ASKERS if f"{n} askers" in told},
    }


def _ratios(found: Mapping[str, Mapping[str, Any]]) -> dict[str, float]:
    ours = found["archive"]
    return {
        f"ours to {name} › {what}": round(ours[what] / other[what], 2)
        for name, other in found.items()
        for what in ("tokens a second", "passages a second", "articles a second")
        if name != "archive" and what in other
    }
