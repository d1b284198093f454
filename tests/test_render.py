"""What the page shows, without a page: nothing foreign is active, everything points home."""

import html
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import QuestionError
from index.records import Article, Hit, Holdings, Metadata, Passage, Span
from qa.disagreement import with_disagreements
from qa.limits import Limits
from qa.records import NEAREST, Answer, Citation, Copy, Query, ShortAnswer, Status
from qa.written import Cost, Removed, Written
from ui import texts
from ui.cards import Card, Role, cards
from ui.chat import Sentence, messages, sentences, waiting
from ui.desk import Desk
from ui.escape import also, as_html, as_markdown, choices, label, web_address
from ui.evidence import CONTEXT, evidence
from ui.masthead import holds
from ui.next import next_questions
from ui.reader import open_card, story
from ui.texts import LOST
from ui.turns import Turn, history

HOSTILE = (
    "<img src=x onerror=alert(1)>",
    "[x](javascript:alert(1)) ![](http://example.org/a.png)",
    "</script><script>alert(1)</script>",
    "**bold** _it_ `code` $$x^2$$ :smile: ~~no~~ www.example.org a@example.org",
    "\u202eright to left\u202c {{constructor}} ${alert(1)} &lt;b&gt; &#60;",
    '" onmouseover="alert(1)" \' <a href="javascript:alert(1)">x</a>',
    "    indented\n\n# heading\n\n- list\n> quote\n\n```mermaid\ngraph\n```",
    "\x00 \ud800 \x0b w" + "o" * 5000,
)
TAGS = (
    "section h2 h3 p ol ul li a b i em bdi time blockquote mark button span div dl dt dd article"
    " figure figcaption svg line rect circle text tspan details summary"
)

anything = st.one_of(
    st.text(), st.sampled_from(HOSTILE), st.text("<>&\"'`*_[]()!#$\\\n a1:/", max_size=40)
)


