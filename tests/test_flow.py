"""Lines of print into paragraphs; pages keep their places."""

from hypothesis import given
from hypothesis import strategies as st

from index.clean import clean
from index.flow import flow, moved

FULL = "The board of the harbour voted on Tuesday to rebuild the pier,"
LONG = "a thing that the town had been waiting for since the storm of"


def test_lines_are_joined_and_paragraphs_kept_apart() -> None:
    text, starts = flow([[FULL, LONG, "two winters ago.", "A subhead", FULL, "it was said."]])
    assert text == f"{FULL} {LONG} two winters ago.\n\nA subhead\n\n{FULL} it was said."
    assert starts == (0,)


def test_a_subhead_below_a_full_last_line() -> None:
    ended = LONG[:-3] + "old."
    assert flow([[FULL, ended, "The cost", FULL]])[0] == f"{FULL} {ended}\n\nThe cost\n\n{FULL}"


def test_hyphens_that_only_cut_a_word_go() -> None:
    known = "a well-known place"
    assert flow([["to re-", "build it"]])[0] == "to rebuild it"
    assert flow([[known, "it is well-", "known there"]])[0].endswith("it is well-known there")
    assert flow([["the Anglo-", "Norwegian line"]])[0].startswith("the Anglo-")


def test_a_sentence_goes_on_over_the_page() -> None:
    text, starts = flow([[FULL], [LONG], ["two winters ago."]])
    assert text == f"{FULL} {LONG} two winters ago."
    assert [text[start:].split()[0] for start in starts] == ["The", "a", "two"]


def test_running_heads_and_page_numbers_go() -> None:
    pages = [["The Courier, 3 March", f"Story {word} {FULL}", f"- {n} -"] for n, word in
             enumerate(("one", "two", "three", "four"), start=7)]  # fmt: skip
    text, _ = flow(pages)
    assert "Courier" not in text
    assert "- 8 -" not in text
    assert text.count("Story") == 4


def test_running_heads_of_two_pages_go_where_both_have_them() -> None:
    text, _ = flow([["The Fjord Post", FULL, "Page 1"], ["The Fjord Post", LONG, "Page 2"]])
    assert text == f"{FULL} {LONG}"
    pages = [["The Fjord Post", FULL, "41"], ["The Lindvik Post", LONG, "12"]]
    text, _ = flow(pages)
    assert all(line in text for page in pages for line in page)


def test_hyphens_before_a_name_or_number_stay() -> None:
    assert flow([["Ida Brekke-", "Vik said"]])[0] == "Ida Brekke-Vik said"
    assert flow([["the winter of 2021-", "22 was cold"]])[0] == "the winter of 2021-22 was cold"
    assert flow([["all 12-", "year-olds"]])[0] == "all 12-year-olds"
    assert flow([["of 11-", "and 12-year-olds"]])[0] == "of 11- and 12-year-olds"
    assert flow([["the years 2021 -", "it was said"]])[0] == "the years 2021 - it was said"


def test_chinese_lines_are_joined_without_a_space() -> None:
    lines = ["林德维克港务局星期二投票决定重建", "东码头。"]
    assert flow([lines])[0] == "".join(lines)


def test_pages_without_text_begin_where_the_next_does() -> None:
    text, starts = flow([[], ["One."], [], ["Two."], []])
    assert text == "One.\n\nTwo."
    assert starts == (0, 0, 6, 6, 10)
    assert flow([[], []]) == ("", ())


def test_pages_move_with_the_lines_that_were_taken_out() -> None:
    before = "Menu\n\nOne two.\n\nSubscribe\n\nThree four."
    after = "One two.\n\nThree four."
    assert moved((0, 10, 16, 27), before, after) == (0, 4, 10, 10)
    assert moved((0, 6), before, "Something else.") == ()
    assert moved((), before, after) == ()


LINE = st.text("abc DEF-.1", max_size=12)


@given(st.lists(st.lists(LINE, max_size=5), max_size=5))
def test_pages_begin_in_order_within_the_text(pages: list[list[str]]) -> None:
    text, starts = flow(pages)
    assert list(starts) == sorted(starts)
    assert len(starts) in (0, len(pages))
    assert all(0 <= start <= len(text) for start in starts)
    story = clean(text).text
    places = moved(starts, text, story)
    assert list(places) == sorted(places)
    assert all(0 <= place <= len(story) for place in places)
