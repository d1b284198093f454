"""Weights of a network in 8 bits, which are multiplied in less than half the time.

Of what is multiplied with them some channels are far larger than the rest, of the first token most
of all. Their products stay in floating point (LLM.int8(), Dettmers et al. 2022). Pure.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

LARGEST, TINY = 127, 1e-30

Outliers = Mapping[str, Sequence[int]]
"""The outlying channels of each part of the network that multiplies with weights."""


def quantized(weights: Mapping[str, NDArray[Any]], outliers: Outliers) -> dict[str, NDArray[Any]]:
    """Weights with the matrices of the parts that `outliers` names in 8 bits.

    In place of a matrix, outputs x inputs, come three, inputs x outputs: its outlying rows `apart`,
    and the others as `int8` with a `scale` for each output; and for each part which channels are
    `outliers` and, with a one for each, the `others`.
    """
    made = dict(weights)
    for part, channels in outliers.items():
        for name in _matrices(weights, part):
            matrix = made.pop(name).T.copy()
            apart, matrix[channels] = matrix[channels], 0
            scale = np.maximum(np.abs(matrix).max(axis=0), TINY) / LARGEST
            made[f"{name}.int8"] = np.round(matrix / scale).astype(np.int8)
            made[f"{name}.scale"] = scale
            made[f"{name}.apart"] = apart
        others = np.ones(len(matrix), np.float32)
        others[channels] = 0
        made |= {f"{part}.outliers": np.asarray(channels, np.int64), f"{part}.others": others}
    return made


def _matrices(names: Iterable[str], part: str) -> list[str]:
    """What a part multiplies with: one matrix, or several with the same input."""
    return [name for name in names if name.startswith(f"{part}.") and name.endswith(".weight")]
