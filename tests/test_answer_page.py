"""The page's answers in a real browser, over articles that disagree: one page, one question after
another."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from index.build import build
from index.embed import Embedder
from qa import Archive
from tests import invented
from tests.serving import served
from ui import texts

# Gradio 6.31 sums up its events with what pandas 3 deprecates.
pytestmark = pytest.mark.filterwarnings("ignore::pandas.errors.Pandas4Warning")

LIT = re.compile(r"\bpointed\b")


@pytest.fixture(scope="module")
def dam(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Archive]:
    folder = tmp_path_factory.mktemp("dam")
    build(invented.write(folder / "articles"), folder / "data", embedder=embedder)
    opened = Archive.open(folder / "data", embedder=embedder)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def page(chromium: Browser, dam: Archive) -> Iterator[Page]:
    with served(dam) as url:
        opened = chromium.new_page(viewport={"width": 1280, "height": 840})
        opened.goto(url)
        yield opened
        opened.close()


@pytest.fixture(autouse=True)
def anew(page: Page) -> Iterator[None]:
    """Each test leaves an empty conversation and closed limits behind."""
    yield
    page.keyboard.press("Escape")
    page.set_viewport_size({"width": 1280, "height": 840})
    if page.locator("#outlets").is_visible():
        page.get_by_role("button", name=texts.LIMITS).click()
        expect(page.locator("#outlets")).to_be_hidden()
    if page.locator("#chat .user-row").count():
        page.get_by_role("button", name=texts.ANEW).click()
    expect(page.locator("#evidence section")).to_have_count(0)


def ask(page: Page, question: str, turn: int = 1) -> None:
    box = page.get_by_placeholder(texts.ASK)
    box.fill(question)
    box.press("Enter")
    expect(page.locator(f"#t{turn}")).to_be_attached()


def test_an_answer_says_how_sure_as_of_when_and_what_changed(page: Page) -> None:
    ask(page, invented.FLOODED)
    sure = page.locator("#chat .sure")
    expect(sure).to_contain_text("Strong evidence")
    expect(sure).to_contain_text("as of 21 September 2021")
    expect(sure.get_by_role("tooltip")).to_be_hidden()
    sure.locator(".sign").focus()
    expect(sure.get_by_role("tooltip")).to_be_visible()
    differ = page.locator("#chat .differ")
    expect(differ.locator("> b")).to_have_text("The figure changed")
    expect(differ.locator(".claim")).to_have_text(["600 homes", "608 homes"])
    both = page.locator("#evidence .differ blockquote")
    expect(both.first).to_contain_text("The Tide, 3 May 2021")
    expect(both.last).to_contain_text("608 homes in the valley were flooded")


def test_the_record_is_drawn_and_opens_the_article(page: Page) -> None:
    ask(page, invented.FLOODED)
    record = page.get_by_role("group", name=texts.RECORD)
    places = [box["x"] for dot in record.locator("circle").all() if (box := dot.bounding_box())]
    assert places == sorted(places)
    assert places[-1] - places[0] > 100
    record.get_by_role("link", name="21 September 2021, Valley Courier: 608 homes").click()
    sheet = page.get_by_role("dialog")
    expect(sheet.locator("mark.current")).to_contain_text("608 homes")
    expect(sheet.locator("mark.current")).to_be_in_viewport()
    expect(sheet.locator("dl")).to_contain_text("Valley Courier stated in its front matter")
    expect(page.locator("#chat .said").first).to_be_in_viewport()  # it opens beside the chat


def test_the_other_side_is_quoted_and_opens_where_it_stands(page: Page) -> None:
    ask(page, invented.KNEW)
    expect(page.locator("#chat .differ > b")).to_have_text("The articles disagree")
    expect(page.locator("#chat .said").last).to_contain_text("admitted its knowledge")
    page.locator("#chat .differ a.cite").last.click()
    expect(page.locator("#t1-c2")).to_be_focused()
    page.locator("#t1-c2 button.open").press("Enter")
    quote = page.get_by_role("dialog").locator("mark.current")
    expect(quote).to_contain_text("admitted its knowledge")
    expect(page.get_by_role("dialog").locator(".unknown")).not_to_have_count(0)


def test_a_number_lights_its_card_and_the_card_its_sentence(page: Page) -> None:
    ask(page, invented.FLOODED)
    page.locator("#chat .said a.cite").last.hover()
    expect(page.locator("#t1-c2")).to_have_class(LIT)
    expect(page.locator("#t1-c1")).not_to_have_class(LIT)
    page.locator("#t1-c1 a.cite").focus()
    expect(page.locator("#chat .said").first).to_have_class(LIT)
    expect(page.locator("#t1-c2")).not_to_have_class(LIT)


def test_limits_read_from_the_question_can_be_taken_away(page: Page) -> None:
    ask(page, invented.LIMITED)
    expect(page.locator("#chat .sure")).to_contain_text(
        texts.WHY_NOT["outside the dates or sources"]
    )
    expect(page.locator("#chat .refusal")).to_contain_text(
        "the nearest of Valley Courier, 21 September 2021"
    )
    expect(page.locator("#t1 h2")).to_have_text(texts.NEAREST)
    chip = page.locator("#chat a.chip")
    expect(chip).to_contain_text("Only articles published until 31 May 2021")
    chip.click()
    expect(page.locator("#t2")).to_be_attached()
    expect(page.locator("#chat .said").first).to_contain_text("inquiry")
    expect(page.locator("#chat a.chip")).to_have_count(1)  # the first turn keeps its own
    page.get_by_text(texts.ANYWHERE).click()
    expect(page.locator("#t3")).to_be_attached()
    expect(page.locator("#chat .said")).not_to_have_count(1)


def test_outlet_and_dates_can_be_chosen_and_taken_away(page: Page) -> None:
    page.get_by_role("button", name=texts.LIMITS).click()
    expect(page.locator("#held")).to_contain_text("3 May 2021 to 14 December 2021, and 1 undated")
    page.get_by_label(texts.OUTLETS).click()
    page.get_by_role("option", name="The Tide").click()
    since = page.locator("#since input").first
    since.fill("2021-05-04")
    since.press("Enter")
    ask(page, invented.FLOODED)
    chips = page.locator("#chat a.chip")
    expect(chips).to_have_count(2)
    expect(chips.first).to_contain_text("published since 4 May 2021")
    expect(chips.last).to_contain_text("of The Tide")
    expect(page.locator("#chat .said")).to_have_count(0)
    chips.first.click()
    expect(page.locator("#t2")).to_be_attached()
    expect(page.locator("#chat .said")).to_contain_text("600 homes")
    expect(since).to_have_value("")
    chips.last.click()
    expect(page.locator("#t3")).to_be_attached()
    expect(page.locator("#chat .differ")).to_have_count(1)


@pytest.mark.parametrize(
    "written",
    [
        "2021/5/4", "4 May 2021", " 4th  of May, 2021", "May 4, 2021", "4 may 2021", "4.5.2021",
        "2021-5-4",
    ],
)  # fmt: skip
def test_a_day_is_read_however_it_is_written(page: Page, written: str) -> None:
    page.get_by_role("button", name=texts.LIMITS).click()
    since = page.locator("#since input").first
    since.fill(written)
    since.press("Tab")
    expect(since).to_have_value("2021-05-04")
    expect(page.locator("#since .wrong")).to_have_count(0)
    since.fill("")
    since.press("Tab")


def test_what_is_no_day_is_told_beside_it_and_limits_nothing(page: Page) -> None:
    """Not even by the day that stood there before."""
    page.get_by_role("button", name=texts.LIMITS).click()
    since, wrong = page.locator("#since input").first, page.locator("#since .wrong")
    for written in ("soon", "32 Foo", "31 February 2021", "2021-02-31", "3/5/2021", "May 2021"):
        since.fill("2021-05-04")
        since.press("Enter")
        since.fill(written)
        since.press("Tab")
        expect(wrong).to_have_text(texts.NO_DAY.format(day=written))
        expect(since).to_have_value("")
    ask(page, invented.FLOODED)
    expect(page.locator("#chat .differ")).to_have_count(1)
    expect(page.locator("#chat a.chip")).to_have_count(0)
    since.fill("28/5/2021")
    since.press("Enter")
    expect(since).to_have_value("2021-05-28")
    expect(wrong).to_have_count(0)
    ask(page, invented.FLOODED, 2)
    expect(page.locator("#chat a.chip")).to_contain_text("published since 28 May 2021")
    since.fill("")
    since.press("Tab")


@pytest.mark.parametrize("width", [390, 1280])
def test_days_and_their_calendars_are_named(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    expect(page.get_by_role("button", name=texts.ASK_TAB, exact=True)).to_be_visible()
    page.get_by_role("button", name=texts.LIMITS, expanded=False).click()
    expect(page.get_by_role("button", name=texts.LIMITS, expanded=True)).to_be_visible()
    assert not page.locator("#limits .block").evaluate_all(
        "(blocks) => blocks.filter((one) => one.scrollWidth > one.clientWidth).length"
    )
    for label in (texts.SINCE, texts.UNTIL):
        expect(page.get_by_role("textbox", name=label, exact=True)).to_be_visible()
        calendar = f"{label}: {texts.CALENDAR}"
        opener = page.get_by_role("button", name=calendar)
        opener.click()
        opened = page.get_by_role("group", name=calendar)
        opened.get_by_role("button", name=texts.LATER_MONTH).focus()
        page.keyboard.press("Escape")
        expect(opened).to_have_count(0)
        expect(opener).to_be_focused()
        opener.click()
        expect(opened).to_be_in_viewport(ratio=1)
        opened.get_by_role("button", name=texts.EARLIER_MONTH).click()
        month = " ".join(opened.locator(".month-year").inner_text().split())
        expect(opened).to_match_aria_snapshot(f"""
            - button "{texts.EARLIER_MONTH}"
            - text: {month}
            - button "{texts.LATER_MONTH}"
            """)
        opened.get_by_role("button", name=f"14 {month}", exact=True).click()
        opened.get_by_role("button", name="Done").click()
        expect(opened).to_have_count(0)
        expect(page.get_by_label(label, exact=True)).to_have_value(re.compile("-14$"))
        page.get_by_label(label, exact=True).fill("")


def test_a_question_as_understood_can_be_edited(page: Page) -> None:
    ask(page, "What did Jonas Hale tell the court?")
    ask(page, "And what did he show?", 2)
    read = page.locator("#chat .read")
    expect(read).to_contain_text("Jonas Hale")
    read.get_by_text(texts.EDIT).click()
    box = page.get_by_placeholder(texts.ASK)
    expect(box).to_have_value(re.compile("Jonas Hale"))
    expect(box).to_be_focused()


def test_next_questions_have_answers(page: Page) -> None:
    ask(page, invented.FLOODED)
    offered = page.locator("#next button")
    # Each was asked before it is offered, which beside other tests takes a while.
    expect(offered.first).to_be_visible(timeout=150_000)
    question = offered.first.inner_text()
    offered.first.click()
    expect(page.locator("#t2")).to_be_attached()
    expect(page.locator("#t2 .asked")).to_have_text(question)
    expect(page.locator("#chat .not-in-the-articles")).to_have_count(0)


def test_a_new_conversation_is_not_disturbed_by_the_old_one(page: Page) -> None:
    """Neither by an answer that is still to come, nor by the next questions after one."""
    box = page.get_by_placeholder(texts.ASK)
    for begun in ("#chat .user-row", "#next button"):
        box.fill(invented.FLOODED)
        box.press("Enter")
        expect(page.locator(begun).first).to_be_visible()
        page.get_by_role("button", name=texts.ANEW).click()
        expect(page.locator("#chat .user-row")).to_have_count(0)
        ask(page, "Who won the chess final?")
        expect(page.locator("#chat .user-row")).to_have_count(1)
        expect(page.locator("#t1 .asked")).to_have_text("Who won the chess final?")
        page.get_by_role("button", name=texts.ANEW).click()
        expect(page.locator("#evidence section")).to_have_count(0)
    page.wait_for_timeout(1500)  # what shall not come has no better sign
    expect(page.locator("#next button")).to_have_count(0)


def test_nothing_found_says_why_and_what_there_is(page: Page) -> None:
    ask(page, "Who won the chess final?")
    expect(page.locator("#chat .sure")).to_contain_text("Not in the articles")
    expect(page.locator("#chat .sure")).to_contain_text(texts.WHY_NOT["nothing on this"])
    expect(page.locator("#chat .refusal")).to_contain_text("The archive holds 5 articles")
    page.get_by_text(texts.NEAREST).first.click()
    expect(page.locator("#t1-n1")).to_be_focused()


@pytest.mark.parametrize(("width", "height"), [(390, 844), (640, 420), (1920, 1000)])
def test_it_fits_a_phone_a_zoomed_and_a_wide_window(page: Page, width: int, height: int) -> None:
    """640 by 420 is what a window of 1280 by 840 has at 200 %."""
    page.set_viewport_size({"width": width, "height": height})
    ask(page, invented.FLOODED)
    assert fits(page)
    page.locator("#chat .sign").focus()
    assert fits(page)
    tip = page.locator("#chat .tip").bounding_box()
    assert tip
    assert tip["x"] >= 0
    assert tip["x"] + tip["width"] <= width
    page.locator("#evidence svg a").first.click()
    expect(page.get_by_role("dialog")).to_be_visible()
    assert fits(page)


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
