"""What surrounds the questions, in a real browser: articles, conversations, what is taken along."""

import json
import re
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import (
    APIResponse,
    Browser,
    BrowserContext,
    Locator,
    Page,
    Route,
    expect,
)

from index.build import build
from index.embed import Embedder
from qa import Archive, feedback
from qa.reader import Reader
from qa.records import Answer
from qa.verify import read, verify
from tests.chromium import PATIENT
from tests.serving import served
from ui import texts
from ui.stock import Stock
from ui.works import Works

# Gradio 6.31 sums up its events with what pandas 3 deprecates.
pytestmark = pytest.mark.filterwarnings("ignore::pandas.errors.Pandas4Warning")

LOCAL = re.compile(r"http://127\.0\.0\.1:\d+/|data:|blob:")
WHO, WHEN = "Who opened the harbour of Ostrand?", "When did the ferry to Linnholm burn?"
HOSTILE = (
    "<img src=x onerror='ran=1'><script>ran=1</script>[x](javascript:ran=1) {{ran}} \u202etfel"
)
LIGHTS = "Who rarely writes to the paper in winter?"
ARTICLES = {
    "harbour.txt": "title: A harbour opens\nsource: The Tide\ndate: 2021-05-03\n"
    "url: https://example.org/harbour\n---\n"
    "The harbour of Ostrand was opened on Monday by Mayor Ilse Brandt. Ships of the northern line "
    "came in during the morning, and the town gave its dockers a day of rest.",
    "ferry.txt": "title: Ferry burns\nsource: The Age\ndate: 2022-07-01\n---\n"
    "The ferry to Linnholm burned on 30 June 2022 off the coast. All of its passengers were "
    "brought ashore by fishermen, the coast guard said.",
    "odd.txt": f"title: \"{HOSTILE.replace(chr(34), '')}\"\nsource: '<b>Bold</b>'\n---\n"
    "Of lighthouses little is heard in winter, since their keepers rarely write to the paper.",
}  # fmt: skip
NEW = (
    f"title: A bridge is closed {'w' * 3000}\nsource: The Tide\n---\n"
    "The bridge of Marholt was closed by engineer Tom Arnesen."
)


