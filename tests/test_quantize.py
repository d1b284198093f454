"""Weights in 8 bits: products stay nearly what they were."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from index.quantize import LARGEST, quantized

PART = "encoder.layer.0.attention.self"


@given(st.integers(0, 2**32 - 1), st.sets(st.integers(0, 11), min_size=1, max_size=11))
def test_both_parts_together_are_the_product(seed: int, outliers: set[int]) -> None:
    random = np.random.default_rng(seed)
    query, key = random.normal(size=(2, 7, 12)).astype(np.float32)
    names = [f"{PART}.query.weight", f"{PART}.key.weight"]
    made = quantized(dict(zip(names, (query, key), strict=True)), {PART: sorted(outliers)})
    value = random.normal(size=12)
    for name, matrix in zip(names, (query, key), strict=True):
        int8, scale, apart = (made[f"{name}.{kind}"] for kind in ("int8", "scale", "apart"))
        assert int8.dtype == np.int8
        rest = (value * made[f"{PART}.others"]) @ (int8 * scale)
        product = rest + value[made[f"{PART}.outliers"]] @ apart
        # Half a step of each weight at the most.
        most = np.abs(value).sum() * scale / 2
        assert (np.abs(product - matrix @ value) <= most + 1e-5).all()
        assert np.abs(int8).max() == LARGEST


def test_what_no_part_multiplies_with_stays() -> None:
    kept = {"encoder.layer.0.attention.output.LayerNorm.weight": np.ones(3, np.float32)}
    part = "encoder.layer.0.attention.output.dense"
    made = quantized(
        {**kept, f"{part}.weight": np.eye(3, dtype=np.float32), f"{part}.bias": np.zeros(3)},
        {part: [1]},
    )
    assert made.keys() == {
        *kept,
        f"{part}.bias",
        *(f"{part}.weight.{kind}" for kind in ("int8", "scale", "apart")),
        f"{part}.outliers",
        f"{part}.others",
    }
