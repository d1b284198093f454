"""Copies of a story are one witness: where else a quote stands, word for word."""

from collections.abc import Iterable
from dataclasses import replace

from index.catalog import Catalog
from index.records import Article
from qa.records import Answer, Citation, Copy
from qa.verbatim import find


def with_copies(answer: Answer, catalog: Catalog) -> Answer:
    """An answer whose citations name the other articles of the archive that print their quotes."""
    return replace(
        answer,
        citations=tuple(
            replace(citation, also_in=also_in(citation, catalog.copies(citation.article_id)))
            for citation in answer.citations
        ),
    )


def also_in(citation: Citation, copies: Iterable[Article]) -> tuple[Copy, ...]:
    """Those of the copies of a citation's article that have its quote.

    A copy may be cut, or have another figure in the sentence: then it is left out.
    """
    return tuple(
        Copy(
            article_id=article.id,
            source=article.about.source,
            date=article.about.date,
            title=article.name,
            location=article.location,
            start=span.start,
            end=span.end,
        )
        for article in copies
        if (span := find(citation.quote, article.text))
    )
