"""The page: `python app.py` indexes the articles if need be, then serves them for questions.

Exit code 2 when something has to be put right first; one line says what.
"""

import argparse
import errno
import os
import socket
import sys
import threading
from collections.abc import Sequence
from contextlib import redirect_stdout
from io import StringIO
from typing import NoReturn

from index.build import build
from index.commands import summary
from index.embed import Embedder, embedder_of
from index.errors import ArchiveError, NoIndexError, SettingsError
from index.progress import bars
from index.settings import IndexSettings, load
from qa import Archive
from ui.access import check_open
from ui.desk import Desk
from ui.passwords import Check, check
from ui.settings import PageSettings, settings
from ui.works import Works

EXAMPLES = (
    "Who confirmed Israel's role?",
    "When was Soleimani killed?",
    "Who helped confirm the details of Soleimani's flight?",
    "What did Trump say about Netanyahu?",
)
"""Offered on the empty page as far as the archive at hand can answer them."""
SETTINGS = "Settings are read from the environment (ARCHIVE_PORT and others): see README.md."
UNRECORDED = {
    "GRADIO_ANALYTICS_ENABLED": "False",
    "GRADIO_ANALYTICS_MAX_EVENTS": "1",
    "GRADIO_ANALYTICS_CACHE_FREQUENCY": str(10**9),
}
"""Settings of Gradio's own. Else it tells its makers that it is used, keeps a record of the last
10,000 events and, after each one, sums them all up."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the page until it is stopped; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python app.py", description=__doc__, epilog=SETTINGS)
    parser.parse_args(arguments)
    try:
        chosen, index = settings(), load(IndexSettings)
        check_open(chosen)
        knows = check(chosen)
        check_port(chosen.host, chosen.port)
        embedder = embedder_of(index.model)
        archive = open_archive(embedder)
        works = Works(
            index.articles,
            index.data,
            embedder,
            allowed=chosen.may_add,
            public=not chosen.own,
        )
        serve(archive, works, chosen, knows)
    except ArchiveError as error:
        print(error, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 0


def check_port(host: str, port: int) -> None:
    """Raise SettingsError unless the page can listen there: better now than after a long build."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        socket.create_server((host, port), family=family).close()
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise SettingsError(
                f"Port {port} is taken: another Ask the Archive? "
                f"Set ARCHIVE_PORT={port % 65535 + 1} to use another one."
            ) from None
        raise SettingsError(
            f"Can't listen on {host}, port {port}: {error.strerror}. "
            "Set ARCHIVE_HOST and ARCHIVE_PORT to an address of this machine."
        ) from None


def open_archive(embedder: Embedder) -> Archive:
    """The archive of the settings, indexed first if it never was."""
    try:
        return Archive.open(embedder=embedder)
    except NoIndexError:
        print("Indexing the articles; this is done once.")
        print(summary(build(embedder=embedder, track=bars)))
        return Archive.open(embedder=embedder)


def serve(archive: Archive, works: Works, chosen: PageSettings, knows: Check | None) -> NoReturn:
    """Serve the page, load the model behind its back, and wait until it is stopped."""
    os.environ.update(UNRECORDED)  # Read while gradio is imported.
    from ui.launch import options
    from ui.page import page
    from ui.stock import Stock

    desk = Desk(archive, EXAMPLES)
    blocks = page(desk, Stock(archive, works))
    with redirect_stdout(StringIO()):  # Gradio tells of MCP however quiet it shall be.
        _, address, _ = blocks.launch(prevent_thread_lock=True, **options(chosen, knows))
    print(f"Ask the archive at {address} (stop with Ctrl+C)", flush=True)
    threading.Thread(target=desk.warm_up, daemon=True).start()
    blocks.block_thread()
    sys.stdout.flush()
    os._exit(0)  # An orderly end would wait for the model to load, or abort in the middle of it.


if __name__ == "__main__":
    sys.exit(main())
