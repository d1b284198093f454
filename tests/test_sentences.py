import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.sentences import LONGEST_PIECE, sentences

CASES = [
    ["The meeting was led by Maj. Gen. Ruth Calder of the north.", "She left at noon."],
    ["The envoy, Lt. Col. Omar Reyes (res.) of the engineers, agreed.", "Nobody else spoke."],
    ["The U.S. Army moved north.", "It then halted."],
    ["He had long lived in the U.S.", "His wife had not."],
    ["The column is by Alan J. Whitfield, who lives in Oslo.", "It runs weekly."],
    ["J. R. Marlowe and T.S. Okoro signed the letter.", "The mayor did not."],
    ["The vote is set for Jan. 3, officials said.", "Turnout may be low."],
    ["“We will not pay,” she said.", "“Not now, not ever.”"],
    ["“Why now?” asked the judge.", "Nobody knew."],
    ["She called it “a very bad thing.”", "Others agreed."],
    ["Where he went, he said, “violence followed.”", "He had aided rebels since 2003."],
    ["Prices rose 3.5 million crowns, or 2.1 percent.", "Rents fell."],
    ["Larkin Inc. was founded in 1980 by two sisters.", "It has 40 staff."],
    ["Sen. Lena Park, D-Calif., and Rep. Tom Hale, R-Ohio, sponsored the bill.", "It failed."],
    ["They waited … and waited.", "Then the train came."],
    ["At 7 a.m. the bells rang.", "People came out."],
    ["It starts at 8 p.m. ET on Friday.", "Entry is free."],
    ["Doors open at 7 p.m. Monday.", "Entry is free."],
    ["The shop closes at 8 p.m.", "Most staff stay later."],
    ["The sample weighed 2 lbs. in all.", "It was sold."],
    ["Sales hit approx. 4,000 units vs. 3,000 last year.", "Costs fell."],
    ["1. Wash the rice.", "2. Boil the water."],
    ["iPhone sales fell.", "eBay grew."],
]


def quotes(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[0][:30])
def test_news_is_split_where_sentences_end(case: list[str]) -> None:
    assert quotes(" ".join(case)) == case


def test_other_scripts() -> None:
    assert quotes("会議は終わった。彼は帰った。") == ["会議は終わった。", "彼は帰った。"]
    assert quotes("هل وصلت؟ نعم وصلت.") == ["هل وصلت؟", "نعم وصلت."]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\n\n", "\r", "\u2028"])
def test_a_line_break_ends_a_sentence(end: str) -> None:
    assert quotes(f"A headline{end}the story goes on") == ["A headline", "the story goes on"]


def test_a_quotation_stays_with_its_speaker_unless_it_is_long() -> None:
    short = "“It is a good law. It will stay,” the minister said."
    assert quotes(short) == [short]
    part = "The lake was low that year and the boats lay on the mud like fish."
    long = f"“{' '.join([part] * 7)} “Nobody came,” she said."
    assert quotes(long)[:2] == [f"“{part}", part]
    assert quotes(long)[-1] == "“Nobody came,” she said."


texts = st.one_of(
    st.text(),
    st.text(alphabet=st.sampled_from("aB .?!\n\r\"“”'’()…。\x00\ud800é\u0301😀1")),
    st.text(alphabet=st.characters(categories=["Cs", "Zs", "Cc", "Po", "Lu", "Ll"])),
)


@given(texts)
def test_spans_cover_any_text_in_order(text: str) -> None:
    spans = sentences(text)
    end = 0
    for span in spans:
        assert not text[end : span.start].strip()
        assert span.start < span.end
        assert text[span.start : span.end] == text[span.start : span.end].strip()
        assert "\n" not in text[span.start : span.end]
        end = span.end
    assert not text[end:].strip()


@pytest.mark.parametrize("unit", ["x", "“a. ", "' ", "a.\n", "? “", "U.S. ", "é", "… "])
def test_time_grows_with_the_text(unit: str) -> None:
    text = unit * (1_000_000 // len(unit))
    start = time.process_time()
    spans = sentences(text)
    assert time.process_time() - start < 20
    assert max((end - begin for begin, end in spans), default=0) <= LONGEST_PIECE
