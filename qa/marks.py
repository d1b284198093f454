"""Where in passages an answer may start and end: a network that was taught to mark them.

The packaged one is the embedding model's own network with what `python -m bench.train_reader`
changed in it; any extractive question-answering model of transformers can be named instead. The
only module that knows transformers and torch here, which are imported at first use.
"""

from collections.abc import Mapping, Sequence
from importlib.resources import as_file, files
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from index.errors import ModelError
from index.models import find_model, packaged_folder
from index.network import Floats, Network, Weights, tokenizer, weights

if TYPE_CHECKING:
    from tokenizers import Encoding

CHANGES = "reader.safetensors"
MAX_TOKENS = 320
"""Word pieces of question and passage; what is beyond is not read."""
QUESTION_TOKENS = 64
"""Of a question: the passage must fit too."""


class Marked(NamedTuple):
    """What a passage's tokens score as start and as end of an answer, each above what "no answer"
    scores, and their characters: shapes (tokens,), (tokens,), (tokens, 2)."""

    starts: Floats
    ends: Floats
    offsets: NDArray[np.int64]


class Marker(Protocol):
    """Marks passages."""

    def __call__(self, question: str, passages: Sequence[str]) -> list[Marked]:
        """For each passage, how it is marked."""


class PackagedMarker:
    """The packaged network with what it was taught."""

    def __init__(self, graph: bytes | None = None) -> None:
        """`graph`: another network, in ONNX and without weights, which it takes as they are."""
        from safetensors.numpy import load_file

        folder, home = packaged_folder(), files("qa")
        self._pairs = tokenizer(folder, MAX_TOKENS, "only_second")
        self._whole = tokenizer(folder)
        with as_file(home.joinpath(CHANGES)) as path:
            changes = load_file(path)
        taught = changed(weights(folder), changes)
        self.network = Network(taught, graph)
        self._starts_ends = changes["qa_outputs.weight.new"].astype(np.float32).T
        self._bias = changes["qa_outputs.bias.new"].astype(np.float32)

    def pairs(self, question: str, passages: Sequence[str]) -> "list[Encoding]":
        """What the network reads of each passage: the question, then the passage."""
        pieces = self._whole.encode(question, add_special_tokens=False).offsets
        asked = _cut(question, pieces)
        return self._pairs.encode_batch([(asked, passage) for passage in passages])

    def __call__(self, question: str, passages: Sequence[str]) -> list[Marked]:
        pairs = self.pairs(question, passages)
        return [
            _marked(
                made @ self._starts_ends + self._bias, pair.sequence_ids, np.asarray(pair.offsets)
            )
            for made, pair in zip(self.network(pairs), pairs, strict=True)
        ]


def changed(plain: Weights, changes: Mapping[str, NDArray[Any]]) -> dict[str, Floats]:
    """Weights with what training changed in them: given anew, or whole numbers to add with a scale
    for each row."""

    def of(name: str, weight: Floats) -> Floats:
        if (new := changes.get(f"bert.{name}.new")) is not None:
            return np.asarray(new, np.float32)
        if (steps := changes.get(f"bert.{name}")) is not None:
            scale = np.asarray(changes[f"bert.{name}.scale"], np.float32)
            return np.asarray(weight + steps * scale, np.float32)
        return weight

    return {name: of(name, weight) for name, weight in plain.items()}


class TransformersMarker:
    """A question-answering model of transformers, a folder or a hub name.

    Raises ModelError if it can't be found or loaded.
    """

    def __init__(self, name: str) -> None:
        from transformers import AutoModelForQuestionAnswering, AutoTokenizer

        folder = find_model(name, "ARCHIVE_READER")
        try:
            model = AutoModelForQuestionAnswering.from_pretrained(folder, local_files_only=True)
            self._tokenizer = AutoTokenizer.from_pretrained(folder, local_files_only=True)
        except Exception as error:  # whatever a foreign model folder makes the library raise
            raise ModelError(f"The reader {name} in {folder} can't be loaded: {error}") from error
        self._model = model.eval()

    def __call__(self, question: str, passages: Sequence[str]) -> list[Marked]:
        pieces = self._tokenizer(question, add_special_tokens=False, return_offsets_mapping=True)
        asked = _cut(question, pieces["offset_mapping"])
        return [self._one(asked, passage) for passage in passages]

    def _one(self, question: str, passage: str) -> Marked:
        import torch

        encoded, (offsets,) = encode(self._tokenizer, [question], [passage], MAX_TOKENS)
        with torch.inference_mode():
            output = self._model(**encoded)
        scores = torch.cat([output.start_logits, output.end_logits]).T.float().numpy()
        return _marked(scores, encoded.sequence_ids(0), offsets)


def encode(
    tokenizer: Any, questions: Sequence[str], passages: Sequence[str], most: int
) -> tuple[Any, NDArray[np.int64]]:
    """Pairs as the input of a model of transformers, at most `most` tokens each, and the tokens'
    characters."""
    encoded = tokenizer(
        list(questions),
        list(passages),
        truncation="only_second",
        max_length=most,
        padding=True,
        return_offsets_mapping=True,
        return_tensors="pt",
    )
    return encoded, encoded.pop("offset_mapping").numpy()


def _cut(question: str, pieces: Sequence[tuple[int, int]]) -> str:
    """A question as far as its first QUESTION_TOKENS word pieces go."""
    return question if len(pieces) <= QUESTION_TOKENS else question[: pieces[QUESTION_TOKENS][0]]


def _marked(scores: Floats, sides: Sequence[int | None], offsets: NDArray[np.int64]) -> Marked:
    """The passage's part of a pair, against what its first token, "no answer", scores."""
    kept = [token for token, side in enumerate(sides) if side == 1]
    starts, ends = (scores[kept] - scores[0]).T
    return Marked(starts, ends, offsets[kept])
