"""Mails: text before markup, header lines as facts, files attached."""

import time
from contextlib import suppress
from datetime import date, datetime, timedelta, timezone
from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.errors import UnreadableError
from index.mail import read
from index.metadata import parse_date

STORY = "The harbour board of Lindvik voted on Tuesday to rebuild the eastern pier, it said."


def mail(text: str | None = STORY) -> EmailMessage:
    made = EmailMessage()
    made["From"] = "Ida Brekke <ida@port.example>"
    made["Subject"] = "Pier: “rebuilt”"
    made["Date"] = "Tue, 12 Mar 2024 22:15:00 +0100"
    if text is not None:
        made.set_content(text)
    return made


def test_text_and_header_lines() -> None:
    document = read(bytes(mail()))
    assert document.text.strip() == STORY
    assert document.stated == {
        "title": "Pier: “rebuilt”",
        "author": "Ida Brekke",
        "date": datetime(2024, 3, 12, 22, 15, tzinfo=timezone(timedelta(hours=1))),
    }
    assert document.stated_in == "mail header"


NAMED = "From: Lindvik Courier <news@courier.example>"
SENT = "Date: Tue, Mar 5, 2024 at 7:15 AM"


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("Fwd: The pier", f"Look!\n\n--- Forwarded message ---\n{NAMED}\n{SENT}\nTo: a\n\n{STORY}"),
        ("FW: x", f"{NAMED}\nSent: Tuesday, March 5, 2024 7:15 AM\nSubject: The pier\n\n{STORY}"),
        ("Fwd: The pier", f"Begin forwarded message:\n\n> {NAMED}\n> {SENT}\n>\n> {STORY}"),
        (
            "WG: AW: x",
            f"Von: Lindvik Courier\nGesendet: Dienstag, 5. März 2024 07:15\nAn: a@b.example;\n"
            f"  c@b.example\nBetreff: The pier\n\n{STORY}",
        ),
        (
            "Fwd: Fwd: x",
            f"From: Bo Ray <b@c.example>\n{SENT}\nSubject: Fwd: The pier\n\nSee below.\n\n"
            f"*From:* *Lindvik Courier* <news@courier.example>\n{SENT}\nCc:\n\n{STORY}",
        ),
    ],
)
def test_a_mail_passed_on_is_of_who_wrote_it(subject: str, text: str) -> None:
    made = mail(text)
    made.replace_header("Subject", subject)
    document = read(bytes(made))
    assert document.text.strip() == STORY
    stated = document.stated
    assert (stated["title"], stated["author"]) == ("The pier", "Lindvik Courier")
    assert parse_date(stated["date"]) == date(2024, 3, 5)


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("Re: The pier", f"It opens.\n\n{NAMED}\n{SENT}\n\n{STORY}"),
        ("Fwd: The pier", f"{NAMED}\n\n{STORY}"),
        ("Fwd: The pier", f"{SENT}\nSubject: The pier\n\n{STORY}"),
        ("Fwd: The pier", f"{'It was long in coming. ' * 10}\n\n{NAMED}\n{SENT}\n\n{STORY}"),
        ("Forward: march", STORY),
    ],
)
def test_what_is_not_passed_on_is_of_its_sender(subject: str, text: str) -> None:
    made = mail(text)
    made.replace_header("Subject", subject)
    document = read(bytes(made))
    assert document.text.strip() == text.strip()
    assert (document.stated["title"], document.stated["author"]) == (subject, "Ida Brekke")


def test_plain_text_is_preferred_to_markup() -> None:
    made = mail()
    made.add_alternative(f"<p>Marked up. {STORY}</p>", subtype="html")
    assert "Marked up" not in read(bytes(made)).text


def test_markup_alone_is_read_as_a_page() -> None:
    made = mail(None)
    made.set_content(f"<html><body><p>{STORY}</p><p>“Café” {STORY}</p></body>", "html")
    assert read(bytes(made)).text == f"{STORY}\n\n“Café” {STORY}"


def test_a_page_is_read_where_the_plain_text_only_points_to_it() -> None:
    made = mail("This letter needs a program that shows pages: https://port.example/letter/1")
    made.add_alternative(f"<p>{STORY}</p><p>Again, {STORY}</p>", subtype="html")
    assert read(bytes(made)).text == f"{STORY}\n\nAgain, {STORY}"


def test_where_a_link_leads_is_no_text() -> None:
    made = mail("The pier [https://track.example/1?u=2] opened <https://port.example/pier>.")
    made.add_alternative("<p>The <a href='x'>pier</a> opened https://port.example/pier</p>", "html")
    assert read(bytes(made)).text.strip() == "The pier opened <https://port.example/pier>."


@pytest.mark.parametrize("much", ["[http://", "From: a <", "> ", "Date: ", "<[("])
def test_headers_passed_on_without_end_take_no_time(much: str) -> None:
    made, started = (
        mail(f"{NAMED} {much * 40_000}\n{f'{much}x@y' * 300}\n{much * 300}"),
        time.process_time(),
    )
    made.replace_header("Subject", "Fwd: The pier")
    read(bytes(made))
    assert time.process_time() - started < 3


@pytest.mark.parametrize("much", ["[http://", " ", "\t["])
def test_links_without_end_take_no_time(much: str) -> None:
    made, started = mail(much * 40_000), time.process_time()
    made.add_alternative(f"<p>{STORY}</p>", "html")
    read(bytes(made))
    assert time.process_time() - started < 3


