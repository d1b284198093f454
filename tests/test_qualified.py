"""What limits a statement, and what somebody says, kept by a claim or lost."""

import pytest

from qa.qualified import unattributed, uncaused, unqualified


@pytest.mark.parametrize(
    ("text", "claim", "lost"),
    [
        (
            "Ilmen has one of the world's oldest stone bridges.",
            "Ilmen has the world's oldest stone bridge.",
            True,
        ),
        (
            "Ilmen has one of the world's oldest stone bridges.",
            "Ilmen's bridge is among the world's oldest stone bridges.",
            False,
        ),
        ("Some of the piers are cracked.", "The piers are cracked.", True),
        ("Some of the piers are cracked.", "Many of the piers are cracked.", False),
        ("The lock is sometimes closed in winter.", "The lock is closed in winter.", True),
        ("It took almost two years to build.", "It took two years to build.", True),
        ("The mayor is believed to own the ferry.", "The mayor owns the ferry.", True),
        ("The mayor may own the ferry.", "Perhaps the mayor owns the ferry.", False),
        ("The port will open a new pier.", "The port opened a new pier.", True),
        ("The port will open a new pier.", "The port plans to open a new pier.", False),
        ("The pier opened. It may be sold.", "The pier opened.", False),
        ("The pier opened in 1901, if late.", "The pier opened in 1901.", False),
        ("The pier opened in 1901.", "The pier opened in 1901.", False),
        ("It was shut on 3 May 2021 after cracks.", "It was shut in 2021 after cracks.", False),
        ("Mayor Will Reed opened the pier.", "Mayor Reed opened the pier.", False),
        ("Ash faces five years in prison if convicted.", "Ash faces five years.", True),
        ("Ash faces five years if convicted.", "Ash may face five years.", False),
        ("A former clerk, Tom Ash, wrote to Holt.", "Tom Ash, a clerk, wrote to Holt.", True),
        ("A former clerk, Tom Ash, wrote to Holt.", "Tom Ash wrote to Holt.", False),
        ("", "The pier opened.", False),
        ("The pier may", "The pier opened.", False),
    ],
)
def test_a_limit_must_be_kept(text: str, claim: str, lost: bool) -> None:
    assert unqualified(claim, text) is lost


@pytest.mark.parametrize(
    ("text", "claim", "lost"),
    [
        (
            "“The council lied about the bridge,” Ada Marsh said.",
            "The council lied about the bridge.",
            True,
        ),
        (
            "“The council lied about the bridge,” Ada Marsh said.",
            "Ada Marsh said the council lied about the bridge.",
            False,
        ),
        (
            "“The council lied about the bridge,” Ada Marsh said.",
            "“The council lied about the bridge.”",
            False,
        ),
        (
            "The council lied about the bridge: “We lied.”",
            "The council lied about the bridge.",
            False,
        ),
        ("The council lied about the bridge.", "The council lied about the bridge.", False),
        ("“The council lied,” he said.", "", False),
        (
            "“The United States sold us the ferries,” he said.",
            "The United States sold the ferries.",
            True,
        ),
    ],
)
def test_what_somebody_says_is_not_told_as_a_fact(text: str, claim: str, lost: bool) -> None:
    assert unattributed(claim, text) is lost


@pytest.mark.parametrize(
    ("text", "claim", "lost"),
    [
        ("Ash left on Monday.", "Ash left on Monday because of the storm.", True),
        ("Ash left on Monday after the storm.", "Ash left because of the storm.", False),
        ("He died, of causes unrelated to the gas.", "He died because of the gas.", True),
        ("Ash left on Monday.", "Ash left on Monday.", False),
    ],
)
def test_a_cause_must_be_told(text: str, claim: str, lost: bool) -> None:
    assert uncaused(claim, text) is lost
