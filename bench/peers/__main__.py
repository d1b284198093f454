"""`python -m bench.peers PEER FOLDER`: find passages for questions, in the peers' environment.

FOLDER holds `passages.json` and `questions.json` (lists of texts) and `passages.npy` (the passages'
unit vectors). Writes `PEER.json`: of each question the `rows` of the passages found and the
`milliseconds` that took.
"""

import json
import sys
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import numpy as np

from bench.peers.corpus import Corpus, Find

K = 10


def main(peer: str, folder: Path) -> None:
    """Let one peer find, and write `PEER.json` into the folder."""
    texts, questions = (
        json.loads((folder / f"{name}.json").read_text("utf-8"))
        for name in ("passages", "questions")
    )
    finder: Callable[[Corpus, int], Find] = import_module(f"bench.peers.{peer}").finder
    find = finder(Corpus(texts, np.load(folder / "passages.npy")), K)
    find(questions[0])  # what is loaded once is loaded now
    found: dict[str, list[object]] = {"rows": [], "milliseconds": []}
    for question in questions:
        start = time.perf_counter()
        found["rows"].append(find(question))
        found["milliseconds"].append(1000 * (time.perf_counter() - start))
    (folder / f"{peer}.json").write_text(json.dumps(found), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
