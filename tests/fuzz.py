"""Fuzzing of every reader: `make fuzz`, or `python -m tests.fuzz [FORMAT …] [--seconds 600]`.

Good files are spoiled at random and read as an archive would read them, in a process of its own
that may take 1 GB of memory, and 10 s of processor time for a file. A file that does harm is kept,
and named with where it was being read.
"""

import argparse
import faulthandler
import gzip
import io
import json
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path

import docx
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from index.chunk import chunk
from index.load import read_articles
from index.records import Problem
from tests import ROOT
from tests.pages import PAGES
from tests.pdfs import pdf
from tests.toy import ToyEmbedder

MEMORY = 1_000_000_000
SECONDS = 10
"""Of processor time, for one file."""
LIMIT = 10_000_000
LARGEST = 1_000_000
"""Files grow to so many bytes; what takes time with the square of the size shows by then."""
STORY = (
    "By Ida Brekke\n12 March 2024\n\nThe harbour board of Lindvik voted on Tuesday to rebuild the "
    "eastern pier. “It will cost 41 million,” said its chair, Marit Solheim.\n\n"
    "Fishermen had asked for a longer one. 林德维克港务局星期二投票决定重建东码头。\n"
)
MATTER = f"---\ntitle: The pier\nauthor: [Ida, Tor]\ndate: 2024-03-12\n---\n{STORY}"
TOML = (
    f"+++\ntitle = 'The pier'\nauthor = ['Ida']\ndate = 2024-03-12\n[a.b]\nc = {{}}\n+++\n{STORY}"
)


@dataclass(frozen=True, slots=True)
class Format:
    """What is spoiled, with what, and how it is packed afterwards."""

    samples: Sequence[bytes]
    tokens: Sequence[bytes]
    pack: Callable[[bytes], bytes] = bytes


def word() -> bytes:
    document = docx.Document()
    document.core_properties.title = "The pier"
    document.add_heading("A heading")
    for paragraph in STORY.split("\n\n"):
        document.add_paragraph(paragraph)
    document.add_table(2, 2).cell(0, 0).text = "Cost"
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


WORD = word()
WORD_PARTS = {name: zipfile.ZipFile(io.BytesIO(WORD)).read(name) for name in (
    "word/document.xml", "docProps/core.xml", "word/_rels/document.xml.rels",
    "[Content_Types].xml", "word/styles.xml")}  # fmt: skip


def repacked(part: bytes) -> bytes:
    """A Word file with the part that most resembles `part` replaced by it."""
    name = next((n for n, good in WORD_PARTS.items() if good[60:90] in part), "word/document.xml")
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(WORD)) as old, zipfile.ZipFile(stream, "w") as new:
        for one in old.namelist():
            new.writestr(one, part if one == name else old.read(one))
    return stream.getvalue()


def mail(parts: bool) -> bytes:
    made = EmailMessage()
    made["From"] = "Ida Brekke <ida@port.example>"
    made["Subject"] = "Fwd: Pier: “rebuilt”"
    made["Date"] = "Tue, 12 Mar 2024 22:15:00 +0100"
    made.set_content(f"See below.\n\nFrom: Tor <a@b.example>\nSent: 3 May 2024 07:15\n\n{STORY}")
    if parts:
        made.add_alternative(PAGES[0].data.decode(), subtype="html")
        made.add_attachment(pdf([STORY[15:90]]), "application", "pdf", filename="pier.pdf")
        made.add_attachment(EmailMessage())
    return bytes(made)


def zipped() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("one/a.txt", STORY)
        archive.writestr("b.html", PAGES[0].data)
        archive.writestr("c.jsonl", json.dumps({"text": STORY}))
    return stream.getvalue()


