"""Bad input of every kind, as a build meets it: one clear line each, the rest is indexed."""

import gzip
import json
import os
import time
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

from index.build import Report, build
from index.errors import SettingsError
from index.load import read_articles
from index.records import Article, Problem
from index.searcher import Searcher
from tests.fuzz import FORMATS
from tests.pages import CJK, RTL
from tests.test_docx import changed
from tests.test_load import STORY, only_problem, read
from tests.toy import ToyEmbedder

GOOD = {name: one.pack(one.samples[-1]) for name, one in FORMATS.items()}
TEXTS = (".txt", ".md", ".html", ".eml")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "articles"
    made.mkdir()
    (made / "good.txt").write_text(STORY)
    return made


def built(folder: Path) -> Report:
    return build(folder, folder.with_name("data"), embedder=ToyEmbedder())


def held(folder: Path) -> dict[str, str]:
    with closing(Searcher.open(folder.with_name("data"))) as searcher:
        return {article.id: article.text for article in searcher.catalog.articles()}


@pytest.mark.parametrize("name", GOOD)
def test_half_a_file_is_read_or_one_line(folder: Path, name: str) -> None:
    data = GOOD[name]
    (folder / f"a{name}").write_bytes(data[: len(data) // 2])
    articles, problems = read(folder)
    assert "good.txt" in {article.id for article in articles}
    assert len(problems) <= 1
    assert len(articles) + len(problems) > 1


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("kind", [".pdf", ".docx", ".zip"])
def test_a_wrong_ending_is_told_with_the_right_one(folder: Path, name: str, kind: str) -> None:
    (folder / f"a{name}").write_bytes(GOOD[kind])
    reason = only_problem(folder).reason
    assert reason.startswith("begins as a ")
    assert kind in reason


def test_a_word_file_named_as_an_archive_is_one_line(folder: Path) -> None:
    (folder / "a.zip").write_bytes(GOOD[".docx"])
    assert "must be named .docx" in only_problem(folder).reason


def test_an_entity_from_elsewhere_is_not_read(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("the secret word")
    bomb = (
        f'<!DOCTYPE x [<!ENTITY e SYSTEM "file://{tmp_path}/secret.txt">]>'
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        "<w:body><w:p><w:r><w:t>The ferry sails. &e;</w:t></w:r></w:p></w:body></w:document>"
    )
    (folder / "a.docx").write_bytes(changed("word/document.xml", bomb))
    assert "secret" not in str(read(folder))


@pytest.mark.parametrize("line", [b" ", b'{"text": "' + b"x" * 100_000 + b'"}\n'])
def test_a_bomb_of_packed_records_is_left_soon(folder: Path, line: bytes) -> None:
    (folder / "a.jsonl.gz").write_bytes(gzip.compress(line * (60_000_000 // len(line))))
    before = time.process_time()
    _, problems = read(folder, 1_000_000)
    assert "unpacks to more than 100 times its size" in problems[-1].reason
    assert time.process_time() - before < 10


@pytest.mark.parametrize("unit", [b"x", b"The ferry sailed. ", "港".encode()])
def test_a_line_of_30_mb_is_read_or_told_within_seconds(folder: Path, unit: bytes) -> None:
    (folder / "a.txt").write_bytes(unit * (30_000_000 // len(unit)))
    before = time.process_time()
    articles, problems = read(folder, 64_000_000)
    assert len(articles) + len(problems) == 2
    assert time.process_time() - before < 10


def test_other_scripts_are_held_whole_from_each_format(folder: Path) -> None:
    text = "\n\n".join((*CJK, *RTL))
    (folder / "a.txt").write_text(text)
    (folder / "b.md").write_text(f"---\ntitle: {CJK[0][:9]}\n---\n{text}")
    (folder / "c.jsonl").write_text(json.dumps({"text": text, "title": RTL[0][:20]}))
    (folder / "d.eml").write_bytes(f"Subject: x\nContent-Type: text/plain\n\n{text}".encode())
    paragraphs = "".join(f"<w:p><w:r><w:t>{one}</w:t></w:r></w:p>" for one in (*CJK, *RTL))
    document = (
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        f"<w:body>{paragraphs}</w:body></w:document>"
    )
    (folder / "e.docx").write_bytes(changed("word/document.xml", document))
    assert built(folder).problems == ()
    texts = held(folder)
    for id in texts.keys() - {"good.txt"}:
        assert [said for said in (*CJK, *RTL) if said not in texts[id]] == [], id


def test_a_file_that_vanishes_meanwhile_is_one_line(folder: Path) -> None:
    (folder / "later.txt").write_text(STORY)
    found = read_articles(folder, 1_000_000)
    first = next(found)
    (folder / "later.txt").unlink()
    (second,) = found
    assert isinstance(first, Article)
    assert isinstance(second, Problem)
    assert second.reason == "can't be read (No such file or directory)"


def test_links_in_a_circle_are_one_line_each(folder: Path) -> None:
    (folder / "a.txt").symlink_to("b.txt")
    (folder / "b.txt").symlink_to("a.txt")
    (folder / "sub").mkdir()
    (folder / "sub" / "up").symlink_to("..")
    _, problems = read(folder)
    assert [problem.path for problem in problems] == ["a.txt", "b.txt", "sub/up"]


def test_all_at_once_and_the_old_index_stays(folder: Path) -> None:
    built(folder)
    before = held(folder)
    (folder / "line\n😀.pdf").write_bytes(b"%PDF-")
    (folder / "a.zip").write_bytes(b"PK\x03\x04")
    (folder / "b.docx").write_bytes(b"\xd0\xcf\x11\xe0")
    with zipfile.ZipFile(folder / "c.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("x.txt", bytes(80_000_000))
    report = built(folder)
    assert len(report.problems) == 4
    assert all("\n" not in str(problem) for problem in report.problems)
    assert held(folder) == before
    (folder / "good.txt").write_bytes(b"")
    with pytest.raises(Exception, match="no article to index"):
        built(folder)
    assert held(folder) == before


@pytest.mark.parametrize("kept", [0.0, 0.3, 0.7])
def test_a_zip_that_is_half_copied_keeps_its_articles(folder: Path, kept: float) -> None:
    with zipfile.ZipFile(folder / "a.zip", "w") as archive:
        for number in range(9):
            archive.writestr(f"{number}.txt", f"{STORY} It was the opening of bridge {number}.")
    built(folder)
    before = held(folder)
    data = (folder / "a.zip").read_bytes()
    (folder / "a.zip").write_bytes(data[: int(kept * len(data))])
    assert [problem.unread for problem in built(folder).problems] == [True]
    assert held(folder) == before
    torn = data[:60] + b"~" + data[61:]
    (folder / "a.zip").write_bytes(torn)
    assert [problem.path for problem in built(folder).problems] == ["a.zip/0.txt"]
    assert held(folder) == before
    (folder / "a.zip").write_bytes(GOOD[".docx"])
    assert [problem.unread for problem in built(folder).problems] == [False]
    assert held(folder).keys() == {"good.txt"}


def test_no_file_can_be_opened_where_a_build_writes(folder: Path) -> None:
    folder.with_name("data").write_text("a file")
    with pytest.raises(SettingsError, match="can't be written"):
        built(folder)
    assert os.listdir(folder) == ["good.txt"]
