"""`python -m bench.peers PEER FOLDER`: rank passages for questions, within the peers' environment.

FOLDER holds `passages.json` and `questions.json` (lists of texts), `passages.npy` and
`questions.npy` (their unit vectors). Prints, for each question, the rows of the passages found.
"""

import json
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import numpy as np

from bench.peers.corpus import Corpus

K = 10


def main(peer: str, folder: Path) -> None:
    """Let one peer rank, and write `PEER.json` into the folder."""
    texts, questions = (
        json.loads((folder / f"{name}.json").read_text("utf-8"))
        for name in ("passages", "questions")
    )
    corpus = Corpus(
        texts, np.load(folder / "passages.npy"), questions, np.load(folder / "questions.npy")
    )
    rank: Callable[[Corpus, int], list[list[int]]] = import_module(f"bench.peers.{peer}").rank
    (folder / f"{peer}.json").write_text(json.dumps(rank(corpus, K)), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
