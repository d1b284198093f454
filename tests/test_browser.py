"""The page in a real browser: what people click, and what must never happen."""

import re
import time
from collections.abc import Iterator
from datetime import date

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Route, expect

from index.records import Article, Hit, Holdings, Metadata, Passage
from qa import Archive
from qa.disagreement import with_disagreements
from qa.records import Answer, Citation, Copy, Query, Status
from tests.serving import served
from ui.texts import LIMITS, NEAREST, OUTLETS, UNEXPECTED

# Gradio 6.31 sums up its events with what pandas 3 deprecates.
pytestmark = pytest.mark.filterwarnings("ignore::pandas.errors.Pandas4Warning")

WHO = "Who confirmed Israel's role?"
LOCAL = re.compile(r"http://127\.0\.0\.1:\d+/|data:|blob:")
REFUSED = "What does a ticket for the moon ferry cost?"

HOSTILE = (
    "<img src=x onerror='ran=1'><script>ran=1</script></bdi></p></script> "
    "![i](http://example.org/i.png) [x](javascript:ran=1) <http://example.org> "
    "**b** _i_ `c` $$x^2$$ $y$ :smile: ~~s~~ www.example.org &lt;b&gt; {{ran}} ${ran=1} "
    "\u202etfel\u202c <a href='javascript:ran=1' onmouseover='ran=1'>x</a> " + "w" * 5000
)


SHOWN = re.sub("[\u202c\u202e]", "", HOSTILE)
"""Without what would turn its letters."""
FIGURES = ("600 ships", "608 ships")


def counted(figure: str) -> str:
    return f"At the opening of the harbour {figure} came, the mayor said. {HOSTILE}"


def hostile_article(id: str, figure: str, day: date) -> Article:
    about = Metadata(HOSTILE, HOSTILE, day, HOSTILE, "javascript:ran=1")
    return Article(id, HOSTILE, f"{counted(figure)}\n\nAnd more.", about)


class Told:
    """Answers every question with hostile quotes that disagree, or fails in the way it is asked
    to."""

    def __init__(self) -> None:
        days = date(2022, 5, 3), date(2022, 8, 9)
        self.articles = [
            hostile_article(f"a{n}", figure, day)
            for n, (figure, day) in enumerate(zip(FIGURES, days, strict=True), 1)
        ]

    def answer(self, question: str, *limits: object, **lifted: object) -> Answer:
        if question == "break":
            raise RuntimeError("a secret path")
        hits, quotes = [], []
        for number, article in enumerate(self.articles, 1):
            text = counted(FIGURES[number - 1])
            id, day = f"p{number}", article.about.date
            hits.append(Hit(Passage(id, article.id, 0, len(text), text), article, 1.0, 0.5))
            quotes.append(
                Citation(
                    number, text, 0, len(text), article.id, article.name, HOSTILE, day, HOSTILE, id,
                    also_in=(Copy("c", f"Not {HOSTILE}", day, HOSTILE, HOSTILE, 0, 1),),
                )
            )  # fmt: skip
        query = Query(question, f"How many ships {HOSTILE}", date(2022, 1, 1), sources=(HOSTILE,))
        said = " ".join(f"{quote.quote} [{quote.number}]" for quote in quotes)
        told = Answer(query, Status.ANSWERED, said, tuple(quotes), tuple(hits), (HOSTILE,))
        return with_disagreements(told)

    def stream(self, question: str, *limits: object, **lifted: object) -> Iterator[Answer]:
        yield self.answer(question)

    def article(self, id: str) -> Article:
        return next(article for article in self.articles if article.id == id)

    def holdings(self) -> Holdings:
        return Holdings("g1", "m", 1, 1, 0, date(2022, 5, 3), date(2022, 5, 3), (HOSTILE,))


@pytest.fixture(scope="module")
def address(archive: Archive) -> Iterator[str]:
    with served(archive, [WHO, REFUSED]) as url:
        yield url


@pytest.fixture(scope="module")
def hostile_address() -> Iterator[str]:
    with served(Told()) as url:
        yield url


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    """A window of its own; the test fails if anything but loopback was asked for."""
    opened = chromium.new_context(viewport={"width": 1280, "height": 800})
    asked: list[str] = []
    opened.on("request", lambda request: asked.append(request.url))
    yield opened
    opened.close()
    assert asked
    assert [url for url in asked if not LOCAL.match(url)] == []


def visit(context: BrowserContext, url: str) -> Page:
    page = context.new_page()
    page.goto(url)
    expect(page.locator("#masthead h1")).to_have_text("Ask the Archive")
    return page


def ask(page: Page, question: str, turn: int = 1) -> None:
    box_of(page).fill(question)
    box_of(page).press("Enter")
    expect(page.locator(f"#t{turn}")).to_be_attached()


