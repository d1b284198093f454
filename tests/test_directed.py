"""The small words before figures and names."""

import pytest

from qa.directed import misdirected


@pytest.mark.parametrize(
    ("claim", "text", "is_wrong"),
    [
        ("Holt led the town until 2011.", "Holt led the town since 2011.", True),
        ("Holt led the town from 2011.", "Holt led the town since 2011.", False),
        ("It is paid until 1 May.", "It is paid from 1 May.", True),
        ("Cases fell to 51 per cent.", "Cases fell by 51 per cent.", True),
        ("Cases fell by 51 per cent.", "Cases fell by 51 per cent.", False),
        ("It will be done by 2026.", "It will be done before 2026.", False),
        ("Fewer than 900 came.", "Some 900 came.", True),
        ("At least 900 came.", "More than 900 came.", False),
        ("At least nine came.", "9 or more came.", False),
        ("More than 900 came.", "Up to 900 came.", True),
        ("The town has 900 ferries.", "It has 70 ferries, not 900 as was said.", True),
        ("The town has 70 ferries, not 900.", "It has 70 ferries, not 900 as was said.", False),
        ("She flew from Quill.", "She flew to Quill.", True),
        ("She flew from Quill to Ilmen.", "She flew to Ilmen from Quill.", False),
        ("It was made by Ash.", "It goes back to Ash.", False),
        ("After Quill fell, it rained.", "It rained until Quill fell.", False),
    ],
)
def test_a_word_before_a_number_or_name_must_be_the_text_s(
    claim: str, text: str, is_wrong: bool
) -> None:
    assert misdirected(claim, text) is is_wrong