RECORD = {"text": STORY, "title": "The pier", "date": "2024-03-12", "url": "https://a.example/1"}
RECORDS = "\n".join(json.dumps({**RECORD, "id": number}) for number in range(3)).encode()
# What a format is made of, piece by piece.
TEXT = (
    r"\n¦\t¦ ¦---\n¦By ¦Published ¦12 March 2024¦2024-03-12¦(AP) - ¦Mr. ¦U.S. ¦# ¦- ¦"
    r"|¦\xe2\x80\x9c¦\xe2\x80\x9d¦\xff\xfe¦\0¦\xef\xbb\xbf¦Advertisement\n¦.¦...¦"
    r"\xe3\x80\x82¦1¦A¦? "
)
MATTER_TOKENS = TEXT + r"""¦"¦+++\n¦ = ¦[[¦a.¦&a [¦*a,¦? ¦: ¦{¦[¦!!int ¦title: ¦'"""
HTML = (
    r"<p>¦<div>¦</div>¦<table>¦<tr>¦<td>¦<!--¦-->¦<a href='¦'>¦</script>¦{¦[¦"
    r""""@type":"Article",¦&amp;¦<script type='application/ld+json'>¦&#0;¦"""
    r"<meta property='og:title' content='¦<svg>¦<li>¦<time pubdate>¦<![CDATA[¦"
    r"<?xml version='1.0' encoding='x'?>¦<meta charset=utf-7>¦<b>¦<br>¦"
    r"<span class='author'>¦x¦ ¦<h1>¦<article>¦<iframe>¦<noscript>¦<style>¦<aside>¦"
    r"<ul>¦<a>"
)
PDF = (
    r"<<¦>>¦obj\n¦endobj\n¦stream\n¦endstream\n¦/Kids [2 0 R]¦/Count 9999¦"
    r"/Length 99999999¦(¦)¦Tj ¦T* ¦BT ¦ET ¦9 0 R ¦/Filter /FlateDecode¦/Parent 2 0 R¦"
    r"1e38 ¦-1 ¦[¦q ¦/F1 12 Tf ¦startxref\n"
)
XML = (
    r"<w:p>¦</w:p>¦<w:tbl>¦<w:tr>¦<w:tc>¦</w:tc>¦<w:r>¦<w:t>¦x¦<¦&amp;¦&x;¦<w:sdt>¦"
    r"<w:hyperlink>¦-1¦rId1¦<!DOCTYPE x [<!ENTITY x 'y'>]>¦999999999¦<w:vMerge/>¦"
    r"<w:gridSpan w:val='999999999'/>¦../"
)
MAIL = (
    r"""From: ¦To: ¦Subject: ¦Date: ¦\n¦\n\n¦\n ¦=?utf-8?q?¦?=¦=?utf-8?b?¦--b\n¦;¦\"¦(¦"""
    r")¦<¦>¦,¦@¦a¦:¦[¦Content-Type: multipart/mixed; boundary=b\n\n--b\n¦"
    r"Content-Type: text/html; charset=utf-7\n¦Content-Transfer-Encoding: base64\n¦"
    r"filename*0*=¦filename*=utf-8''%ff¦Message-ID: <¦Content-Disposition: attachment;"
)
JSON = r"""{¦[¦"¦\\u¦\\ud800¦9¦\n¦"text":¦1e999¦null"""
ZIP = r"PK\x03\x04¦PK\x01\x02¦PK\x05\x06¦\0¦\xff¦../¦\x08\0"


def tokens(written: str) -> list[bytes]:
    """The pieces of a format."""
    escaped = (piece.encode().decode("unicode_escape") for piece in written.split("¦"))
    return [piece.encode("latin-1") for piece in escaped]


EXPORT = "".join(
    f"{number} of 9 DOCUMENTS\n\nThe Courier\n12 March 2024\n\nThe pier\n\nBYLINE: Ida Brekke\n\n"
    f"{STORY}\n\nLOAD-DATE: May 9\nEnd of Document\n"
    for number in range(1, 4)
)
TEXTS = [STORY.encode(), EXPORT.encode(), STORY.encode("utf-16"), STORY.encode("gb18030")]
PDFS = [pdf([STORY[15:90], "Second line."], [], [STORY[:14]], title="Pier"), pdf(["a"] * 99)]
FORMATS = {
    ".txt": Format(TEXTS, tokens(TEXT)),
    ".md": Format([MATTER.encode(), TOML.encode()], tokens(MATTER_TOKENS)),
    ".html": Format([page.data for page in PAGES], tokens(HTML)),
    ".pdf": Format(PDFS, tokens(PDF)),
    ".docx": Format(list(WORD_PARTS.values()), tokens(XML), repacked),
    ".eml": Format([mail(False), mail(True)], tokens(MAIL)),
    ".jsonl": Format([RECORDS], tokens(JSON)),
    ".jsonl.gz": Format([RECORDS], tokens(JSON), gzip.compress),
    ".zip": Format([zipped()], tokens(ZIP)),
}


