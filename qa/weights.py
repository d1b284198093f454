"""The coefficients that the fits of `bench/` found, as arrays."""

import json
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray


@cache
def weights(part: str, names: tuple[str, ...], file: str = "weights.json") -> NDArray[np.float64]:
    """One number for each of `names`; what the file leaves out has no weight."""
    stated = _stated(file)[part]
    return np.asarray([stated.get(name, 0.0) for name in names])


@cache
def _stated(file: str) -> dict[str, Any]:
    stated: dict[str, Any] = json.loads(files("qa").joinpath(file).read_text("utf-8"))
    return stated
