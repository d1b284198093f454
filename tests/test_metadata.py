from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.clean import clean
from index.metadata import bad_date, parse_date, read_metadata
from index.records import Metadata

SEEDS = Path(__file__).parent.parent / "seeds"


def read(text: str, **stated: object) -> Metadata:
    title = stated.get("title")
    return read_metadata(clean(text, title if isinstance(title, str) else None), stated)


STORY = (
    "The harbour will be dredged next spring, the port authority said on Monday, after two winters "
    "in which larger ships could not enter it.\n\nIt will cost 4 million crowns."
)


@pytest.mark.parametrize(
    ("seed", "title", "source", "day", "author"),
    [
        ("000", None, None, date(2021, 12, 21), None),
        ("001", None, None, date(2021, 5, 8), None),
        ("002", "Trump claims Israel was part of", "The Jerusalem Post", None, None),
        ("003", "Israel thought Trump decision to", "The Independent", date(2023, 10, 14),
         "Graeme Massie"),
        ("004", "Inside Iranian Gen. Soleimani", "The Jerusalem Post", date(2021, 3, 3),
         "Seth J. Frantzman"),
    ],
)  # fmt: skip
def test_what_a_careful_reader_takes_from_the_seeds(
    seed: str, title: str | None, source: str | None, day: date | None, author: str | None
) -> None:
    (path,) = SEEDS.glob(f"{seed}_*.txt")
    about = read(path.read_text(encoding="utf-8"))
    assert (about.title or "").startswith(title or "")
    assert bool(about.title) == bool(title)
    assert (about.source, about.date, about.author) == (source, day, author)
    known = [n for n in ("title", "source", "date", "author", "url") if getattr(about, n)]
    assert sorted(about.provenance) == sorted(known)


def test_stated_wins_and_says_so() -> None:
    text = f"Harbour to be dredged\n\nBy Ada Holm\nMarch 3, 2021\n\n{STORY}"
    stated = {"title": "Dredging", "date": "2020-01-02", "author": "", "source": 7, "url": None}
    about = read_metadata(clean(text, "Dredging"), stated, "record")
    assert (about.title, about.date, about.author) == ("Dredging", date(2020, 1, 2), "Ada Holm")
    assert about.source == "7"
    assert about.provenance == {
        "title": "record", "date": "record", "author": "byline", "source": "record",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("lines", "author", "day"),
    [
        ("By Ada Holm\nMarch 3, 2021", "Ada Holm", date(2021, 3, 3)),
        ("BY ADA HOLM AND JON O'DELL", "Ada Holm, Jon O'Dell", None),
        ("By Ada Holm, Harbour Correspondent | Published 3 Mar 2021 10:15 GMT", "Ada Holm",
         date(2021, 3, 3)),
        ("Ada Holm\nBergen\nWed 3 March 2021 10.15 GMT", "Ada Holm", date(2021, 3, 3)),
        ("Published: 2021-03-03\nUpdated: 2021-03-05", None, date(2021, 3, 3)),
        ("Updated 10:15 AM ET, March 3, 2021", None, None),
        ("By Ada Holm, updated March 3, 2021", "Ada Holm", None),
        ("Published March 3, 2021 | Updated March 5, 2021", None, date(2021, 3, 3)),
        ("3 de marzo de 2021", None, date(2021, 3, 3)),
        ("Par Ada Holm\nPublié le 3 mars 2021 à 14h30", "Ada Holm", date(2021, 3, 3)),
        ("Publié le 3 mars 2021 à 14h30, mis à jour le 4 mars 2021 à 9h10", None,
         date(2021, 3, 3)),
        ("Mis à jour le 3 mars 2021 à 14h30", None, None),
        ("Veröffentlicht am 03.04.2021 um 14:30 Uhr", None, date(2021, 4, 3)),
        ("03.04.2021, 14.30 Uhr", None, date(2021, 4, 3)),
        ("2021年3月3日 14時30分", None, date(2021, 3, 3)),
        ("2021年3月3日水曜日", None, date(2021, 3, 3)),
        ("03/04/2021 14:30", None, None),
        ("2 hours ago", None, None),
        ("2 hours ago\nAda Holm\nHarbour correspondent\nReporting from Bergen", "Ada Holm", None),
        ("Ada Holm Environment reporter\nWed 3 Mar 2021 06.00 GMT", "Ada Holm",
         date(2021, 3, 3)),
        ("Ada Holm and Jon O'Dell\nWed 3 Mar 2021 06.00 GMT", "Ada Holm, Jon O'Dell",
         date(2021, 3, 3)),
        ("Last modified on Fri 5 Mar 2021 09.12 GMT\nPublished 3 March 2021", None,
         date(2021, 3, 3)),
        ("Ada Holm / FJN / Mar 3, 2021, 06:14 IST", "Ada Holm", date(2021, 3, 3)),
        ("03/15/2021March 15, 2021", None, date(2021, 3, 15)),
        ("By Ada Holm (Bergen, special correspondent)", "Ada Holm", None),
        ("Los Angeles\nMarch 3, 2021", None, date(2021, 3, 3)),
        ("Wetlands reporter\nMarch 3, 2021", None, date(2021, 3, 3)),
        ("Western Lantern, March 3, 2021", None, date(2021, 3, 3)),
        ("Bergen Courier, March 3, 2021", None, date(2021, 3, 3)),
        ("Ada Holm, Bergen Courier\nMarch 3, 2021", "Ada Holm", date(2021, 3, 3)),
        ("By Ada Holm, Bergen Ledger", "Ada Holm", None),
        ("By Ada Holm, Morning Lantern", "Ada Holm", None),
        ("By Ada Ledger", "Ada Ledger", None),
        ("By Ada Southern", "Ada Southern", None),
        ("By Ada Holm and Wei Sun", "Ada Holm, Wei Sun", None),
    ],
)  # fmt: skip
def test_byline_and_date_line(lines: str, author: str | None, day: date | None) -> None:
    about = read(f"Harbour to be dredged at last\n\n{lines}\n\n{STORY}")
    assert about.title == "Harbour to be dredged at last"
    assert (about.author, about.date) == (author, day)