@st.composite
def spoiled(draw: st.DrawFn, format: Format) -> bytes:
    """A good file after a few random changes, packed at the end if the format is packed."""
    data = draw(st.sampled_from(format.samples))
    pieces = st.sampled_from(format.tokens) | st.binary(min_size=1, max_size=8)
    for _ in range(draw(st.integers(1, 6))):
        place = draw(st.integers(0, len(data)))
        length = draw(st.sampled_from((0, 1, 4, 40, 400, LARGEST)))
        times = draw(st.sampled_from((1,) * 20 + (3, 50, 1000, 20_000, LARGEST)))
        what = draw(st.sampled_from(("insert", "nest", "cut", "repeat", "end")))
        piece = b"".join(draw(st.lists(pieces, min_size=1, max_size=3)))
        if what == "cut":
            data = data[:place] + data[place + length :]
        elif what == "end":
            data = data[:place]
        else:
            piece = data[place : place + length] if what == "repeat" else piece
            piece *= min(times, (LARGEST - len(data)) // (len(piece) or 1))
            data = data[:place] + piece + data[place + (length if what == "nest" else 0) :]
    packed = draw(st.booleans()) and format.pack is not bytes
    return _torn(draw, format.pack(data)) if packed else format.pack(data)


def _torn(draw: st.DrawFn, data: bytes) -> bytes:
    """A packed file with a few of its bytes changed."""
    changed = bytearray(data)
    place = draw(st.integers(0, len(data)))
    changed[place : place + draw(st.integers(0, 9))] = draw(st.binary(max_size=9))
    return bytes(changed)


def read(folder: Path) -> None:
    """Read a folder as a build would, and hold what comes of it against what must always hold."""
    toy = ToyEmbedder()
    for found in read_articles(folder, LIMIT):
        if isinstance(found, Problem):
            assert "\n" not in str(found), found
            assert len(str(found)) < 1000, found
            assert "MemoryError" not in found.reason, found
            continue
        (found.id + found.path + found.text + found.name + str(found.about)).encode()
        assert all(0 <= start <= len(found.text) for start in found.pages)
        for passage in chunk(found, toy.count_tokens, toy.max_tokens):
            assert found.text[passage.start : passage.end] == passage.text


def fuzz(name: str, folder: Path, seconds: float, number: int) -> None:
    """Spoil and read files of one format for some seconds, within the limits; prints what came."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    faulthandler.register(signal.SIGPROF, chain=True)  # tells where, then the signal ends us
    read(folder)  # imports are no file's fault
    count, slowest, started = 0, 0.0, time.monotonic()

    def one(data: bytes) -> None:
        nonlocal count, slowest
        if time.monotonic() - started > seconds and count:
            return
        (folder / f"a{name}").write_bytes(data)
        signal.setitimer(signal.ITIMER_PROF, SECONDS)
        before = time.process_time()
        read(folder)
        count, slowest = count + 1, max(slowest, time.process_time() - before)
        signal.setitimer(signal.ITIMER_PROF, 0)

    quiet = {"database": None, "deadline": None, "phases": (Phase.generate, Phase.shrink)}
    any_file = settings(max_examples=100, suppress_health_check=[*HealthCheck], **quiet)(
        given(spoiled(FORMATS[name]))(one)
    )
    while time.monotonic() - started < seconds:
        seed(number)(any_file)()
        number += 1
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    print(f"{name}: {count} files, the slowest {slowest:.1f} s, {peak:.0f} MB, seeds to {number}")


def run(name: str, seconds: float, number: int, kept: Path) -> bool:
    """Fuzz one format in a process of its own; says whether it did no harm."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        (folder / f"a{name}").write_bytes(FORMATS[name].pack(FORMATS[name].samples[0]))
        command = [sys.executable, "-m", "tests.fuzz", name, "--within", made]
        command += ["--seconds", str(seconds), "--seed", str(number)]
        try:
            ran = subprocess.run(
                command,
                cwd=ROOT,
                capture_output=True,
                text=True,
                check=False,
                timeout=seconds + 600,
            )
            said, good = ran.stdout + ran.stderr, ran.returncode == 0
        except subprocess.TimeoutExpired:
            said, good = f"{name}: stands still", False
        if not good:
            kept.mkdir(parents=True, exist_ok=True)
            shutil.copy(folder / f"a{name}", kept / f"{number}{name}")
            said += f"\n{name}: kept as {kept / f'{number}{name}'}\n"
    print(said, end="", flush=True)
    return good


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("formats", nargs="*", choices=[[], *FORMATS])
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--keep", type=Path, default=Path(tempfile.gettempdir()) / "fuzz-found")
    parser.add_argument("--within", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.within:
        fuzz(options.formats[0], options.within, options.seconds, options.seed)
        return 0
    names = options.formats or FORMATS
    done = [run(name, options.seconds, options.seed, options.keep) for name in names]
    return 0 if all(done) else 1


if __name__ == "__main__":
    sys.exit(main())
