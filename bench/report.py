"""The results of all sets in one page, `bench/results/README.md`, from the JSON files beside it."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from bench import plots
from bench.table import ARCHIVE

WEIGHTS = Path(__file__).resolve().parent.parent / "qa" / "weights.json"
FITTED = """## Cross-validated

The ranker and the chance of an answer are fitted on questions of these very sets (`bench/fit.py`),
so the rows above on them are of questions seen. These are of questions kept out of each fit:
"""
INTRODUCTION = """# Results

Written by `python -m bench`; don't edit. Every figure was measured by the command, on the commit
and with the model below, its baselines in the same run on the same passages. *95 %* is a
percentile bootstrap over the questions. *Gain* is ours less the best of the others, drawn in
pairs: where its interval holds 0, the difference may be noise. Where less is better, the target
is what we want to stay below. The sets and what "lenient" and "strict" mean: `bench/README.md`.
"""
CURVES, RELIABILITY = "hit curves, lenient", "reliability"

GOALS: Mapping[str, Mapping[str, tuple[float, bool]]] = {
    "incremental": {
        "67,669 passages › one article added › seconds": (5.0, True),
        "100,000 passages › one article added › seconds": (10.0, True),
    },
    "load": {
        "32 askers who read the answers › failures": (0, True),
        "32 askers who read the answers › saw something of another": (0, True),
        "32 askers who read the answers › p95 seconds to the answer": (3.0, True),
        "32 askers who ask again at once › failures": (0, True),
        "32 askers who ask again at once › saw something of another": (0, True),
        "32 askers who ask again at once › p95 seconds to the answer": (3.0, True),
    },
    "page": {
        "seeds › cold load › requests to other hosts": (0, True),
        "seeds › first words › median ms to the line that says what is searched": (300, True),
        "seeds › first words › median ms to the first sentence of the answer": (300, True),
        "RealTimeQA › first words › median ms to the line that says what is searched": (600, True),
        "RealTimeQA › first words › median ms to the first sentence of the answer": (600, True),
        "seeds › axe › light › critical": (0, True),
        "seeds › axe › light › serious": (0, True),
        "seeds › axe › dark › critical": (0, True),
        "seeds › axe › dark › serious": (0, True),
    },
    "index_speed": {
        "ours to raw encoder › tokens a second": (0.85, False),
        "ours to LangChain tutorial › passages a second": (3.0, False),
    },
    "peers": {
        "ours, not read, to the fastest peer › p50": (1.0, True),
    },
    "realtimeqa": {
        "found, not read › p50, ms": (40.0, True),
    },
    "cold": {
        "ours to the model alone › seconds": (1.3, True),
    },
    "scale": {
        f"1,000,000 passages › {what}": goal
        for what, goal in {
            "no filter › recall@10": (0.98, False),
            "no filter › p95, ms": (150.0, True),
            "a source (2 %) › p95, ms": (150.0, True),
            "dates (50 %) › p95, ms": (150.0, True),
            "both (1 %) › p95, ms": (150.0, True),
            "ten days (1 %) › p95, ms": (150.0, True),
        }.items()
    },
    "canard": {
        "all › missing words recovered": (0.60, False),
        "complete › CANARD, left as they were by the human › changed": (0.02, True),
        "complete › ours, after a talk of CANARD › changed": (0.02, True),
    },
    "constraints": {
        "ours › precision": (0.98, False),
        "ours › recall": (0.95, False),
        "ours, last batch › precision": (0.98, False),
        "ours, last batch › recall": (0.95, False),
        "MultiHop-RAG, sources named › precision": (0.98, False),
        "MultiHop-RAG, sources named › recall": (0.95, False),
    },
}
"""Of sets that state plain figures: what we want of some, and whether less is better."""

Result = Mapping[str, Any]
Cells = tuple[str, str, str, str, str, str, str]


def write(folder: Path) -> Path:
    """Write the page from every `SET.json` in the folder, with plots if matplotlib is there."""
    files = (json.loads(path.read_text("utf-8")) for path in sorted(folder.glob("*.json")))
    results = [
        result for result in files if "set" in result
    ]  # the others have commands of their own
    lines = [INTRODUCTION, *_table(results), "", *_runs(results)]
    for result in results:
        lines += _plots(result, folder) if plots.available() else []
        lines += _rest(result)
    lines += [FITTED, *_figures(json.loads(WEIGHTS.read_text("utf-8")).get("cross_validated", {}))]
    page = folder / "README.md"
    page.write_text("\n".join(lines).rstrip() + "\n", encoding="utf-8")
    return page


def table_rows(name: str, scores: Result) -> Iterator[Cells]:
    """The cells of each row: metric, questions, others, ours, interval, gain, target."""
    goals = GOALS.get(name, {})
    for path, value in flat(scores):
        if path in goals:
            goal = _target(value, *goals[path])
            yield (path, "–", "–", _number(value), "–", "–", goal)
    for row in scores.get("table", ()):
        ours = row["ours"]
        others = [f"{name} {_number(e['value'])}" for name, e in row["baselines"].items()]
        yield (
            row["metric"],
            str(ours["n"]),
            " · ".join(others) or "–",
            _number(ours["value"]),
            _interval(ours),
            _gain(row),
            _target(ours["value"], row["target"], row["least"]),
        )


def _table(results: list[Result]) -> list[str]:
    heads = ("set", "metric", "questions", "others", "ours", "95 %", "gain", "target")
    lines = [_cells(heads), _cells(("---",) * len(heads))]
    for result in results:
        for metric, n, others, ours, *rest in table_rows(result["set"], result["scores"]):
            lines.append(_cells((result["set"], metric, n, others, f"**{ours}**", *rest)))
    return lines


def _runs(results: list[Result]) -> list[str]:
    heads = ("set", "command", "commit", "day", "seconds", "machine", "model")
    lines = ["## Runs", "", _cells(heads), _cells(("---",) * len(heads))]
    for r in results:
        model = f"{r['model']['name']} `{r['model']['sha256'][:12]}`"
        made = (r["commit"], r["day"], f"{r['seconds']:.0f}", r.get("machine", "–"))
        cells = (r["set"], f"`{r['command']}`", *made, model)
        lines.append(_cells(cells))
    return [*lines, ""]


def _plots(result: Result, folder: Path) -> list[str]:
    name, scores = result["set"], result["scores"]
    lines = []
    if shares := scores.get(CURVES):
        plots.curves(folder / f"{name}-hits.svg", shares, ARCHIVE)
        lines += [f"## {name}: {CURVES}", "", f"![hit curves]({name}-hits.svg)", ""]
    if bins := scores.get(RELIABILITY, {}).get("bins"):
        plots.reliability(folder / f"{name}-reliability.svg", bins)
        about = "Beside each point, how many questions it stands for."
        lines += [f"## {name}: reliability of the chance given", "", about, ""]
        lines += [f"![reliability]({name}-reliability.svg)", ""]
    return lines


def _rest(result: Result) -> list[str]:
    """What else a set scores, as a list; questions and answers stay in the JSON alone."""
    scores = {k: v for k, v in result["scores"].items() if k not in ("table", CURVES)}
    lines = _figures(scores)
    return [f"## {result['set']}: more figures", "", *lines, ""] if lines else []


def _figures(scores: Result) -> list[str]:
    return [f"- {path}: {_number(value)}" for path, value in flat(scores)]


def flat(scores: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Nested scores as ("a › b", number or word) pairs; lists are left out."""
    if isinstance(scores, Mapping):
        if {"value", "low", "high"} <= set(scores):
            yield path, scores["value"]
            return
        for name, value in scores.items():
            yield from flat(value, f"{path} › {name}" if path else str(name))
    elif not isinstance(scores, list):
        yield path, scores


def _gain(row: Result) -> str:
    if not row["gain"]:
        return "–"
    return f"{row['gain']['value']:+.3f} ({_interval(row['gain'])}) on {row['best']}"


def _target(value: float, goal: float | None, least: bool) -> str:
    if goal is None:
        return "–"
    reached = value <= goal if least else value >= goal
    return f"{'≤' if least else '≥'} {_number(goal)} {'✓' if reached else '✗'}"


def _interval(estimate: Mapping[str, float]) -> str:
    return f"{estimate['low']:.3f} to {estimate['high']:.3f}"


def _number(value: Any) -> str:
    return f"{value:.3f}" if isinstance(value, float) else str(value)


def _cells(cells: tuple[str, ...]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
