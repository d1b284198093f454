"""Copies found by their bodies: cuts, edits, other furniture; and what is no copy."""

import random

import pytest

from index import copies
from index.copies import COMMON, FEWEST, LONGEST, NOTHING, Kinship, candidates, find, groups, sketch

VOCABULARY = [f"w{i}" for i in range(3000)]


def story(number: int, length: int = 300) -> str:
    """Words in an order of their own, as no two stories have it; some of them in all stories."""
    dice = random.Random(number)
    return " ".join(dice.choices(VOCABULARY, k=length))


def cut(text: str, share: float) -> str:
    words = text.split()
    return " ".join(words[: int(len(words) * share)])


def edited(text: str, share: float, seed: int = 7) -> str:
    dice = random.Random(seed)
    return " ".join(word if dice.random() > share else "new" for word in text.split())


ONE = story(1)


@pytest.mark.parametrize(
    "copy",
    [
        ONE,
        ONE.upper().replace(" ", "\n\n"),
        cut(ONE, 0.5),
        edited(ONE, 0.2),
        cut(edited(ONE, 0.1), 0.6),
        "Home News Sport Sign in to read on " + ONE + " More on this story Advertisement",
        story(9, 40) + " " + ONE,
    ],
)
def test_a_copy_is_found(copy: str) -> None:
    texts = {"z": ONE, "copy": copy} | {str(i): story(i) for i in range(2, 30)}
    assert find(texts).groups == (("copy", "z"),)


@pytest.mark.parametrize(
    "other",
    [
        story(2),
        cut(ONE, 0.25),  # a paragraph
        cut(ONE, 0.5) + " " + story(2, 150),  # a story that goes on otherwise
        cut(ONE, 0.3) + " " + cut(story(2), 0.3) + " " + cut(story(3), 0.3),  # a round-up
        edited(ONE, 0.6),
    ],
)
def test_what_shares_less_is_another_story(other: str) -> None:
    assert find({"a": ONE, "b": other}).groups == ()


def test_short_bodies_are_nobodys_copies() -> None:
    short = story(1, FEWEST - 1)
    assert find({"a": short, "b": short, "c": "", "d": "", "e": "…", "f": "…"}).groups == ()
    enough = story(1, FEWEST)
    assert find({"a": enough, "b": enough}).groups == (("a", "b"),)


def test_stories_are_gathered_around_the_longest_and_make_no_chains() -> None:
    first, second = cut(ONE, 0.5), " ".join(ONE.split()[150:])
    assert find({"first": first, "second": second}).groups == ()
    assert find({"first": first, "second": second, "all": ONE}).groups == (
        ("all", "first", "second"),
    )
    # Each shares four fifths with the next, the first and the last little.
    words = story(1, 700).split()
    chain = {str(i): " ".join(words[i * 60 : i * 60 + 300]) for i in range(6)}
    assert all(len(group) <= 3 for group in find(chain).groups)


def test_a_thousand_copies_are_one_story_and_few_comparisons() -> None:
    same = {f"same{i}": ONE for i in range(COMMON + 1)}
    like = {f"like{i}": ONE + f" saved{i} here{i} and{i} there{i}" for i in range(40)}
    found = find(same | like)
    assert found.groups == (tuple(sorted(same | like)),)
    assert len(found.verdicts) <= len(like) * (LONGEST + 1)


def test_the_order_of_articles_says_nothing() -> None:
    texts = {
        f"{i}{c}": t for i in range(20) for c, t in (("a", story(i)), ("b", cut(story(i), 0.6)))
    }
    shuffled = list(texts.items())
    random.Random(2).shuffle(shuffled)
    assert find(texts).groups == find(dict(shuffled)).groups
    assert len(find(texts).groups) == 20


def test_what_is_known_is_not_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = {"a": ONE, "b": cut(ONE, 0.6), "c": story(2), "d": story(3)}
    before = find(texts)
    assert before.verdicts == {("a", "b"): True}
    texts |= {"d": cut(story(2), 0.7), "e": edited(ONE, 0.1)}
    read = list[str]()
    plain = copies.shingles
    monkeypatch.setattr(copies, "shingles", lambda text: read.append(text) or plain(text))
    same = {id: before.sketches[id] for id in ("a", "b", "c")}
    after = find(texts, Kinship(same, before.verdicts, ()))
    assert after.groups == find(texts).groups == (("a", "b", "e"), ("c", "d"))
    assert read.count(texts["d"]) == 4  # each time to sketch and to compare
    assert find(texts, after).groups == after.groups
    assert len(read) == 0 or texts["c"] in read


def test_parts_of_an_empty_archive() -> None:
    assert find({}) == NOTHING
    assert candidates({"a": sketch(ONE)}) == []
    assert groups({"a": sketch(ONE)}, {}) == ()
