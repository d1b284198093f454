"""The bench of the page: what it counts and times in a real browser."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from bench.page import cold_loads, first_words
from qa import Archive
from tests.serving import served

# Gradio 6.31 sums up its events with what pandas 3 deprecates.
pytestmark = pytest.mark.filterwarnings("ignore::pandas.errors.Pandas4Warning")


@pytest.fixture(scope="module")
def address(archive: Archive) -> Iterator[str]:
    with served(archive) as url:
        yield url


def test_a_load_is_counted_and_timed(chromium: Browser, address: str) -> None:
    found = cold_loads(chromium, address, 1)
    assert found["loads"] == 1
    assert found["median ms to a usable question box"] > 0
    assert found["requests"] > 10
    assert found["kB transferred"] > 100
    assert found["requests to other hosts"] == 0


def test_first_words_come_before_the_sentence(chromium: Browser, address: str) -> None:
    found = first_words(chromium, address, ["Who confirmed Israel's role?"])
    line = found["median ms to the line that says what is searched"]
    assert 0 < line <= found["median ms to the first sentence of the answer"]
    assert found["questions"] == 1
