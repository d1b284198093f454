"""The page in a real browser: how much it loads, how soon one can ask, how soon words come, and
what axe finds.

`python app.py` in a process of its own, first over the seed articles, then over the archive that
`python -m bench realtimeqa` keeps, if it is there. Times are those of the browser's own clock. A
process is started cold, but the system's cache has the files.
"""

import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from bench.data import OURS, kept_data, rows, shared
from bench.load import SEEDS, app, listening
from index.build import build
from index.embed import Embedder
from index.errors import SettingsError
from tests.chromium import browser, find

STARTS, LOADS, QUESTIONS = 3, 5, 12
STILL, READING = 2.0, 4.0
"""Seconds that a loaded page is watched further; and that a person reads before asking again: the
page tries its next questions meanwhile."""
PATIENCE = 300_000
"""Milliseconds."""
OWN = ("http://127.0.0.1:", "data:", "blob:")
IMPACTS = ("critical", "serious", "moderate", "minor")
WATCH = """
const bench = (window.bench = { pressed: null });
const looked = {
  usable: "#question textarea:enabled",
  line: "#chat .status",
  sentence: "#chat .said .words, #chat .refusal, #chat .failure",
};
const look = () => {
  for (const [name, selector] of Object.entries(looked)) {
    if (name in bench || (name !== "usable" && bench.pressed === null)) continue;
    if (!document.querySelector(selector)?.checkVisibility()) continue;
    bench[name] = null;
    requestAnimationFrame(() => setTimeout(() => (bench[name] = performance.now())));
  }
};
new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true });
addEventListener("keydown", (event) => {
  if (event.key !== "Enter") return;
  delete bench.line;
  delete bench.sentence;
  bench.pressed = event.timeStamp;
}, true);
"""
"""Notes when the question box can be typed in, when Enter was pressed, and when the frame was drawn
that shows the line on what is searched, and the answer's first sentence or refusal."""


def run(embedder: Embedder, sample: int | None = None) -> dict[str, Any]:
    """Start, load and ask; a sample is one of each and that many questions."""
    if not find():
        raise SettingsError("There is no Chromium to measure in: `make browser` gets one.")
    starts, loads, number = (1, 1, sample) if sample else (STARTS, LOADS, QUESTIONS)
    questions = [row["question"] for row in rows(OURS / "our_seed_questions.jsonl")][:number]
    with TemporaryDirectory() as folder, browser() as chromium:
        seeds = Path(folder)
        build(SEEDS, seeds, embedder=embedder)
        found = {"cold start": cold_starts(chromium, seeds, questions[0], starts)}
        with _warm(chromium, seeds, questions[0]) as address:
            found["seeds"] = {
                "cold load": cold_loads(chromium, address, loads),
                "first words": first_words(chromium, address, questions),
                "axe": {
                    scheme: violations(chromium, address, questions[0], scheme)
                    for scheme in ("light", "dark")
                },
            }
        if not sample and (large := kept_data("realtimeqa", embedder)):
            asked = rows(shared("data/realtimeqa_2025_questions.jsonl.gz"))
            others = [row["question"] for row in asked if row["answer_in"]][:number]
            with _warm(chromium, large, others[0]) as address:
                found["RealTimeQA"] = {"first words": first_words(chromium, address, others)}
    return found


def cold_starts(chromium: Browser, data: Path, question: str, times: int) -> dict[str, Any]:
    """How long after the start of its process the page can be used, and has answered."""
    usable, answered = [], []
    for _ in range(times):
        began = time.perf_counter()
        with app(data) as (address, running):
            listening(address, running)
            page = _opened(chromium, address)
            usable.append(time.perf_counter() - began)
            _ask(page, question)
            answered.append(time.perf_counter() - began)
            page.context.close()
    return {
        "starts": times,
        "median seconds to a usable question box": round(median(usable), 1),
        "median seconds to the first answer": round(median(answered), 1),
    }


