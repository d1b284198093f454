"""A cross-encoder of the user's own orders the passages: a tiny one with weights set by hand."""

from pathlib import Path

import pytest
import torch
from transformers import BertConfig, BertForSequenceClassification, BertTokenizerFast

from index.errors import ModelError
from index.records import Article, Hit, Passage
from qa import Archive
from qa.cross_encoder import CrossEncoderReranker

WORDS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "good", "bad", "who"]


def hit(text: str, score: float) -> Hit:
    article = Article("a", "a.txt", text)
    return Hit(Passage(f"a:{text}", "a", 0, len(text), text), article, score, 0.5)


def save(folder: Path, labels: int = 1) -> Path:
    config = BertConfig(
        vocab_size=len(WORDS),
        hidden_size=8,
        num_hidden_layers=1,
        num_attention_heads=1,
        intermediate_size=8,
        num_labels=labels,
        initializer_range=1.0,
    )
    torch.manual_seed(0)
    BertForSequenceClassification(config).save_pretrained(folder)
    BertTokenizerFast(vocab={word: i for i, word in enumerate(WORDS)}).save_pretrained(folder)
    return folder


def test_the_models_order_with_the_rankers_scores(tmp_path: Path) -> None:
    reranker = CrossEncoderReranker(str(save(tmp_path)))
    hits = [hit("good", 3.0), hit("bad", 1.0)]
    found, turned = reranker.rerank("who", hits), reranker.rerank("who", hits[::-1])
    assert [h.passage.text for h in found] == [h.passage.text for h in turned]
    assert [h.score for h in found] == [h.score for h in turned] == [3.0, 1.0]
    assert reranker.rerank("who", []) == []


def test_a_model_that_is_not_there_names_the_setting() -> None:
    with pytest.raises(ModelError, match=r"no-such-model.*ARCHIVE_CROSS_ENCODER"):
        CrossEncoderReranker("no-such-model").rerank("who", [hit("good", 1.0)])


def test_a_folder_without_a_model(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="can't be loaded"):
        CrossEncoderReranker(str(tmp_path)).rerank("who", [hit("good", 1.0)])


def test_a_model_of_another_kind(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="gives 3 scores"):
        CrossEncoderReranker(str(save(tmp_path, labels=3))).rerank("who", [hit("good", 1.0)])


def test_the_setting_is_followed(
    archive: Archive, seeds_data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ARCHIVE_CROSS_ENCODER", str(save(tmp_path)))
    other = Archive.open(seeds_data)
    try:
        question = "Who confirmed Israel's role?"
        ours, theirs = archive.retrieve(question, 50), other.retrieve(question, 50)
    finally:
        other.close()
    assert {h.passage.id for h in ours} == {h.passage.id for h in theirs}
    assert [h.passage.id for h in ours] != [h.passage.id for h in theirs]