def box_of(page: Page) -> Locator:
    return page.get_by_label("Question", exact=True).and_(page.locator("textarea"))


def late(route: Route) -> None:
    """A server that is far away."""
    time.sleep(0.7)
    route.continue_()


def test_the_next_question_may_be_typed_meanwhile(context: BrowserContext, address: str) -> None:
    page = visit(context, address)
    page.route("**/gradio_api/**", late)
    box_of(page).fill(WHO)
    box_of(page).press("Enter")
    expect(box_of(page)).to_have_value("", timeout=500)  # before any word from the server
    box_of(page).fill("And when")
    expect(page.locator("#t1")).to_be_attached()
    expect(page.locator("#next button")).not_to_have_count(0)  # the answer's events are over
    expect(box_of(page)).to_have_value("And when")


def test_from_question_to_the_quote_in_its_article(context: BrowserContext, address: str) -> None:
    page = visit(context, address)
    ask(page, WHO)
    number = page.locator("#chat .said a.cite").first
    said = page.locator("#chat .said .words").first.inner_text()
    number.click()
    card = page.locator("#t1-c1")
    expect(card).to_have_class(re.compile(r"\blit\b"))
    expect(card).to_be_in_viewport()
    expect(card.locator("mark")).to_have_text(said)
    card.get_by_role("button", name="Read in the article").click()
    quote = page.get_by_role("dialog").locator("mark.current")  # one for each paragraph it spans
    expect(quote.first).to_be_in_viewport()
    assert " ".join(quote.all_inner_texts()) == said
    expect(page.get_by_role("dialog").locator("dl")).to_contain_text("unknown")


def test_card_number_lights_its_sentence(context: BrowserContext, address: str) -> None:
    page = visit(context, address)
    ask(page, WHO)
    page.locator("#t1-c1 a.cite").click()
    expect(page.locator("#chat .said").first).to_have_class(re.compile(r"\blit\b"))
    expect(page.locator("#chat .said").first).to_be_in_viewport()


def test_keyboard_alone_opens_and_closes_the_article(context: BrowserContext, address: str) -> None:
    page = visit(context, address)
    ask(page, WHO)
    page.locator("#chat .said a.cite").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#t1-c1")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.locator("#t1-c1 button.open")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.get_by_role("button", name="Close the article").click()
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_an_earlier_answers_number_opens_its_own_evidence(
    context: BrowserContext, address: str
) -> None:
    page = visit(context, address)
    ask(page, WHO)
    quote = page.locator("#t1-c1 mark").inner_text()
    page.locator("#t1 .card").last.scroll_into_view_if_needed()
    ask(page, "When was Soleimani killed?", turn=2)
    expect(page.locator("#t1")).to_be_hidden()
    expect(page.locator("#t2 h2")).to_be_in_viewport()
    page.locator("#chat .said a.cite").first.click()
    expect(page.locator("#t1")).to_be_visible()
    expect(page.locator("#t2")).to_be_hidden()
    page.locator("#t1-c1 button.open").click()
    marked = page.locator("mark.current")
    expect(marked.first).to_be_visible()
    assert " ".join(marked.all_inner_texts()) == " ".join(quote.split())


def test_next_questions_leave_the_answer_in_sight(context: BrowserContext, address: str) -> None:
    """They come after it, and take room from it."""
    page = visit(context, address)
    ask(page, WHO)
    ask(page, REFUSED, turn=2)
    expect(page.locator("#next button").first).to_be_visible()
    expect(page.locator("#chat .refusal")).to_be_in_viewport(ratio=1)


def test_refusal_shows_nearest_passages_as_such(context: BrowserContext, address: str) -> None:
    page = visit(context, address)
    ask(page, REFUSED)
    expect(page.locator("#chat .refusal")).to_be_visible()
    expect(page.locator("#t1 h2")).to_have_text(NEAREST)
    expect(page.locator("#t1 mark")).to_have_count(0)
    page.locator("#t1 button.open").first.click()
    expect(page.locator("mark.current").first).to_be_in_viewport()


def test_examples_are_those_with_an_answer(context: BrowserContext, address: str) -> None:
    page = visit(context, address)
    example = page.locator("#chat").get_by_role("button", name=WHO)
    expect(example).to_be_visible()
    expect(page.locator("#chat").get_by_text(REFUSED)).to_have_count(0)
    example.click()
    expect(page.locator("#chat .said").first).to_be_visible()


def test_a_new_conversation_forgets_the_old_one(context: BrowserContext, address: str) -> None:
    page = visit(context, address)
    ask(page, WHO)
    page.get_by_role("button", name="New conversation").click()
    expect(page.locator("#chat .said")).to_have_count(0)
    expect(page.locator("#evidence .card")).to_have_count(0)


