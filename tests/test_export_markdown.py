"""Markdown as a parser of CommonMark and GitHub's tables reads it."""

from hypothesis import given
from markdown_it import MarkdownIt
from markdown_it.token import Token

from qa.cite import Exchange
from qa.escape import link_target, one_line, paragraphs
from qa.export_markdown import block_quote, to_markdown
from qa.records import Answer
from tests.answers import answered, answers, citation, copy, foreign, patient

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
PLAIN = {"text", "text_special"}


def parts(token: Token) -> set[str]:
    return {part.type for part in token.children or ()}


def words(token: Token) -> str:
    return "".join(part.content for part in token.children or ())


@given(foreign)
def test_no_quote_breaks_out_of_its_block_quote(quote: str) -> None:
    tokens = PARSER.parse(f"{block_quote(quote)}\n\nbehind\n")
    kinds = [token.type for token in tokens]
    inside = ["paragraph_open", "inline", "paragraph_close"]
    said = paragraphs(quote)
    expected = ["blockquote_open", *inside * len(said), "blockquote_close"] if said else []
    assert kinds == [*expected, *inside]
    assert [words(token) for token in tokens if token.type == "inline"] == [*said, "behind"]
    assert all(parts(token) <= PLAIN for token in tokens)


@patient
@given(answers(), answers())
def test_foreign_text_adds_no_markup(one: Answer, other: Answer) -> None:
    tokens = PARSER.parse(to_markdown([Exchange(one), Exchange(other)]))
    assert {token.type.removesuffix("_open").removesuffix("_close") for token in tokens} <= {
        "heading", "paragraph", "inline", "blockquote"
    }  # fmt: skip
    found = [part for token in tokens for part in token.children or ()]
    assert {part.type for part in found} <= {*PLAIN, "link_open", "link_close"}
    cited = [*one.citations, *other.citations]
    links = [target for citation in cited if (target := link_target(citation.location))]
    assert len([part for part in found if part.type == "link_open"]) == len(links)


@given(foreign)
def test_a_question_is_the_heading(question: str) -> None:
    tokens = PARSER.parse(to_markdown([Exchange(answered(question=question))]))
    assert tokens[0].tag == "h1"
    assert words(tokens[1]) == one_line(question)


def test_an_answer() -> None:
    found = answered(
        citation("Ships came in May.\n\nThen [2] more.", also_in=(copy(), copy("A_B", None))),
        citation(number=2, source=None, day=None, location="a_b.txt"),
        notes=("1 undated article was left out.",),
    )
    assert to_markdown([Exchange(found)]) == (
        "# When did ships come?\n\n"
        "Ships came in May.\n\n"
        "Then \\[2\\] more. \\[1\\] Ships came in May. \\[2\\]\n\n"
        "\\[1\\] The Tide, “A harbour opens”, 3 May 2022, <https://example.org/harbour>\n\n"
        "> Ships came in May.\n>\n> Then \\[2\\] more.\n\n"
        "Also in The Age (4 May 2022), A\\_B (undated).\n\n"
        "\\[2\\] source unknown, “A harbour opens”, undated, a\\_b.txt\n\n"
        "> Ships came in May.\n\n"
        "Note: 1 undated article was left out.\n"
    )
