"""The page that Word opens: whole, and nothing foreign is active in it."""

from html.parser import HTMLParser

from hypothesis import given

from qa.cite import Exchange
from qa.escape import link_target, one_line
from qa.export_html import to_html
from qa.records import Answer
from tests.answers import answered, answers, citation, patient, refused

TAGS = {"html", "head", "meta", "title", "style", "body", "h1", "h2", "p", "blockquote", "a", "bdi"}
ATTRIBUTES = {"lang", "http-equiv", "content", "class", "dir", "href", "rel"}


class Page(HTMLParser):
    """Tags, attributes and text as a browser would read them; tags must be well nested."""

    def __init__(self, markup: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.text: list[str] = []
        self.feed(markup)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)


@patient
@given(answers(), answers())
def test_foreign_text_adds_no_markup(one: Answer, other: Answer) -> None:
    page = Page(to_html([Exchange(one), Exchange(other)]))
    assert {tag for tag, _ in page.tags} <= TAGS
    assert {name for _, attributes in page.tags for name in attributes} <= ATTRIBUTES
    cited = [*one.citations, *other.citations]
    links = [target for citation in cited if (target := link_target(citation.location))]
    assert [attributes["href"] for tag, attributes in page.tags if tag == "a"] == links
    assert one_line(one.question) in "".join(page.text)


def test_a_whole_document() -> None:
    written = to_html([Exchange(answered(citation())), Exchange(refused())])
    assert written.startswith("<!DOCTYPE html>\n")
    assert written.endswith("</body>\n</html>\n")
    assert '<meta http-equiv="Content-Type" content="text/html; charset=utf-8">' in written
    page = Page(written)
    assert [tag for tag, _ in page.tags if tag in ("h1", "h2")] == ["h1", "h2", "h2"]
    assert "script" not in written


def test_right_to_left_paragraphs_begin_at_the_right() -> None:
    written = to_html([Exchange(answered(citation("אבג abc"), citation("abc אבג", 2)))])
    assert '<p dir="rtl">אבג abc</p>' in written
    assert "<p>abc אבג</p>" in written
