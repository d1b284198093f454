"""Whether two figures are of the same thing, place and time, by the words around them. Pure.

In doubt they are not: a difference told where there is none costs more trust than one missed.
"""

from collections.abc import Collection, Set
from itertools import takewhile

from index.stems import WORD, stems
from qa.amounts import SCALES, WORDS, Amount
from qa.setting import (
    Told,
    at_another_time,
    elsewhere,
    of_one_place,
    price_of_another,
    price_of_one,
)

ALIKE = 2
"""Stems that two sentences must share beside what is counted."""
OVERLAP = 0.5
"""The share of the fewer stems near two figures that must be near both."""
ANSWERED = 0.5
"""The share of the question's stems: a figure that answers has more of them with it."""
COVERED = 0.65
"""The share of these that the other figure must have with it too: of three stems two."""
FURTHEST = 5
"""No count is more than so many times another of the same thing."""
OUTCOMES = {
    word: group
    for group, words in enumerate(
        (
            "kill die dead death deaths fatal slain perish toll",
            "injur wound hurt hospit treat",
            "miss unaccount",
            "displac evacu flee fled homeless",
            "arrest detain custodi charg",
            "releas free freed",
            "rescu surviv save",
            "launch fire fired shoot shot",
            "intercept down",
            "hit struck strike land",
            "fuel readi prepar",
            "destroy damag",
            "vote elect back oppos",
            "hire recruit add creat open",
            "lay laid cut lose lost close shut",
            "infect test case",
            "sell sold buy bought",
            "interview question speak spoke",
        )
    )
    for word in words.split()
}
"""Stems of what happens to things counted: killed and injured are different counts. First those of
people: who asks how many a fire killed asks for the killed."""
OF_UNITS = frozenset(
    stems(
        "cost pay paid price spend spent worth bill sum money amount share percent percentage"
        " proportion number"
    )
)
"""Stems that money and percentages say by themselves: a sum need not be called a cost."""
NUMBERS = frozenset(stems(" ".join((*SCALES, *WORDS, "many", "much"))))


def of_the_same(one: Told, other: Told, asked: Set[str]) -> bool:
    """Whether two figures are of the same thing; `one` answers what was `asked`, in stems."""
    return (
        _same_count(one.figure, other.figure)
        and _answers(one, other, asked)
        and not _told_by_both(one, other)
        and not elsewhere(one, other)
        and not price_of_another(one, other)
        and not at_another_time(one, other)
        and _same_event(one, other, asked)
    )


def of_the_former(one: Told, was: Told, asked: Set[str]) -> bool:
    """Whether a figure is the one that another article calls the former, of what was `asked`."""
    if (one.figure.value, one.figure.unit) != (was.figure.value, was.figure.unit):
        return False
    a, b = things(one.figure)[:1], things(was.figure)[:1]
    there = _wanted(one, asked) & _spoken_of(one)
    return bool(there) and a == (b or a) and _speaks_of(was, there)


def things(figure: Amount) -> list[str]:
    """The stems of what a figure counts, without what happened to it: 600 people, not killed."""
    counted = stems(" ".join(figure.counted))
    return counted[:1] + list(takewhile(lambda stem: stem not in OUTCOMES, counted[1:]))


def _same_count(a: Amount, b: Amount) -> bool:
    """Whether two figures are of the same unit and thing, with the same words before it."""
    if a.unit != b.unit or max(a.value, b.value) > FURTHEST * min(a.value, b.value):
        return False
    if a.unit:
        return True
    one, other = things(a), things(b)
    return bool(one) and one[: len(other)] == other[: len(one)]


def _answers(one: Told, other: Told, asked: Set[str]) -> bool:
    """Whether what was asked is what one figure is of, and the other too."""
    outcomes = {OUTCOMES[stem] for stem in asked if stem in OUTCOMES}
    if outcomes and not one.figure.unit and _outcome(one) != min(outcomes):
        return False  # asked how many a fire killed, it says how many worked there
    wanted = _wanted(one, asked)
    there = wanted & _spoken_of(one)
    return len(there) > ANSWERED * len(wanted) and _speaks_of(other, there)


def _wanted(told: Told, asked: Set[str]) -> set[str]:
    """What was asked for, without what the unit says by itself."""
    said = OF_UNITS if told.figure.unit else frozenset[str]()
    return _alike({stem for stem in asked if _is_word(stem)} - said)


def _speaks_of(told: Told, there: Set[str]) -> bool:
    return len(there & _spoken_of(told)) >= COVERED * len(there)


def _spoken_of(told: Told) -> set[str]:
    return _alike(told.stems.union(stems(told.title)))


def _alike(found: Collection[str]) -> set[str]:
    """Stems, those of the same outcome as one."""
    return {f"({OUTCOMES[stem]})" if stem in OUTCOMES else stem for stem in found}


def _told_by_both(one: Told, other: Told) -> bool:
    """Whether one sentence has the other's figure beside its own."""
    return (
        one.text[slice(*one.figure.span)] in other.text
        or other.text[slice(*other.figure.span)] in one.text
    )


def _same_event(one: Told, other: Told, asked: Set[str]) -> bool:
    """Whether the words around both figures tell of one event."""
    if price_of_one(one, other) & asked:
        return True
    outcome = _outcome(one)
    if outcome != _outcome(other):
        return False
    if outcome is not None and of_one_place(one, other):
        return True
    counted = set(things(one.figure) + things(other.figure))
    shared = {stem for stem in one.stems & other.stems if _is_word(stem)} - counted
    if len(shared) < ALIKE or not (counted or shared) & asked:
        return False
    return _overlap(_near(one), _near(other)) >= OVERLAP


def _outcome(told: Told) -> int | None:
    """What happened to what a figure counts: the nearest word that says so."""
    before, after = WORD.finditer(told.before), WORD.finditer(told.after)
    counted = len(" ".join(told.figure.counted))
    far = [(len(told.before) - word.end(), word[0]) for word in before]
    far += [(word.start() - counted, word[0]) for word in after]
    found = [(n, OUTCOMES[stem]) for n, word in far for stem in stems(word) if stem in OUTCOMES]
    return min(found)[1] if found else None


def _near(told: Told) -> set[str]:
    """The stems around a figure, numbers left out."""
    found = stems(told.before + told.text[slice(*told.figure.span)] + told.after)
    return {stem for stem in found if _is_word(stem)}


def _is_word(stem: str) -> bool:
    return stem not in NUMBERS and not any(map(str.isdigit, stem))


def _overlap(near: Set[str], there: Set[str]) -> float:
    return len(near & there) / max(1, min(len(near), len(there)))
