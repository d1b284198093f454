"""`python -m tests.screenshot FILE.png`: the README's picture, taken of the page over the seeds."""

import argparse
import tempfile
from pathlib import Path

from index.build import build
from qa import Archive
from tests.serving import browser, served

SEEDS = Path(__file__).parent.parent / "seeds"
QUESTION = "Who confirmed Israel's role?"


def take(picture: Path) -> None:
    """Ask the page a question, point at the first quote, and save what is seen."""
    with tempfile.TemporaryDirectory() as folder:
        build(SEEDS, Path(folder))
        archive = Archive.open(folder)
        with served(archive) as url, browser() as chromium:
            page = chromium.new_page(viewport={"width": 1280, "height": 840}, device_scale_factor=2)
            page.goto(url)
            page.get_by_placeholder("Ask the articles a question").fill(QUESTION)
            page.keyboard.press("Enter")
            page.locator("#chat .said a.cite").first.click()
            page.locator("#evidence .card.lit").wait_for()
            page.mouse.move(0, 0)
            page.screenshot(path=picture)
        archive.close()


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.screenshot", description=__doc__)
    parser.add_argument("picture", type=Path, nargs="?", default=Path("docs/screenshot.png"))
    take(parser.parse_args().picture)


if __name__ == "__main__":
    main()
