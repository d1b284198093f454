"""Bring the index up to date with the articles folder: plan, write a new generation, switch."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack, closing
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from index import generations
from index.chunk import VERSION
from index.embed import Embedder, SentenceTransformerEmbedder
from index.errors import ArticlesError, BrokenIndexError, NoIndexError, OtherModelError
from index.generations import Manifest
from index.load import MB, read_articles
from index.plan import Plan, content_hash, plan, without_copies
from index.records import Article, Problem
from index.searcher import Searcher
from index.settings import IndexSettings, load
from index.write import Track, write_generation


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

    def to_dict(self) -> dict[str, Any]:
        """The report as JSON-ready data."""
        return asdict(self)


def no_track(things: Iterable[Any], _what: str, _total: int | None) -> Iterable[Any]:
    """Show nothing."""
    return things


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
    and only then made current. If nothing changed, none is written.

    Raises ArticlesError if there is no article to index (the index there is stays as it is),
    OtherModelError if that was built with another model, BuildRunningError, ModelError.
    """
    settings = load(IndexSettings)
    articles, data = articles or settings.articles, data or settings.data
    embedder = embedder or SentenceTransformerEmbedder(settings.model)
    with generations.only_build(data):
        generations.prune(data)
        with ExitStack() as stack:
            old = None if anew else _open_old(data, embedder)
            if old:
                stack.enter_context(closing(old))
            read, problems = _read(articles, settings.max_file_mb * MB, old, track)
            hashes = {id: content_hash(article) for id, article in read.items()}
            todo = plan(old.manifest.hashes if old else {}, hashes)
            if dry_run or (old and todo.empty):
                passages, name = (old.manifest.passages, old.generation.name) if old else (0, None)
                return Report(todo, problems, passages, 0, name, dry_run)
            manifest, generation, embedded = write_generation(
                todo, read, hashes, data, embedder, old, track
            )
        generations.prune(data)
    return Report(todo, problems, manifest.passages, embedded, generation.name)


def check_model(manifest: Manifest, embedder: Embedder) -> None:
    """Raise OtherModelError unless the index was built with this very model."""
    if manifest.digest != embedder.digest:
        raise OtherModelError(
            f"The index was built with the model {manifest.model}, but {embedder.name} is set now. "
            "Set ARCHIVE_MODEL back, or build anew with `python -m index rebuild`."
        )


def _open_old(data: Path, embedder: Embedder) -> Searcher | None:
    """The index to start from; None when there is none of use."""
    try:
        old = Searcher.open(data)
    except (NoIndexError, BrokenIndexError):
        return None
    try:
        check_model(old.manifest, embedder)
    except OtherModelError:
        old.close()
        raise
    if old.manifest.chunker != VERSION:
        old.close()
        return None
    return old


def _read(
    folder: Path, max_bytes: int, old: Searcher | None, track: Track
) -> tuple[dict[str, Article], tuple[Problem, ...]]:
    found = list(track(read_articles(folder, max_bytes), "Reading articles", None))
    problems = [thing for thing in found if isinstance(thing, Problem)]
    articles, copies = without_copies([a for a in found if isinstance(a, Article)])
    problems += copies
    if not articles:
        reasons = "".join(f"\n  {problem}" for problem in problems)
        raise ArticlesError(
            f"There is no article to index in {folder}; an index there is stays as it is.{reasons}\n"
            "Put articles (.txt, .md, .jsonl) into it, or name another folder with --articles."
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
