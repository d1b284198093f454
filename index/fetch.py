"""Pages and feeds from the web, by httpx: within a time and a size, and honest about who asks."""

import asyncio
import ipaddress
import ssl
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import httpx

from index import __version__
from index.encoding import other_kind
from index.errors import MB, UnreadableError
from index.feed import is_feed
from index.packed import ASKED, Unpacking
from index.saved import Note

USER_AGENT = f"Ask-the-Archive/{__version__} (keeps news articles for its user; python-httpx)"
HOPS = 10
LARGEST = 50 * MB
ANSWER = 15.0
"""Seconds to wait for a connection, and for each next piece of an answer."""
WHOLE = 90.0
"""Seconds for a page with all its redirects."""
PAGES = ("text/html", "application/xhtml+xml")
FEEDS = ("application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/xml",
         "text/xml")  # fmt: skip
ONLY_WEB = "only addresses that begin with http:// or https:// are fetched"
INWARD = (
    "leads from the web into a network of its own ({}); give that address itself if you mean it"
)

Client = httpx.AsyncClient
Kept = Callable[[str], Note | None]
"""What is noted of the page of a URL that was saved earlier; None if none was."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came of a URL."""

    url: str
    """Where it was found in the end, after all redirects; without user and password."""
    data: bytes | None
    """None: what was saved earlier still holds."""
    note: Note
    feed: bool
    public: bool
    """Whether it came from an address that all the world can reach."""


def shown(url: str) -> str:
    """A URL on one line, without user and password."""
    typed = " ".join(url.split())
    try:
        parsed = httpx.URL(url.strip())
    except httpx.InvalidURL:
        return typed
    # Without a host "http://" would become "http:".
    return _bare(parsed) if parsed.host or parsed.userinfo else typed


def client() -> Client:
    """What fetches: settings of proxies and certificates are the environment's."""
    return httpx.AsyncClient(
        headers={
            "User-Agent": USER_AGENT,
            "Accept": ", ".join((*PAGES, *FEEDS)),
            "Accept-Encoding": ASKED,
        },
        timeout=ANSWER,
        follow_redirects=False,
    )


async def fetch(
    web: Client, url: str, kept: Kept, public: bool = False, again: bool = True
) -> Fetched:
    """Fetch a page or a feed; with `public` from nowhere but addresses all the world can reach.

    What was saved earlier is asked for only if it changed; where the server can't tell, `again`
    says whether it is fetched anew. Raises UnreadableError, whose message continues the URL.
    """
    try:
        async with asyncio.timeout(WHOLE):
            return await _follow(web, _regular(url), kept, public, again)
    except TimeoutError:
        raise UnreadableError(f"took longer than {WHOLE:.0f} seconds") from None
    except httpx.TimeoutException:
        raise UnreadableError(f"sent nothing for {ANSWER:.0f} seconds") from None
    except (httpx.InvalidURL, httpx.UnsupportedProtocol, UnicodeError):
        raise UnreadableError("is no address of a page") from None
    except httpx.HTTPError as error:
        raise UnreadableError(_why(error)) from None


def _regular(url: str) -> httpx.URL:
    """A URL without fragment; raises UnreadableError if it isn't of the web."""
    parsed = httpx.URL(url.strip())
    if parsed.scheme not in ("http", "https"):
        raise UnreadableError(ONLY_WEB)
    if not parsed.host:
        raise UnreadableError("is no address of a page")
    return parsed.copy_with(fragment=None)


def _bare(url: httpx.URL) -> str:
    """A URL as it may be shown and kept."""
    return str(url.copy_with(username=None, password=None) if url.userinfo else url)


async def _follow(web: Client, url: httpx.URL, kept: Kept, public: bool, again: bool) -> Fetched:
    for _ in range(HOPS):
        known = kept(_bare(url)) or Note()
        asked = {"If-None-Match": known.etag, "If-Modified-Since": known.modified}
        headers = {name: value for name, value in asked.items() if value}
        if known.url and not (headers or again):
            return Fetched(_bare(url), None, known, False, public)
        async with web.stream("GET", url, headers=headers) as response:
            outside = _is_public(response)
            if public and not outside:
                raise UnreadableError(INWARD.format(url.host))
            public = public or outside
            if not response.has_redirect_location:
                return await _received(response, _bare(url), known, public)
            url = _regular(str(url.join(response.headers["Location"])))
    raise UnreadableError(f"is redirected more than {HOPS} times")


def _is_public(response: httpx.Response) -> bool:
    stream = response.extensions.get("network_stream")
    peer = stream.get_extra_info("server_addr") if stream else None
    if not peer:
        return False
    return ipaddress.ip_address(str(peer[0]).split("%")[0]).is_global


async def _received(response: httpx.Response, url: str, known: Note, public: bool) -> Fetched:
    if response.status_code == httpx.codes.NOT_MODIFIED and known.url:
        return Fetched(url, None, known, False, public)
    if response.status_code != httpx.codes.OK:
        said = f"{response.status_code} {response.reason_phrase}".strip()
        raise UnreadableError(f"the server answers {said}")
    kind = response.headers.get("Content-Type", "").split(";")[0].strip().lower()
    if kind and kind not in (*PAGES, *FEEDS):
        raise UnreadableError(f"is neither a page nor a feed, but {kind[:60]!r}")
    data = await _body(response)
    if not data.strip():
        raise UnreadableError("the server sends an empty page")
    if other := other_kind(data):
        raise UnreadableError(f"is no page: it begins as a {other} file does")
    feed = is_feed(data)
    if kind not in PAGES and not feed and b"<html" not in data[:4096].lower():
        raise UnreadableError("is neither a page nor a feed")
    return Fetched(url, data, _note(url, response.headers, response.charset_encoding), feed, public)


async def _body(response: httpx.Response) -> bytes:
    """What the server sends, up to the limit, unpacked."""
    too_large = UnreadableError(f"is larger than {LARGEST // MB} MB")
    stated = response.headers.get("Content-Length", "")
    if stated.isdecimal() and int(stated) > LARGEST:
        raise too_large
    data, unpacking = bytearray(), Unpacking(response.headers.get("Content-Encoding", ""))
    async for piece in response.aiter_raw():
        data += unpacking.piece(piece)
        if max(len(data), response.num_bytes_downloaded) > LARGEST:
            raise too_large
    unpacking.end()
    return bytes(data)


def _note(url: str, headers: Mapping[str, str], charset: str | None) -> Note:
    return Note(url, charset or "", headers.get("ETag", ""), headers.get("Last-Modified", ""))


def _why(error: httpx.HTTPError) -> str:
    """What went wrong below HTTP, in words."""
    cause: BaseException | None = error
    while cause:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return f"its certificate can't be trusted ({cause.verify_message})"
        if isinstance(cause, ssl.SSLError):
            return f"can't be reached safely ({cause.reason or 'broken TLS'})"
        cause = cause.__cause__ or cause.__context__
    if isinstance(error, httpx.ConnectError):
        return f"can't be reached ({error})"
    return f"broke off ({error})"
