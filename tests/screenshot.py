"""`python -m tests.screenshot [FOLDER]`: pictures of the page over the seeds, and over invented
articles that disagree."""

import argparse
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page

from index.build import build
from index.embed import embedder_of
from qa import Archive
from tests import ROOT, invented
from tests.chromium import browser
from tests.serving import served
from ui import texts
from ui.stock import Stock
from ui.works import Works

QUESTION = "Who confirmed Israel's role?"
COLOURS = 200
WIDE, PHONE = {"width": 1280, "height": 840}, {"width": 390, "height": 844}


def take(folder: Path) -> None:
    """Write every picture into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as made, browser() as chromium:
        with page_over(ROOT / "seeds", Path(made) / "seeds") as url:
            _answer(_asked(chromium, url, QUESTION), folder)
            _save(_asked(chromium, url, QUESTION, dark=True), folder / "dark.png")
        articles = invented.write(Path(made) / "articles")
        with page_over(articles, Path(made) / "invented") as url:
            _record(_asked(chromium, url, invented.FLOODED), folder)
            _conversations(_asked(chromium, url, invented.KNEW), folder)
            _save(_asked(chromium, url, invented.LIMITED), folder / "nothing.png")
            phone = _asked(chromium, url, invented.FLOODED, size=PHONE)
            _save(phone, folder / "phone.png")
            _archive(_opened(chromium, url), folder)


@contextmanager
def page_over(articles: Path, data: Path) -> Iterator[str]:
    """The address of a page over articles, indexed into `data`."""
    embedder = embedder_of("all-MiniLM-L6-v2")
    build(articles, data, embedder=embedder)
    archive = Archive.open(data, embedder=embedder)
    works = Works(articles, data, embedder, allowed=True)
    with served(archive, stock=Stock(archive, works)) as url:
        yield url
    archive.close()


def _asked(
    chromium: Browser, url: str, question: str, *, size: dict[str, int] = WIDE, dark: bool = False
) -> Page:
    """A new page with a question answered and the next ones offered."""
    page = _opened(chromium, url, size=size, dark=dark)
    page.get_by_placeholder(texts.ASK).fill(question)
    page.keyboard.press("Enter")
    page.locator("#t1").wait_for(state="attached")
    page.wait_for_timeout(4000)
    page.mouse.move(0, 0)
    return page


def _opened(
    chromium: Browser, url: str, *, size: dict[str, int] = WIDE, dark: bool = False
) -> Page:
    page = chromium.new_page(
        viewport={"width": size["width"], "height": size["height"]}, device_scale_factor=1.5
    )
    page.goto(f"{url}?__theme=dark" if dark else url)
    page.locator("#conversations").wait_for()
    return page


def _save(page: Page, path: Path) -> None:
    """As a picture of few colours, for the page has few: a third of the size."""
    with Image.open(BytesIO(page.screenshot())) as shot:
        shot.convert("RGB").quantize(COLOURS).save(path, optimize=True)


def _answer(page: Page, folder: Path) -> None:
    _save(page, folder / "answer.png")
    page.locator("#t1-c1 button.open").click()
    page.get_by_role("dialog").wait_for()
    page.wait_for_timeout(500)
    _save(page, folder / "article.png")


def _record(page: Page, folder: Path) -> None:
    page.locator("#chat .said a.cite").first.hover()
    _save(page, folder / "record.png")


def _conversations(page: Page, folder: Path) -> None:
    page.get_by_role("button", name=texts.CONVERSATIONS).click()
    page.wait_for_timeout(1000)
    _save(page, folder / "conversations.png")


def _archive(page: Page, folder: Path) -> None:
    page.get_by_role("tab", name=texts.ARCHIVE).click()
    page.locator("#listing table").wait_for()
    page.locator("#works li").first.wait_for()
    page.get_by_role("button", name=texts.ADD_ARTICLES).click()
    page.wait_for_timeout(1000)
    _save(page, folder / "archive.png")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.screenshot", description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=ROOT / "docs" / "screenshots")
    take(parser.parse_args().folder)


if __name__ == "__main__":
    main()
