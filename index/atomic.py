"""Files that are there whole or not at all, whatever stops the program or the machine."""

import os
import time
import uuid
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

ATTEMPTS, PAUSE = 100, 0.02
"""How often, and after how many seconds, to try again what others get in the way of."""


def put(path: Path, write: Callable[[Path], object]) -> None:
    """Have a file written beside its place, made durable, and moved there in one step."""
    partial = path.with_name(f".{uuid.uuid4().hex}.partial")
    try:
        write(partial)
        sync(partial)
        _move(partial, path)
    finally:
        partial.unlink(missing_ok=True)
    sync(path.parent)


def sync(path: Path) -> None:
    """Make a file or the entries of a folder durable; Windows can't open a folder for it, and
    flushes only what may be written."""
    folder = path.is_dir()
    if folder and os.name == "nt":
        return
    handle = os.open(path, os.O_RDONLY if folder else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _move(path: Path, to: Path) -> None:
    """Rename over a file; on Windows that must wait for whoever is just reading it."""
    for _ in range(ATTEMPTS):
        with suppress(PermissionError):
            os.replace(path, to)
            return
        time.sleep(PAUSE)
    os.replace(path, to)
