"""Make the network for weights in 8 bits: `python -m bench.export_8_bits`.

Writes `index/network.json`, the channels that `index/quantize.py` keeps apart, and
`index/network.onnx`, which is `bench/floating.onnx` for the weights that it makes. Needs the
package onnx. To be made again when the reader is trained anew, of whose network the channels are:
for the embedding model they do as well as its own (docs/LOG.md).
"""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

import index
from bench.export_network import FLOATING, leave_out
from index.models import packaged_folder
from index.network import GRAPH, OUTLIERS, weights
from index.quantize import Outliers, quantized
from qa.marks import PackagedMarker

HOME = Path(index.__file__).parent
SEEDS = HOME.parent / "seeds"
APART = 8
"""Channels kept apart (docs/LOG.md)."""
ASKED, READ = "Who said what to whom, where and when?", 1500
"""Asked of so many characters of each seed, to see which channels outlie: that hardly depends on
what is read."""
OF_ONE_VALUE = ("query", "key", "value")
"""Products that have their first factor in common."""


def main() -> None:
    """Write the channels, and the network."""
    outliers = outlier_channels()
    (HOME / OUTLIERS).write_text(json.dumps(outliers) + "\n", encoding="utf-8")
    (HOME / GRAPH).write_bytes(for_quantized(outliers))


def outlier_channels() -> dict[str, list[int]]:
    """For each part that multiplies with weights, the largest channels of what goes into it."""
    from onnx import TensorProto, helper

    model = _network()
    factors = _factors(model)
    del model.graph.output[:]
    for factor in factors:
        made = helper.make_tensor_value_info(factor, TensorProto.FLOAT, None)
        model.graph.output.append(made)
    marker = PackagedMarker(model.SerializeToString())
    texts = [seed.read_text(encoding="utf-8")[:READ] for seed in sorted(SEEDS.glob("*.txt"))]
    of_texts = marker.network.outputs(marker.pairs(ASKED, texts))
    tops = (np.abs(np.concatenate(values)).max(axis=0) for values in zip(*of_texts, strict=True))
    return {
        part: sorted(np.argsort(top)[-APART:].tolist())
        for part, top in zip(factors.values(), tops, strict=True)
    }


def for_quantized(outliers: Outliers) -> bytes:
    """The network without weights, for those in 8 bits."""
    from onnx import helper, numpy_helper

    model, plain = _network(), weights(packaged_folder())
    factors, held = _factors(model), quantized(plain, outliers)
    gone, steps = plain.keys() - held.keys(), list(model.graph.node)
    del model.graph.node[:], model.graph.initializer[:]
    model.graph.initializer.extend(numpy_helper.from_array(held[name], name) for name in held)
    for weight in model.graph.initializer:
        leave_out(weight)
    for step in steps:
        if _has_weights(step):
            model.graph.node.extend(_multiplied(step))
        elif gone.isdisjoint(step.input):  # those that turn a matrix have no matrix any more
            model.graph.node.append(step)
        for value in factors.keys() & set(step.output):
            model.graph.node.extend(_parted(value, factors[value]))
    model.opset_import.append(helper.make_opsetid("com.microsoft", 1))
    return bytes(model.SerializeToString())


def _network() -> Any:
    from onnx import load_model_from_string

    return load_model_from_string(FLOATING.read_bytes())


def _has_weights(step: Any) -> bool:
    """Whether a step multiplies with weights: other products are of what was computed."""
    return step.op_type == "MatMul" and str(step.input[1]).endswith("/Transpose_output_0")


def _matrix(step: Any) -> str:
    """The name of the weights that a step multiplies with, less ".weight"."""
    return str(step.name).removeprefix("/bert/").removesuffix("/MatMul").replace("/", ".")


def _factors(model: Any) -> dict[str, str]:
    """What is multiplied with weights, each with the part of the network that does it."""

    def part(step: Any) -> str:
        whole, _, last = _matrix(step).rpartition(".")
        return whole if last in OF_ONE_VALUE else _matrix(step)

    return {step.input[0]: part(step) for step in model.graph.node if _has_weights(step)}


def _parted(value: str, part: str) -> Iterator[Any]:
    """Steps that part a value: its outlying channels, and itself with nothing in these."""
    yield _step("Gather", [value, f"{part}.outliers"], f"{value}.apart", axis=2)
    yield _step("Mul", [value, f"{part}.others"], f"{value}.rest")


def _multiplied(step: Any) -> Iterator[Any]:
    """Steps that multiply both parts of a value with weights."""
    (value, _), (product,), matrix = step.input, step.output, f"{_matrix(step)}.weight"
    rest = [f"{value}.rest", f"{matrix}.int8", f"{matrix}.scale"]
    yield _step("DynamicQuantizeMatMul", rest, f"{product}.rest", domain="com.microsoft")
    yield _step("MatMul", [f"{value}.apart", f"{matrix}.apart"], f"{product}.apart")
    yield _step("Add", [f"{product}.rest", f"{product}.apart"], product)


def _step(kind: str, takes: Sequence[str], gives: str, **how: Any) -> Any:
    from onnx import helper

    return helper.make_node(kind, takes, [gives], name=gives, **how)


if __name__ == "__main__":
    main()
