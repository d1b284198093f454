"""`python -m bench [SET …]`: measure the archive and write the figures to `bench/results/`."""

import argparse
import hashlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import asdict
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench import (
    canard,
    clapnq,
    cold,
    constraints,
    copies,
    feedback,
    incremental,
    index_speed,
    load,
    multihop,
    plots,
    realtimeqa,
    report,
    scale,
    seed_questions,
    squad2,
)
from bench.data import OURS
from bench.remembering import Remembering
from index.embed import HALF, embedder_of, fastest_precision
from index.errors import ArchiveError, SettingsError
from index.settings import IndexSettings
from index.settings import load as load_settings
from qa.reader import SpanReader
from qa.settings import settings

RESULTS = OURS / "results"
FITTED = tuple(
    OURS.parent / "qa" / name
    for name in ("weights.json", "reader.safetensors", "reader.json", "reader.onnx")
)
"""What was learnt, and changes what is measured."""
SMOKE = 4
"""Questions of each set in a smoke run."""

Run = Callable[[Remembering, int | None], dict[str, Any]]
"""An embedder, and how many questions (None: all), to scores."""


def _page(embedder: Remembering, sample: int | None) -> dict[str, Any]:
    """Imported when it is asked for: the other sets need no browser."""
    try:
        from bench import page
    except ModuleNotFoundError as missing:
        raise SettingsError(
            f"The page is measured with {missing.name}, which is not installed: `make browser`."
        ) from missing
    return page.run(embedder, sample)


SETS: dict[str, Run] = {
    "seed_questions": seed_questions.run,
    "realtimeqa": realtimeqa.run,
    "peers": realtimeqa.run_peers,
    "clapnq": clapnq.run,
    "squad2": lambda embedder, n: squad2.run(embedder, squad2.by(SpanReader(settings().reader)), n),
    "multihop": multihop.run,
    "canard": lambda _, sample: canard.run(sample),
    "constraints": lambda _, __: constraints.run(),
    "copies": lambda _, sample: copies.run(sample),
    "incremental": incremental.run,
    "index_speed": index_speed.run,
    "scale": scale.run,
    "cold": cold.run,
    "load": load.run,
    "page": _page,
    "feedback": lambda _, sample: feedback.run(sample),
}


PROGRAMS = ("load", "page", "index_speed", "incremental", "cold")
"""Sets that start other programs: no part of a smoke run."""


def main(arguments: list[str] | None = None) -> int:
    """Run the named sets (default: all) and return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("set", nargs="*", choices=[[], *SETS], help="which sets; default: all")
    parser.add_argument(
        "--smoke", action="store_true", help="a handful of questions of each, nothing kept"
    )
    options = parser.parse_args(arguments)
    try:
        if options.smoke:
            with TemporaryDirectory() as temporary:
                quick = [name for name in SETS if name not in PROGRAMS]
                run_sets(options.set or quick, Path(temporary), SMOKE)
        else:
            run_sets(options.set or list(SETS), RESULTS)
    except ArchiveError as error:
        print(error, file=sys.stderr)
        return 2
    return 0


def run_sets(names: list[str], results: Path, sample: int | None = None) -> None:
    """Run sets one after the other, each written as soon as it is done, then the page of all."""
    plain = embedder_of(load_settings(IndexSettings).model)
    folder = results / "vectors" if sample else None  # a smoke run leaves nothing behind
    results.mkdir(parents=True, exist_ok=True)
    with Remembering(plain, folder) as embedder:
        for name in names:
            start = time.perf_counter()
            scores = SETS[name](embedder, sample)
            result = _result(name, embedder, time.perf_counter() - start, scores)
            written = json.dumps(result, indent=2, ensure_ascii=False, default=asdict)
            (results / f"{name}.json").write_text(written + "\n", encoding="utf-8")
            _show(name, json.loads(written)["scores"])
    print(f"\nWritten to {report.write(results)}.")
    if not plots.available():
        print("Without plots: they need matplotlib, which `make bench` installs.")


def _result(
    name: str, embedder: Remembering, seconds: float, scores: dict[str, Any]
) -> dict[str, Any]:
    return {
        "set": name,
        "command": f"python -m bench {name}",
        "day": date.today().isoformat(),
        "commit": _commit(),
        "model": {"name": embedder.name, "sha256": embedder.digest},
        "fitted": {path.name: _sha256(path) for path in FITTED if path.is_file()},
        "machine": _machine(),
        "settings": settings().model_dump(mode="json"),
        "seconds": round(seconds, 1),
        "scores": scores,
    }


def _show(name: str, scores: dict[str, Any]) -> None:
    print(f"\n{name}")
    heads = ("metric", "questions", "ours", "95 %", "target", "others")
    table = [
        (metric, n, ours, interval, target, others)
        for metric, n, others, ours, interval, _, target in report.table_rows(name, scores)
    ]
    widths = [max(map(len, column)) for column in zip(heads, *table, strict=True)]
    for row in [heads, *table] if table else []:
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=True)]
        print("  ".join(cells).rstrip())
    for path, value in report.flat({k: v for k, v in scores.items() if k != "table"}):
        print(f"  {path}: {value}")


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _machine() -> str:
    """What speed depends on most: cores, and what they can do at once."""
    import torch

    half = f", {HALF}" if fastest_precision() == HALF else ""
    return f"{os.cpu_count()} cores, {torch.backends.cpu.get_cpu_capability()}{half}"


def _commit() -> str:
    """The commit measured, marked as dirty if more than results differ from it."""
    commit = _git("rev-parse", "--short=10", "HEAD") or "unknown"
    changed = _git("status", "--porcelain", "--", ".", f":!{RESULTS.relative_to(OURS.parent)}")
    return f"{commit}-dirty" if changed else commit


def _git(*arguments: str) -> str:
    command = ["git", "-C", str(OURS.parent), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()


if __name__ == "__main__":
    sys.exit(main())
