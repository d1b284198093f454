"""Bring the index up to date with the articles folder: plan, write a new generation, switch."""

import sqlite3
from collections.abc import Callable, Iterable, Mapping
from contextlib import ExitStack, closing, suppress
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from threading import Thread
from typing import Any

from index import journal
from index.chunk import VERSION
from index.embed import Embedder, embedder_of
from index.errors import (
    MB,
    BrokenIndexError,
    NoIndexError,
    SettingsError,
)
from index.home import Home, home_of
from index.manifest import Manifest, broken
from index.plan import Plan, plan
from index.progress import Steps, Track, no_track
from index.reading import Reading, read
from index.records import Article, Problem
from index.searcher import CATALOG, Searcher
from index.seen import Seen
from index.settings import IndexSettings, load
from index.spool import Spool
from index.vectors import sound
from index.write import Before, Contents, write_generation


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did, or with `dry_run` would do."""

    plan: Plan
    problems: tuple[Problem, ...]
    passages: int
    """Passages in the index now."""
    embedded: int
    """Passages that went through the model; the others kept their vectors."""
    precision: str | None
    """What the model computed these in; None if there were none."""
    generation: str | None
    """The current generation; None when there is none yet."""
    dry_run: bool = False
    built: bool = False
    """Whether a new generation was written."""
    seconds: Mapping[str, float] = field(default_factory=dict)
    """What each step took, in the order in which they began."""

    def to_dict(self) -> dict[str, Any]:
        """The report as JSON-ready data."""
        return asdict(self)


def build(
    articles: Path | None = None,
    data: Path | str | None = None,
    *,
    embedder: Embedder | None = None,
    anew: bool = False,
    dry_run: bool = False,
    track: Track = no_track,
) -> Report:
    """Bring the index in `data`, a folder or the address of a Chroma server, up to date with the
    folder `articles`; default: the settings'.

    Only files that changed are read and only passages that are new go through the model. With
    `anew` all is read and written anew, whatever the state, model and format of the index there
    is; vectors stay only if a sample shows that this model makes them still. A new generation is
    written beside the current one, checked, and only then made current. If nothing changed, none
    is written. With `dry_run` none is ever.

    Raises ArticlesError if there is no article to index (the index there is stays as it is),
    OtherModelError if that was built with another model, BuildRunningError, ModelError,
    ServerError.
    """
    settings = load(IndexSettings)
    articles, data = articles or settings.articles, data or settings.data
    embedder = embedder or embedder_of(settings.model)
    steps = Steps(track)
    with closing(home_of(data)) as home:
        task = Task(articles, home, embedder, settings.max_file_mb * MB, anew, dry_run)
        if dry_run:
            return _update(task, steps)
        with home.only_build():
            home.prune()
            report = _mended(task, steps)
            journal.remove(home.folder)
            home.prune()
    return replace(report, seconds=steps.seconds)


@dataclass(frozen=True, slots=True)
class Task:
    """What to build from, where, and how."""

    articles: Path
    home: Home
    embedder: Embedder
    max_bytes: int
    anew: bool
    dry_run: bool


def _mended(task: Task, track: Steps) -> Report:
    """What an update did: where the index to start from turns out to be damaged, all anew."""
    try:
        return _update(task, track)
    except BrokenIndexError:
        if task.anew:
            raise
        return _update(replace(task, anew=True), track)


def _update(task: Task, track: Steps) -> Report:
    with ExitStack() as stack:
        old = _open_old(task.home)
        if old:
            stack.enter_context(closing(old))
            if not task.anew:
                old.check_model(task.embedder)
        held = old.manifest.hashes if old and not task.anew else {}
        spool = stack.enter_context(Spool())
        seen = Seen(task.home.folder, held, task.max_bytes, write=not task.dry_run)
        stack.enter_context(closing(seen))
        read = _read(task, seen, old, spool, track)
        todo = plan(old.manifest.hashes if old else {}, read.hashes)
        # What was cut in another way says what is new, no more.
        unchanged = old is not None and not task.anew and old.manifest.chunker == VERSION
        passages, name, embedded = 0, None, 0
        if old:
            passages, name = old.manifest.passages, old.generation.name
        built = not task.dry_run and not (unchanged and todo.empty)
        if built:
            contents = Contents(todo, read.hashes, _article(spool, old))
            manifest, generation, embedded = _write(task, contents, old, unchanged, track)
            passages, name = manifest.passages, generation.name
        if not task.dry_run:
            seen.save(read.articles)
        precision = task.embedder.precision if embedded else None
        return Report(todo, read.problems, passages, embedded, precision, name, task.dry_run, built)


def _read(task: Task, seen: Seen, old: Searcher | None, spool: Spool, track: Steps) -> Reading:
    def wake() -> None:
        """Load the model while we go on reading: it takes seconds."""
        if not task.dry_run:
            Thread(target=_load, args=(task.embedder,), daemon=True).start()

    def shown(things: Iterable[Any]) -> Iterable[Any]:
        return track(things, "Reading articles", None)

    home = task.home.folder
    return read(task.articles, task.max_bytes, seen, old, spool, shown, wake, home)


def _load(embedder: Embedder) -> None:
    with suppress(Exception):  # who needs it will meet the same error, and tell
        embedder.count_tokens([""])


def _article(spool: Spool, old: Searcher | None) -> Callable[[str], Article]:
    def article(id: str) -> Article:
        if id in spool or not old:
            return spool[id]
        return old.catalog.article(id)

    return article


def _write(
    task: Task, contents: Contents, old: Searcher | None, unchanged: bool, track: Steps
) -> tuple[Manifest, Path, int]:
    damaged = old.damaged() if old else []
    if damaged and not task.anew:
        raise broken(Path(damaged[0]), "its bytes changed")
    trusted = old if old and (unchanged or sound(old, task.embedder)) else None
    known = old.generation if old and CATALOG not in damaged else None
    try:
        before = Before(trusted, unchanged, known)
        return write_generation(contents, task.home, task.embedder, before, track)
    except (OSError, sqlite3.Error) as error:
        reason = getattr(error, "strerror", None) or error
        raise SettingsError(
            f"The index can't be written in {task.home.folder} ({reason}). "
            f"The one before stays in use; {task.home.cure}."
        ) from error


def _open_old(home: Home) -> Searcher | None:
    """The index to start from; None when there is none that can be read."""
    try:
        return Searcher(home)
    except (NoIndexError, BrokenIndexError):
        return None