def cold_loads(chromium: Browser, address: str, times: int) -> dict[str, Any]:
    """What loading the page takes with nothing in the browser's cache."""
    loads = [_load(chromium, address) for _ in range(times)]
    usable, asked, kilobytes = zip(*loads, strict=True)
    return {
        "loads": times,
        "median ms to a usable question box": round(median(usable)),
        "requests": round(median(map(len, asked))),
        "requests to other hosts": sum(not url.startswith(OWN) for urls in asked for url in urls),
        "kB transferred": round(median(kilobytes)),
    }


def _load(chromium: Browser, address: str) -> tuple[float, list[str], float]:
    """Milliseconds until the question box is usable, addresses asked for, kB transferred."""
    page = _new_page(chromium)
    asked: list[str] = []
    sizes: list[int] = []
    network = page.context.new_cdp_session(page)
    network.send("Network.enable")
    network.on("Network.requestWillBeSent", lambda event: asked.append(event["request"]["url"]))
    network.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    page.goto(address)
    usable = _seen(page, "usable")
    page.wait_for_timeout(STILL * 1000)
    page.context.close()
    return usable, asked, sum(sizes) / 1000


def first_words(chromium: Browser, address: str, questions: Sequence[str]) -> dict[str, Any]:
    """Milliseconds from Enter to words on the screen, each question a conversation of its own."""
    page = _opened(chromium, address)
    lines: list[float] = []
    sentences: list[float] = []
    for question in questions:
        if lines:
            page.wait_for_timeout(READING * 1000)
            page.locator("#anew").click()
            page.locator("#chat .user-row").wait_for(state="detached")
        line, sentence = _ask(page, question)
        lines.append(line)
        sentences.append(sentence)
    page.context.close()
    return {
        "questions": len(questions),
        **_spread("ms to the line that says what is searched", lines),
        **_spread("ms to the first sentence of the answer", sentences),
    }


def violations(chromium: Browser, address: str, question: str, scheme: str) -> dict[str, int]:
    """Rules broken, by impact, on the empty page, an answer, an article, and the tab of them."""
    page = _opened(chromium, address, scheme)
    found = _broken(page)
    _ask(page, question)
    found |= _broken(page)
    page.locator("#evidence button.open").first.click()
    page.get_by_role("dialog").wait_for()
    found |= _broken(page)
    page.keyboard.press("Escape")
    page.get_by_role("tab").last.click()
    page.locator("#listing table").wait_for()
    found |= _broken(page)
    page.context.close()
    impacts = Counter(impact for impact, _ in found)
    return {impact: impacts[impact] for impact in IMPACTS}


def _broken(page: Page) -> set[tuple[str, str]]:
    return {(one["impact"], one["id"]) for one in Axe().run(page).response["violations"]}


@contextmanager
def _warm(chromium: Browser, data: Path, question: str) -> Iterator[str]:
    """A page that is served and has answered: its models are loaded."""
    with app(data) as (address, running):
        listening(address, running)
        page = _opened(chromium, address)
        _ask(page, question)
        page.context.close()
        yield address


def _opened(chromium: Browser, address: str, scheme: str = "light") -> Page:
    """The page in a window of its own, usable."""
    page = _new_page(chromium, scheme)
    page.goto(address)
    _seen(page, "usable")
    return page


def _new_page(chromium: Browser, scheme: str = "light") -> Page:
    window = chromium.new_context(color_scheme="dark" if scheme == "dark" else "light")
    window.set_default_timeout(PATIENCE)
    window.add_init_script(WATCH)
    return window.new_page()


def _ask(page: Page, question: str) -> tuple[float, float]:
    """Ask; milliseconds from Enter to the line on what is searched, and to the first sentence."""
    box = page.locator("#question textarea")
    box.fill(question)
    box.press("Enter")
    sentence = _seen(page, "sentence")
    pressed, line = page.evaluate("[bench.pressed, bench.line ?? bench.sentence]")
    return line - pressed, sentence - pressed


def _seen(page: Page, what: str) -> float:
    """When it was first on the screen, by the clock of the page."""
    return float(page.wait_for_function(f"window.bench?.{what}").json_value())


def _spread(what: str, values: Sequence[float]) -> dict[str, int]:
    p50, p95 = (round(float(np.percentile(values, share))) for share in (50, 95))
    return {f"median {what}": p50, f"p95 {what}": p95}
