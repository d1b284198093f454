"""Pages, feeds and files into the articles folder, from a server on loopback."""

import asyncio
import functools
import gzip
import shutil
import ssl
import subprocess
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from index import fetch
from index.add import Addition, add
from index.errors import ArticlesError
from index.load import read_articles
from index.progress import no_track
from index.records import Article, Problem
from index.saved import split_note
from tests.pages import PAGES, STORY

PAGE = PAGES[0].data
PACKED = gzip.compress(PAGE)
Answer = Callable[[BaseHTTPRequestHandler], None]


class Site:
    """A server on loopback whose answers a test names by path."""

    def __init__(self) -> None:
        self.answers: dict[str, Answer] = {}
        self.asked: list[str] = []
        self.agents: set[str] = set()
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.asked.append(self.path)
                site.agents.add(self.headers["User-Agent"])
                site.answers.get(self.path, page(b"gone", 404))(self)

            def log_message(self, *_: object) -> None: ...

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_port}"


def page(data: bytes = PAGE, status: int = 200, **headers: str) -> Answer:
    """Answer with bytes, as a page unless the headers say otherwise."""

    def answer(request: BaseHTTPRequestHandler) -> None:
        stated = {name.replace("_", "-"): value for name, value in headers.items()}
        same = "ETag" in stated and request.headers["If-None-Match"] == stated["ETag"]
        request.send_response(304 if same else status)
        for name, value in ({"Content-Type": "text/html"} | stated).items():
            request.send_header(name, value)
        request.end_headers()
        if not same:
            request.wfile.write(data)

    return answer


def to(path: str) -> Answer:
    return page(b"", 302, Location=path)


def feed(*items: str, more: str = "") -> Answer:
    links = "".join(f"<item><title>Item</title><link>{item}</link></item>" for item in items)
    data = f"<?xml version='1.0'?><rss version='2.0'><channel>{links}{more}</channel></rss>"
    return page(data.encode(), Content_Type="application/rss+xml")


@pytest.fixture
def site() -> Iterator[Site]:
    made = Site()
    thread = threading.Thread(target=made.server.serve_forever, args=(0.05,))
    thread.start()
    yield made
    made.server.shutdown()
    thread.join()
    made.server.server_close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "articles"


def put(folder: Path, *things: str) -> list[str]:
    """What came of adding: how each was added, or why not, without its address."""
    outcomes = add(things, folder, no_track)
    assert all("\n" not in str(outcome) for outcome in outcomes)
    return [one.how if isinstance(one, Addition) else one.reason for one in outcomes]


def articles(folder: Path) -> list[Article]:
    found = list(read_articles(folder, 10_000_000))
    assert [one for one in found if isinstance(one, Problem)] == []
    return [one for one in found if isinstance(one, Article)]


def test_a_page_is_kept_as_it_came_with_its_address(site: Site, folder: Path) -> None:
    site.answers["/2024/pier?x=1"] = page()
    url = f"{site.url}/2024/pier?x=1#comments"
    assert put(folder, url, url) == ["added"]
    (article,) = articles(folder)
    assert article.about.url == f"{site.url}/2024/pier?x=1"
    assert article.about.author == "Ida Brekke, Tor Vik"
    assert article.path.endswith(".html")
    assert "2024-pier" in article.path
    assert (folder / article.path).read_bytes().endswith(PAGE)
    assert site.agents == {fetch.USER_AGENT}
    assert fetch.USER_AGENT.startswith("Ask-the-Archive/")


def test_the_same_address_again_replaces(site: Site, folder: Path) -> None:
    site.answers["/a"] = page()
    assert put(folder, f"{site.url}/a") == ["added"]
    assert put(folder, f"{site.url}/a") == ["unchanged"]
    site.answers["/a"] = page(PAGES[1].data)
    assert put(folder, f"{site.url}/a") == ["changed"]
    assert len(list(folder.rglob("*.html"))) == 1
    assert list(folder.rglob(".*")) == []


@pytest.mark.parametrize("data", [b"", b" \r\n"])
def test_an_empty_answer_replaces_nothing(site: Site, folder: Path, data: bytes) -> None:
    site.answers["/a"] = page()
    assert put(folder, f"{site.url}/a") == ["added"]
    site.answers["/a"] = page(data)
    assert put(folder, f"{site.url}/a") == ["the server sends an empty page"]
    (kept,) = folder.rglob("*.html")
    assert kept.read_bytes().endswith(PAGE)