@pytest.fixture(scope="module")
def works(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Works:
    folder = tmp_path_factory.mktemp("desk")
    articles = folder / "articles"
    articles.mkdir()
    for name, text in ARTICLES.items():
        (articles / name).write_text(f"---\n{text}\n", "utf-8")
    (articles / "broken.pdf").write_bytes(b"no PDF")
    build(articles, folder / "data", embedder=embedder)
    return Works(articles, folder / "data", embedder, allowed=True)


@pytest.fixture(scope="module")
def harbours(works: Works, embedder: Embedder, reader: Reader) -> Iterator[Archive]:
    opened = Archive.open(works.data, embedder=embedder, reader=reader)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def address(harbours: Archive, works: Works) -> Iterator[str]:
    with served(harbours, [WHO], Stock(harbours, works)) as url:
        yield url


@pytest.fixture
def context(chromium: Browser, address: str) -> Iterator[BrowserContext]:
    """A window of its own; the test fails if anything but loopback was asked for."""
    opened = chromium.new_context(viewport={"width": 1280, "height": 900}, base_url=address)
    opened.set_default_timeout(PATIENT)
    opened.grant_permissions(["clipboard-read", "clipboard-write"])
    asked: list[str] = []
    opened.on("request", lambda request: asked.append(request.url))
    yield opened
    assert [url for url in asked if not LOCAL.match(url)] == []
    opened.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return visit(context)


def visit(context: BrowserContext, where: str = "/") -> Page:
    page = context.new_page()
    page.goto(where)
    expect(page.locator("#conversations")).to_be_visible()
    return page


def ask(page: Page, question: str, turn: int = 1) -> None:
    page.locator("#question textarea").fill(question)
    page.locator("#question textarea").press("Enter")
    expect(page.locator(f"#t{turn} .card").first).to_be_attached()


def unfold(page: Page, name: str) -> Locator:
    page.get_by_role("button", name=name).click()
    return page.locator("#beside")


def choose(page: Page, label: str, option: str) -> None:
    page.get_by_label(label, exact=True).click()
    page.get_by_role("option", name=option).click()


def button(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=name, exact=True)


def archive_tab(page: Page) -> Locator:
    page.get_by_role("tab", name=texts.ARCHIVE).click()
    expect(page.locator("#listing table")).to_be_visible()
    return page.locator("#listing")


def test_conversations_survive_reloads_and_are_private(
    context: BrowserContext, page: Page, chromium: Browser, address: str
) -> None:
    ask(page, WHO)
    quote = page.locator("#chat .said .words").first.inner_text()
    expect(page).to_have_url(re.compile("/$"))
    wait_kept(page, 1)
    for _ in range(3):
        page.reload()
        expect(page.locator("#chat .said .words").first).to_have_text(quote)
        expect(page.locator("#t1 .card mark").first).to_have_text(quote)
    ask(page, WHEN, turn=2)
    wait_kept(page, 2)
    button(page, "New conversation").click()
    expect(page.locator("#chat .said")).to_have_count(0)
    page.wait_for_function("!sessionStorage.getItem('ask-the-archive')")  # nothing comes back
    page.reload()
    unfold(page, texts.CONVERSATIONS)
    choose(page, texts.EARLIER_ONES, WHO)
    expect(page.locator("#t2 .card").first).to_be_attached()
    expect(page.get_by_label(texts.CALLED, exact=True)).to_have_value(WHO)
    page.get_by_label(texts.CALLED, exact=True).fill(HOSTILE)
    button(page, texts.RENAME).click()
    expect(page.get_by_label(texts.EARLIER_ONES, exact=True)).to_have_value(
        re.compile("^<img src=x")
    )
    stranger = chromium.new_context(base_url=address)
    other = visit(stranger)
    unfold(other, texts.CONVERSATIONS)
    expect(other.locator("#chat .said")).to_have_count(0)
    expect(other.get_by_label(texts.EARLIER_ONES, exact=True)).to_have_value("")
    stranger.close()
    asked: list[str] = []
    page.once("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    button(page, texts.FORGET).click()
    assert [message.startswith("Delete “<img src=x") for message in asked] == [True]
    expect(page.locator("#t2 .card").first).to_be_attached()
    page.once("dialog", lambda dialog: dialog.accept())
    button(page, texts.FORGET).click()
    expect(page.locator("#chat .said")).to_have_count(0)
    assert page.evaluate("localStorage.length") == 0
    assert page.evaluate("window.ran") is None


def wait_kept(page: Page, turns: int) -> None:
    page.wait_for_function(
        """(turns) => Object.values(localStorage).map((text) => JSON.parse(text).turns ?? [])
            .some((kept) => kept.length == turns && kept.at(-1).answer)""",
        arg=turns,
    )


def questions(page: Page) -> Locator:
    return page.locator("#chat [data-testid=user]")


def enter(page: Page, question: str) -> None:
    page.locator("#question textarea").fill(question)
    page.locator("#question textarea").press("Enter")


def test_two_tabs_with_one_conversation_lose_nothing(context: BrowserContext, page: Page) -> None:
    ask(page, WHO)
    wait_kept(page, 1)
    other = visit(context)
    unfold(other, texts.CONVERSATIONS)
    choose(other, texts.EARLIER_ONES, WHO)
    expect(questions(other)).to_have_text([WHO])
    ask(other, WHEN, turn=2)
    wait_kept(other, 2)
    ask(page, LIGHTS, turn=2)
    expect(page.get_by_text(texts.BRANCHED)).to_be_visible()
    ask(page, WHO, turn=3)
    wait_kept(page, 3)
    for tab, asked in ((other, [WHO, WHEN]), (page, [WHO, LIGHTS, WHO])):
        tab.reload()
        expect(questions(tab)).to_have_text(asked)
    unfold(page, texts.CONVERSATIONS)
    page.get_by_label(texts.EARLIER_ONES, exact=True).click()
    names = page.get_by_role("option").all_inner_texts()
    assert len(names) == len({*names}) == 2  # told apart by when they were asked
    assert all(WHO in name for name in names)


def test_what_another_tab_deletes_is_gone_here_too(context: BrowserContext, page: Page) -> None:
    ask(page, WHO)
    wait_kept(page, 1)
    other, same = visit(context), visit(context)
    ask(other, WHEN)
    unfold(other, texts.CONVERSATIONS)
    unfold(same, texts.CONVERSATIONS)
    choose(same, texts.EARLIER_ONES, WHO)
    expect(same.locator("#t1 .card").first).to_be_attached()
    on_their_way: list[tuple[Route, APIResponse]] = []

    def hold(route: Route) -> None:
        answer = route.fetch()
        if LIGHTS in answer.text():
            on_their_way.append((route, answer))
        else:
            route.fulfill(response=answer)

    page.route("**/run/predict*", hold)
    ask(page, LIGHTS, turn=2)
    while not on_their_way:
        page.wait_for_timeout(50)
    same.once("dialog", lambda dialog: dialog.accept())
    button(same, texts.FORGET).click()
    expect(page.get_by_text(texts.DELETED)).to_be_visible()
    expect(questions(page)).to_have_count(0)
    for route, answer in on_their_way:  # they bring nothing back
        route.fulfill(response=answer)
    choose(other, texts.EARLIER_ONES, WHO)
    expect(other.get_by_text(texts.DELETED)).to_be_visible()
    ask(other, LIGHTS, turn=2)
    ask(page, WHO)
    wait_kept(page, 2)
    page.wait_for_function("localStorage.length == 2")
    for tab, asked in ((other, [WHEN, LIGHTS]), (page, [WHO])):
        tab.reload()
        expect(questions(tab)).to_have_text(asked)
    expect(other.get_by_text(texts.BRANCHED)).to_have_count(0)


def test_a_question_asked_before_the_answer_leaves_the_one_before(
    page: Page, harbours: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers, go = harbours.stream, threading.Event()

    def stream(question: str, *limits: Any, **lifted: Any) -> Iterator[Answer]:
        if question == WHO:
            go.wait(60)
        yield from answers(question, *limits, **lifted)

    monkeypatch.setattr(harbours, "stream", stream)
    enter(page, WHO)
    expect(questions(page)).to_have_text([WHO])
    ask(page, WHEN, turn=2)
    expect(questions(page)).to_have_text([WHO, WHEN])
    expect(page.locator("#chat .failure")).to_have_text(texts.UNANSWERED)
    go.set()
    wait_kept(page, 2)
    page.reload()
    expect(questions(page)).to_have_text([WHO, WHEN])
    page.get_by_text(texts.ASK_AGAIN).click()
    expect(page.locator("#t3 .card").first).to_be_attached()
    expect(questions(page)).to_have_text([WHO, WHEN, WHO])


def test_a_question_on_its_way_comes_back(page: Page) -> None:
    box, on_its_way = page.locator("#question textarea"), []

    def hold(route: Route) -> None:
        if WHEN in (route.request.post_data or ""):
            on_its_way.append(route)
        else:
            route.continue_()

    ask(page, WHO)
    wait_kept(page, 1)
    page.route("**/queue/join*", hold)
    for leave in (page.reload, button(page, "New conversation").click):
        with page.expect_request("**/queue/join*"):
            enter(page, WHEN)
        expect(box).to_have_value("")
        leave()
        expect(page.get_by_text(texts.RETURNED)).to_be_visible()
        expect(box).to_have_value(WHEN)
    expect(questions(page)).to_have_count(0)
    on_its_way[0].abort()
    on_its_way[1].continue_()  # it comes to be asked after all
    expect(questions(page)).to_have_text([WHEN])
    expect(page.get_by_text(texts.RETURNED)).to_be_hidden()
    expect(box).to_have_value("")


def test_a_server_that_was_away_is_gone_on_with(page: Page) -> None:
    ask(page, WHO)
    wait_kept(page, 1)
    page.route("**/gradio_api/**", lambda route: route.abort())
    enter(page, WHEN)
    expect(page.get_by_text(texts.RETURNED)).to_be_visible()
    expect(page.locator("#question textarea")).to_have_value(WHEN)
    page.evaluate("window.old = true")
    page.unroute("**/gradio_api/**")
    gone_on_with(page, [WHO, WHEN])
    # Another is there now, of which the page hears when it is asked something.
    page.evaluate("window.old = true; gradio_config.app_id = 'of the server before'")
    enter(page, LIGHTS)
    gone_on_with(page, [WHO, WHEN, LIGHTS])


def gone_on_with(page: Page, asked: list[str]) -> None:
    """The page loads anew, shows what it did, and asks the last question when it is sent again."""
    page.wait_for_function("!window.old")
    expect(questions(page)).to_have_text(asked[:-1])
    expect(page.get_by_text(texts.RETURNED)).to_be_visible()
    expect(page.locator("#question textarea")).to_have_value(asked[-1])
    page.locator("#question textarea").press("Enter")
    expect(questions(page)).to_have_text(asked)
    wait_kept(page, len(asked))


def test_what_the_browser_kept_is_not_believed(context: BrowserContext, page: Page) -> None:
    ask(page, WHO)
    wait_kept(page, 1)
    page.evaluate(
        """() => {
            const [place, text] = Object.entries(localStorage)[0];
            const whole = JSON.parse(text);
            whole.name = "<img src=x onerror='ran=1'>";
            whole.turns[0].answer.citations[0].source = "<script>ran=1</script>";
            localStorage.setItem(place, JSON.stringify(whole));
            localStorage.setItem("ask-the-archive:none", "{");
            localStorage.setItem("ask-the-archive:<b>", '{"id": "<b>", "name": {}, "turns": 7}');
        }"""
    )
    page.reload()
    expect(page.locator("#chat .failure")).to_have_text(texts.NO_LONGER_SO)
    page.wait_for_function("Object.values(localStorage).some((text) => text.includes('no longer'))")
    page.evaluate("sessionStorage.setItem('ask-the-archive', 'none')")
    page.reload()
    ask(page, WHEN)
    assert page.evaluate("window.ran") is None


def test_answers_are_taken_along_and_linked_to(
    page: Page, context: BrowserContext, harbours: Archive, tmp_path: Path
) -> None:
    unfold(page, texts.TAKE)
    button(page, texts.CSV).click()
    expect(page.get_by_text(texts.NO_ANSWER)).to_be_visible()
    ask(page, WHO)
    ask(page, WHEN, turn=2)
    expect(page.get_by_label(texts.WHICH)).to_have_value(f"2. {WHEN}")
    arrow = page.locator("#taking .icon-wrap").bounding_box()
    assert arrow
    assert page.get_by_label(texts.WHICH).evaluate(TEXT_END) <= arrow["x"]
    assert WHO not in saved(page, texts.MARKDOWN).read_text("utf-8")
    button(page, texts.LINK).click()
    expect(page.get_by_text(texts.COPIED)).to_be_visible()
    link = page.evaluate("navigator.clipboard.readText()")
    page.locator("#t2").get_by_role("button", name=texts.COPY).click()
    expect(page.get_by_text(texts.CITED)).to_be_visible()
    page.wait_for_function(
        "navigator.clipboard.readText().then((t) => t.startsWith('The Age, “F'))"
    )
    choose(page, texts.WHICH, texts.WHOLE)
    assert "<blockquote>" in saved(page, texts.WORD).read_text("utf-8")
    assert saved(page, texts.CSV).read_bytes().startswith(b"\xef\xbb\xbf")
    path = tmp_path / "answers.json"
    path.write_bytes(saved(page, texts.JSON).read_bytes())
    assert [answer.question for answer in read(path)] == [WHO, WHEN]
    assert verify(read(path), harbours).holds
    other = visit(context, link)
    expect(other.locator("#t1 .card").first).to_be_attached()
    expect(other.locator("#chat [data-testid=user]")).to_have_text(WHEN)
    assert "?" not in other.url
    ask(page, "Who said so?", turn=3)
    whole = page.locator("#chat .read bdi").inner_text()
    assert WHEN in whole
    button(page, texts.LINK).click()
    again = visit(context, copied(page, "/?q=Who+said"))
    expect(again.locator("#chat [data-testid=user]")).to_have_text(whole)


TEXT_END = """(input) =>
    input.getBoundingClientRect().right - parseFloat(getComputedStyle(input).paddingRight)"""
"""Where the longest text of a field ends."""


def copied(page: Page, part: str) -> str:
    """What is on the clipboard once it has some part."""
    for _ in range(200):
        text: str = page.evaluate("navigator.clipboard.readText()")
        if part in text:
            break
        page.wait_for_timeout(50)
    return text


def saved(page: Page, what: str) -> Path:
    with page.expect_download() as waiting:
        button(page, what).click()
    return Path(waiting.value.path())


def test_hostile_links_do_nothing(context: BrowserContext) -> None:
    page = visit(context, "/?q=%3Cimg%20src=x%20onerror=ran=1%3E&since=x&source=%3Cb%3E&__theme=x")
    expect(page.locator("#chat [data-testid=user]")).to_contain_text("<img src=x")
    expect(page.locator("#chat img")).to_have_count(0)
    expect(page.locator("#chat .note").first).to_be_in_viewport()
    expect(page.locator("#chat .note").first).to_contain_text("“x” is no date")
    expect(page.locator("#chat .note").nth(1)).to_contain_text("has no articles: <b>.")
    expect(page.locator("#chat a.chip")).to_have_count(0)
    assert page.evaluate("window.ran") is None


def test_verdicts_are_written_down(page: Page, works: Works) -> None:
    ask(page, WHO)
    unfold(page, texts.TAKE)
    button(page, texts.SEND).click()
    expect(page.get_by_text(texts.ONE_ANSWER)).to_be_visible()
    page.get_by_label("wrong source").check()
    page.get_by_label(texts.NOTE).fill(f"{HOSTILE}\n\x00\nline")
    button(page, texts.SEND).click()
    expect(page.get_by_text(texts.THANKS)).to_be_visible()
    (row,) = feedback.read(works.data)
    assert (row["verdict"], row["question"]) == ("wrong source", WHO)
    assert HOSTILE in row["note"]


def test_articles_are_listed_searched_added_and_asked(page: Page, works: Works) -> None:
    warned: list[str] = []
    page.on("console", lambda told: warned.append(told.text) if told.type == "warning" else None)
    listing = archive_tab(page)
    expect(listing.locator("caption")).to_have_text("Articles 1 to 4 of 4")
    expect(listing.locator("tr.unread")).to_contain_text("broken.pdf")
    expect(listing).to_contain_text("<img src=x onerror='ran=1'>")
    expect(listing.locator("img, script, b")).to_have_count(0)
    expect(listing.locator("tbody tr").first).to_contain_text("Ferry burns")
    choose(page, texts.SORT, "oldest first")
    expect(listing.locator("tbody tr").first).to_contain_text("A harbour opens")
    page.get_by_label(texts.SEARCH).fill("ferry age")
    expect(listing.locator("tbody tr")).to_have_count(1)
    page.get_by_label(texts.SEARCH).fill("")
    page.get_by_role("button", name=texts.ADD_ARTICLES).click()
    button(page, texts.ADD).click()
    expect(page.get_by_text(texts.NOTHING_GIVEN)).to_be_visible()
    wrong = "file:///etc/passwd\n../../etc/passwd"
    page.get_by_label(texts.ADDRESSES).fill(wrong)
    upload = {"name": "bridge.txt", "mimeType": "text/plain", "buffer": f"---\n{NEW}\n".encode()}
    script = {"name": "run.sh", "mimeType": "text/plain", "buffer": b"rm"}
    damaged = {"name": "damaged.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4"}
    page.locator("#adding input[type=file]").set_input_files([upload, script, damaged])  # type: ignore[list-item]
    told = page.locator("#works li")
    expect(told.filter(has_text="bridge.txt")).to_have_text("bridge.txt: added")
    expect(told.filter(has_text="damaged.pdf")).to_have_text(re.compile("^damaged.pdf: (?!added)"))
    expect(page.locator("#works")).to_contain_text("run.sh: is not one of the formats")
    expect(page.locator("#works")).to_contain_text(f"passwd: {texts.NO_ADDRESS}")
    expect(page.get_by_label(texts.ADDRESSES)).to_have_value(wrong)  # to be put right
    expect(listing.locator("caption")).to_have_text("Articles 1 to 6 of 6")
    expect(page.locator("#masthead")).to_contain_text("4 articles")
    row = listing.locator("tr", has_text="A bridge is closed").bounding_box()
    assert row
    assert row["height"] < 120
    assert sorted(path.name for path in works.articles.iterdir()) == [
        "bridge.txt", "broken.pdf", "damaged.pdf", "ferry.txt", "harbour.txt", "odd.txt",
    ]  # fmt: skip
    (works.articles / "damaged.pdf").unlink()
    (works.articles / "mill.txt").write_text("---\ntitle: A mill\n---\nThe mill of Elm turns.\n")
    page.get_by_role("tab", name="Ask").click()
    archive_tab(page)
    expect(told).to_contain_text([texts.PENDING.format(added=1, changed=0, removed=0)])
    expect(listing.locator("tr.new")).to_contain_text("mill.txt")
    (works.articles / "mill.txt").unlink()
    page.get_by_role("tab", name="Ask").click()
    ask(page, "Who closed the bridge of Marholt?")
    expect(page.locator("#chat .said").first).to_contain_text("Tom Arnesen")
    assert page.evaluate("window.ran") is None
    assert not [one for one in warned if "i18n" in one]


def test_an_article_of_the_list_is_read_beside_it(page: Page) -> None:
    listing = archive_tab(page)
    opener = listing.get_by_role("button", name="A harbour opens")
    opener.focus()
    page.keyboard.press("Enter")
    sheet = page.get_by_role("dialog", name="A harbour opens")
    expect(sheet.get_by_role("heading")).to_be_focused()
    expect(sheet.locator("dl")).to_contain_text("The Tide stated in its front matter")
    expect(sheet.locator("article")).to_contain_text("opened on Monday by Mayor Ilse Brandt")
    expect(sheet.locator("mark")).to_have_count(0)
    close, link = sheet.get_by_role("button"), sheet.get_by_role("link")
    for key, stop in (("Tab", close), ("Tab", link), ("Tab", close), ("Shift+Tab", link)):
        page.keyboard.press(key)
        expect(stop).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(opener).to_be_focused()
    page.keyboard.press("Enter")
    expect(sheet).to_be_visible()
    page.get_by_label(texts.SEARCH).focus()  # who writes meanwhile goes on writing
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_label(texts.SEARCH)).to_be_focused()
    listing.locator("tr", has_text="img src").locator("td").last.click()
    expect(page.get_by_role("dialog").locator("h2")).to_contain_text("<script>ran=1</script>")
    expect(page.get_by_role("dialog").locator("dl")).to_contain_text("<b>Bold</b>")
    assert page.evaluate("window.ran") is None
    page.get_by_role("button", name="Close the article").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(listing.locator("tr.unread").get_by_role("button")).to_have_count(0)


def test_the_folder_may_be_watched(page: Page, works: Works) -> None:
    archive_tab(page)
    page.get_by_role("button", name=texts.ADD_ARTICLES).click()
    page.set_viewport_size({"width": 390, "height": 844})
    told = page.get_by_text(texts.WATCH).bounding_box()
    assert told
    assert told["height"] < 60
    page.get_by_label(texts.WATCH).check()
    expect(page.locator("#works")).to_contain_text(texts.WATCHED)
    (works.articles / "tower.txt").write_text("---\ntitle: A tower\n---\nThe tower of Elm fell.\n")
    expect(page.locator("#listing")).to_contain_text("A tower")
    expect(page.locator("#listing tr.new")).to_have_count(0)
    page.get_by_label(texts.WATCH).uncheck()
    expect(page.locator("#works")).not_to_contain_text(texts.WATCHED)
    assert not works.watching


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(page: Page, scheme: str) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    expect(page).to_have_title(texts.NAME)
    serious(page, "empty")
    ask(page, WHO)
    unfold(page, texts.TAKE)
    unfold(page, texts.CONVERSATIONS)
    serious(page, "answer")
    page.locator("#t1-c1 button.open").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    serious(page, "article")
    page.keyboard.press("Escape")
    archive_tab(page)
    page.get_by_role("button", name=texts.ADD_ARTICLES).click()
    serious(page, "archive")


STILL = """async () => {
    for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame)
    await Promise.allSettled(document.getAnimations()
        .filter(one => Number.isFinite(one.effect.getComputedTiming().endTime))
        .map(one => one.finished))
}"""
"""Colours on their way from one to the other have any contrast; they set out with a next frame."""


def serious(page: Page, view: str) -> None:
    """Raise unless axe finds nothing serious or critical."""
    page.evaluate(STILL)
    found = Axe().run(page).response["violations"]
    grave = {
        f"{view}: {one['id']}": [node["html"][:200] for node in one["nodes"][:3]]
        for one in found
        if one["impact"] in ("serious", "critical")
    }
    assert grave == {}, json.dumps(grave, indent=1)
