"""Answers made by hand for tests of exports, and text that tries to do harm."""

from dataclasses import replace
from datetime import date

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from index.records import Article, Hit, Metadata, Passage, Span
from qa.claims import Claim, Disagreement, Kind
from qa.records import Answer, Citation, Copy, Query, Status
from qa.written import Cost, Removed, Written

HOSTILE = (
    "<script>alert(1)</script>",
    "</blockquote></body><img src=x onerror=alert(1)>",
    "[x](javascript:alert(1)) ![](http://example.org/a.png)",
    "javascript:alert(1)",
    "https://example.org/\"><script>alert(1)</script>",
    "https://example.org/a b>c [d](javascript:x) | e",
    "<https://example.org/>  \n\n# heading\n\n- list\n1. one\n> quote\n\n```\ncode\n```\n---\n===",
    "[1]: javascript:alert(1)\n[1]\n\n    indented\n\n| a | b |\n|---|---|\n| c | d |",
    "**bold** _it_ `code` $$x^2$$ ~~no~~ &lt;b&gt; &#60; <!-- --> <?php ?> \\",
    "=HYPERLINK(\"http://example.org\")",
    "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "'=1", "''=1", "'Tis", " =1", "\uff1d1", "\x00=1",
    "one, \"two\"; three\r\nfour\nfive\rsix",
    "\u202eright to left\u202c \u2066open \u2067open",
    "\u05d0\u05d1\u05d2 \u0627\u0644 1, 2 (3)",
    "\x1b[31mred\x07 \x0b\x0c\x85\u2028\u2029 end",
    "1. not a list", "2021) not a list", "- not a list", ": not a definition", "://x", "", " \n ",
)  # fmt: skip

patient = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
"""For tests of whole answers, which take a while to draw."""

foreign = st.one_of(
    st.text(max_size=60),
    st.sampled_from(HOSTILE),
    st.text("<>&\"'`*_[]()!#$\\\n\r\t a1:/.|-+=@~^{}", max_size=40),
)


def citation(
    quote: str = "Ships came in May.",
    number: int = 1,
    *,
    start: int = 20,
    article_id: str = "harbour.txt",
    title: str = "A harbour opens",
    source: str | None = "The Tide",
    day: date | None = date(2022, 5, 3),
    location: str = "https://example.org/harbour",
    also_in: tuple[Copy, ...] = (),
) -> Citation:
    end = start + len(quote)
    id = f"{article_id}:0"
    return Citation(
        number, quote, start, end, article_id, title, source, day, location, id, also_in=also_in
    )


def copy(
    source: str | None = "The Age", day: date | None = date(2022, 5, 4), title: str = "A port opens"
) -> Copy:
    return Copy("age.txt", source, day, title, "age.txt", 3, 21)


def answered(
    *citations: Citation, question: str = "When did ships come?", notes: tuple[str, ...] = ()
) -> Answer:
    text = " ".join(f"{cited.quote} [{cited.number}]" for cited in citations)
    query = Query(question, question)
    return Answer(query, Status.ANSWERED, text, citations, (), notes=notes, chance=0.9)


def refused(question: str = "Who paid?") -> Answer:
    query = Query(question, question)
    return Answer(query, Status.NOTHING_ON_THIS, "The articles say nothing on this.", (), ())


copies = st.lists(
    st.builds(copy, st.none() | foreign.filter(bool), st.none() | st.dates(), foreign), max_size=2
).map(tuple)


writing = st.builds(
    Written,
    foreign,
    st.builds(Cost, st.integers(0, 10**6), st.integers(0, 10**6), st.floats(0, 10**6)),
    st.integers(0, 3),
    st.lists(st.builds(Removed, foreign, foreign), max_size=2).map(tuple),
)


def claim(said: str, source: str | None, number: int | None) -> Claim:
    """Of a sentence that is the whole of its article."""
    article = Article("odd.txt", "odd.txt", said, Metadata(source=source))
    hit = Hit(Passage("odd.txt:0", article.id, 0, len(said), said), article, 1.0, 0.5)
    return Claim(hit, Span(0, len(said)), said, number)


claims = st.builds(claim, foreign, st.none() | foreign.filter(bool), st.none() | st.just(1))
odds = st.lists(st.builds(Disagreement, st.sampled_from(Kind), claims, claims), max_size=1)


@st.composite
def answers(draw: st.DrawFn) -> Answer:
    """An answer every text of which may be anything."""
    cited = [
        citation(
            draw(foreign),
            number,
            start=draw(st.integers(0, 10**6)),
            article_id=draw(foreign),
            title=draw(foreign),
            source=draw(st.none() | foreign.filter(bool)),
            day=draw(st.none() | st.dates()),
            location=draw(foreign),
            also_in=draw(copies),
        )
        for number in range(1, draw(st.integers(0, 3)) + 1)
    ]
    answer = answered(*cited, question=draw(foreign), notes=(draw(foreign),))
    return replace(answer, disagreements=tuple(draw(odds)), written=draw(st.none() | writing))