def test_a_server_that_can_tell_is_asked_for_changes_only(site: Site, folder: Path) -> None:
    site.answers["/a"] = page(ETag='"1"')
    assert put(folder, f"{site.url}/a") == ["added"]
    site.answers["/a"] = page(b"never sent", ETag='"1"')
    assert put(folder, f"{site.url}/a") == ["unchanged"]
    site.answers["/a"] = page(PAGES[1].data, ETag='"2"')
    assert put(folder, f"{site.url}/a") == ["changed"]


def test_redirects_are_followed_to_the_address_that_is_kept(site: Site, folder: Path) -> None:
    site.answers |= {"/r": to("/s"), "/s": to(f"{site.url}/a"), "/a": page()}
    assert put(folder, f"{site.url}/r") == ["added"]
    assert put(folder, f"{site.url}/a") == ["unchanged"]
    assert [article.about.url for article in articles(folder)] == [f"{site.url}/a"]


def test_the_encoding_that_only_the_server_names_is_kept(site: Site, folder: Path) -> None:
    text = "Совет порта решил во вторник отстроить восточный причал, снесённый штормом."
    bare = f"<html><body><p>{text}</p></body></html>".encode("koi8-r")
    site.answers["/a"] = page(bare, Content_Type="text/html; charset=koi8-r")
    put(folder, f"{site.url}/a")
    assert articles(folder)[0].text == text


@pytest.mark.parametrize(
    ("packed", "encoding"),
    [
        (PACKED, "gzip"),
        (PACKED, "identity, gzip"),
        (gzip.compress(PAGE[:900]) + gzip.compress(PAGE[900:]), "gzip"),
        (gzip.compress(PACKED), "gzip, gzip"),
        (zlib.compress(PAGE), "deflate"),
        (PACKED + b"\0\0", "gzip"),
        (PAGE, "utf-8"),
    ],
)
def test_what_is_packed_is_unpacked(site: Site, folder: Path, packed: bytes, encoding: str) -> None:
    site.answers["/a"] = page(packed, Content_Encoding=encoding)
    assert put(folder, f"{site.url}/a") == ["added"]
    (kept,) = folder.rglob("*.html")
    assert split_note(kept.read_bytes())[1] == PAGE


def test_a_page_that_breaks_off_replaces_nothing(site: Site, folder: Path) -> None:
    site.answers["/a"] = page(PACKED, Content_Encoding="gzip")
    assert put(folder, f"{site.url}/a") == ["added"]
    (kept,) = folder.rglob("*.html")
    before = kept.read_bytes()
    site.answers["/a"] = page(PACKED[: len(PACKED) // 2], Content_Encoding="gzip")
    assert put(folder, f"{site.url}/a")[0].startswith("broke off")
    assert kept.read_bytes() == before


def drip(request: BaseHTTPRequestHandler) -> None:
    page(b"<html>")(request)
    for _ in range(100):
        request.wfile.write(b" ")
        request.wfile.flush()
        time.sleep(0.05)


def endless(request: BaseHTTPRequestHandler) -> None:
    page(b"<html>")(request)
    for _ in range(200):
        request.wfile.write(bytes(500_000))


def silent(request: BaseHTTPRequestHandler) -> None:
    time.sleep(1.5)


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (page(b"", 404), "the server answers 404 Not Found"),
        (page(b"", 503), "the server answers 503 Service Unavailable"),
        (page(b"", 304), "the server answers 304 Not Modified"),
        (page(Content_Type="image/png"), "is neither a page nor a feed, but 'image/png'"),
        (page(b"{}", Content_Type="application/xml"), "is neither a page nor a feed"),
        (page(Content_Length="50000001"), "is larger than 50 MB"),
        (endless, "is larger than 50 MB"),
        (to("/a"), "is redirected more than 10 times"),
        (to("ftp://127.0.0.1/a"), fetch.ONLY_WEB),
        (to("http://[::1"), "broke off (Invalid URL in location header"),
        (page(b"no gzip", Content_Encoding="gzip"), "is packed in a damaged way"),
        (page(PACKED[:-500], Content_Encoding="gzip"), "broke off (what is packed does not end)"),
        (page(PACKED[:-4], Content_Encoding="x-gzip"), "broke off (what is packed does not end)"),
        (page(b"\x8b\x01\x80abc\x03", Content_Encoding="br"), "is packed in a way that was not"),
        (page(gzip.compress(bytes(51_000_000)), Content_Encoding="gzip"), "is larger than 50 MB"),
        (page(b"%PDF-1.7\n1 0 obj"), "is no page: it begins as a .pdf file does"),
        (page(b"", Content_Encoding="gzip"), "the server sends an empty page"),
        (lambda request: request.wfile.write(b"hello\r\n\r\n"), "broke off (illegal status line"),
        (lambda _: None, "broke off (Server disconnected"),
    ],
)
def test_what_goes_wrong_is_one_line_and_the_rest_is_added(
    site: Site, folder: Path, answer: Answer, reason: str
) -> None:
    site.answers |= {"/a": answer, "/good": page()}
    bad, good = add([f"{site.url}/a", f"{site.url}/good"], folder, no_track)
    assert isinstance(bad, Problem)
    assert bad.path == f"{site.url}/a"
    assert bad.reason.startswith(reason)
    assert isinstance(good, Addition)
    assert len(articles(folder)) == 1


