"""Articles kept on the disk."""

from datetime import date

from index.records import Article, Metadata
from index.spool import Spool


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