class Page(HTMLParser):
    """Tags, attributes and text as a browser would read them."""

    def __init__(self, markup: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.marked = ""
        self._in_mark = False
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._in_mark |= tag == "mark"

    def handle_endtag(self, tag: str) -> None:
        self._in_mark &= tag != "mark"

    def handle_data(self, data: str) -> None:
        self.text += data
        self.marked += data * self._in_mark

    def all(self, attribute: str) -> list[str]:
        return [value for _, attrs in self.tags if (value := attrs.get(attribute))]


def sendable(text: str) -> str:
    return text.encode("utf-8", "replace").decode()


def article(text: str, **about: object) -> Article:
    return Article("a1", "harbour.txt", text, Metadata(**about))  # type: ignore[arg-type]


def hit(of: Article, start: int = 0, end: int | None = None) -> Hit:
    end = len(of.text) if end is None else end
    return Hit(Passage(f"{of.id}:{start}", of.id, start, end, of.text[start:end]), of, 1.0, 0.5)


def answered(*quoted: tuple[Hit, int, int], text: str | None = None) -> Answer:
    """An answer that quotes each hit's article from start to end."""
    citations = tuple(
        Citation(
            number=number,
            quote=found.article.text[start:end],
            start=start,
            end=end,
            article_id=found.article.id,
            title=found.article.name,
            source=found.article.about.source,
            date=found.article.about.date,
            location=found.article.path,
            passage_id=found.passage.id,
        )
        for number, (found, start, end) in enumerate(quoted, start=1)
    )
    said = " ".join(f"{citation.quote} [{citation.number}]" for citation in citations)
    hits = tuple(found for found, _, _ in quoted)
    return Answer(Query("Q?", "Q?"), Status.ANSWERED, text or said, citations, hits)


def refused(*hits: Hit) -> Answer:
    return Answer(Query("Q?", "Q?"), Status.NOTHING_ON_THIS, "The articles say nothing.", (), hits)


HARBOUR = article(
    "The harbour opened. Ships came in May.\n\nThe mayor spoke of a new pier.",
    title="A harbour opens",
    source="The Tide",
    date=date(2022, 5, 3),
)
LATER = article(
    "At the opening of the harbour 608 ships came, the mayor said.",
    title="Counted again", source="The Age", date=date(2022, 6, 1),
)  # fmt: skip
OPENED = answered((hit(HARBOUR), 0, 19), (hit(HARBOUR), 20, 38))


def disputed(title: str = "Ships", more: str = "") -> list[Turn]:
    """An answer that quotes 600 ships, where another article has 608."""
    text = f"At the opening of the harbour 600 ships came, the mayor said. {more}"
    one = article(text, title=title, source="The Tide", date=date(2022, 5, 3))
    told = answered((hit(one), 0, 61))
    other = replace(LATER, id="a2")
    query = Query("How many ships came?", "How many ships came?")
    told = replace(told, query=query, passages=(*told.passages, hit(other)))
    return [Turn("Q?", with_disagreements(told))]


def test_what_disagrees_is_said_above_the_answer_with_both_sides() -> None:
    turns = disputed()
    said = messages(turns)[1]["content"]
    assert said.index("The figure changed") < said.index('class="said"')
    panel = Page(evidence(turns))
    for claim in ("600 ships", "608 ships"):
        assert claim in html.unescape(said)
        assert claim in panel.text
    assert {"#t1-c1", "#t1-d1"} <= set(Page(said).all("href"))
    assert "t1-d1" in panel.all("id")
    assert "Found, but not quoted in the answer" in panel.text


def test_dated_evidence_is_drawn_over_time() -> None:
    panel = Page(evidence(disputed()))
    assert panel.text.count("The record over time") == 1
    assert panel.all("aria-label")[1:] == [
        "3 May 2022, The Tide: 600 ships. Open the article.",
        "1 June 2022, The Age: 608 ships. Open the article.",
    ]
    assert "svg" not in {tag for tag, _ in Page(evidence([Turn("Q?", OPENED)])).tags}


@pytest.mark.parametrize(("chance", "word"), [(0.9, "Strong evidence"), (0.3, "Partial evidence")])
def test_an_answer_says_how_sure_and_as_of_when(chance: float, word: str) -> None:
    said = Page(messages([Turn("Q?", replace(OPENED, chance=chance))])[1]["content"]).text
    assert said.startswith(word)
    assert "as of 3 May 2022" in said


def test_a_model_s_part_is_told_with_what_was_removed() -> None:
    part = Written("small-1", Cost(1200, 30, 2.04), 1, (Removed("It sank.", "no passage says so"),))
    page = Page(messages([Turn("Q?", replace(OPENED, written=part))])[1]["content"])
    assert "Written by small-1, each sentence checked. 1,200 + 30 tokens in and out" in page.text
    assert "2.0 s" in page.text
    assert "Removed, not in the articles: 1It sank. (no passage says so)" in page.text
    growing = replace(OPENED, written=Written("s", done=False))
    assert "s is writing" in Page(messages([Turn("Q?", growing)])[1]["content"]).text


def test_undated_evidence_is_said_to_be() -> None:
    told = answered((hit(article("Only this.")), 0, 10))
    assert "the evidence is undated" in Page(messages([Turn("Q?", told)])[1]["content"]).text


def test_limits_are_chips_that_say_whose_they_are() -> None:
    query = Query("Q?", "Q?", until=date(2021, 5, 31), sources=("The Tide",))
    limits = Limits(sources=("The Tide",))
    page = Page(messages([Turn("Q?", replace(OPENED, query=query), limits=limits)])[1]["content"])
    assert "Only articles published until 31 May 2021" in page.text
    assert "Only articles of The Tide" in page.text
    drops = [link for link in page.all("href") if "drop" in link]
    assert drops == ["#t1-drop-sources-own", "#t1-drop-dates-read"]
    assert "Understood as" not in page.text


def test_an_outlet_left_out_is_a_chip() -> None:
    query = Query("Q?", "Q?", excluded=("The Tide",))
    page = Page(messages([Turn("Q?", replace(OPENED, query=query))])[1]["content"])
    assert "Only articles of outlets other than The Tide" in page.text
    assert "#t1-drop-sources-read" in page.all("href")


def test_what_of_a_link_does_not_count_is_said_above_all_else() -> None:
    for turn in (Turn("Q?", OPENED), Turn("Q?", failure="Ask in words.")):
        reply = messages([replace(turn, notes=("“x” is no date.",))])[1]["content"]
        assert Page(reply).text.startswith("“x” is no date.")


def test_a_time_without_a_beginning_is_told_as_such() -> None:
    query = Query("Q?", "Q?", about=(date.min, date(2021, 5, 31)))
    page = Page(messages([Turn("Q?", replace(OPENED, query=query))])[1]["content"])
    assert "Articles of the time until 31 May 2021 count for more" in page.text


def test_the_question_as_understood_is_shown_where_it_differs() -> None:
    query = Query("When did he say so?", "When did Ann Marsh say so?")
    page = Page(messages([Turn("Q?", replace(OPENED, query=query))])[1]["content"])
    assert "Understood as: When did Ann Marsh say so?" in page.text
    assert "#t1-edit" in page.all("href")


def test_outside_the_limits_offers_to_ask_without_them() -> None:
    outside = replace(refused(), status=Status.OUTSIDE)
    page = Page(messages([Turn("Q?", outside)])[1]["content"])
    assert page.all("href") == ["#t1-anywhere"]
    assert "Outside the dates or outlets asked for" in page.text


def test_copies_are_named_on_the_card() -> None:
    copied = replace(
        OPENED.citations[0],
        also_in=(Copy("b", "The Age", date(2022, 5, 4), "t", "b.txt", 0, 1),),
    )
    panel = evidence([Turn("Q?", replace(OPENED, citations=(copied, OPENED.citations[1])))])
    assert panel.count("also in The Age (4 May 2022)") == 1


def test_the_reader_tells_where_each_fact_was_read() -> None:
    told = replace(HARBOUR.about, provenance={"title": "header", "source": "furniture"})
    known = replace(HARBOUR, about=told)
    opened = Page(open_card([Turn("Q?", answered((hit(known), 0, 19)))], 1, "c1")).text
    assert "A harbour opens stated in a line above the text" in opened
    assert "The Tide read from the page around the text" in opened


def test_the_words_that_answer_stand_out() -> None:
    short = ShortAnswer("harbour", HARBOUR.id, 4, 11)
    said = messages([Turn("Q?", answer=replace(OPENED, short=short))])[1]["content"]
    assert said.count("<strong>") == 1
    assert "The <strong>harbour</strong> opened" in said


def test_words_that_look_like_markup_stand_out_and_do_nothing() -> None:
    odd = article("It said <b>boo</b> & left.")
    found = answered((hit(odd), 0, len(odd.text)))
    short = ShortAnswer("<b>boo</b>", odd.id, 8, 18)
    said = messages([Turn("Q?", answer=replace(found, short=short))])[1]["content"]
    assert "<b>boo" not in said
    assert "<strong>&#60;b&#62;boo&#60;&#47;b&#62;</strong>" in said


@given(anything)
def test_escaped_html_reads_as_written(text: str) -> None:
    page = Page(f'<p title="{as_html(text)}">{as_html(text)}</p>')
    assert [tag for tag, _ in page.tags] == ["p"]
    assert undirected(html.unescape(as_html(text))) == undirected(sendable(text))


@given(anything)
def test_escaped_markdown_holds_words_and_entities_alone(text: str) -> None:
    escaped = as_markdown(text)
    assert not re.search(r"[!-/:-@\[-`{-~]", re.sub(r"&#\d+;", "", escaped))
    assert undirected(html.unescape(escaped)) == undirected(" ".join(sendable(text).split()))


def undirected(text: str) -> str:
    return re.sub("[\u202a-\u202e\u2066-\u2069]", "", text)


@pytest.mark.parametrize("escape", [as_html, as_markdown])
@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Fjord\u202e Post", "Fjord Post"),
        ("\u202aa\u202cb", "ab"),
        ("open \u2066a \u2067b", "open \u2066a \u2067b\u2069\u2069"),
        ("\u2069a\u2069", "a"),
        ("\u2068אב\u2069, \u2067c\u2069", "\u2068אב\u2069, \u2067c\u2069"),
        ("אב\u200fג", "אב\u200fג"),
    ],
)
def test_text_turns_nothing_beside_it(escape: Callable[[str], str], text: str, shown: str) -> None:
    assert html.unescape(escape(text)) == shown