@pytest.mark.parametrize(
    ("answer", "limit", "reason"),
    [
        (silent, "ANSWER", "sent nothing for 1 seconds"),
        (drip, "WHOLE", "took longer than 1 seconds"),
    ],
)
def test_servers_that_keep_us_waiting(
    site: Site,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    answer: Answer,
    limit: str,
    reason: str,
) -> None:
    monkeypatch.setattr(fetch, limit, 1.0)
    site.answers["/a"] = answer
    assert put(folder, f"{site.url}/a") == [reason]


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("ftp://127.0.0.1/a", fetch.ONLY_WEB),
        ("file:///etc/hostname", fetch.ONLY_WEB),
        ("http://", "is no address of a page"),
        ("http://[::1", "is no address of a page"),
        ("http://a b\n.example/", "is no address of a page"),
        ("http://127.0.0.1:1/", "can't be reached"),
    ],
)
def test_addresses_that_lead_nowhere(folder: Path, url: str, reason: str) -> None:
    (said,) = put(folder, url)
    assert said.startswith(reason)


def test_a_password_is_sent_but_never_shown_or_kept(site: Site, folder: Path) -> None:
    site.answers["/a"] = page()
    url = f"{site.url}/a".replace("//", "//ida:secret@")
    outcomes = add([url, url.replace("/a", "/b")], folder, no_track)
    assert "secret" not in str(outcomes)
    assert articles(folder)[0].about.url == f"{site.url}/a"


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    if not shutil.which("openssl"):
        pytest.skip("needs openssl to make a certificate")
    path = tmp_path / "cert.pem"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=127.0.0.1"]
    command += ["-keyout", str(path), "-out", str(tmp_path / "out.pem")]
    subprocess.run(command, check=True, capture_output=True)
    path.write_bytes(path.read_bytes() + (tmp_path / "out.pem").read_bytes())
    return path


def test_a_certificate_nobody_vouches_for(site: Site, folder: Path, certificate: Path) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    wrap = functools.partial(context.wrap_socket, server_side=True, do_handshake_on_connect=False)
    site.server.socket = wrap(site.server.socket)
    (said,) = put(folder, site.url.replace("http", "https"))
    assert said.startswith("its certificate can't be trusted (self")


def test_tls_that_is_none(site: Site, folder: Path) -> None:
    (said,) = put(folder, site.url.replace("http", "https"))
    assert said.startswith("can't be reached safely")


def test_a_feed_adds_its_pages(site: Site, folder: Path) -> None:
    site.answers |= {f"/{n}": page(PAGE + b"<!-- %d -->" % n) for n in range(3)}
    site.answers["/feed"] = feed("/0", f"{site.url}/1", "/2", "/1")
    assert put(folder, f"{site.url}/feed") == ["added"] * 3
    assert {article.about.url for article in articles(folder)} == {
        f"{site.url}/{number}" for number in range(3)
    }


def test_items_that_are_there_are_not_fetched_again(site: Site, folder: Path) -> None:
    site.answers |= {"/0": page(), "/1": page(ETag='"1"'), "/r": to("/0")}
    site.answers["/feed"] = feed("/r", "/1")
    assert put(folder, f"{site.url}/feed") == ["added"] * 2
    site.asked.clear()
    assert put(folder, f"{site.url}/feed") == ["unchanged"] * 2
    assert sorted(site.asked) == ["/1", "/feed", "/r"]
    site.answers["/1"] = page(PAGES[1].data, ETag='"2"')
    assert put(folder, f"{site.url}/feed") == ["unchanged", "changed"]


