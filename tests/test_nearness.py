"""The best sentences compared with the question."""

import numpy as np
import pytest

from index.embed import Embedder
from qa.nearness import COMPARED, compared, features

QUESTION = "Which reporter did the general talk to?"
PARAPHRASE = "The commander gave the correspondent an interview."
OTHER = "Rain fell on the harbour all day."


def test_a_paraphrase_overtakes_what_scored_about_the_same(embedder: Embedder) -> None:
    vector = embedder.encode_questions([QUESTION])[0]
    scores = compared(np.array([1.0, 0.9]), [OTHER, PARAPHRASE], vector, embedder)
    assert scores[1] > scores[0]


def test_the_others_count_as_far_as_the_farthest(embedder: Embedder) -> None:
    vector = embedder.encode_questions([QUESTION])[0]
    quotes = [PARAPHRASE] + [OTHER] * COMPARED
    given = -np.arange(len(quotes), dtype=float)
    rows = features(given, quotes, vector, embedder)
    assert rows[:, 0].tolist() == given.tolist()
    assert rows[0, 1] > rows[1, 1]
    assert rows[-1, 1] == pytest.approx(rows[1, 1])


def test_who_was_last_stays_behind(embedder: Embedder) -> None:
    vector = embedder.encode_questions([QUESTION])[0]
    quotes = [OTHER] * COMPARED + [PARAPHRASE]
    scores = compared(-np.arange(len(quotes), dtype=float), quotes, vector, embedder)
    assert scores.argmin() == COMPARED
