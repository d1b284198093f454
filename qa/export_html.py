"""Answers as an HTML document that Word opens. Pure."""

from collections.abc import Iterator, Sequence

from qa.cite import Exchange, also, by_model, heading, reference
from qa.escape import as_html, link_target, one_line, paragraphs, right_to_left
from qa.records import Citation

# Word reads the encoding from http-equiv alone. Should a browser open it: nothing loads or runs.
HEAD = """<!DOCTYPE html>
<html lang="en">
<head>
<meta http-equiv="Content-Type" content="text/html; charset=utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{title}</title>
<style>
body {{ font-family: Georgia, "Times New Roman", serif; max-width: 42em; margin: 2em auto;
  overflow-wrap: break-word; }}
blockquote {{ margin: 0.5em 2em; border-left: 3pt solid #999999; padding-left: 1em; }}
.aside {{ color: #555555; }}
</style>
</head>
<body>
"""
FOOT = "</body>\n</html>\n"


def to_html(exchanges: Sequence[Exchange]) -> str:
    """A whole document without scripts, in which all foreign text is escaped."""
    head = HEAD.format(title=as_html(heading(exchanges)))
    return head + "".join(f"{line}\n" for line in _body(exchanges)) + FOOT


def _body(exchanges: Sequence[Exchange]) -> Iterator[str]:
    yield _element("h1", heading(exchanges))
    for exchange in exchanges:
        answer = exchange.answer
        if len(exchanges) > 1:
            yield _element("h2", answer.question)
        yield from (_aside(words) for words in exchange.circumstances)
        yield from (_element("p", line) for line in paragraphs(answer.text))
        for citation in answer.citations:
            yield _reference(citation)
            yield _block_quote(citation.quote)
            yield from map(_aside, filter(None, [also(citation)]))
        yield from map(_aside, answer.remarks)
        yield from map(_aside, by_model(answer.written))


def _reference(citation: Citation) -> str:
    shown, target = as_html(one_line(citation.location)), link_target(citation.location)
    where = f'<a href="{as_html(target)}" rel="noreferrer">{shown}</a>' if target else shown
    return f"<p>[{citation.number}] {as_html(reference(citation))}, <bdi>{where}</bdi></p>"


def _block_quote(quote: str) -> str:
    return f"<blockquote>{''.join(_element('p', line) for line in paragraphs(quote))}</blockquote>"


def _element(tag: str, text: str) -> str:
    line = one_line(text)
    direction = ' dir="rtl"' if right_to_left(line)[:1] == [True] else ""
    return f"<{tag}{direction}>{as_html(line)}</{tag}>"


def _aside(text: str) -> str:
    return f'<p class="aside">{as_html(one_line(text))}</p>'
