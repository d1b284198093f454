"""Read passages: which words of each sentence answer a question, and do any?

A transformer marks where an answer starts and ends, or its first token where there is none (BERT
for SQuAD 2.0, Devlin et al. 2019). The default is the embedding model's own network with what
`python -m bench.train_reader` changed in it; any extractive question-answering model can be named
instead. The only module that knows it is transformers and torch, which are imported at first use.
"""

from collections.abc import Sequence
from importlib.resources import as_file, files
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, cast

import numpy as np
from numpy.typing import NDArray

from index.embed import find_model, packaged_folder
from index.errors import ModelError
from index.once import Once
from index.records import Span

if TYPE_CHECKING:
    import torch

PACKAGED = "packaged"
CHANGES = "reader.safetensors"
MAX_TOKENS = 320
"""Word pieces of question and passage; what is beyond is not read."""
QUESTION_TOKENS = 64
LONGEST = 30
"""Word pieces that an answer in a few words may have."""
BATCH = 4
"""Passages read at once: more of them would wait for the longest."""


class Words(NamedTuple):
    """The words of one sentence that answer best: characters of the passage."""

    start: int
    end: int
    score: float
    """By how much, in log odds, they answer rather than nothing in the passage."""


class Reader(Protocol):
    """Finds in passages the words that answer."""

    def read(
        self, question: str, passages: Sequence[str], sentences: Sequence[Sequence[Span]]
    ) -> list[list[Words]]:
        """For each passage, and each of its sentences (characters of the passage), its words."""


class TransformersReader:
    """A question-answering model of transformers: the packaged one, a folder, or a hub name.

    Made in no time; loaded at first use, by one thread. Raises ModelError then if it can't be.
    """

    def __init__(self, name: str = PACKAGED) -> None:
        self.name = name
        self._model = Once(_packaged if name == PACKAGED else lambda: _named(name))

    def read(
        self, question: str, passages: Sequence[str], sentences: Sequence[Sequence[Span]]
    ) -> list[list[Words]]:
        """For each passage, and each of its sentences (characters of the passage), its words.

        A sentence that is not read, because its passage is too long, has a score of minus infinity.
        """
        by_length = sorted(range(len(passages)), key=lambda i: len(passages[i]))
        found: list[list[Words]] = [[] for _ in passages]
        for first in range(0, len(by_length), BATCH):
            chosen = by_length[first : first + BATCH]
            scored = self._logits(question, [passages[i] for i in chosen])
            for i, (starts, ends, offsets) in zip(chosen, scored, strict=True):
                found[i] = [best_words(span, starts, ends, offsets) for span in sentences[i]]
        return found

    def _logits(
        self, question: str, passages: Sequence[str]
    ) -> list[tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.int64]]]:
        """For each passage: what its tokens score as start and as end of an answer, each above
        what "no answer" scores, and their characters; tokens of the question left out."""
        import torch

        tokenizer, model = self._model()
        questions = [_cut(question, tokenizer)] * len(passages)
        encoded, offsets = encode(tokenizer, questions, passages, MAX_TOKENS)
        with torch.inference_mode():
            output = model(**encoded)
        starts, ends = output.start_logits.float().numpy(), output.end_logits.float().numpy()
        rows = []
        for row in range(len(passages)):
            kept = [i for i, part in enumerate(encoded.sequence_ids(row)) if part == 1]
            rows.append(
                (
                    starts[row, kept] - starts[row, 0],
                    ends[row, kept] - ends[row, 0],
                    offsets[row, kept],
                )
            )
        return rows


def encode(
    tokenizer: Any, questions: Sequence[str], passages: Sequence[str], most: int
) -> tuple[Any, NDArray[np.int64]]:
    """Pairs as the model's input, at most `most` tokens each, and the tokens' characters."""
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


def best_words(
    span: Span,
    starts: NDArray[np.float32],
    ends: NDArray[np.float32],
    offsets: NDArray[np.int64],
) -> Words:
    """The words within `span` whose start and end score most together, at most LONGEST tokens."""
    inside = np.flatnonzero((offsets[:, 0] >= span.start) & (offsets[:, 1] <= span.end))
    if not len(inside):
        return Words(span.start, span.end, -np.inf)
    first, last = inside[0], inside[-1] + 1
    total = starts[first:last, None] + ends[None, first:last]
    apart = np.arange(last - first)
    length = apart[None, :] - apart[:, None]
    total = np.where((length >= 0) & (length < LONGEST), total, -np.inf)
    start, end = np.unravel_index(total.argmax(), total.shape)
    return Words(
        int(offsets[first + start, 0]), int(offsets[first + end, 1]), float(total[start, end])
    )


def _cut(question: str, tokenizer: Any) -> str:
    """A question's first QUESTION_TOKENS tokens: the passage must fit too."""
    offsets = tokenizer(question, add_special_tokens=False, return_offsets_mapping=True)
    pieces = offsets["offset_mapping"]
    return question if len(pieces) <= QUESTION_TOKENS else question[: pieces[QUESTION_TOKENS][0]]


def _packaged() -> tuple[Any, Any]:
    from safetensors.torch import load_file
    from transformers import AutoTokenizer, BertForQuestionAnswering
    from transformers.utils import logging

    cast(Any, logging).set_verbosity_error()  # it would say that the answering layer is new
    folder = packaged_folder()
    model: Any = BertForQuestionAnswering.from_pretrained(folder, local_files_only=True)
    with as_file(files("qa").joinpath(CHANGES)) as path:
        add_changes(model, load_file(path))
    return AutoTokenizer.from_pretrained(folder, local_files_only=True), model.eval()


def add_changes(model: "torch.nn.Module", changes: dict[str, "torch.Tensor"]) -> None:
    """Add to a model's weights what training changed: whole numbers, a scale for each row."""
    import torch

    with torch.no_grad():
        for name, parameter in model.named_parameters():
            if name in changes:
                parameter.add_(changes[name] * changes[f"{name}.scale"].float())
            elif f"{name}.new" in changes:
                parameter.copy_(changes[f"{name}.new"])


def _named(name: str) -> tuple[Any, Any]:
    from transformers import AutoModelForQuestionAnswering, AutoTokenizer

    folder = find_model(name, "ARCHIVE_READER")
    try:
        model = AutoModelForQuestionAnswering.from_pretrained(folder, local_files_only=True)
        return AutoTokenizer.from_pretrained(folder, local_files_only=True), model.eval()
    except Exception as error:  # whatever a foreign model folder makes the library raise
        raise ModelError(f"The reader {name} in {folder} can't be loaded: {error}") from error