@pytest.mark.parametrize(
    ("updated", "how"), [("2001-01-01", "unchanged"), ("2099-01-01", "changed")]
)
def test_an_item_that_its_feed_calls_newer_is_fetched(
    site: Site, folder: Path, updated: str, how: str
) -> None:
    atom = f"""<feed xmlns="http://www.w3.org/2005/Atom"><entry><link href="/0"/>
        <updated>{updated}T00:00:00Z</updated></entry></feed>"""
    site.answers |= {"/0": page(), "/feed": page(atom.encode(), Content_Type="text/xml")}
    assert put(folder, f"{site.url}/feed") == ["added"]
    site.answers["/0"] = page(PAGES[1].data)
    assert put(folder, f"{site.url}/feed") == [how]


def test_broken_items_are_told_one_by_one(site: Site, folder: Path) -> None:
    site.answers |= {
        "/0": page(),
        "/feed": feed("/0", "mailto:ida", "/404", "/feed", more="<item/>"),
    }
    told = put(folder, f"{site.url}/feed")
    assert sorted(told) == sorted(
        ["added", fetch.ONLY_WEB, "the server answers 404 Not Found", "is a feed",
         "an item without a title names no page"]
    )  # fmt: skip


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"<?xml version='1.0'?><rss version='2.0'><channel/></rss>", "is a feed of no items"),
        (b"<rss><channel><item", "is a damaged feed"),
    ],
)
def test_feeds_without_items(site: Site, folder: Path, data: bytes, reason: str) -> None:
    site.answers["/feed"] = page(data, Content_Type="text/xml")
    (said,) = put(folder, f"{site.url}/feed")
    assert said.startswith(reason)


def test_a_feed_of_the_web_leads_to_no_address_within(site: Site, folder: Path) -> None:
    site.answers["/a"] = page()

    async def inward() -> None:
        async with fetch.client() as web:
            with pytest.raises(fetch.UnreadableError, match="network of its own"):
                await fetch.fetch(web, f"{site.url}/a", lambda _: None, public=True)

    asyncio.run(inward())


def test_files_are_copied(folder: Path, tmp_path: Path) -> None:
    there = tmp_path / "a story.txt"
    there.write_text(" ".join(STORY))
    assert put(folder, str(there)) == ["added"]
    assert put(folder, str(there)) == ["unchanged"]
    there.write_text("Another story of that name was written on Monday.")
    assert put(folder, str(there))[0].startswith("another file of this name is in")
    assert articles(folder)[0].text.startswith(STORY[0])
    assert put(folder, str(folder / "a story.txt")) == ["unchanged"]


@pytest.mark.parametrize("url", ["http://", "file:///etc/hostname"])
def test_an_address_without_a_host_is_told_as_it_was_typed(folder: Path, url: str) -> None:
    (problem,) = add([url], folder, no_track)
    assert str(problem).startswith(f"{url}: ")


def test_a_name_with_a_line_break_is_told_on_one_line(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "a\nstory.txt").write_text(" ".join(STORY))
    (added,) = add([str(tmp_path / "a\nstory.txt")], folder, no_track)
    assert isinstance(added, Addition)
    assert (added.path, articles(folder)[0].path) == ("a\ufffdstory.txt", "a\ufffdstory.txt")


def test_a_file_that_no_build_reads_is_not_added(folder: Path, tmp_path: Path) -> None:
    (tmp_path / ".pier.txt").write_text(" ".join(STORY))
    (said,) = put(folder, str(tmp_path / ".pier.txt"))
    assert said.startswith("begins with a dot")
    assert list(folder.iterdir()) == []


def test_an_address_without_its_beginning_is_no_file(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "fjord.example").mkdir()
    (tmp_path / "fjord.example" / "there.txt").write_text(" ".join(STORY))
    told = put(folder, "www.fjord.example", "fjord.example:80/pier.html", "fjord.example/there.txt")
    assert [said.split(";")[0] for said in told] == ["is no file", "is no file", "added"]


def test_what_is_no_file_of_ours_is_told(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "a.exe").write_bytes(b"MZ")
    told = put(folder, str(tmp_path), str(tmp_path / "none.txt"), str(tmp_path / "a.exe"))
    assert [reason.split()[0:3] for reason in told] == [
        ["is", "a", "folder;"], ["can't", "be", "read"], ["is", "not", "one"],
    ]  # fmt: skip


def test_a_folder_that_can_t_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(ArticlesError, match="can't be written"):
        add(["http://127.0.0.1:1/"], tmp_path / "file" / "articles", no_track)
