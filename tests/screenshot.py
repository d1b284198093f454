"""`python -m tests.screenshot [FOLDER]`: pictures of the page over the seeds, and over invented
articles that disagree."""

import argparse
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page

from index.build import build
from qa import Archive
from tests import invented
from tests.chromium import browser
from tests.serving import served
from ui import texts

ROOT = Path(__file__).parent.parent
QUESTION = "Who confirmed Israel's role?"
WIDE, PHONE = {"width": 1280, "height": 840}, {"width": 390, "height": 844}


def take(folder: Path) -> None:
    """Write every picture into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as made, browser() as chromium:
        with page_over(ROOT / "seeds", Path(made) / "seeds") as url:
            _answer(_asked(chromium, url, QUESTION), folder)
            _asked(chromium, url, QUESTION, dark=True).screenshot(path=folder / "dark.png")
        articles = invented.write(Path(made) / "articles")
        with page_over(articles, Path(made) / "invented") as url:
            _record(_asked(chromium, url, invented.FLOODED), folder)
            _asked(chromium, url, invented.LIMITED).screenshot(path=folder / "nothing.png")
            phone = _asked(chromium, url, invented.FLOODED, size=PHONE)
            phone.screenshot(path=folder / "phone.png")


@contextmanager
def page_over(articles: Path, data: Path) -> Iterator[str]:
    """The address of a page over articles, indexed into `data`."""
    build(articles, data)
    archive = Archive.open(data)
    with served(archive) as url:
        yield url
    archive.close()


def _asked(
    chromium: Browser, url: str, question: str, *, size: dict[str, int] = WIDE, dark: bool = False
) -> Page:
    """A new page with a question answered and the next ones offered."""
    page = chromium.new_page(
        viewport={"width": size["width"], "height": size["height"]}, device_scale_factor=1.5
    )
    page.goto(f"{url}?__theme=dark" if dark else url)
    page.get_by_placeholder(texts.ASK).fill(question)
    page.keyboard.press("Enter")
    page.locator("#t1").wait_for(state="attached")
    page.wait_for_timeout(4000)
    page.mouse.move(0, 0)
    return page


def _answer(page: Page, folder: Path) -> None:
    page.screenshot(path=folder / "answer.png")
    page.locator("#t1-c1 button.open").click()
    page.get_by_role("dialog").wait_for()
    page.wait_for_timeout(500)
    page.screenshot(path=folder / "article.png")


def _record(page: Page, folder: Path) -> None:
    page.locator("#chat .said a.cite").first.hover()
    page.screenshot(path=folder / "record.png")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.screenshot", description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=ROOT / "docs" / "screenshots")
    take(parser.parse_args().folder)


if __name__ == "__main__":
    main()
