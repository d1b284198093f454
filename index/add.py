"""Put articles into the articles folder: pages and feeds of the web, and files from elsewhere."""

import asyncio
import filecmp
import re
import shutil
from collections.abc import Awaitable, Coroutine, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal, TypeAlias, TypeVar

from index.atomic import put
from index.errors import ArticlesError, UnreadableError
from index.feed import Item, items
from index.fetch import Client, Fetched, client, fetch, shown
from index.load import OTHER_FORMAT, is_read, printable
from index.progress import Track
from index.records import Problem
from index.saved import NOTED_WITHIN, Note, file_name, marked, split_note

AT_ONCE = 4
"""Pages fetched at the same time."""
MOST_ITEMS = 1000
"""Of a feed."""
NO_PAGE = "an item {} names no page"
ADDRESS = re.compile(r"www\.\S+|[\w-]+(?:\.[\w-]+)+(?::\d+)?/\S*", re.I)
"""Perhaps a page's address without its beginning: "www.example.org", "example.org/story"."""
NO_FILE = "is no file; if it is the address of a page, it lacks https:// at its beginning"
HIDDEN = "begins with a dot, as no article's name may; rename it"


@dataclass(frozen=True, slots=True)
class Addition:
    """What was asked for, and the file of the articles folder that holds it."""

    what: str
    path: str
    how: Literal["added", "changed", "unchanged"]


Outcome: TypeAlias = Addition | Problem
T = TypeVar("T")


def add(things: Sequence[str], folder: Path, track: Track, public: bool = False) -> list[Outcome]:
    """Put each thing, the URL of a page or a feed or the path of a file, into the articles folder.

    What can't be had is a Problem; the rest is added. With `public` pages come from nowhere but
    addresses all the world can reach. Raises ArticlesError if the folder can't be written.
    """
    urls = [thing for thing in dict.fromkeys(things) if "://" in thing]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        done = [_add_file(Path(thing), folder) for thing in things if "://" not in thing]
        return done + (asyncio.run(_add_urls(urls, folder, track, public)) if urls else [])
    except OSError as error:
        raise ArticlesError(
            f"The articles folder {folder} can't be written ({error.strerror or error}). "
            "Make room or make it writable, or name another with --articles."
        ) from error


def _add_file(path: Path, folder: Path) -> Outcome:
    what, name, target = printable(str(path)), printable(path.name), folder / path.name
    if path.is_dir():
        return Problem(what, "is a folder; name the files in it")
    if ADDRESS.fullmatch(what) and not path.exists():
        return Problem(what, NO_FILE)
    if name.startswith("."):
        return Problem(what, HIDDEN)
    if not is_read(path.name):
        return Problem(what, OTHER_FORMAT)
    try:
        path.open("rb").close()
    except OSError as error:
        return Problem(what, f"can't be read ({error.strerror})")
    if not target.exists():
        put(target, lambda partial: shutil.copyfile(path, partial))
        return Addition(what, name, "added")
    if filecmp.cmp(path, target, shallow=False):
        return Addition(what, name, "unchanged")
    return Problem(what, f"another file of this name is in {folder}; remove that, or rename this")


async def _add_urls(urls: Sequence[str], folder: Path, track: Track, public: bool) -> list[Outcome]:
    async with client() as web:
        adding = _Adding(web, folder, asyncio.Semaphore(AT_ONCE))
        found = await _all([adding.url(url, public) for url in urls], "Fetching", track)
        done = [one for one in found if not isinstance(one, Fetched)]
        pages = []
        for feed in (one for one in found if isinstance(one, Fetched)):
            for item in _items(feed):
                if isinstance(item, Problem):
                    done.append(item)
                else:
                    pages.append(adding.item(item, feed.public))
        return done + await _all(pages, "Fetching pages", track)


async def _all(doing: Sequence[Awaitable[T]], what: str, track: Track) -> list[T]:
    """What comes of each, in order, while `track` shows how many are done."""
    tasks = [asyncio.ensure_future(one) for one in doing]
    for done in track(asyncio.as_completed(tasks), what, len(tasks)):
        await done
    return [task.result() for task in tasks]


def _items(feed: Fetched) -> list[Item | Problem]:
    """The pages that a feed names, and what is wrong with it."""
    try:
        found = items(feed.data or b"", feed.url)
    except UnreadableError as error:
        return [Problem(feed.url, str(error))]
    told: list[Item | Problem] = []
    for item in found[:MOST_ITEMS]:
        told.append(
            item if item.url else Problem(feed.url, NO_PAGE.format(item.title or "without a title"))
        )
    if len(found) > MOST_ITEMS:
        told.append(Problem(feed.url, f"names {len(found)} pages, of which the first {MOST_ITEMS}"))
    return told


@dataclass(frozen=True, slots=True)
class _Adding:
    """The web on the one side, the articles folder on the other."""

    web: Client
    folder: Path
    gate: asyncio.Semaphore

    async def url(self, url: str, public: bool) -> Outcome | Fetched:
        """Add the page of a URL; a feed is handed back."""
        return await self._kept(url, fetch(self.web, url, self._note, public))

    async def item(self, item: Item, public: bool) -> Outcome:
        """Add the page of a feed's item; one that is there is fetched again only if it changed."""
        url = item.url or ""

        def note(of: str) -> Note | None:
            path = self.folder / file_name(of)
            newer = item.updated and path.exists() and path.stat().st_mtime < item.updated
            return None if newer else self._note(of)

        kept = await self._kept(url, fetch(self.web, url, note, public, again=False))
        return Problem(shown(url), "is a feed") if isinstance(kept, Fetched) else kept

    async def _kept(self, url: str, fetching: Coroutine[Any, Any, Fetched]) -> Outcome | Fetched:
        """Keep a page once it is there."""
        try:
            async with self.gate:
                found = await fetching
            return found if found.feed else self._keep(url, found)
        except UnreadableError as error:
            return Problem(shown(url), str(error))
        except OSError as error:
            return Problem(shown(url), f"can't be kept ({error.strerror or error})")

    def _note(self, url: str) -> Note | None:
        """What is noted of a page that was saved earlier."""
        path = self.folder / file_name(url)
        if not path.is_file():
            return None
        with path.open("rb") as stream:
            return split_note(stream.read(NOTED_WITHIN))[0]

    def _keep(self, url: str, found: Fetched) -> Addition:
        name = file_name(found.url)
        path, how = self.folder / name, Addition(shown(url), name, "added")
        if found.data is None:
            return replace(how, how="unchanged")
        whole, old = marked(found.data, found.note), path.read_bytes() if path.exists() else None
        if whole != old:
            path.parent.mkdir(parents=True, exist_ok=True)
            put(path, lambda partial: partial.write_bytes(whole))
        if old is None:
            return how
        return replace(how, how="unchanged" if split_note(old)[1] == found.data else "changed")
