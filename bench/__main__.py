"""`python -m bench`: measure the archive and write the figures to `bench/results/`."""

import argparse
import json
import subprocess
import sys
import time
from datetime import date
from typing import Any

from bench import seed_questions
from bench.data import OURS
from index.embed import SentenceTransformerEmbedder
from index.errors import ArchiveError
from qa.settings import settings

SETS = {"seed_questions": seed_questions.run}


def main(arguments: list[str] | None = None) -> int:
    """Run the named sets (default: all) and return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("set", nargs="*", choices=[[], *SETS], help="which sets; default: all")
    chosen = parser.parse_args(arguments).set or list(SETS)
    try:
        for name in chosen:
            _run(name)
    except ArchiveError as error:
        print(error, file=sys.stderr)
        return 2
    return 0


def _run(name: str) -> None:
    embedder = SentenceTransformerEmbedder("all-MiniLM-L6-v2")
    start = time.perf_counter()
    scores = SETS[name](embedder)
    result = {
        "set": name,
        "command": f"python -m bench {name}",
        "day": date.today().isoformat(),
        "commit": _commit(),
        "model": {"name": embedder.name, "sha256": embedder.digest},
        "settings": settings().model_dump(mode="json"),
        "seconds": round(time.perf_counter() - start, 1),
        "scores": scores,
    }
    path = OURS / "results" / f"{name}.json"
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(result, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    _show(scores)
    print(f"Written to {path}.")


def _show(scores: dict[str, Any], indent: str = "") -> None:
    for name, value in scores.items():
        if isinstance(value, dict):
            print(f"{indent}{name}")
            _show(value, indent + "  ")
        elif isinstance(value, list):
            print(f"{indent}{name}:" + "".join(f"\n{indent}  {item}" for item in value))
        else:
            print(f"{indent}{name}: {value}")


def _commit() -> str:
    command = ["git", "describe", "--always", "--dirty", "--abbrev=10"]
    found = subprocess.run(command, capture_output=True, text=True, check=False)
    return found.stdout.strip() or "unknown"


if __name__ == "__main__":
    sys.exit(main())
