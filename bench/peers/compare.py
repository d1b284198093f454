"""Ask the peers the same questions of the same passages with the same vectors."""

import hashlib
import json
import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from bench.data import OURS
from bench.peers import environment
from bench.remembering import BENCH
from index.chunk import embedded_text
from index.embed import Embedder, Vectors
from index.searcher import Searcher

PEERS = {
    "LangChain tutorial": "langchain_tutorial",
    "LlamaIndex": "llamaindex",
    "Haystack hybrid": "haystack_hybrid",
    "txtai hybrid": "txtai_hybrid",
}
PARTS = ("passages", "questions")
KEPT = BENCH / "peers"
LONGEST_REASON = 200
"""Characters."""
SECONDS = 3600
"""The most time a peer gets for all questions."""


def rankings(
    questions: Sequence[str], searcher: Searcher, embedder: Embedder, may_install: bool
) -> Mapping[str, list[list[str]] | str]:
    """The ids of the first ten passages that each peer finds for each question, or why it can't.

    What a peer found for the same texts and versions in an earlier run is not asked again.
    """
    if not environment.installed():
        reason = environment.install() if may_install else "not installed: run `make bench`"
        if reason:
            return dict.fromkeys(PEERS, reason)
    ids, texts = _passages(searcher)
    vectors = searcher.store.vectors(ids)
    folder = _written(texts, vectors, questions, embedder.encode_questions(questions))
    found = {name: _ask(module, folder) for name, module in PEERS.items()}
    _drop_inputs(folder)
    return {
        name: told if isinstance(told, str) else [[ids[row] for row in rows] for rows in told]
        for name, told in found.items()
    }


def _passages(searcher: Searcher) -> tuple[list[str], list[str]]:
    """Every passage's id, and what is embedded for it: its article's title and its text."""
    catalog = searcher.catalog
    cuts = [
        (passage.id, embedded_text(article, passage))
        for article in catalog.articles()
        for passage in catalog.passages(article.id)
    ]
    return [id for id, _ in cuts], [text for _, text in cuts]


def _written(
    texts: Sequence[str], vectors: Vectors, questions: Sequence[str], asked: Vectors
) -> Path:
    """The folder of these texts, with what `python -m bench.peers` reads."""
    said = json.dumps([environment.digest(), texts, questions])
    name = hashlib.sha256(said.encode() + vectors.tobytes() + asked.tobytes()).hexdigest()[:16]
    folder = KEPT / name
    folder.mkdir(parents=True, exist_ok=True)
    for part, lines, matrix in zip(PARTS, (texts, questions), (vectors, asked), strict=True):
        (folder / f"{part}.json").write_text(json.dumps(lines), encoding="utf-8")
        np.save(folder / f"{part}.npy", matrix)
    return folder


def _drop_inputs(folder: Path) -> None:
    """Keep the small results alone: the texts are third parties', and large."""
    for part in PARTS:
        (folder / f"{part}.json").unlink()
        (folder / f"{part}.npy").unlink()


def _ask(module: str, folder: Path) -> list[list[int]] | str:
    result = folder / f"{module}.json"
    if not result.is_file() and (trouble := _run(module, folder)):
        return f"failed: {trouble[:LONGEST_REASON]}"
    rows: list[list[int]] = json.loads(result.read_text("utf-8"))
    return rows


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
