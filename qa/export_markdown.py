"""Answers as Markdown, for notes and wikis. Pure."""

from collections.abc import Iterator, Sequence

from qa.cite import Exchange, also, by_model, heading, reference
from qa.escape import as_readable_markdown, link_target, one_line, paragraphs
from qa.records import Citation


def to_markdown(exchanges: Sequence[Exchange]) -> str:
    """A CommonMark document: each question with its answer and the quotes in block quotes."""
    return "\n\n".join(_blocks(exchanges)) + "\n"


def _blocks(exchanges: Sequence[Exchange]) -> Iterator[str]:
    yield f"# {_escaped(heading(exchanges))}"
    for exchange in exchanges:
        answer = exchange.answer
        if len(exchanges) > 1:
            yield f"## {_escaped(answer.question)}"
        yield from map(_escaped, exchange.circumstances)
        yield from map(as_readable_markdown, paragraphs(answer.text))
        for citation in answer.citations:
            yield _reference(citation)
            yield block_quote(citation.quote)
            yield from map(_escaped, filter(None, [also(citation)]))
        yield from map(_escaped, answer.remarks)
        yield from map(_escaped, by_model(answer.written))


def _reference(citation: Citation) -> str:
    target = link_target(citation.location)
    where = f"<{target}>" if target else _escaped(citation.location)
    return f"\\[{citation.number}\\] {_escaped(reference(citation))}, {where}"


def block_quote(quote: str) -> str:
    """`quote` as a block quote, which nothing within it can end."""
    return "\n>\n".join(f"> {as_readable_markdown(line)}" for line in paragraphs(quote))


def _escaped(text: str) -> str:
    return as_readable_markdown(one_line(text))
