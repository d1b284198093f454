"""Planted copies are what they say, and pairs are counted as they should be."""

import random
from collections.abc import Mapping

import pytest

from bench.copies import plant, systems
from bench.planted import (
    KINDS,
    cut_anywhere,
    cut_below,
    furnished,
    merged,
    round_up,
    sentences_changed,
    words_changed,
)
from index.copies import NOTHING
from index.records import Article, Metadata

SENTENCES = [f"The ferry number {i} left port {i * 7} with {i * 3} cars aboard." for i in range(60)]
BODY = "\n\n".join(" ".join(SENTENCES[i : i + 3]) for i in range(0, 60, 3))
OTHERS = [f"A choir of {i} sang in town. It rained on the {i} singers." for i in range(3)]
WORDS = BODY.split()


def dice() -> random.Random:
    return random.Random(4)


def test_a_share_of_the_words_is_changed() -> None:
    changed = words_changed(0.2)(BODY, OTHERS, dice())
    kept = sum(1 for word in set(WORDS) if word in set(changed.split()))
    assert 0.7 < kept / len(set(WORDS)) < 1
    assert words_changed(0.0)(BODY, OTHERS, dice()) == BODY
    assert changed == words_changed(0.2)(BODY, OTHERS, dice())


def test_a_share_of_the_sentences_is_replaced() -> None:
    changed = sentences_changed(0.2)(BODY, OTHERS, dice())
    gone = [sentence for sentence in SENTENCES if sentence not in changed]
    assert 0.15 < sum(len(one.split()) for one in gone) / len(WORDS) <= 0.2
    assert "sang in town" in changed or "It rained on" in changed


@pytest.mark.parametrize("cut", [cut_below(0.5), cut_anywhere(0.5)])
def test_half_is_left_in_whole_sentences(cut: object) -> None:
    assert callable(cut)
    left = cut(BODY, OTHERS, dice())
    assert 0.45 < len(left.split()) / len(WORDS) <= 0.5
    assert all(line in BODY for line in left.split("\n\n"))
    assert BODY.startswith(cut_below(0.5)(BODY, OTHERS, dice()))


def test_merging_and_furniture_change_no_word_of_the_story() -> None:
    together = merged(BODY, OTHERS, dice())
    assert together.split() == WORDS
    assert together.count("\n\n") < BODY.count("\n\n") / 1.9
    assert BODY in furnished(BODY, OTHERS, dice())
    both = round_up(BODY, OTHERS[0] + " It ended late that night.")
    assert both == f"{SENTENCES[0]}\n\nA choir of 0 sang in town."


def test_what_is_planted_is_known() -> None:
    given = [{"title": f"Title {i}", "text": f"{BODY} {i}"} for i in range(5)]
    planted, origins, kinds = plant(given, 2 * len(KINDS), 3)
    assert len(planted) == 2 * len(KINDS) + 3 == len(origins)
    assert sorted(kinds.values()) == sorted([*KINDS, *KINDS])
    for row in planted:
        origin = origins[row["id"]]
        assert origin == row["id"] if row["id"] not in kinds else origin.startswith("real ")
    first = [row["title"] for row in planted[: len(KINDS)]]
    assert first == [given[int(origins[row["id"]][5:])]["title"] for row in planted[: len(KINDS)]]
    assert plant(given, 2 * len(KINDS), 3) == (planted, origins, kinds)


def test_the_baselines_say_what_they_are_called() -> None:
    def article(id: str, text: str, title: str) -> Article:
        return Article(id, id, text, Metadata(title))

    articles: Mapping[str, Article] = {
        "a": article("a", BODY, "Ferries"),
        "b": article("b", BODY.upper(), "Boats"),
        "c": article("c", OTHERS[0], "FERRIES!"),
        "d": article("d", cut_below(0.6)(BODY, OTHERS, dice()), "Cars"),
    }
    found = {name: group(articles) for name, group in systems(NOTHING).items()}
    assert found["archive"] == {"a": "a", "b": "a", "d": "a"}
    assert found["same body"]["a"] == found["same body"]["b"] != found["same body"]["d"]
    assert found["same headline"]["a"] == found["same headline"]["c"]
    assert len(set(found["same headline"].values())) == 3
