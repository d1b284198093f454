"""What there is to index: every article of a folder, with what the index has of it already."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from index.errors import ArticlesError
from index.load import FORMATS, read_articles
from index.plan import content_hash
from index.records import Article, Known, Problem
from index.searcher import Searcher
from index.seen import Found, Seen
from index.spool import Spool

SHOWN = 20
"""Problems listed before "and more"."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was found in a folder of articles."""

    articles: Mapping[str, Known]
    """Each article, by id; the texts of those that are new are in the spool."""
    problems: tuple[Problem, ...]

    @property
    def hashes(self) -> dict[str, str]:
        """The content hash of each article."""
        return {id: known.hash for id, known in self.articles.items()}


def read(
    folder: Path,
    max_bytes: int,
    seen: Seen,
    old: Searcher | None,
    spool: Spool,
    track: Callable[[Iterable[Found]], Iterable[Found]],
    found_new: Callable[[], object],
    index: Path,
) -> Reading:
    """Read a folder; articles that are not in `old` just so go to the spool.

    The files of the index, in the folder `index`, are none of them. Calls `found_new` at the first
    new one. Raises ArticlesError if there is no article at all.
    """
    held = seen.held
    articles: dict[str, Known] = {}
    problems: list[Problem] = []
    for one in track(read_articles(folder, max_bytes, seen, index)):
        if isinstance(one, Problem):
            problems.append(one)
            continue
        known = _known(one) if isinstance(one, Article) else one
        articles[one.id] = known
        if isinstance(one, Article) and held.get(one.id) != known.hash:
            if spool.empty:
                found_new()
            spool.put(one)
    if not articles:
        raise _nothing(folder, problems)
    kept = _kept(problems, articles, old) if old else {}
    return Reading(articles | kept, tuple(problems))


def _known(article: Article) -> Known:
    return Known(article.id, article.path, content_hash(article))


def _nothing(folder: Path, problems: Sequence[Problem]) -> ArticlesError:
    lines = [f"  {problem}" for problem in problems[:SHOWN]]
    lines += [f"  … and {len(problems) - SHOWN} more"] if len(problems) > SHOWN else []
    return ArticlesError(
        f"There is no article to index in {folder}. An index that was built stays as it is.\n"
        + "".join(f"{line}\n" for line in lines)
        + f"Put articles ({FORMATS}) into it, or name another folder with --articles."
    )


def _kept(
    problems: Sequence[Problem], articles: Mapping[str, Known], old: Searcher
) -> dict[str, Known]:
    """What the old index holds from files that the disk would not give us this time."""
    unread = tuple(problem.path for problem in problems if problem.unread)
    if not unread:
        return {}
    return {
        id: Known(id, path, old.manifest.hashes[id])
        for id, path in old.catalog.paths().items()
        if id not in articles
        and any(path == other or path.startswith(f"{other}/") for other in unread)
    }
