"""Names by their capitals."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.names import Name, names


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("However, Maj Gen Ann van Marsh met Ben.", ["Ann van Marsh", "Ben"]),
        ("In Peru, the Bank of Peru paid.", ["Peru", "Bank of Peru"]),
        ("Peru’s General Ann Marsh left.", ["Peru", "Ann Marsh"]),
        ("Marsh told nobody. Officials met on Monday.", ["Marsh"]),
        ("Who met whom in May?", []),
        ("Did June Marsh meet April Venn in May?", ["June Marsh", "April Venn"]),
        ("In June Labour won. June was wet.", ["Labour"]),
        ("", []),
    ],
)
def test_names(text: str, found: list[str]) -> None:
    assert [name.text for name in names(text)] == found


def test_what_may_be_a_person() -> None:
    assert names("In Peru the US met Ann Marsh.") == [
        Name("Peru", False),
        Name("US", False),
        Name("Ann Marsh", True),
    ]


@pytest.mark.parametrize(
    "name",
    ["US Central Command", "Orlo City Council", "NATO Allied Forces", "National Guard", "FBI"],
)
def test_what_is_no_person(name: str) -> None:
    assert names(f"They told {name} of it.") == [Name(name, False)]


def test_a_long_text_takes_no_longer_than_its_length() -> None:
    start = time.process_time()
    assert len(names("In Peru the US met Ann Marsh. " * 5000)) == 15_000
    assert time.process_time() - start < 5


@given(st.text())
def test_any_text(text: str) -> None:
    assert all(name.text for name in names(text))