def test_a_page_that_is_none_leaves_the_plain_text() -> None:
    made = mail()
    made.add_alternative(" ", subtype="html")
    assert read(bytes(made)).text.strip() == STORY


def test_text_below_a_picture_is_read() -> None:
    made = mail("Above it.")
    made.add_attachment(b"\xff\xd8", "image", "jpeg", filename="a.jpg", disposition="inline")
    made.add_attachment(STORY, disposition="inline")
    made.add_attachment("Notes.", filename="notes.txt", disposition="inline")
    document = read(bytes(made))
    assert document.text.split("\n") == ["Above it.", "", "", STORY, ""]
    assert document.attached == (("notes.txt", b"Notes.\n"),)


def test_parts_within_parts() -> None:
    page = EmailMessage()
    page.set_content(f"<p>{STORY}</p><p>It rained.</p>", "html")
    page.add_related(b"GIF8", "image", "gif", cid="<1@port.example>")
    made = mail("See the page.")
    made.make_alternative()
    made.attach(page)
    made.add_attachment(b"%PDF", "application", "pdf", filename="a.pdf")
    document = read(bytes(made))
    assert document.text == f"{STORY}\n\nIt rained."
    assert [name for name, _ in document.attached] == ["a.pdf"]


PLAIN_TEXTS = {
    "iso-8859-1": "“It will cost €9m,” she said – “no more…”",
    "iso-2022-jp": "港務局は火曜日、東の桟橋の再建を可決した。工事は春に始まる。",
    "windows-1254": "Belediye meclisi salı akşamı köprünün yeniden inşasına karar verdi.",
    "koi8-r": "Совет порта решил во вторник отстроить восточный причал.",
}


@pytest.mark.parametrize("charset", PLAIN_TEXTS)
@pytest.mark.parametrize("kind", ["plain", "html"])
def test_a_part_has_the_encoding_that_its_header_names(kind: str, charset: str) -> None:
    text = PLAIN_TEXTS[charset]
    written = text.encode("cp1252" if charset == "iso-8859-1" else charset)
    head = f"Subject: x\nContent-Type: text/{kind}; charset={charset}\n\n".encode()
    body = b"<p>%b</p>" % written if kind == "html" else written
    assert read(head + body).text == text


def test_attachments_that_may_hold_a_story_are_handed_on_without_a_name_too() -> None:
    made = mail()
    made.add_attachment(b"PK", "application", "zip", filename="a.zip")
    made.add_attachment(b"%PDF", "application", "pdf")
    made.add_attachment(b"\x89PNG", "image", "png", filename="logo.png")
    made.add_attachment(b"\xff\xd8", "application", "octet-stream", filename="photo.jpg")
    made.add_attachment(b"0", "application", "pkcs7-signature", filename="smime.p7s")
    made.add_attachment(STORY)
    assert [name for name, _ in read(bytes(made)).attached] == ["a.zip", "2.pdf", "6.txt"]


def test_parts_without_a_boundary_are_text() -> None:
    data = b"Subject: x\nContent-Type: multipart/alternative\n\n" + STORY.encode()
    assert read(data).text == STORY


def test_attachments_are_handed_on() -> None:
    made = mail()
    made.add_attachment(b"%PDF", "application", "pdf", filename="a.pdf")
    made.add_attachment(mail())
    assert [name for name, _ in read(bytes(made)).attached] == ["a.pdf", "2.eml"]
    assert read(read(bytes(made)).attached[1][1]).text.strip() == STORY


def test_an_unknown_encoding_is_guessed() -> None:
    data = b"Subject: x\nContent-Type: text/plain; charset=no-such\n\nCaf\xc3\xa9 open."
    assert read(data).text == "Café open."


def test_a_date_that_is_none_is_handed_on_as_written() -> None:
    assert read(b"Date: soon\nSubject: x\n\ntext").stated["date"] == "soon"


@pytest.mark.parametrize("data", [b"", b"only text\n\nand more", bytes(range(256))])
def test_what_is_no_mail_says_so(data: bytes) -> None:
    with pytest.raises(UnreadableError, match="is no mail"):
        read(data)


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=120))
def test_any_body_is_read_or_refused(body: bytes) -> None:
    head = b"Subject: x\nContent-Type: multipart/mixed; boundary=b\n\n--b\n"
    with suppress(UnreadableError):
        read(head + body)


def test_a_header_line_without_end_takes_no_time() -> None:
    line = b"From:" + b"Date: " * 160_000 + b" Ida Brekke <ida@port.exam,"
    started = time.process_time()
    mail = read(line + b"\nSubject: The pier\n\nIt was rebuilt.\n")
    assert mail.text.strip() == "It was rebuilt."
    assert mail.stated["title"] == "The pier"
    assert time.process_time() - started < 2


def test_a_mail_of_thousands_of_texts_is_refused_at_once() -> None:
    made = mail()
    for _ in range(2500):
        made.add_alternative("<p>The pier stands.</p>", subtype="html")
    whole, started = bytes(made), time.process_time()
    with pytest.raises(UnreadableError, match="more than 200 texts"):
        read(whole)
    assert time.process_time() - started < 5


def test_parts_within_parts_within_parts_are_refused() -> None:
    ends = [f"b{number}" for number in range(2000)]
    heads = (f'Content-Type: multipart/mixed; boundary="{end}"\n\n--{end}\n' for end in ends)
    with pytest.raises(UnreadableError, match="parts within parts"):
        read(("From: a@b.example\n" + "".join(heads) + STORY).encode())
