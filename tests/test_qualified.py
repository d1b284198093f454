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
        ("The port is to open a new pier.", "The port opened a new pier.", True),
        ("The port is to open a new pier.", "The port aims to open a new pier.", False),
        ("Ash said that it would sell the pier.", "Ash said it will sell the pier.", False),
        ("Ash said that it would open the pier.", "Ash opened the pier.", True),
        ("The pier would be sold.", "The pier will be sold.", True),
        ("Ash used to run the ferry and now sells bread.", "Ash runs the ferry.", True),
        ("Ash used to run the ferry and now sells bread.", "Ash now sells bread.", False),
        ("Ash used to run the ferry.", "Ash was running the ferry.", False),
        ("Sand is used to build piers.", "They build piers of sand.", False),
        ("The pier was once the longest in Ilmen.", "The pier is the longest in Ilmen.", True),
        ("Ash no longer owns the ferry.", "Ash owns the ferry.", True),
        ("Ash no longer owns the ferry.", "Ash no longer owns the ferry.", False),
        ("The ferries were sold.", "All ferries were sold.", True),
        ("Each of the ferries was sold.", "All ferries were sold.", False),
        ("The three ferries were sold.", "All three ferries were sold.", False),
        ("It is held on a day in June.", "It is held every year.", False),
        ("Every ferry but three was sold.", "All ferries were sold.", True),
        ("Every ferry but three was sold.", "All ferries but three were sold.", False),
        ("The tax is on ferries, except old ones.", "The tax is on ferries.", True),
        ("The tax is on ferries, except old ones.", "The tax began in 1901.", False),
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
        ("Critics say that the pier is rotten.", "The pier is rotten.", True),
        ("Critics say that the pier is rotten.", "The pier is said to be rotten.", False),
        ("Critics say that the pier is rotten.", "The pier may be rotten.", False),
        ("The firm insists its pier is sound.", "The firm's pier is sound.", True),
        ("The pier is rotten, Mayor Reed told the Tide.", "The pier is rotten.", True),
        ("The pier is rotten, according to Reed.", "The pier is rotten.", True),
        ("According to the mayor, Tom Reed, the pier is rotten.", "The pier is rotten.", True),
        ("Rebels claimed to have taken Ilmen.", "The rebels have taken Ilmen.", True),
        ("Marsh considers the letter a forgery.", "The letter is a forgery.", True),
        ("Reed accused the port of hiding a leak.", "The port was hiding a leak.", True),
        ("Reed accused the port of hiding a leak.", "The port is accused of hiding it.", False),
        ("The pier is rotten. Reed said the pier is rotten.", "The pier is rotten.", False),
        ("Reed said it leaks, but the pier is sound.", "The pier is sound.", False),
        ("The pier, which Ash built, is rotten, Reed said.", "Ash built the pier.", False),
        ("Ida Marsh, who built the pier, said that it leaks.", "Ida Marsh built the pier.", False),
        ("The report that the port hid was found.", "The port hid the report.", False),
        ("The flood claimed 40 lives in Ilmen.", "In Ilmen 40 lives were lost.", False),
        ("The pier sank, yet no deaths were reported.", "The pier sank.", False),
        ("The port announced that it would sell.", "The port would sell.", False),
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