@pytest.mark.parametrize(
    ("lines", "updated"),
    [
        ("Updated 10:15 AM ET, March 3, 2021", date(2021, 3, 3)),
        ("Published: 2021-03-03\nUpdated: 2021-03-05", date(2021, 3, 5)),
        ("Last modified on Fri 5 Mar 2021 09.12 GMT\nPublished 3 March 2021", date(2021, 3, 5)),
        ("Published March 3, 2021 | Updated 9:20 p.m. March 5, 2021", date(2021, 3, 5)),
        ("Updated March 5, 2021, first published March 3, 2021", date(2021, 3, 5)),
        ("Updated 9:20 p.m., published March 3, 2021", None),
        ("Published March 3, 2021\nUpdated March 1, 2021", None),
        ("March 3, 2021", None),
        ("2 hours ago", None),
        ("Publié le 3 mars 2021, mis à jour le 4 mars 2021", date(2021, 3, 4)),
        ("Aktualisiert am 3. März 2021", date(2021, 3, 3)),
    ],
)
def test_when_it_was_changed_is_kept_apart(lines: str, updated: date | None) -> None:
    about = read(f"Harbour to be dredged at last\n\n{lines}\n\n{STORY}")
    assert about.updated == updated
    assert about.provenance.get("updated") == ("byline" if updated else None)


@pytest.mark.parametrize(
    ("stated", "updated"),
    [
        ({"date": "2021-03-03", "updated": "2021-03-05T08:00:00Z"}, date(2021, 3, 5)),
        ({"date": "2021-03-03", "updated": "2021-03-03"}, date(2021, 3, 3)),
        ({"date": "2021-03-03", "updated": "2021-03-02"}, None),
        ({"updated": "2021-03-05"}, date(2021, 3, 5)),
        ({"updated": "soon"}, None),
    ],
)
def test_a_stated_update(stated: dict[str, str], updated: date | None) -> None:
    about = read(STORY, **stated)
    assert about.updated == updated
    assert (about.date is None) == ("date" not in stated)
    assert ("updated" in about.provenance) == (updated is not None)
    assert bool(bad_date(stated, "updated")) == (stated["updated"] == "soon")


def test_a_clock_in_japanese_signs_a_story_below_a_line_too_short_for_a_headline() -> None:
    story = (
        "港湾局は火曜日、昨冬の嵐で壊れた東の桟橋を再建することを決めた。工事は九月に始まるという。"
    )
    assert read(f"桟橋再建へ\n\n2021年3月3日 14時30分\n\n{story}").date == date(2021, 3, 3)
    assert read(f"桟橋再建へ\n\n2021年3月3日の嵐\n\n{story}").date is None


def test_header_lines() -> None:
    about = read(f"Title: Harbour news\nSource: The Fjord Post\nDate: 3 May 2021\n\n{STORY}")
    assert (about.title, about.source, about.date) == (
        "Harbour news", "The Fjord Post", date(2021, 5, 3),
    )  # fmt: skip
    assert set(about.provenance.values()) == {"header"}


@pytest.mark.parametrize(
    "story",
    [
        "The ferry sank on March 3, 2021, off the cape, and four of its crew were never found.",
        "The ferry Ada in port on March 3, 2021. (photo credit: FJORD POST)\n\n" + STORY,
        "“It was March 3, 2021,” she told the Fjord Post. “I will not forget it.”",
        "The mayor gave no comment, according to a Fjord Post article published on Monday.",
        STORY + "\n\nSubscribe to the newsletter\n\nRead more: Fjord Post sold",
        STORY + "\n\nMarch 3, 2021\n\nOn that day the first of the larger ships was turned away.",
    ],
)
def test_nothing_is_known_from_the_story_itself(story: str) -> None:
    about = read(story)
    assert about == Metadata()


