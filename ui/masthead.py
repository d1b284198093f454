"""The head of the page: its name and what the archive holds. Pure."""

from index.records import Holdings, counted, day_in_words
from ui import texts
from ui.escape import as_html


def masthead(line: str) -> str:
    """The page's name and a line below it, as HTML."""
    return f"<h1>{texts.NAME}</h1><p>{as_html(line)}</p>"


def holds(holdings: Holdings) -> str:
    """`5 articles in 42 passages, dated 3 March 2021 to 14 October 2023, 1 undated`."""
    parts = [f"{counted(holdings.articles, 'article')} in {passages_held(holdings)}"]
    if holdings.since and holdings.until:
        first, last = day_in_words(holdings.since), day_in_words(holdings.until)
        parts.append(f"dated {first}" if first == last else f"dated {first} to {last}")
    if holdings.undated:
        parts.append(f"{holdings.undated:,} undated")
    return ", ".join(parts)


def passages_held(holdings: Holdings) -> str:
    """`42 passages`."""
    return counted(holdings.passages, "passage")
