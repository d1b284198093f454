"""Keep the index up to date with the articles folder, for as long as somebody wants."""

import os
import threading
import time
from collections.abc import Callable, Iterator
from math import inf
from pathlib import Path

from index.build import Report, build
from index.embed import embedder_of
from index.errors import ArchiveError, ArticlesError, BuildRunningError
from index.home import home_of
from index.progress import Track, no_track
from index.settings import IndexSettings, load

TICK = 500
"""Milliseconds between two looks at the folder."""
REST = 1.0
"""Seconds without a change after which files count as written to their end, and a burst as over."""
LONGEST = 300.0
"""Seconds that the others wait at most for a file that never comes to rest."""
SOON, LATER = 5.0, 60.0
"""Seconds to the next attempt, while another build runs and after what else went wrong."""

Build = Callable[[Path, Path | str], Report]
News = Iterator[Report | ArchiveError]


def watch(
    stop: threading.Event,
    articles: Path | None = None,
    data: Path | str | None = None,
    track: Track = no_track,
    build: Build | None = None,
) -> News:
    """Build now, and again whenever articles were added, changed or removed, until `stop` is set.

    Yields the report of the first build and of each that found a difference, and what keeps one
    from being made, once, and goes on. Blocks in between: run it in a thread of its own. `build`
    takes the two places; default: with the model of the settings. Raises SettingsError.
    """
    settings = load(IndexSettings)
    articles, data = articles or settings.articles, data or settings.data
    told: object = None
    for outcome in _outcomes(stop, articles, data, build or _builder(settings.model, track)):
        says = outcome.problems if isinstance(outcome, Report) else str(outcome)
        if says != told or (isinstance(outcome, Report) and not outcome.plan.empty):
            yield outcome
        told = says


def _builder(model: str, track: Track) -> Build:
    embedder = embedder_of(model)  # loaded once, for all builds
    return lambda articles, data: build(articles, data, embedder=embedder, track=track)


def _outcomes(stop: threading.Event, articles: Path, data: Path | str, build: Build) -> News:
    """What comes of each build, and of each attempt at one."""
    retry = inf
    while not stop.is_set():
        try:
            for due in _moments(stop, articles, home_of(data).folder):
                if not due and time.monotonic() < retry:
                    continue
                try:
                    retry = inf
                    yield build(articles, data)
                except ArchiveError as error:
                    wait = SOON if isinstance(error, BuildRunningError) else LATER
                    retry = time.monotonic() + wait
                    yield error
        except OSError as error:
            yield ArticlesError(
                f"The articles folder {articles} can't be watched ({error.strerror or error}). "
                "The index stays as it is; the folder is read again when it is back."
            )
            stop.wait(SOON)


def _moments(stop: threading.Event, articles: Path, data: Path) -> Iterator[bool]:
    """True when there may be something to build, False at any other quiet moment.

    While something is being written there is neither. Raises OSError when the folder is not there,
    or another one took its place.
    """
    from watchfiles import watch as changes

    folder, watched = os.stat(articles), articles.resolve()
    hidden = _hidden(watched, data.resolve())
    looks: dict[str, tuple[int, int] | None] | None = {}  # None: nothing to build
    began = last = time.monotonic()
    for found in changes(watched, watch_filter=lambda _, path: not hidden(path), step=TICK // 10,
                         rust_timeout=TICK, yield_on_timeout=True, stop_event=stop):  # fmt: skip
        if not os.path.samestat(os.stat(articles), folder):
            raise FileNotFoundError("another folder is in its place")
        now = time.monotonic()
        if found and looks is None:
            looks, began = {}, now
        if looks is not None:
            fresh = {path: _look(path) for path in looks.keys() | {path for _, path in found}}
            if found or fresh != looks:
                looks, last = fresh, now
            if now - last < REST and now - began < LONGEST:
                continue
            looks = None
            yield True
        else:
            yield False


def _look(path: str) -> tuple[int, int] | None:
    """Size and time of the last change of a file; None when it is gone."""
    try:
        status = os.stat(path)
    except OSError:
        return None
    return status.st_size, status.st_mtime_ns


def _hidden(articles: Path, data: Path) -> Callable[[str], bool]:
    """Tells the files that no build reads, by their dot, and those it writes."""

    def is_hidden(path: str) -> bool:
        inner = Path(path)
        if inner.is_relative_to(data):
            return True
        below = inner.relative_to(articles) if inner.is_relative_to(articles) else inner
        return any(part.startswith(".") for part in below.parts)

    return is_hidden
