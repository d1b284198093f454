"""One question to a process that knows nothing yet: `python -m qa` beside the model alone.

The bare script loads the same model and encodes the question, no more. Both are started by turns,
each with its files in the system's memory; seconds of the clock, as the user waits for them.
"""

import sys
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from bench.incremental import timed
from bench.load import SEEDS
from index.build import build
from index.embed import Embedder
from index.models import packaged_folder

QUESTION = "Who confirmed Israel's role?"
RUNS = 9
BARE = """
import sys
from sentence_transformers import SentenceTransformer
model = SentenceTransformer(sys.argv[1], local_files_only=True)
model.encode([sys.argv[2]])
"""


def run(embedder: Embedder, sample: int | None = None) -> dict[str, Any]:
    """Medians of both, and how many times as long ours takes."""
    bare = [sys.executable, "-c", BARE, str(packaged_folder()), QUESTION]
    with TemporaryDirectory() as data:
        build(SEEDS, Path(data), embedder=embedder)
        ours = [sys.executable, "-m", "qa", "--data", data, QUESTION]
        timed(bare), timed(ours)
        pairs = [(timed(ours), timed(bare)) for _ in range(1 if sample else RUNS)]
    stated: dict[str, Any] = {"runs": len(pairs)}
    for what in ("seconds", "processor seconds", "peak MB"):
        stated |= {
            f"ours › {what}": median(one[what] for one, _ in pairs),
            f"the model alone › {what}": median(other[what] for _, other in pairs),
            f"ours to the model alone › {what}": round(
                median(one[what] / other[what] for one, other in pairs), 2
            ),
        }
    return stated
