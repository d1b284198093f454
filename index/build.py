"""Bring the index up to date with the articles folder: plan, write a new generation, switch."""

from collections.abc import Mapping, Sequence
from contextlib import ExitStack, closing
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from index import generations
from index.chunk import VERSION
from index.embed import Embedder, SentenceTransformerEmbedder
from index.errors import (
    MB,
    ArticlesError,
    BrokenIndexError,
    NoIndexError,
    OtherModelError,
    SettingsError,
)
from index.generations import Manifest
from index.load import FORMATS, read_articles
from index.plan import Plan, content_hash, plan, without_copies
from index.progress import Steps, Track, no_track
from index.records import Article, Problem
from index.searcher import Searcher
from index.settings import IndexSettings, load
from index.write import write_generation

SHOWN = 20
"""Problems listed before "and more"."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did, or with `dry_run` would do."""

    plan: Plan
    problems: tuple[Problem, ...]
    passages: int
    """Passages in the index now."""
    embedded: int
    """Passages that went through the model; the others kept their vectors."""
    generation: str | None
    """The current generation; None when there is none yet."""
    dry_run: bool = False
    seconds: Mapping[str, float] = field(default_factory=dict)
    """What each step took, in the order in which they began."""

    def to_dict(self) -> dict[str, Any]:
        """The report as JSON-ready data."""
        return asdict(self)


def build(
    articles: Path | None = None,
    data: Path | None = None,
    *,
    embedder: Embedder | None = None,
    anew: bool = False,
    dry_run: bool = False,
    track: Track = no_track,
) -> Report:
    """Bring the index in `data` up to date with the folder `articles`; default: the settings'.

    Only passages that are new go through the model; with `anew` all do, whatever the state, model
    and format of the index there is. A new generation is written beside the current one, checked,
    and only then made current. If nothing changed, none is written. With `dry_run` none is ever.

    Raises ArticlesError if there is no article to index (the index there is stays as it is),
    OtherModelError if that was built with another model, BuildRunningError, ModelError.
    """
    settings = load(IndexSettings)
    articles, data = articles or settings.articles, data or settings.data
    embedder = embedder or SentenceTransformerEmbedder(settings.model)
    max_bytes = settings.max_file_mb * MB
    steps = Steps(track)
    if dry_run:
        return _update(articles, data, embedder, anew, True, max_bytes, steps)
    with generations.only_build(data):
        generations.prune(data)
        report = _update(articles, data, embedder, anew, False, max_bytes, steps)
        generations.prune(data)
    return replace(report, seconds=steps.seconds)


def _update(
    folder: Path,
    data: Path,
    embedder: Embedder,
    anew: bool,
    dry_run: bool,
    max_bytes: int,
    track: Steps,
) -> Report:
    with ExitStack() as stack:
        old = _open_old(data)
        if old:
            stack.enter_context(closing(old))
            if not anew:
                check_model(old.manifest, embedder)
        # What was embedded by another model or cut in another way says what is new, no more.
        usable = old if old and not anew and old.manifest.chunker == VERSION else None
        read, problems = _read(folder, max_bytes, old, track)
        hashes = {id: content_hash(article) for id, article in read.items()}
        todo = plan(old.manifest.hashes if old else {}, hashes)
        if dry_run or (usable and todo.empty):
            passages, name = (old.manifest.passages, old.generation.name) if old else (0, None)
            return Report(todo, problems, passages, 0, name, dry_run)
        try:
            manifest, generation, embedded = write_generation(
                todo, read, hashes, data, embedder, usable, track
            )
        except OSError as error:
            raise SettingsError(
                f"The index can't be written in {data} ({error.strerror or error}). "
                "The one before stays in use; make room, or name another folder with --data."
            ) from error
        return Report(todo, problems, manifest.passages, embedded, generation.name)


def check_model(manifest: Manifest, embedder: Embedder) -> None:
    """Raise OtherModelError unless the index was built with this very model."""
    if manifest.digest != embedder.digest:
        other = "other weights of it" if manifest.model == embedder.name else embedder.name
        raise OtherModelError(
            f"The index was built with the model {manifest.model}, but {other} is set now. "
            "Set ARCHIVE_MODEL back, or build anew with `python -m index rebuild`."
        )


def _open_old(data: Path) -> Searcher | None:
    """The index to start from; None when there is none that can be read."""
    try:
        return Searcher.open(data)
    except (NoIndexError, BrokenIndexError):
        return None


def _read(
    folder: Path, max_bytes: int, old: Searcher | None, track: Track
) -> tuple[dict[str, Article], tuple[Problem, ...]]:
    found = list(track(read_articles(folder, max_bytes), "Reading articles", None))
    problems = [thing for thing in found if isinstance(thing, Problem)]
    articles, copies = without_copies([a for a in found if isinstance(a, Article)])
    problems += copies
    if not articles:
        lines = [f"  {problem}" for problem in problems[:SHOWN]]
        lines += [f"  … and {len(problems) - SHOWN} more"] if len(problems) > SHOWN else []
        raise ArticlesError(
            f"There is no article to index in {folder}. An index that was built stays as it is.\n"
            + "".join(f"{line}\n" for line in lines)
            + f"Put articles ({FORMATS}) into it, or name another folder with --articles."
        )
    kept = _kept(problems, articles, old) if old else {}
    return articles | kept, tuple(problems)


def _kept(
    problems: Sequence[Problem], articles: Mapping[str, Article], old: Searcher
) -> dict[str, Article]:
    """What the old index holds from files that the disk would not give us this time."""
    unread = tuple(problem.path for problem in problems if problem.unread)
    if not unread:
        return {}
    return {
        article.id: article
        for article in old.catalog.articles()
        if article.id not in articles
        and any(article.path == path or article.path.startswith(f"{path}/") for path in unread)
    }
