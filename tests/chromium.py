"""The browser of the browser tests: `python -m tests.chromium` finds one, or gets one on Debian."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, expect, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MAC_APPS = (
    "Chromium.app/Contents/MacOS/Chromium",
    "Google Chrome.app/Contents/MacOS/Google Chrome",
)


PATIENT = 60_000
"""Milliseconds to wait for what the page should show: other work may slow it down."""
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def find() -> str | None:
    """The path of a Chromium or Chrome of this machine, or of one that Playwright installed."""
    places = [shutil.which(name) for name in NAMES]
    places += [str(Path("/Applications") / app) for app in MAC_APPS]
    found = next((place for place in places if place and os.access(place, os.X_OK)), None)
    return found or _playwrights()


@contextmanager
def browser() -> Iterator[Browser]:
    """A headless Chromium."""
    executable = find()
    expect.set_options(timeout=PATIENT)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=executable, args=[*FLAGS])
        yield started
        started.close()


def _playwrights() -> str | None:
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if os.access(path, os.X_OK) else None


def _debian_install() -> None:
    """Install Debian's package if we may without asking for a password."""
    sudo = [] if os.geteuid() == 0 else ["sudo", "-n"]
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update"], ["install", "--yes", "--no-install-recommends", "chromium"]):
        command = [*sudo, "apt-get", "-qq", *command]
        if subprocess.call(command, env=environment, stdin=subprocess.DEVNULL) != 0:
            return


def main() -> int:
    if find():
        return 0
    if Path("/etc/debian_version").exists() and shutil.which("apt-get"):
        print("No Chromium for the browser tests: installing Debian's.", flush=True)
        _debian_install()
    if find():
        return 0
    print(
        "The browser tests need Chromium or Google Chrome. Install one with the system's packages "
        f"or run: {sys.executable} -m playwright install chromium",
        file=sys.stderr,
    )
    return 1


if __name__ == "__main__":
    sys.exit(main())
