"""Many people at the page at once: does it answer all, how soon, and each only their own?

`python app.py` in a process of its own over the seed articles. Each asker is a browser tab as far
as the server can tell: it speaks as Gradio's page does, and has a conversation. First each reads
an answer for a while before the next question, then each asks again at once. 10 minutes of both,
or as many seconds as BENCH_SECONDS says.
"""

import json
import os
import random
import re
import socket
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import httpx
import numpy as np

from bench.data import OURS
from index.build import build
from index.embed import Embedder
from index.errors import SettingsError

SEEDS = OURS.parent / "seeds"
ASKERS, FEW = 32, 3
SECONDS, SHORT = 600.0, 2.0
READING = 30.0
"""Seconds between an answer and the next question, on average."""
TURNS = 5
"""Questions of a conversation before a new one is begun."""
STARTS_WITHIN, ANSWERS_WITHIN = 300.0, 300.0
QUESTIONS = (
    "Who confirmed Israel's role?",
    "When was Soleimani killed?",
    "What did Trump say about Netanyahu?",
    "What does a ticket for the moon ferry cost?",
)
MARK = re.compile(r"visitor (\d+)")
"""Every question bears the number of its asker."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What came of one question."""

    seconds: float
    answered: bool
    own: bool
    """Whether nothing of another asker's conversation or evidence was sent."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page that is served, and the event of its question box."""

    address: str
    event: int
    pid: int

    def memory(self) -> float | None:
        """MB of memory that the page takes; None where the system doesn't tell."""
        try:
            status = Path(f"/proc/{self.pid}/status").read_text()
        except OSError:
            return None
        return int(status.split("VmRSS:")[1].split()[0]) / 1000

    @contextmanager
    def opened(self, web: httpx.Client, session: str) -> Iterator[None]:
        """As a browser's tab has it: until it is closed the server keeps its conversation."""
        with web.stream("GET", f"{self.address}/gradio_api/heartbeat/{session}") as beat:
            beat.raise_for_status()
            yield

    def ask(self, web: httpx.Client, session: str, question: str, number: int) -> Asked:
        """One question in a conversation, until its answer is there."""
        started = time.perf_counter()
        given: list[Any] = [question, None, [], None, None, None]
        try:
            web.post(
                f"{self.address}/gradio_api/queue/join",
                json={"data": given, "fn_index": self.event, "session_hash": session},
            ).raise_for_status()
            output = self._output(web, session)
        except (httpx.HTTPError, ValueError):
            return Asked(time.perf_counter() - started, answered=False, own=True)
        took = time.perf_counter() - started
        seen = set(MARK.findall(output))
        answered = 'class="failure"' not in output and str(number) in seen
        return Asked(took, answered, own=seen <= {str(number)})

    def _output(self, web: httpx.Client, session: str) -> str:
        """Conversation and evidence as they are sent at the end; raises ValueError for none."""
        at = f"{self.address}/gradio_api/queue/data"
        with web.stream("GET", at, params={"session_hash": session}) as events:
            for line in events.iter_lines():
                told = json.loads(line[5:]) if line.startswith("data:") else {}
                if told.get("msg") == "process_completed" and told["success"]:
                    return json.dumps(told["output"]["data"], ensure_ascii=False)
        raise ValueError("no answer came")


def run(embedder: Embedder, sample: int | None = None) -> dict[str, Any]:
    """Let them ask; a sample is a few of them for a moment."""
    askers = FEW if sample else ASKERS
    seconds = SHORT if sample else float(os.environ.get("BENCH_SECONDS", SECONDS))
    with TemporaryDirectory() as folder, _served(Path(folder), embedder) as page:
        visit(page, 0, 0.0)  # models are loaded
        stated: dict[str, Any] = {}
        for how, reading in (("who read the answers", READING), ("who ask again at once", 0.0)):
            before = page.memory()
            until = time.monotonic() + seconds
            with ThreadPoolExecutor(askers) as pool:
                visits = pool.map(
                    partial(visit, page, until=until, reading=reading), range(1, askers + 1)
                )
                time.sleep(seconds / 2)
                halfway = page.memory()
                asked = [one for some in visits for one in some]
            memory = {"before": before, "halfway": halfway, "after": page.memory()}
            stated[f"{askers} askers {how}"] = scores(asked, seconds, memory)
        return stated


def visit(page: Page, number: int, until: float, reading: float = 0.0) -> list[Asked]:
    """What came of all that one asker asks until then, at least of one question; between two it
    reads for a random time of that mean, in seconds."""
    done: list[Asked] = []
    session = ""
    chance = random.Random(number)
    with httpx.Client(timeout=ANSWERS_WITHIN) as web, ExitStack() as tab:
        _pause(reading * chance.random(), until)
        while not done or time.monotonic() < until:
            if len(done) % TURNS == 0:
                tab.close()
                session = uuid.uuid4().hex
                tab.enter_context(page.opened(web, session))
            question = QUESTIONS[(number + len(done)) % len(QUESTIONS)]
            done.append(page.ask(web, session, f"{question} (visitor {number})", number))
            _pause(reading * chance.expovariate(1.0), until)
    return done


def _pause(seconds: float, until: float) -> None:
    time.sleep(max(0.0, min(seconds, until - time.monotonic())))


def scores(asked: list[Asked], seconds: float, memory: dict[str, float | None]) -> dict[str, Any]:
    """What it comes to; `memory` in MB, by when."""
    times = [one.seconds for one in asked]
    p50, p95 = (round(float(np.percentile(times, share)), 2) for share in (50, 95))
    return {
        "seconds": seconds,
        "questions": len(asked),
        "failures": sum(not one.answered for one in asked),
        "saw something of another": sum(not one.own for one in asked),
        "median seconds to the answer": p50,
        "p95 seconds to the answer": p95,
        **{f"MB of memory {when}": taken for when, taken in memory.items()},
    }


@contextmanager
def _served(folder: Path, embedder: Embedder) -> Iterator[Page]:
    build(SEEDS, folder, embedder=embedder)
    with app(folder) as (address, running):
        yield Page(address, _event(listening(address, running)), running.pid)


@contextmanager
def app(data: Path) -> Iterator[tuple[str, "subprocess.Popen[bytes]"]]:
    """`python app.py` over an index, just started: where it will be served, and the process."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    settings = {"ARCHIVE_DATA": str(data), "ARCHIVE_PORT": str(port)}
    running = subprocess.Popen(
        [sys.executable, "app.py"],
        cwd=SEEDS.parent,
        env={**os.environ, **settings},
        stdout=subprocess.DEVNULL,
    )
    try:
        yield f"http://127.0.0.1:{port}", running
    finally:
        running.kill()
        running.wait()


def listening(address: str, running: "subprocess.Popen[bytes]") -> dict[str, Any]:
    """What the page is made of, as soon as it is served."""
    deadline = time.monotonic() + STARTS_WITHIN
    while running.poll() is None and time.monotonic() < deadline:
        try:
            config: dict[str, Any] = httpx.get(f"{address}/config").raise_for_status().json()
            return config
        except httpx.HTTPError:
            time.sleep(0.05)
    raise SettingsError("The page did not start; see above, or try `python app.py`.")


def _event(config: dict[str, Any]) -> int:
    """The number of the event with which the question box asks."""
    box = next(c["id"] for c in config["components"] if c["props"].get("elem_id") == "question")
    asks = (d["id"] for d in config["dependencies"] if [box, "submit"] in d["targets"])
    return int(next(asks))
