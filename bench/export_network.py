"""Make the packaged model's network without its weights: `python -m bench.export_network`.

Writes `bench/floating.onnx`, in which each weight has only the name that it has in the package;
`bench.export_8_bits` makes of it the one that is used. Needs the package onnx. Made once: only
another model would need another network.
"""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import torch
from transformers import BertModel

from index.models import packaged_folder
from index.network import INPUTS

FLOATING = Path(__file__).with_name("floating.onnx")
OPSET = 17
"""The first with layer normalisation as one step."""


class LastLayer(torch.nn.Module):
    """The network from word pieces to what its last layer makes of each."""

    def __init__(self) -> None:
        super().__init__()
        self.bert = BertModel.from_pretrained(
            packaged_folder(), add_pooling_layer=False, attn_implementation="eager"
        )

    def forward(self, *inputs: torch.Tensor) -> Any:
        """Takes INPUTS, each texts x tokens; gives texts x tokens x 384."""
        return self.bert(**dict(zip(INPUTS, inputs, strict=True))).last_hidden_state


def main() -> None:
    """Write the network."""
    FLOATING.write_bytes(without_weights(exported()))


def exported() -> Any:
    """The network with its weights, for any number of texts and tokens."""
    import onnx

    example, names = torch.ones(2, 7, dtype=torch.long), [*INPUTS, "made"]
    with TemporaryDirectory() as folder:
        file = Path(folder, FLOATING.name)
        torch.onnx.export(
            LastLayer().eval(),
            (example,) * len(INPUTS),
            file,
            input_names=names[:-1],
            output_names=names[-1:],
            dynamic_axes={name: {0: "texts", 1: "tokens"} for name in names},
            do_constant_folding=False,  # it would give the weights other names and shapes
            dynamo=False,
            opset_version=OPSET,
        )
        return onnx.load(file)


def without_weights(network: Any) -> bytes:
    """The network, with the package's names for the weights in place of these."""
    for weight in network.graph.initializer:
        weight.name = weight.name.removeprefix("bert.")
        leave_out(weight)
    for node in network.graph.node:
        node.input[:] = [name.removeprefix("bert.") for name in node.input]
        node.ClearField("doc_string")
        node.ClearField("metadata_props")
    made: bytes = network.SerializeToString()
    return made


def leave_out(weight: Any) -> None:
    """Of a weight keep name, type and shape: its values come when the network is loaded."""
    from onnx import TensorProto

    weight.ClearField("raw_data")
    weight.data_location = TensorProto.EXTERNAL
    weight.external_data.add(key="location", value="weights")


if __name__ == "__main__":
    main()