def test_each_line_ends_what_it_turns() -> None:
    assert as_html("a \u2067b\nc\u2069 d") == "a \u2067b\u2069\nc d"


@given(anything)
def test_isolates_are_closed(text: str) -> None:
    for line in as_html(f"{text}\u2066").split("\n"):
        depth = 0
        for mark in re.findall("[\u2066-\u2069]", line):
            depth += -1 if mark == "\u2069" else 1
            assert depth >= 0
        assert depth == 0


def test_an_outlet_turns_no_date_beside_it() -> None:
    odd = replace(OPENED.citations[0], source="Fjord\u202e Post")
    assert label(odd) == "Fjord Post, 3 May 2022"
    hebrew = replace(odd, source="אבג", also_in=(Copy("b", "דה", None, "t", "b", 0, 1),))
    assert label(hebrew) == "\u2068אבג\u2069, 3 May 2022"
    assert also(hebrew) == "also in \u2068דה\u2069 (undated)"
    assert label(Metadata(source="אבג")) == "\u2068אבג\u2069, undated"
    told = replace(OPENED, citations=(replace(odd, source="Fjord \u2067Post"),))
    turns = [Turn("Q?", replace(told, text="The harbour opened. [1]"))]
    assert "Fjord Post, 3 May 2022" in Page(messages(turns)[1]["content"]).text