def test_visitors_see_their_own_conversation(chromium: Browser, address: str) -> None:
    first, second = (chromium.new_context() for _ in range(2))
    ask(visit(first, address), WHO)
    other = visit(second, address)
    expect(other.locator("#chat .said")).to_have_count(0)
    ask(other, REFUSED)
    expect(other.locator("#evidence section")).to_have_count(1)
    first.close()
    second.close()


def test_messages_are_named_by_who_speaks(context: BrowserContext, address: str) -> None:
    page = visit(context, address)
    ask(page, WHO)
    expect(page.locator("#chat").get_by_role("group", name="Question", exact=True)).to_be_visible()
    expect(page.locator("#chat").get_by_role("group", name="Answer", exact=True)).to_be_visible()


def test_too_long_a_question_stays_in_the_box(context: BrowserContext, address: str) -> None:
    page = visit(context, address)
    question = "Why did the moon ferry turn back? " * 300
    box_of(page).fill(question)
    box_of(page).press("Enter")
    expect(page.get_by_text("at most 2,000")).to_be_in_viewport()
    expect(box_of(page)).to_have_value(question)
    expect(page.locator("#chat .user-row")).to_have_count(0)
    expect(page.locator("#evidence section")).to_have_count(0)


def test_errors_come_in_words(context: BrowserContext, address: str, hostile_address: str) -> None:
    page = visit(context, address)
    ask(page, " ")
    expect(page.locator("#chat .failure")).to_contain_text("question")
    page = visit(context, hostile_address)
    ask(page, "break")
    expect(page.locator("#chat .failure")).to_have_text(UNEXPECTED)
    expect(page.locator("body")).not_to_contain_text("secret")


def test_hostile_text_is_shown_and_does_nothing(
    context: BrowserContext, hostile_address: str
) -> None:
    page = visit(context, hostile_address)
    question = HOSTILE[:1500]
    ask(page, question)
    page.locator("#chat .said a.cite").first.click()
    page.locator("#t1-c1 button.open").click()
    first = counted(FIGURES[0]).replace(HOSTILE, SHOWN)
    expect(page.locator("mark.current")).to_have_text(first)
    expect(page.locator("#chat .words").first).to_have_text(first)
    expect(page.locator("#chat .note")).to_have_text(SHOWN)
    expect(page.locator("#chat [data-testid=user]")).to_have_text(SHOWN[: len(question) - 2])
    expect(page.locator("#chat .read bdi")).to_have_text(f"How many ships {SHOWN}")
    expect(page.locator("#chat a.chip")).to_have_count(2)
    expect(page.locator("#chat .differ .claim")).to_have_text([*FIGURES])
    expect(page.locator("#t1 svg a")).to_have_count(2)
    expect(page.locator("#t1-c1 h3")).to_have_text(SHOWN)
    expect(page.locator("#t1-c1 .also")).to_contain_text(SHOWN)
    ours = "#chat .message, #evidence, #reader, #next"
    active = "img, script, iframe, strong, em, code, del, .katex, a:not([href^='#t1-'])"
    expect(page.locator(f":is({ours}) :is({active})")).to_have_count(0)
    assert no_sideways_scroll(page)
    page.keyboard.press("Escape")
    page.get_by_role("button", name=LIMITS).click()
    page.get_by_label(OUTLETS).click()
    expect(page.get_by_role("option")).to_have_text(re.compile(re.escape(SHOWN[:200])))
    page.get_by_role("option").click()
    ask(page, "How many ships came?", 2)
    page.set_viewport_size({"width": 390, "height": 844})
    assert no_sideways_scroll(page)
    assert page.evaluate("window.ran") is None


@pytest.mark.parametrize("width", [320, 390, 640, 1280, 2560])
def test_no_width_scrolls_sideways(context: BrowserContext, address: str, width: int) -> None:
    page = visit(context, address)
    page.set_viewport_size({"width": width, "height": 800})
    ask(page, WHO)
    assert no_sideways_scroll(page)
    chat, proof = page.locator("#talk").bounding_box(), page.locator("#proof").bounding_box()
    assert chat
    assert proof
    box, said = (page.locator(one).first.bounding_box() for one in ("#question", "#chat .words"))
    assert box
    assert said
    assert abs(box["x"] - said["x"]) < 1
    below = proof["y"] >= chat["y"] + chat["height"]
    assert below == (width < 900)
    page.locator("#t1-c1 button.open").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    assert no_sideways_scroll(page)
    page.keyboard.press("Escape")
    ask(page, f"Who confirmed https://example.org/{'w' * 200}?", 2)
    send = page.locator("#question .submit-button").bounding_box()
    assert send
    assert 0 <= send["x"] <= send["x"] + send["width"] <= width


def no_sideways_scroll(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
