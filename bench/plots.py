"""Plots of results, as SVG. matplotlib comes with the extra `bench`, never with the archive."""

from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

SIZE = (6, 4)
OURS: Mapping[str, Any] = {"linewidth": 2.5, "marker": "o", "color": "black"}
SALT = "ask-the-archive"
"""Makes the ids inside an SVG the same in every run."""


def available() -> bool:
    """Whether matplotlib is installed."""
    return find_spec("matplotlib") is not None


def curves(path: Path, shares: Mapping[str, Sequence[float]], ours: str) -> None:
    """The share of questions with a right passage among the first k, for each system."""
    figure, axes = _axes("first k passages", "share of questions with the answer in them")
    for name, line in shares.items():
        style = OURS if name == ours else {"linewidth": 1.2}
        axes.plot(range(1, len(line) + 1), line, label=name, **style)
    axes.legend(fontsize=8, loc="lower right")
    _save(figure, path)


def reliability(path: Path, bins: Sequence[Mapping[str, Any]]) -> None:
    """How often what was given a chance came true; on the diagonal, chances are honest."""
    figure, axes = _axes("chance given", "share that the archive does answer")
    axes.plot([0, 1], [0, 1], color="grey", linewidth=1, linestyle="--")
    axes.plot([b["chance"] for b in bins], [b["share"] for b in bins], marker="o")
    for one in bins:
        axes.annotate(f" {one['n']}", (one["chance"], one["share"]), fontsize=8, va="top")
    axes.set(xlim=(0, 1), ylim=(0, 1))
    _save(figure, path)


def _axes(x: str, y: str) -> tuple[Any, Any]:
    import matplotlib as mpl
    from matplotlib.figure import Figure

    mpl.rcParams.update({"svg.hashsalt": SALT, "svg.fonttype": "none"})
    figure = Figure(figsize=SIZE, layout="constrained")
    axes = figure.subplots()
    axes.set(xlabel=x, ylabel=y)
    axes.grid(alpha=0.3)
    return figure, axes


def _save(figure: Any, path: Path) -> None:
    figure.savefig(path, format="svg", metadata={"Date": None})
