"""The packaged model's network in ONNX Runtime, in 8 bits: ready in a second, where torch takes
fifteen, and twice as fast as in floating point.

`network.onnx` is the network without weights, `network.json` the channels that are kept apart in it
(`python -m bench.export_8_bits` made both). Weights come from the package; the reader changes them.
The only module that knows onnxruntime and tokenizers, which are imported at first use.
"""

import json
import os
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from index.errors import ModelError
from index.quantize import quantized

if TYPE_CHECKING:
    from tokenizers import Encoding, Tokenizer

Floats = NDArray[np.float32]
Weights = Mapping[str, NDArray[Any]]
"""The network's parameters by the names that its graph has for them."""

GRAPH, OUTLIERS = "network.onnx", "network.json"
INPUTS = {"input_ids": "ids", "attention_mask": "attention_mask", "token_type_ids": "type_ids"}
"""Of the network, each with its name in a text's encoding."""
NOT_IN_IT = ("pooler.", "embeddings.position_ids")
"""What the package holds beside the network."""


class Network:
    """The network with some weights, for any number of threads."""

    def __init__(self, weights: Weights, graph: bytes | None = None) -> None:
        """`graph`: another network, in ONNX and without weights, which it takes as they are."""
        import onnxruntime as ort

        if graph is None:
            home = files("index")
            graph = home.joinpath(GRAPH).read_bytes()
            weights = quantized(weights, json.loads(home.joinpath(OUTLIERS).read_bytes()))
        options = ort.SessionOptions()
        # A core for each text: where others want the cores too, two of them on one text would wait
        # for each other at every step.
        options.intra_op_num_threads = 1
        options.log_severity_level = 3
        values = [ort.OrtValue.ortvalue_from_numpy(weight) for weight in weights.values()]
        options.add_external_initializers(list(weights), values)
        self._session = ort.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
        self._cores = ThreadPoolExecutor(_cores(), "network")

    def __call__(self, texts: "Sequence[Encoding]") -> list[Floats]:
        """What the last layer makes of each text: tokens x 384."""
        return [made for (made,) in self.outputs(texts)]

    def outputs(self, texts: "Sequence[Encoding]") -> list[list[Floats]]:
        """For each text, all that the graph gives out of it: tokens x channels each."""
        return list(self._cores.map(self._run, texts))

    def _run(self, text: "Encoding") -> list[Floats]:
        inputs = {name: np.asarray([getattr(text, part)]) for name, part in INPUTS.items()}
        return [np.asarray(made[0], np.float32) for made in self._session.run(None, inputs)]


def weights(folder: Path) -> dict[str, Floats]:
    """The network's weights in a model's folder; raises ModelError if they can't be read."""
    from safetensors import SafetensorError
    from safetensors.numpy import load_file

    try:
        held = load_file(folder / "model.safetensors")
    except (SafetensorError, OSError) as error:
        raise ModelError(f"The model in {folder} can't be loaded: {error}") from error
    return {name: weight for name, weight in held.items() if not name.startswith(NOT_IN_IT)}


def tokenizer(folder: Path, most: int | None = None, cut: str = "longest_first") -> "Tokenizer":
    """What turns texts into word pieces: all of them, or `most`."""
    from tokenizers import Tokenizer

    made = Tokenizer.from_file(str(folder / "tokenizer.json"))
    made.no_truncation()
    made.no_padding()
    if most:
        made.enable_truncation(most, strategy=cut)
    return made


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
