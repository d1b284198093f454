"""Train the reader: `python -m bench.train_reader` (three hours on 2 cores).

Fine-tunes the packaged MiniLM to mark, in a passage, the words that answer a question, or its
first token where none do (BERT for SQuAD 2.0, Devlin et al. 2019). Where several places may be
meant, the chance of all of them together is raised (Clark and Gardner 2018). In three passes over
different mixtures the learning rate rises and falls (warm restarts, Loshchilov and Hutter 2017):
in the first the embeddings and the first two layers stay as they are, in the others only the
words' embeddings do; the third brings questions that rules make of news. The weights of the last
two are averaged (Wortsman et al. 2022). Writes `qa/reader.safetensors`: what training changed, in
8 bits a weight.
"""

import argparse
import json
import random
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from safetensors.torch import save_file
from transformers import AutoTokenizer, BertForQuestionAnswering

import qa
from bench.reader_data import Example, examples
from index.models import packaged_folder
from qa.marks import CHANGES, encode

OUT = Path(__file__).resolve().parent.parent / "data" / "bench" / "reader"
PACKED = Path(qa.__file__).parent / CHANGES
SEED = 0
BATCH = 32
MAX_TOKENS = 256
LEARNING_RATES = (1.2e-4, 1.2e-4, 6e-5)
"""The highest of each pass."""
WARM_UP = 0.06
"""Share of a pass's steps in which the learning rate rises; then it falls to zero in a line."""
BUCKET = 50
"""So many batches are sorted by length together: little padding, and the order still random."""
FROZEN = (
    ("bert.embeddings.", "bert.encoder.layer.0.", "bert.encoder.layer.1."),
    ("bert.embeddings.word_embeddings.",),
    ("bert.embeddings.word_embeddings.",),
)
"""What stays as it is in each pass."""
SHARES = (0.0, 0.15, 0.85)
"""Of each pass in the weights that are kept: with some of the second the reader still knows of
other questions what the third, on news, made it forget (docs/LOG.md)."""
SAVE_EVERY = 200
DONE = "training.json"
"""Written when a pass is done; such a pass is not run again."""

Batch = tuple[dict[str, torch.Tensor], torch.Tensor, torch.Tensor]