def test_outlets_to_choose_are_shown_as_they_are_spelt() -> None:
    assert choices(["Fjord\u202e Post", "The Tide"]) == [
        ("Fjord Post", "Fjord\u202e Post"), ("The Tide", "The Tide"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("url", "followed"),
    [
        ("https://example.org/a", True),
        ("http://example.org", True),
        ("javascript:alert(1)", False),
        ("JavaScript://example.org/%0aalert(1)", False),
        ("data:text/html,x", False),
        ("//example.org", False),
        ("https://", False),
        ("http://[", False),
        (None, False),
    ],
)
def test_only_web_addresses_are_followed(url: str | None, followed: bool) -> None:
    assert web_address(url) == (url if followed else None)


@given(anything, anything, anything)
def test_foreign_text_adds_no_markup(text: str, name: str, question: str) -> None:
    if not text.strip():
        return
    foreign = article(text, title=name, source=name, author=name, url=name, date=date(2021, 1, 1))
    query = Query(question, name, sources=(name,), about=(date(2021, 1, 1), date(2021, 1, 1)))
    later = article(text, title=name, source=name, author=name, url=name, date=date(2022, 1, 1))
    told = answered((hit(foreign), 0, len(text)), (hit(later), 0, len(text)))
    turns = [
        Turn(question, replace(told, query=query), limits=Limits(sources=(name,))),
        Turn(question, refused(hit(foreign))),
        Turn(question, replace(refused(), status=Status.OUTSIDE, query=query)),
        Turn(question, failure=name, notes=(text,)),
        Turn(question, replace(refused(), written=Written(name, removed=(Removed(text, name),)))),
        Turn(question, replace(refused(), written=Written(name, done=False))),
        *disputed(name, text),
    ]
    shown = evidence(turns) + open_card(turns, 1, "c1") + open_card(turns, 2, "n1")
    shown += next_questions([question, name])
    shown += "".join(message["content"] for message in messages(turns))
    page = Page(shown + waiting(question, name)[0]["content"])
    assert {tag for tag, _ in page.tags} <= set(TAGS.split())
    assert not [name for _, attrs in page.tags for name in attrs if name.startswith(("on", "src"))]
    assert all(link == web_address(link) or link.startswith("#t") for link in page.all("href"))


@given(st.text("ab \n<&", min_size=1, max_size=60), st.data())
def test_story_is_the_text_with_the_quotes_marked(text: str, data: st.DataObject) -> None:
    edges = st.integers(0, len(text))
    spans = data.draw(st.lists(st.tuples(edges, edges).map(sorted), min_size=1, max_size=3))
    quotes = [Span(*span) for span in spans]
    page = Page(story(text, set(quotes), quotes[0]))
    lines = [line for line in text.split("\n") if line.strip()]
    assert page.text == "".join(lines)
    if len(quotes) == 1 and "\n" not in text and text.strip():
        assert page.marked == text[slice(*quotes[0])]


def test_numbers_and_cards_point_at_each_other_within_their_turn() -> None:
    turns = [Turn("One?", OPENED), Turn("Two?", refused(hit(HARBOUR))), Turn("Three?", OPENED)]
    chat = Page("".join(message["content"] for message in messages(turns)))
    panel = Page(evidence(turns))
    ids = chat.all("id") + panel.all("id")
    assert len(ids) == len(set(ids))
    assert {link[1:] for link in chat.all("href") + panel.all("href")} <= set(ids)
    assert "n1" in {id[3:] for id in ids}
    assert [link for link in chat.all("href") if link.startswith("#t1-")] == ["#t1-c1", "#t1-c2"]


def test_only_the_last_turns_evidence_is_shown() -> None:
    turns = [Turn("One?", OPENED), Turn("Two?", OPENED)]
    sections = [attrs for tag, attrs in Page(evidence(turns)).tags if tag == "section"]
    assert [(s["id"], "hidden" in s) for s in sections] == [("t1", True), ("t2", False)]


def test_sentences_carry_their_numbers() -> None:
    text = "Ships came [1][2]. A [9] is text. [1] And more"
    found = sentences(answered((hit(HARBOUR), 0, 19), (hit(HARBOUR), 20, 38), text=text))
    expected = (("Ships came", (1, 2)), (". A [9] is text.", (1,)), ("And more", ()))
    assert found == tuple(Sentence(*pair) for pair in expected)


def test_refusal_shows_nearest_passages_as_no_answer() -> None:
    turn = Turn("Q?", refused(*[hit(HARBOUR)] * (NEAREST + 2)))
    panel = evidence([turn])
    assert panel.count('class="card"') == NEAREST
    assert "Nearest passages, not an answer" in panel
    assert "<mark>" not in panel
    assert "The articles say nothing." in html.unescape(messages([turn])[1]["content"])


def test_a_nearest_passage_is_shown_around_its_closest_sentence() -> None:
    said = "The ferry <Halcyon> came in."
    text = f"{'It rained. ' * 80}{said} {'It was calm. ' * 80}"
    article = Article("long.txt", "long.txt", text)
    start = text.index(said)
    near = replace(hit(article), closest=Span(start, start + len(said)))
    panel = evidence([Turn("Q?", refused(near))])
    assert f"It rained. <b>{as_html(said)}</b> It was calm." in panel
    assert "<mark>" not in panel


def test_a_quote_that_is_all_of_its_passage_is_marked() -> None:
    whole = hit(HARBOUR)
    panel = evidence([Turn("Q?", answered((whole, 0, len(HARBOUR.text))))])
    assert f"<mark>{as_html(HARBOUR.text)}</mark>" in panel


def test_refusal_without_passages_offers_none() -> None:
    turn = Turn("Q?", refused())
    assert "href" not in messages([turn])[1]["content"]
    assert "There is none to show." in evidence([turn])


def test_card_shows_the_quote_in_its_passage() -> None:
    text = "Before it. " * 60 + "The quote." + " After it." * 60
    start = text.index("The quote.")
    long = article(text)
    page = Page(evidence([Turn("Q?", answered((hit(long), start, start + 10)))]))
    assert page.marked == "The quote."
    assert "… " in page.text
    assert " …" in page.text
    assert len(page.text) < 2 * CONTEXT + 200


def test_unknown_is_said() -> None:
    bare = article("Only a text stands here.")
    turns = [Turn("Q?", answered((hit(bare), 0, 24)))]
    assert "source unknown" in evidence(turns)
    assert "undated" in evidence(turns)
    assert open_card(turns, 1, "c1").count('<dd class="unknown">unknown</dd>') == 5


def test_reader_marks_all_quotes_of_the_answer_and_the_opened_one() -> None:
    opened = open_card([Turn("Q?", OPENED)], 1, "c2")
    assert "<mark>The harbour opened.</mark>" in opened
    assert '<mark class="current">Ships came in May.</mark>' in opened
    assert "3 May 2022" in opened


@pytest.mark.parametrize(("turn", "name"), [(0, "c1"), (2, "c1"), (1, "c9"), (1, ""), (-1, "c1")])
def test_reader_says_when_a_card_is_gone(turn: int, name: str) -> None:
    assert LOST in open_card([Turn("Q?", OPENED)], turn, name)


class Holding:
    """An archive that holds one article now."""

    def __init__(self, now: Article | None) -> None:
        self.now = now

    def article(self, id: str) -> Article:
        if self.now is None:
            raise QuestionError(id)
        return self.now


@pytest.mark.parametrize(
    ("now", "told"),
    [
        (HARBOUR, None),
        (replace(HARBOUR, indexed=date(2022, 6, 1)), None),
        (replace(HARBOUR, text="The harbour opened again."), texts.CHANGED_SINCE),
        (replace(HARBOUR, about=LATER.about), texts.CHANGED_SINCE),
        (None, texts.GONE_SINCE),
    ],
)
def test_reader_says_when_an_article_is_not_so_any_more(
    now: Article | None, told: str | None
) -> None:
    opened = Desk(Holding(now)).open((Turn("Q?", OPENED),), 1, "c1")  # type: ignore[arg-type]
    assert "Ships came in May." in opened
    notes = {note for note in (texts.CHANGED_SINCE, texts.GONE_SINCE) if note in opened}
    assert notes == {told} - {None}


def test_cards_follow_the_citations() -> None:
    first, second = cards(Turn("Q?", OPENED))
    assert first == Card(1, Span(0, 19), hit(HARBOUR).passage, HARBOUR, Role.QUOTED)
    assert (second.name, second.quote) == ("c2", Span(20, 38))


def test_history_holds_what_was_answered() -> None:
    turns = [Turn("One?", OPENED), Turn("Two?", failure="No."), Turn("Three?", refused())]
    assert history(turns) == [("One?", OPENED.text), ("Three?", "The articles say nothing.")]


def test_holdings_in_one_line() -> None:
    first, last = date(2021, 3, 3), date(2023, 10, 14)
    held = Holdings("g", "m", 5, 1042, 1, first, last, ("The Tide",))
    assert holds(held) == (
        "5 articles in 1,042 passages, dated 3 March 2021 to 14 October 2023, 1 undated"
    )
    assert holds(Holdings("g", "m", 1, 1, 1, None, None, ())) == "1 article in 1 passage, 1 undated"
    assert holds(Holdings("g", "m", 1, 2, 0, first, first, ())) == (
        "1 article in 2 passages, dated 3 March 2021"
    )
