"""Reading the articles folder: every bad file gets one clear line, and the rest is read."""

import gzip
import json
import os
import re
import subprocess
import sys
import time
import zipfile
from datetime import date, timedelta
from email.message import EmailMessage
from pathlib import Path

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import load
from index.errors import ArticlesError
from index.load import read_articles
from index.records import Article, Problem
from tests import ROOT
from tests.pages import NESTED, PAGES, TITLE
from tests.pdfs import pdf

STORY = "The mayor opened the bridge on Friday. Crowds cheered for an hour, the police said."
LIMIT = 10_000_000


def read(folder: Path, limit: int = LIMIT) -> tuple[list[Article], list[Problem]]:
    found = list(read_articles(folder, limit))
    return (
        [thing for thing in found if isinstance(thing, Article)],
        [thing for thing in found if isinstance(thing, Problem)],
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An articles folder with one good article in it."""
    made = tmp_path / "articles"
    made.mkdir()
    (made / "good.txt").write_text(STORY)
    return made


def only_problem(folder: Path, limit: int = LIMIT) -> Problem:
    """The one line about what is wrong in a folder whose good article was read all the same."""
    articles, problems = read(folder, limit)
    assert "good.txt" in [article.id for article in articles]
    (problem,) = problems
    assert "\n" not in str(problem)
    return problem


def test_no_folder(tmp_path: Path) -> None:
    with pytest.raises(ArticlesError, match=r"no articles folder .*none.*--articles"):
        read(tmp_path / "none")


def test_a_file_is_no_folder(folder: Path) -> None:
    with pytest.raises(ArticlesError, match=r"good.txt is no articles folder, but a file. Name"):
        read(folder / "good.txt")


def test_an_empty_folder_holds_nothing(tmp_path: Path) -> None:
    assert read(tmp_path) == ([], [])


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("empty.txt", b"", "is empty"),
        ("blank.md", b" \n\n\t", "is empty"),
        ("empty.jsonl", b"", "is empty"),
        ("blank.jsonl", b"\n \n", "is empty"),
        ("binary.txt", bytes(range(256)) * 20, "is not text"),
        ("binary.jsonl", bytes(range(256)) * 20, "is not text"),
        ("scan.exe", b"MZ", r"not one of the formats read \(.txt, .md, .html"),
        ("noise.jsonl.gz", b"no gzip at all", "compressed file is damaged"),
        ("menu.txt", b"Subscribe to our newsletter\n", "holds no story|is empty"),
        (
            "wall.html",
            b"<title>Access Denied</title><h1>Access Denied</h1><p>Reference #18.2d3a</p>",
            "^holds an error page and no article \\(“Access Denied”\\)$",
        ),
    ],
)
def test_a_bad_file_is_skipped_with_a_reason(
    folder: Path, name: str, data: bytes, reason: str
) -> None:
    (folder / name).write_bytes(data)
    problem = only_problem(folder)
    assert problem.path == name
    assert problem.skipped
    assert re.search(reason, problem.reason)


def test_a_file_of_200_mb_is_named_with_the_setting(folder: Path) -> None:
    with (folder / "huge.txt").open("wb") as stream:
        stream.truncate(200_000_000)
    started = time.process_time()
    problem = only_problem(folder, 64_000_000)
    assert problem.reason == (
        "is too large (200 MB; the limit is 64 MB; ARCHIVE_MAX_FILE_MB raises it)"
    )
    assert time.process_time() - started < 2


@pytest.mark.parametrize("target", ["nowhere", "bad.txt"])
def test_a_link_that_leads_nowhere_is_unread(folder: Path, target: str) -> None:
    (folder / "bad.txt").symlink_to(folder / target)
    problem = only_problem(folder)
    assert problem.unread
    assert problem.reason.startswith("is a link that leads nowhere; it can't be read (")


def test_a_pipe_is_not_waited_for(folder: Path) -> None:
    os.mkfifo(folder / "pipe.txt")
    assert only_problem(folder).reason == "is no regular file"


def test_links_to_folders_are_not_followed_but_told(folder: Path) -> None:
    (folder / "loop").symlink_to(folder, target_is_directory=True)
    problem = only_problem(folder)
    assert problem.path == "loop"
    assert "link to a folder" in problem.reason


def test_files_that_may_not_be_read(folder: Path) -> None:
    (folder / "shut.txt").write_text(STORY)
    (folder / "shut").mkdir()
    (folder / "shut" / "in.txt").write_text(STORY)
    for path in ("shut.txt", "shut"):
        (folder / path).chmod(0)
    ran = as_nobody(
        folder,
        """for found in read_articles(folder, 1000):
    print(found, found.unread) if isinstance(found, Problem) else print(found.id)""",
    )
    assert ran.splitlines() == [
        "good.txt",
        "shut.txt: can't be read (Permission denied) True",
        "shut: the folder can't be read (Permission denied) True",
    ]


def test_a_folder_that_may_not_be_listed(folder: Path) -> None:
    folder.chmod(0)
    ran = as_nobody(
        folder,
        "try: list(read_articles(folder, 1000))\nexcept ArticlesError as error: print(error)",
    )
    assert "can't be read (Permission denied)" in ran
    folder.chmod(0o700)


def as_nobody(folder: Path, code: str) -> str:
    """What code prints when run by a user who isn't root and doesn't own the folder."""
    if os.geteuid() != 0:
        pytest.skip("needs root to become somebody else")
    program = (
        f"import os, sys\nsys.path.insert(0, {str(ROOT)!r})\n"
        "from pathlib import Path\nfrom index.errors import ArticlesError\n"
        "from index.load import read_articles\nfrom index.records import Problem\n"
        f"os.chdir({str(folder.parent)!r})\nos.setegid(65534)\nos.seteuid(65534)\n"
        f"folder = Path({folder.name!r})\n{code}"
    )
    folder.parent.chmod(0o755)  # and no further up: it is entered before the user changes
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=False
    )
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


def test_hidden_files_and_folders_are_passed_over(folder: Path) -> None:
    (folder / ".DS_Store").write_bytes(b"\0\1")
    (folder / ".git").mkdir()
    (folder / ".git" / "config.txt").write_text(STORY)
    articles, problems = read(folder)
    assert [article.id for article in articles] == ["good.txt"]
    assert problems == []


def test_odd_names_are_read_and_printable(folder: Path) -> None:
    for name in (
        "tab\there.txt",
        "line\nbreak.txt",
        "emoji 😀 é.txt",
        "quote'\".txt",
        "a#b:1-2.txt",
    ):
        (folder / name).write_text(STORY)
    Path(os.fsdecode(os.fsencode(folder) + b"/bytes\xff\xfe.txt")).write_text(STORY)
    (folder / "sub dir").mkdir()
    (folder / "sub dir" / "UPPER.TXT").write_text(STORY)
    articles, problems = read(folder)
    assert problems == []
    assert len({article.id for article in articles}) == 8
    for article in articles:
        article.path.encode()
        assert "\n" not in article.path
    assert "sub dir/UPPER.TXT" in [article.path for article in articles]


def test_front_matter(folder: Path) -> None:
    (folder / "a.md").write_text(
        "---\nTitle: 'Bridge: open'\nsource: No\nauthor: [Jo Doe, Al Roe]\ndate: 2021-05-08\n"
        f"url: https://example.org/1\n---\n{STORY}"
    )
    articles, problems = read(folder)
    assert problems == []
    about = articles[0].about
    assert (about.title, about.source, about.author) == ("Bridge: open", "No", "Jo Doe, Al Roe")
    assert (about.date, about.url) == (date(2021, 5, 8), "https://example.org/1")
    assert set(about.provenance.values()) == {"front matter"}
    assert articles[0].text == STORY


def test_front_matter_in_toml(folder: Path) -> None:
    (folder / "a.md").write_text(
        "+++\ntitle = 'Bridge: open'\nsource = \"The Tide\"\nauthor = ['Jo Doe', 'Al Roe']\n"
        f"date = 2021-05-08T07:15:00Z\nupdated = 2021-05-09\n[params]\ntags = []\n+++\n{STORY}"
    )
    articles, problems = read(folder)
    assert problems == []
    about = articles[0].about
    assert (about.title, about.source, about.author) == (
        "Bridge: open",
        "The Tide",
        "Jo Doe, Al Roe",
    )
    assert (about.date, about.updated) == (date(2021, 5, 8), date(2021, 5, 9))
    assert articles[0].text == STORY


NUMBERED = (
    "     {0} of 2 DOCUMENTS\n\n\n   The Tide (Lindvik)\n\n  May {0}, 2021 Monday\n Final Edition\n"
    "\nBridge {0}: open\n\nBYLINE: Jo Doe\n\nSECTION: NEWS; Pg. 4; of the northern and southern\n"
    "edition\n\nLENGTH: 9 words\n\n\n{1}\n\nLOAD-DATE: May 9, 2021\n\n  Copyright 2021 The Tide\n\n"
)
ENDED = (
    "Page {0} of 2\n\nBridge {0}: open\n\nThe Tide\nMay {0}, 2021 Monday\n\nCopyright 2021 Tide\n"
    "Length: 9 words\nByline: Jo Doe\nBody\n\n{1}\n\nLoad-Date: May 9, 2021\n\nEnd of Document\n\n"
)
NAMED = (
    "Document {0} of 2\n\nBridge {0}: open\n\nAuthor: Jo Doe\n\nLinks: https://a.example\n\n"
    "Full text: {1}\n\nPublication title: The Tide\n\nPublication date: May {0}, 2021\n\n"
    "____________________________________\n\n"
)


@pytest.mark.parametrize("one", [NUMBERED, ENDED, NAMED])
def test_each_document_of_an_export_is_an_article(folder: Path, one: str) -> None:
    stories = (STORY, f"{STORY}\nIt rained.\n\nLength\n\nBody\n\nIt is long.")
    (folder / "a.txt").write_text("".join(one.format(n, told) for n, told in enumerate(stories, 1)))
    articles, problems = read(folder)
    assert problems == []
    assert [article.id for article in articles] == ["a.txt/1.txt", "a.txt/2.txt", "good.txt"]
    for number, article in enumerate(articles[:2], 1):
        about = article.about
        assert (about.title, about.source) == (f"Bridge {number}: open", "The Tide")
        assert (about.author, about.date) == ("Jo Doe", date(2021, 5, number))
        assert article.text == stories[number - 1]


@pytest.mark.parametrize(
    "text",
    [
        f"Document 1 of 35\n\n{STORY}\n\nDocument 7 of 35\n\n{STORY}",
        f"{STORY}\n\nThe last page says:\n\nEnd of Document\n\n{STORY * 4}",
        f"{STORY}\n\nEnd of Document\n\n{STORY}\n\nEnd of Document",
        f"{STORY} It was long in coming, as all who live there know.\n\nLength: a mile\n\nIt rose.",
        f"1 of 1 DOCUMENTS\n\n{STORY} It was long in coming, they know.\n\nGraphic: a\n\nIt rose.",
    ],
)
def test_a_text_that_is_no_export_is_read_whole(folder: Path, text: str) -> None:
    (folder / "a.txt").write_text(text)
    articles, _ = read(folder)
    assert [article.id for article in articles] == ["a.txt", "good.txt"]
    assert "".join(articles[0].text.split()).count("".join(STORY.split())) == text.count(STORY)


def test_a_fault_is_of_its_article_alone(folder: Path) -> None:
    faulty = record(id=2, date="soon", source={"id": 7})
    lines = [record(id=1), faulty, record(id=2, date="late"), "[]"]
    (folder / "a.jsonl").write_text("\n".join(lines))
    _, problems = read(folder)
    assert [(problem.line, problem.article, problem.skipped) for problem in problems] == [
        (2, "a.jsonl#2", False), (2, "a.jsonl#2", False), (3, "a.jsonl#2 (2)", False),
        (4, "", True),
    ]  # fmt: skip


@pytest.mark.parametrize("value", ["2021-13-45", "soon", "05/08/2021", "99999-01-01", "2021"])
def test_a_date_that_is_none_costs_only_the_date(folder: Path, value: str) -> None:
    (folder / "a.md").write_text(f"---\ntitle: Bridge\ndate: {value}\n---\n{STORY}")
    problem = only_problem(folder)
    assert problem.reason == f"'{value}' is no date; kept as undated"
    assert not problem.skipped
    article = read(folder)[0][0]
    assert (article.about.title, article.about.date, article.text) == ("Bridge", None, STORY)


@pytest.mark.parametrize(
    "block",
    [
        'title: "Bridge\nsource: The Town',
        "tags: a: b",
        "title: Bridge\n? [x",
        "title: !!int b",
    ],
)
@pytest.mark.parametrize("fence", ["---", "+++"])
def test_broken_front_matter_loses_no_sentence(folder: Path, block: str, fence: str) -> None:
    (folder / "a.md").write_text(f"{fence}\ntitle: x\n{block}\ndate: 2021-05-08\n{fence}\n{STORY}")
    problem = only_problem(folder)
    assert "front matter can't be understood" in problem.reason
    assert not problem.skipped
    article = read(folder)[0][0]
    assert article.text.endswith(STORY)
    assert article.about.date == date(2021, 5, 8)


def test_front_matter_may_stand_below_blank_lines(folder: Path) -> None:
    (folder / "a.md").write_text(f"\n \n---\ntitle: Bridge\n---\n{STORY}")
    (folder / "b.md").write_text(f"{STORY}\n---\ntitle: Bridge\n---\n{STORY}")
    articles, problems = read(folder)
    assert problems == []
    assert (articles[0].about.title, articles[0].text) == ("Bridge", STORY)
    assert "title: Bridge" in articles[1].text


def test_facts_stated_as_objects_are_read_by_their_names(folder: Path) -> None:
    lines = [
        record(id=1, source={"id": "fjord", "name": "Fjord Post"}, author={"name": "Ida Brekke"}),
        record(id=2, author=[{"name": "Ida Brekke"}, "Tor Vik", {"id": 7}]),
    ]
    (folder / "a.jsonl").write_text("\n".join(lines))
    (folder / "b.md").write_text(f"---\nauthor:\n  - {{name: Ida Brekke}}\n---\n{STORY}")
    articles, problems = read(folder)
    assert problems == []
    assert [article.about.author for article in articles[:3]] == [
        "Ida Brekke", "Ida Brekke, Tor Vik", "Ida Brekke",
    ]  # fmt: skip
    assert articles[0].about.source == "Fjord Post"


@pytest.mark.parametrize(
    ("stated", "told"),
    [
        ({"headline": "Pier", "published": "2024-03-12"}, ("Pier", None, "2024-03-12", None, None)),
        ({"title": "Pier", "headline": "Quay"}, ("Pier", None, None, None, None)),
        ({"byline": "By Ida Brekke", "publication": "Skerry Star"},
         (None, "Skerry Star", None, "Ida Brekke", None)),
        ({"source": "https://skerry.example/1", "author": ["[[Ida Brekke]]"]},
         (None, None, None, "Ida Brekke", "https://skerry.example/1")),
        ({"source": "https://skerry.example/1", "link": "https://skerry.example/2"},
         (None, None, None, None, "https://skerry.example/2")),
        ({"published": True}, (None, None, None, None, None)),
    ],
)  # fmt: skip
def test_facts_have_other_names_too(
    folder: Path, stated: dict[str, object], told: tuple[str | None, ...]
) -> None:
    (folder / "a.jsonl").write_text(record(**stated))
    articles, problems = read(folder)
    about = articles[0].about
    day = about.date.isoformat() if about.date else None
    assert (about.title, about.source, day, about.author, about.url) == told
    assert problems == []


def test_brackets_without_end_in_a_fact_take_no_time(folder: Path) -> None:
    started = time.process_time()
    (folder / "a.jsonl").write_text(record(author="[" * 300_000))
    assert len(read(folder)[0]) == 2
    assert time.process_time() - started < 3


def test_a_fact_that_states_no_text_is_told(folder: Path) -> None:
    facts = {"source": {"id": 7}, "author": [{"id": 7}, [["x"]]], "title": [], "url": {}}
    (folder / "a.jsonl").write_text(record(**facts, date={"day": 8}))
    articles, problems = read(folder)
    assert [problem.reason for problem in problems] == [
        "'[]' is no date; kept as undated",
        "its source is no text; kept without",
        "its author is no text; kept without",
    ]
    assert not any(problem.skipped for problem in problems)
    assert articles[0].about.provenance == {}


@pytest.mark.parametrize(("fence", "fact"), [("---", "title: Bridge"), ("+++", "title = 'Bridge'")])
def test_front_matter_never_closed_is_told(folder: Path, fence: str, fact: str) -> None:
    (folder / "a.md").write_text(f"{fence}\n{fact}\n\n{STORY}")
    assert f"no second {fence} line" in only_problem(folder).reason
    assert STORY in read(folder)[0][0].text


@pytest.mark.parametrize("rule", ["---", "+++"])
def test_a_story_between_rules_is_no_front_matter(folder: Path, rule: str) -> None:
    (folder / "a.md").write_text(f"{rule}\nIt began early.\n{rule}\n{STORY}")
    articles, problems = read(folder)
    assert problems == []
    assert "It began early." in articles[0].text
    assert STORY in articles[0].text


def test_a_bomb_of_aliases_is_disarmed(folder: Path) -> None:
    lines = ["a0: &a0 [x, x]"] + [
        f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]" for i in range(1, 12)
    ]
    (folder / "a.md").write_text("---\n" + "\n".join(lines) + f"\ntitle: *a11\n---\n{STORY}")
    started = time.process_time()
    assert len(read(folder)[0]) == 2
    assert time.process_time() - started < 5


def record(**facts: object) -> str:
    return json.dumps({"text": STORY, **facts})


def test_records(folder: Path) -> None:
    lines = (record(url="https://example.org/1", title="One"), record(id=7), "", record())
    for name, opened in (("a.jsonl", open), ("b.jsonl.gz", gzip.open)):
        with opened(folder / name, "wt") as stream:
            stream.write("\n".join(lines))
        articles = [article for article in read(folder)[0] if article.path == name]
        assert [article.id for article in articles] == [
            f"{name}#https://example.org/1",
            f"{name}#7",
            f"{name}#4",
        ]
        assert articles[0].about.provenance == {"url": "record", "title": "record"}


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le"])
def test_records_in_other_encodings(folder: Path, encoding: str) -> None:
    lines = [json.dumps({"text": f"{STORY} Ñandú {i}."}, ensure_ascii=False) for i in range(3)]
    (folder / "a.jsonl").write_bytes("\n".join(lines).encode(encoding))
    articles, problems = read(folder)
    assert problems == []
    assert articles[2].text == f"{STORY} Ñandú 2."


@pytest.mark.parametrize(
    ("stated", "key"),
    [
        ({"id": 0}, "0"),
        ({"id": 0, "url": "https://example.org/1"}, "0"),
        ({"id": "b"}, "b"),
        ({"id": "", "url": "https://example.org/1"}, "https://example.org/1"),
        ({"id": None}, "1"),
        ({"id": False}, "1"),
    ],
)
def test_a_record_is_known_by_its_id_its_url_or_its_line(
    folder: Path, stated: dict[str, object], key: str
) -> None:
    (folder / "a.jsonl").write_text(record(**stated))
    assert read(folder)[0][0].id == f"a.jsonl#{key}"


def test_records_with_an_accent_on_the_samples_edge(folder: Path) -> None:
    line = json.dumps({"text": STORY + "é" * 70_000}, ensure_ascii=False)
    (folder / "a.jsonl").write_text(line, encoding="utf-8")
    (folder / "b.jsonl").write_text(" " + line, encoding="utf-8")
    articles, _ = read(folder)
    assert [article.text.count("é") for article in articles] == [70_000, 70_000, 0]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{broken", "is no JSON"),
        ("[1, 2]", 'an object with a "text" is needed'),
        ('{"title": "x"}', 'an object with a "text" is needed'),
        ('{"text": 5}', 'an object with a "text" is needed'),
        ('{"text": null}', 'an object with a "text" is needed'),
        ('{"text": " "}', "is empty"),
        ("[" * 100_000, "is no JSON"),
        ('{"text": ' + '{"a":' * 100_000, "is no JSON"),
        ('{"id": ' + "9" * 6000 + "}", "is no JSON"),
    ],
)
def test_a_bad_line_is_named_and_the_others_read(folder: Path, line: str, reason: str) -> None:
    (folder / "a.jsonl").write_text(f"{record()}\n{line}\n{record(id='last')}\n")
    problem = only_problem(folder)
    assert str(problem).startswith("a.jsonl, line 2: ")
    assert reason in problem.reason
    assert len(read(folder)[0]) == 3


@pytest.mark.parametrize("extra", [0, 1, 5, 3000])
def test_a_line_too_long_is_skipped_alone(folder: Path, extra: int) -> None:
    limit = 1000
    long = record(pad="").replace('""', '"' + "x" * limit + '"')
    long = long[: limit - 1 + extra - 2] + '"}'
    (folder / "a.jsonl").write_text(f"{long}\n{record(id='last')}\n")
    articles, problems = read(folder, limit)
    assert "a.jsonl#last" in [article.id for article in articles]
    if len(long) + 1 > limit:
        assert [problem.line for problem in problems] == [1]
        assert "too long" in problems[0].reason


def test_a_torn_gz_keeps_what_comes_before(folder: Path) -> None:
    data = gzip.compress(
        "\n".join(record(id=i, n=os.urandom(40).hex()) for i in range(99)).encode()
    )
    (folder / "a.jsonl.gz").write_bytes(data[: len(data) // 2])
    problem = only_problem(folder)
    assert problem.unread
    assert "damaged" in problem.reason
    assert 2 < len(read(folder)[0]) < 99


def test_records_of_another_encoding_far_below_are_read(folder: Path) -> None:
    said = "Le café de la gare, fermé depuis l’été, coûtera 9 € de plus."
    plain = [record(id=number) for number in range(1000)]
    late = json.dumps({"id": "late", "text": said}, ensure_ascii=False)
    data = "\n".join([*plain, late]).encode("cp1252") + b"\n" + late.encode()
    assert data.index(b"\xe9") > 65_536
    (folder / "a.jsonl").write_bytes(data)
    articles, problems = read(folder)
    assert problems == []
    assert [article.text for article in articles[-3:-1]] == [said] * 2


def test_lone_surrogates_and_controls_are_replaced_everywhere(folder: Path) -> None:
    bad = "odd \\ud800 \\u0000 end"
    facts = ", ".join(f'"{name}": "{bad}"' for name in ("id", "title", "source", "author", "url"))
    (folder / "a.jsonl").write_text(f'{{{facts}, "text": "{STORY} \\udfff"}}\n')
    (folder / "b.md").write_text(f'---\ntitle: "{bad[:11]}"\n---\n{STORY}')
    articles, _ = read(folder)
    for article in articles:
        repr_of = (article.id, article.path, article.text, article.name, article.about)
        str(repr_of).encode()
        assert "\0" not in str(repr_of)
    assert articles[0].about.source == "odd \ufffd end"


def test_letters_written_as_two_escapes_are_whole(folder: Path) -> None:
    """As programs that write JSON put emoji into front matter."""
    (folder / "a.md").write_text(f'---\ntitle: "\\ud83e\\udd50 Bread \\ud83e"\n---\n{STORY}')
    articles, problems = read(folder)
    assert problems == []
    assert articles[0].about.title == "\U0001f950 Bread \ufffd"


def test_a_thousand_articles_of_one_id_are_read_soon(folder: Path) -> None:
    lines = "\n".join(record(id="same", text=f"Number {i} rang.") for i in range(3000))
    (folder / "a.jsonl").write_text(lines)
    articles, problems = read(folder)
    assert problems == []
    assert len({article.id for article in articles}) == 3001
    assert articles[1].id == "a.jsonl#same (2)"


JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=20)),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=5,
)
FACTS = st.fixed_dictionaries(
    {"text": st.text(max_size=80)},
    optional=dict.fromkeys(("id", "title", "source", "date", "author", "url"), JSON),
)


@settings(max_examples=60, deadline=None)
@given(FACTS)
def test_any_record_is_an_article_or_a_problem(
    tmp_path_factory: pytest.TempPathFactory, facts: dict[str, object]
) -> None:
    folder = tmp_path_factory.mktemp("any")
    (folder / "a.jsonl").write_text(json.dumps(facts))
    articles, problems = read(folder)
    assert articles or problems
    for article in articles:
        (article.id + article.text + article.name + str(article.about)).encode()


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=200), st.sampled_from(["a.txt", "a.md", "a.jsonl", "a.jsonl.gz"]))
def test_any_bytes_are_read_or_told(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, name: str
) -> None:
    folder = tmp_path_factory.mktemp("any")
    (folder / name).write_bytes(data)
    articles, problems = read(folder)
    assert articles or problems


def test_each_format_is_read_with_where_its_facts_were_found(folder: Path) -> None:
    (folder / "a.HTML").write_bytes(PAGES[0].data)
    (folder / "b.pdf").write_bytes(pdf([STORY], title="Bridge"))
    (folder / "c.eml").write_text(f"From: Jo Doe <jo@doe.example>\nSubject: Bridge\n\n{STORY}")
    document = docx.Document()
    document.core_properties.title = "Bridge"
    document.add_paragraph(STORY)
    document.save(str(folder / "d.docx"))
    articles, problems = read(folder)
    assert problems == []
    found = {article.path: article for article in articles}
    assert found["a.HTML"].about.source == "The Lindvik Courier"
    assert [found[path].about.provenance["title"] for path in sorted(found)[:4]] == [
        "page metadata", "document properties", "mail header", "document properties",
    ]  # fmt: skip
    assert {found[path].text for path in ("b.pdf", "c.eml", "d.docx")} == {STORY}


def test_a_title_is_read_from_a_page_that_states_none(folder: Path) -> None:
    for saved in PAGES:
        (folder / f"{saved.name}.html").write_bytes(saved.data)
    articles, problems = read(folder)
    assert problems == []
    without = next(article for article in articles if "no metadata" in article.path)
    assert (without.about.title, without.about.date) == (TITLE, None)


@pytest.mark.parametrize(
    ("around", "source"),
    [
        ("{}<footer>Copyright 2005 The Skerry Star. All rights reserved.</footer>",
         "The Skerry Star"),
        ("<meta property='og:site_name' content='Courier'>{}<footer>© 2005 Skerry Star</footer>",
         "Courier"),
        ("{}<p>Copyright in the song passed to the widow of the fiddler in 1931.</p>", None),
    ],
)  # fmt: skip
def test_a_page_that_states_no_site_is_of_who_holds_its_copyright(
    folder: Path, around: str, source: str | None
) -> None:
    (folder / "a.html").write_text(around.format(f"<h1>Bridge opens</h1><p>{STORY}</p>"))
    article = read(folder)[0][0]
    assert article.about.source == source
    assert "2005" not in article.text
    assert article.text.count("1931") == around.count("1931")


def test_pages_of_a_document_are_kept_through_cleaning(folder: Path) -> None:
    second = "The ferry will land at the western pier until the work is done, it said."
    (folder / "b.pdf").write_bytes(
        pdf(["Subscribe to our newsletter", STORY], [], [second], title="Bridge")
    )
    article = next(one for one in read(folder)[0] if one.path == "b.pdf")
    assert "Subscribe" not in article.text
    assert article.page(article.text.index("The mayor")) == 1
    assert article.page(article.text.index("The ferry")) == 3
    assert article.page(len(article.text) - 1) == 3
    assert read(folder)[0][1].page(0) is None


def test_the_folder_of_a_saved_page_is_passed_over(folder: Path) -> None:
    (folder / "pier.html").write_bytes(PAGES[0].data)
    for beside in ("pier_files", "pier-Dateien", "pier_fichiers", "other_files"):
        (folder / beside).mkdir()
        (folder / beside / "logo.png").write_bytes(b"PNG")
    assert only_problem(folder).path == "other_files/logo.png"


@pytest.mark.parametrize("data", ["index", "deep/index"])
def test_an_index_within_the_folder_is_passed_over(folder: Path, data: str) -> None:
    for name in (data, "other/index"):
        (folder / name).mkdir(parents=True)
        (folder / name / "CURRENT").write_text("gen-1")
    found = list(read_articles(folder, LIMIT, index=folder / "deep" / ".." / data))
    assert [one.path for one in found if isinstance(one, Problem)] == ["other/index/CURRENT"]
    assert len(list(read_articles(folder, LIMIT, index=folder.parent / "index"))) == 3


def zipped(path: Path, files: dict[str, bytes]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)


def test_an_archive_of_all_formats(folder: Path) -> None:
    mail = EmailMessage()
    mail["Subject"] = "Bridge"
    mail.set_content(STORY)
    mail.add_attachment(pdf([STORY]), "application", "pdf", filename="inside.pdf")
    mail.add_attachment(b"MZ", "application", "octet-stream", filename="tool.exe")
    files = {
        "one/a.txt": STORY.encode(),
        "one/ö😀\n.html": PAGES[1].data,
        "b.jsonl": f"{record(id=1)}\n{record(id=2)}".encode(),
        "c.jsonl.gz": gzip.compress(record().encode()),
        "mail.eml": bytes(mail)
        .replace(b'="inside', b"*=utf-8''in%0Aside")
        .replace(b'.pdf"', b".pdf"),
        "note.xyz": b"x",
        "inner.zip": b"PK",
    }
    zipped(folder / "all.zip", files)
    articles, problems = read(folder)
    assert [article.id for article in articles] == [
        "all.zip/one/a.txt", "all.zip/one/ö😀�.html", "all.zip/b.jsonl#1", "all.zip/b.jsonl#2",
        "all.zip/c.jsonl.gz#1", "all.zip/mail.eml", "all.zip/mail.eml/in�side.pdf", "good.txt",
    ]  # fmt: skip
    assert [str(problem).split(";")[0] for problem in problems] == [
        f"all.zip/mail.eml/tool.exe: {load.OTHER_FORMAT}",
        f"all.zip/note.xyz: {load.OTHER_FORMAT}",
        "all.zip/inner.zip: is an archive within another file",
    ]


def test_what_is_attached_to_a_mail_and_not_read_is_told(folder: Path) -> None:
    mail = EmailMessage()
    mail["Subject"] = "Bridge"
    mail.set_content(STORY)
    for name in ("a.zip", "a.doc", "a.png", "a.txt"):
        mail.add_attachment(STORY.encode(), "application", "octet-stream", filename=name)
    (folder / "a.eml").write_bytes(bytes(mail))
    articles, problems = read(folder)
    assert [article.id for article in articles] == ["a.eml", "a.eml/a.txt", "good.txt"]
    assert [problem.path for problem in problems] == ["a.eml/a.zip", "a.eml/a.doc"]


def test_mails_within_mails_end(folder: Path) -> None:
    mail = EmailMessage()
    mail["Subject"] = "Bridge"
    mail.set_content(STORY)
    for _ in range(20):
        outer = EmailMessage()
        outer["Subject"] = "Fwd: Bridge"
        outer.set_content(STORY)
        outer.add_attachment(mail)
        mail = outer
    (folder / "a.eml").write_bytes(bytes(mail))
    assert len(read(folder)[0]) == 1 + 1 + load.DEEPEST


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.html", b"", "is empty"),
        ("a.html", NESTED, "has tags nested too deep to be read"),
        ("a.htm", b"<html><body><p></p></body></html>", "is empty"),
        ("a.html", bytes(range(256)) * 20, "is not text"),
        ("a.pdf", b"", "is no PDF that can be opened"),
        ("a.pdf", b"<html>", "is no PDF that can be opened"),
        ("a.pdf", pdf([STORY])[:400], "is no PDF that can be opened"),
        ("a.pdf", pdf([]), "has no text, only pictures"),
        ("a.pdf", pdf([STORY], locked=True), "is encrypted"),
        ("a.docx", STORY.encode(), "is no Word file that can be opened"),
        ("a.eml", STORY.encode(), "is no mail"),
        ("a.eml", b"Subject: x\n\n", "is empty"),
        ("a.zip", b"PK\x03\x04", "is no zip archive that can be opened"),
        ("a.zip", b"PK\x05\x06" + bytes(18), "is empty"),
    ],
)
def test_a_bad_file_of_a_format_is_one_line(
    folder: Path, name: str, data: bytes, reason: str
) -> None:
    (folder / name).write_bytes(data)
    problem = only_problem(folder)
    assert problem.path == name
    assert problem.reason.startswith(reason)
    assert problem.skipped


def test_a_bomb_of_an_archive_is_one_line(folder: Path) -> None:
    zipped(folder / "a.zip", {f"{number}.txt": bytes(LIMIT) for number in range(3)})
    assert "more than 100 times its size" in only_problem(folder).reason


@pytest.mark.parametrize("days", [0, 1, 2, 3000])
def test_a_date_in_the_future_is_told_and_left_out(folder: Path, days: int) -> None:
    day = date.today() + timedelta(days=days)
    (folder / "a.md").write_text(f"---\ntitle: Bridge\ndate: {day}\n---\n{STORY}")
    articles, problems = read(folder)
    if days <= 1:
        assert (articles[0].about.date, problems) == (day, [])
        return
    assert articles[0].about.date is None
    assert "date" not in articles[0].about.provenance
    assert [problem.skipped for problem in problems] == [False]
    assert "in the future; kept as undated" in problems[0].reason


def test_an_update_in_the_future_or_none_is_told_and_left_out(folder: Path) -> None:
    later = date.today() + timedelta(days=30)
    for name, said in (("a", later), ("b", "soon"), ("c", "2021-05-09")):
        (folder / f"{name}.md").write_text(f"---\ndate: 2021-05-08\nupdated: {said}\n---\n{STORY}")
    articles, problems = read(folder)
    assert [article.about.date for article in articles[:3]] == [date(2021, 5, 8)] * 3
    assert [article.about.updated for article in articles[:3]] == [None, None, date(2021, 5, 9)]
    assert "updated" not in articles[0].about.provenance
    unknown = "when it was updated stays unknown"
    assert [problem.reason.split("; ")[1] for problem in problems] == [unknown, unknown]
    assert not any(problem.skipped for problem in problems)


def test_a_title_may_be_empty(folder: Path) -> None:
    empty = "<title> </title><meta property='og:title' content=''>"
    (folder / "a.html").write_text(f"{empty}<p>{STORY}")
    article = read(folder)[0][0]
    assert article.about.title is None
    assert article.name.startswith("The mayor opened")


@settings(max_examples=60, deadline=None)
@given(
    st.binary(max_size=200),
    st.sampled_from(["a.html", "a.pdf", "a.docx", "a.eml", "a.zip"]),
    st.sampled_from([b"", b"%PDF-1.7\n", b"PK\x03\x04", b"Subject: x\n\n", b"<html>"]),
)
def test_any_bytes_of_a_format_are_read_or_told(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, name: str, magic: bytes
) -> None:
    folder = tmp_path_factory.mktemp("any")
    (folder / name).write_bytes(magic + data)
    articles, problems = read(folder)
    assert articles or problems
