"""Ask the peers the same questions of the same passages, with the vectors of our own model."""

import json
import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import numpy as np

from bench.data import OURS
from bench.peers import environment
from index.chunk import embedded_text
from index.searcher import Searcher

PEERS = {
    "LangChain tutorial": "langchain_tutorial",
    "txtai hybrid": "txtai_hybrid",
    "LlamaIndex": "llamaindex",
    "Haystack hybrid": "haystack_hybrid",
}
LONGEST_REASON = 200
"""Characters."""
SECONDS = 3600
"""The most time a peer gets for all questions."""


class Found(NamedTuple):
    """What a peer found for each question."""

    rankings: list[list[str]]
    """The ids of the first ten passages."""
    milliseconds: list[float]
    """What finding them took, with the question embedded."""


def found_by_peers(
    questions: Sequence[str], searcher: Searcher, may_install: bool
) -> Mapping[str, Found | str]:
    """What each peer finds, one after the other, or why it can't."""
    if not environment.installed():
        reason = environment.install() if may_install else "not installed: run `make bench`"
        if reason:
            return dict.fromkeys(PEERS, reason)
    ids, texts = _passages(searcher)
    with TemporaryDirectory() as temporary:
        folder = Path(temporary)
        (folder / "passages.json").write_text(json.dumps(texts), encoding="utf-8")
        (folder / "questions.json").write_text(json.dumps(questions), encoding="utf-8")
        np.save(folder / "passages.npy", searcher.store.vectors(ids))
        return {name: _ask(module, folder, ids) for name, module in PEERS.items()}


def _passages(searcher: Searcher) -> tuple[list[str], list[str]]:
    """Every passage's id, and what is embedded for it: its article's title and its text."""
    catalog = searcher.catalog
    cuts = [
        (passage.id, embedded_text(article, passage))
        for article in catalog.articles()
        for passage in catalog.passages(article.id)
    ]
    return [id for id, _ in cuts], [text for _, text in cuts]


def _ask(module: str, folder: Path, ids: Sequence[str]) -> Found | str:
    if trouble := _run(module, folder):
        return f"failed: {trouble[:LONGEST_REASON]}"
    told = json.loads((folder / f"{module}.json").read_text("utf-8"))
    return Found([[ids[row] for row in rows] for rows in told["rows"]], told["milliseconds"])


def _run(module: str, folder: Path) -> str | None:
    """Let a peer write its result; what it says last when it fails."""
    command = [str(environment.python()), "-m", "bench.peers", module, str(folder)]
    quiet = {"HAYSTACK_TELEMETRY_ENABLED": "False", "ANONYMIZED_TELEMETRY": "False"}
    try:
        done = subprocess.run(
            command,
            cwd=OURS.parent,
            env={**os.environ, **quiet},
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return f"took more than {SECONDS} seconds"
    said = done.stderr.strip().splitlines() or ["no word of why"]
    return said[-1] if done.returncode else None
