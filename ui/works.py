"""What is done to the index behind the page's back: one thing at a time, told as it goes.

Questions go on meanwhile: readers follow the generations by themselves.
"""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from index.add import Outcome, add
from index.build import Report, build
from index.embed import Embedder
from index.errors import ArchiveError
from index.progress import Step, told
from index.settings import notes
from index.watch import watch
from ui.turns import words

LOOKS_S = 30.0
"""The longest that a look through the folder is waited for."""


@dataclass(frozen=True, slots=True)
class Done:
    """What came of the last thing that was done."""

    report: Report | None = None
    """Of the build, or of the look through the folder."""
    added: tuple[Outcome, ...] = ()
    failure: str = ""


class Works:
    """Builds over one articles folder and one index. Safe to use from several threads."""

    def __init__(
        self,
        articles: Path,
        data: Path | str,
        embedder: Embedder,
        *,
        allowed: bool,
        public: bool = False,
    ) -> None:
        """`allowed`: whether visitors may change the archive. With `public` pages are fetched from
        nowhere but addresses all the world can reach."""
        self.articles, self.data, self.allowed = articles, data, allowed
        self.notes = notes(data)
        """The folder of what people say of answers."""
        self._embedder, self._public = embedder, public
        self._turn = threading.Lock()
        self._looking = False
        self._watching: threading.Event | None = None
        self._track = told(self._tell)
        self.step: Step | None = None
        """How far we are, as far as that is known."""
        self.done = Done()

    @property
    def busy(self) -> bool:
        """Whether something is being done."""
        return self._turn.locked()

    @property
    def watching(self) -> bool:
        """Whether whatever changes in the folder is indexed."""
        return self._watching is not None

    def look(self) -> None:
        """Find out what a build would change, unless something is being done already."""
        self._start(lambda: Done(self._build(dry_run=True)), look=True)

    def build(self, anew: bool = False) -> bool:
        """Bring the index up to date, or make it anew; False if something else is being done."""
        return self.allowed and self._start(lambda: Done(self._build(anew=anew)))

    def add(self, things: Sequence[str], problems: Sequence[Outcome] = ()) -> bool:
        """Put files and pages into the folder and build; False if something else is being done.

        `problems` are told beside what comes of it.
        """
        return self.allowed and self._start(lambda: self._add(things, tuple(problems)))

    def watch(self, on: bool) -> None:
        """Index whatever changes in the folder from now on, or no longer."""
        if not self.allowed or on == self.watching:
            return
        if self._watching:
            self._watching.set()
            self._watching = None
        else:
            self._watching = threading.Event()
            threading.Thread(target=self._watch, args=(self._watching,), daemon=True).start()

    def _start(self, do: Callable[[], Done], *, look: bool = False) -> bool:
        # Who wants something done is not turned away because of a look; a second look is none.
        if not self._turn.acquire(timeout=LOOKS_S if self._looking and not look else 0):
            return False
        self._looking = look
        threading.Thread(target=self._run, args=(do,), daemon=True).start()
        return True

    def _run(self, do: Callable[[], Done]) -> None:
        try:
            self.done = do()
        except Exception as error:
            self.done = Done(self.done.report, failure=words(error))
        finally:
            self.step = None
            self._looking = False
            self._turn.release()

    def _add(self, things: Sequence[str], problems: tuple[Outcome, ...]) -> Done:
        outcomes = add(things, self.articles, self._track, self._public)
        return Done(self._build(), (*outcomes, *problems))

    def _build(self, *, anew: bool = False, dry_run: bool = False) -> Report:
        return build(
            self.articles,
            self.data,
            embedder=self._embedder,
            anew=anew,
            dry_run=dry_run,
            track=self._track,
        )

    def _watch(self, stop: threading.Event) -> None:
        def in_turn(_articles: Path, _data: Path | str) -> Report:
            with self._turn:
                try:
                    return self._build()
                finally:
                    self.step = None

        try:
            for news in watch(stop, self.articles, self.data, build=in_turn):
                self.done = (
                    Done(self.done.report, failure=str(news))
                    if isinstance(news, ArchiveError)
                    else Done(news)
                )
        except Exception as error:
            self.done, self._watching = Done(self.done.report, failure=words(error)), None

    def _tell(self, step: Step) -> None:
        self.step = step