@pytest.mark.parametrize(
    ("tail", "source"),
    [
        ("Subscribe to The Fjord Post Newsletter", "The Fjord Post"),
        ("Copyright © 2021 Fjord Post Ltd. All rights reserved.", "Fjord Post"),
        ("© 2021 The Fjord Post", "The Fjord Post"),
        ("Stay up to date with notifications from The Fjord Post", "The Fjord Post"),
        ("Subscribe to our newsletter", None),
        ("Home\nSupport the Fjord Post\n© 2021 Fjord News & Media Limited.", "Fjord Post"),
        (
            "Contact us\nFjord Post\n© 2021 Fjord Post Network, LLC. All rights reserved.",
            "Fjord Post",
        ),
        ("Copyright 2021 The Fjord Post. All Rights Reserved.", "The Fjord Post"),
        ("© 2021 Holm, Dahl & Co. All rights reserved.", None),
        (
            "© 2021 Fjord Post. Fjord Post is not responsible for the content of external sites.",
            "Fjord Post",
        ),
    ],
)
def test_source_from_furniture(tail: str, source: str | None) -> None:
    about = read(f"{STORY}\n\n{tail}")
    assert about.source == source
    assert about.provenance.get("source") == ("furniture" if source else None)


def test_source_from_a_dateline() -> None:
    about = read("BERGEN, Norway (Reuters) - " + STORY)
    assert (about.source, about.provenance["source"]) == ("Reuters", "byline")


@pytest.mark.parametrize(
    "value",
    [
        "2021-02-03", "2021-02-03T10:00:00Z", "2021-02-03 10:00", "2021/02/03", "2021/2/3",
        "20210203", "20210203T101500Z", "03.02.2021", "3.2.2021", "03.02.2021, 14:30 Uhr",
        "February 3, 2021", "3 February 2021", "Feb. 3, 2021", "Wed, 03 Feb 2021 13:00:00 GMT",
        "3. Februar 2021", "2021年2月3日", date(2021, 2, 3), datetime(2021, 2, 3, 23, tzinfo=UTC),
    ],
)  # fmt: skip
def test_dates_that_name_a_day(value: object) -> None:
    assert parse_date(value) == date(2021, 2, 3)
    assert bad_date({"date": value}) is None


@pytest.mark.parametrize("value", ["05/05/2021", "5/05/2021", "05-05-2021 10:15"])
def test_a_day_is_named_where_either_order_is_the_same(value: str) -> None:
    assert parse_date(value) == date(2021, 5, 5)


def test_dots_put_the_day_first_unless_that_names_none() -> None:
    assert parse_date("10.11.2021") == date(2021, 11, 10)
    assert parse_date("11.25.2021") == date(2021, 11, 25)


@pytest.mark.parametrize(
    "value",
    [
        "yesterday-ish", "2021-13-45", "2021-02-30", "3 days ago", "03/04/2021", "03-04-2021",
        "February 2021", "20211345", "12052021", "202102034",
        "2021", "1021-02-03", "9999-01-01", "\x00", "\ud800", "3 Feb", 20210203, 1.5, True, [2021],
        {"y": 1},
    ],
)  # fmt: skip
def test_dates_that_name_none(value: object) -> None:
    assert parse_date(value) is None
    assert bad_date({"date": value}) == str(value).strip()[:80]


@pytest.mark.parametrize("stated", [{}, {"date": None}, {"date": ""}, {"date": "  "}])
def test_no_date_is_no_bad_date(stated: dict[str, object]) -> None:
    assert bad_date(stated) is None


@pytest.mark.parametrize(
    "story",
    [
        "Publié le 3 mars 2021, le rapport du port a été lu par tous les habitants de Lindvik.",
        "Am 3. März 2021 wurde der Hafen von Lindvik nach einem Sturm für Schiffe geschlossen.",
    ],
)
def test_a_sentence_of_another_language_with_a_date_stays(story: str) -> None:
    page = clean(f"{story}\n\n{story}")
    assert page.text.startswith(story)
    assert read_metadata(page, {}).date is None


@given(st.text(), st.dictionaries(st.sampled_from(["title", "date", "author"]), st.text()))
def test_any_text_has_metadata(text: str, stated: dict[str, object]) -> None:
    about = read(text, **stated)
    assert {name for name in about.provenance if getattr(about, name) is None} == set()


@given(st.one_of(st.text(), st.integers(), st.floats(), st.dates(), st.datetimes(), st.none()))
def test_any_value_is_a_date_or_none(value: object) -> None:
    day = parse_date(value)
    assert day is None or 1600 <= day.year < 2200


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("Ada Holm", None),
        ("Ada Holm\n\nGuest columnist", None),
        ("Ada Holm\n\nFJORD NEWS NETWORK\n\nMarch 3, 2021", None),
        ("Harbour to be dredged at last ...\n\nAda Holm\n\nGuest columnist",
         "Harbour to be dredged at last ..."),
        ("World / Americas\n\nHarbour to be dredged at last\nMarch 3, 2021",
         "Harbour to be dredged at last"),
    ],
)  # fmt: skip
def test_neither_name_nor_outlet_nor_trail_is_a_title(head: str, title: str | None) -> None:
    about = read(f"{head}\n\n{STORY}")
    assert about.title == title