def main() -> None:
    """Train, and save the weights with what was learnt from and how long it took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--licensed-only", action="store_true")
    parser.add_argument("--limit", type=int, help="train on so many examples only")
    chosen = parser.parse_args()
    torch.manual_seed(SEED)
    name = "licensed" if chosen.licensed_only else "all"
    name += f"-{chosen.limit}" if chosen.limit else ""
    folder = packaged_folder()
    passes = [OUT / f"{name}-{turn}" for turn in range(len(FROZEN))]
    for turn, out in enumerate(passes):
        if not (out / DONE).exists():
            learnt = examples(chosen.licensed_only, turn)[: chosen.limit]
            train(learnt, folder, FROZEN[turn], LEARNING_RATES[turn], out)
        folder = out
    pack(averaged(passes), PACKED)


def train(
    learnt: Sequence[Example], folder: Path, frozen: tuple[str, ...], rate: float, out: Path
) -> None:
    """One pass over the examples in their order, from the weights in `folder`; saves to `out`."""
    tokenizer = AutoTokenizer.from_pretrained(packaged_folder())
    model = BertForQuestionAnswering.from_pretrained(
        folder, hidden_dropout_prob=0.0, attention_probs_dropout_prob=0.0
    )  # examples are seen a few times: nothing to overfit, and drawing masks is slow on a CPU
    for parameter_name, parameter in model.named_parameters():
        parameter.requires_grad = not parameter_name.startswith(frozen)
    changed = [p for p in model.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(changed, lr=rate, weight_decay=0.01, fused=True)
    steps = -(-len(learnt) // BATCH)
    scheduler = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: _rate(step / steps))
    model.train()
    start, losses = time.perf_counter(), []
    for step, (inputs, starts, ends) in enumerate(batches(learnt, tokenizer), start=1):
        output = model(**inputs)
        loss = (_loss(output.start_logits, starts) + _loss(output.end_logits, ends)) / 2
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(changed, 1.0)
        optimizer.step()
        optimizer.zero_grad()
        scheduler.step()
        losses.append(loss.item())
        if step % SAVE_EVERY == 0 or step == steps:
            seconds = time.perf_counter() - start
            print(
                f"{step}/{steps} loss {np.mean(losses[-SAVE_EVERY:]):.3f} {seconds:.0f} s",
                flush=True,
            )
            model.save_pretrained(out)
    stated = {"examples": len(learnt), "seconds": round(seconds), "loss": losses[-1]}
    (out / DONE).write_text(json.dumps(stated) + "\n", encoding="utf-8")


def averaged(passes: Sequence[Path]) -> dict[str, torch.Tensor]:
    """The weights of all passes, each with its share of SHARES."""
    trained = [BertForQuestionAnswering.from_pretrained(folder).state_dict() for folder in passes]
    return {
        name: sum(share * of[name] for share, of in zip(SHARES, trained, strict=True))
        for name in trained[0]
    }


def pack(trained: Mapping[str, torch.Tensor], out: Path) -> None:
    """Write what differs from the packaged weights: matrices as 8-bit differences with a scale for
    each row, everything else whole in 16 bit."""
    plain = BertForQuestionAnswering.from_pretrained(packaged_folder()).state_dict()
    changes: dict[str, torch.Tensor] = {}
    for name, value in trained.items():
        if name.startswith(FROZEN[-1]):
            continue
        if value.dim() < 2 or name.startswith("qa_outputs"):
            changes[f"{name}.new"] = value.half()
            continue
        difference = value - plain[name]
        scale = difference.abs().amax(dim=1, keepdim=True).clamp_min(1e-8) / 127
        changes[name] = (difference / scale).round().to(torch.int8)
        changes[f"{name}.scale"] = scale.half()
    save_file(changes, out)


def _rate(done: float) -> float:
    return min(done / WARM_UP, (1 - done) / (1 - WARM_UP))


def _loss(logits: torch.Tensor, allowed: torch.Tensor) -> torch.Tensor:
    """Minus the logarithm of the chance given to all allowed places together."""
    picked = logits.masked_fill(~allowed, -torch.inf)
    return (logits.logsumexp(dim=1) - picked.logsumexp(dim=1)).mean()


def batches(learnt: Sequence[Example], tokenizer: Any) -> Iterator[Batch]:
    """Batches in about the order of the examples, each of examples of about one length."""
    order = random.Random(SEED)
    for first in range(0, len(learnt), BATCH * BUCKET):
        bucket = sorted(
            learnt[first : first + BATCH * BUCKET], key=lambda e: len(e.passage) + len(e.question)
        )
        groups = [bucket[i : i + BATCH] for i in range(0, len(bucket), BATCH)]
        order.shuffle(groups)
        for group in groups:
            yield _batch(group, tokenizer)


def _batch(group: Sequence[Example], tokenizer: Any) -> Batch:
    questions = [example.question for example in group]
    passages = [example.passage for example in group]
    encoded, offsets = encode(tokenizer, questions, passages, MAX_TOKENS)
    in_passage = np.stack(
        [[i == 1 for i in encoded.sequence_ids(row)] for row in range(len(group))]
    )
    starts, ends = np.zeros_like(in_passage), np.zeros_like(in_passage)
    for row, example in enumerate(group):
        begins, stops = offsets[row, :, 0], offsets[row, :, 1]
        for first, last in example.spans:
            inside = in_passage[row] & (begins >= first) & (stops <= last) & (stops > begins)
            if example.whole:
                starts[row] |= inside
                ends[row] |= inside
            elif inside.any():
                tokens = inside.nonzero()[0]
                starts[row, tokens[0]] = ends[row, tokens[-1]] = True
        if not starts[row].any():  # no answer, or cut off
            starts[row, 0] = ends[row, 0] = True
    return dict(encoded), torch.from_numpy(starts), torch.from_numpy(ends)


if __name__ == "__main__":
    main()
