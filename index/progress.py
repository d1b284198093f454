"""How far a long step is: a bar for people, lines of JSON for machines, seconds for the summary."""

import json
import shutil
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import Any, TypeAlias

Track: TypeAlias = Callable[[Iterable[Any], str, int | None], Iterable[Any]]
"""Hands things on and shows how far we are: the things, what is done with them, how many. A thing
that is a list counts as all that is in it."""

EVERY = 1.0
"""Seconds between two words about one step."""


def no_track(things: Iterable[Any], _what: str, _total: int | None) -> Iterable[Any]:
    """Show nothing."""
    return things


def bars(things: Iterable[Any], what: str, total: int | None) -> Iterator[Any]:
    """Show a bar with rate and time left on a terminal, nothing elsewhere."""
    from tqdm import tqdm

    size = shutil.get_terminal_size()  # tqdm shows nothing on a terminal that states none
    with tqdm(
        desc=what, total=total, leave=False, file=sys.stderr, disable=None,
        ncols=size.columns, nrows=size.lines,
    ) as bar:  # fmt: skip
        for thing in things:
            yield thing
            bar.update(_count(thing))


@dataclass(frozen=True, slots=True)
class Step:
    """How far a step is."""

    step: str
    done: int
    total: int | None
    """None: nobody knows how many there are."""
    rate: float | None
    """A second."""
    left: float | None
    """Seconds."""

    @classmethod
    def after(cls, seconds: float, step: str, done: int, total: int | None) -> "Step":
        """A step that went on for some seconds."""
        rate = round(done / seconds, 2) if seconds else None
        left = round((total - done) / rate, 1) if rate and total is not None else None
        return cls(step, done, total, rate, left)


def told(tell: Callable[[Step], object]) -> Track:
    """Tell how far each step is, about every second and at its end."""

    def track(things: Iterable[Any], what: str, total: int | None) -> Iterator[Any]:
        done, started = 0, time.monotonic()
        said = started
        for thing in things:
            yield thing
            done += _count(thing)
            if time.monotonic() - said >= EVERY:
                said = time.monotonic()
                tell(Step.after(said - started, what, done, total))
        tell(Step.after(time.monotonic() - started, what, done, done))

    return track


def json_lines(things: Iterable[Any], what: str, total: int | None) -> Iterable[Any]:
    """Print how far we are as one JSON object a line."""
    return told(lambda step: print(json.dumps(asdict(step)), flush=True))(things, what, total)


def _count(thing: Any) -> int:
    return len(thing) if isinstance(thing, list) else 1


class Steps:
    """Tracks as `track` does, and adds up the seconds that each step took without those within."""

    def __init__(self, track: Track) -> None:
        self._track = track
        self._running: dict[object, str] = {}
        self._since = 0.0
        self.seconds: dict[str, float] = {}
        """By step, in the order in which they began."""

    def __call__(self, things: Iterable[Any], what: str, total: int | None) -> Iterator[Any]:
        with self.timed(what):
            yield from self._track(things, what, total)

    @contextmanager
    def timed(self, step: str) -> Iterator[None]:
        """Count the time of a block that has no parts to show."""
        self._add()
        self.seconds.setdefault(step, 0.0)
        key = object()
        self._running[key] = step
        try:
            yield
        finally:
            self._add()
            del self._running[key]

    def _add(self) -> None:
        now = time.monotonic()
        if self._running:
            self.seconds[next(reversed(self._running.values()))] += now - self._since
        self._since = now
