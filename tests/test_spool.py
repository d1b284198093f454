"""Articles kept on the disk."""

from datetime import date
from pathlib import Path

import pytest

from index.errors import SettingsError
from index.records import Article, Metadata
from index.spool import Spool

FULL = Path("/dev/full")


def test_what_goes_in_comes_out_in_any_order() -> None:
    articles = [
        Article(f"a{n}", "p", "😀" * n, Metadata("T", date=date(2021, 5, 8)), (0, n))
        for n in range(9)
    ]
    with Spool() as spool:
        assert spool.empty
        for article in articles:
            spool.put(article)
        assert not spool.empty
        assert [spool[article.id] for article in articles[::-1]] == articles[::-1]
        assert "a3" in spool
        assert "b" not in spool


@pytest.mark.skipif(not FULL.exists(), reason="needs a device that is always full")
def test_a_full_disk_is_told_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.spool.TemporaryFile", lambda: FULL.open("r+b"))
    with (
        pytest.raises(SettingsError, match=r"No space left on device.* stays in use; make room"),
        Spool() as spool,
    ):
        spool.put(Article("a", "p", "It rained."))
