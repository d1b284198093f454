"""What sites show instead of articles is told from articles, also from those on such things."""

import pytest

from index.walls import MOST_WORDS, wall

STORY = "The harbour board of Lindvik voted on Tuesday to rebuild the eastern pier, it said."
SERVER = "You don't have permission to access /pier on this server."


@pytest.mark.parametrize(
    ("title", "text", "kind"),
    [
        ("404 Not Found", "nginx/1.18.0", "an error page"),
        ("Error 503", "Please try again in 30 seconds.", "an error page"),
        ("Page not found | The Lindvik Courier", "Go to our homepage.", "an error page"),
        ("", "Sorry, the page you are looking for could not be found.", "an error page"),
        ("Access Denied", f"{SERVER}\n\nReference #18.2d3a", "an error page"),
        ("451: Unavailable due to legal reasons", "We can't grant access.", "an error page"),
        ("The pier", "This article is no longer available.", "an error page"),
        ("Seite nicht gefunden", "Zur Startseite", "an error page"),
        ("The pier", "Please enable JS and disable any ad blocker", "a check for robots"),
        ("Just a moment...", "Checking your browser before you visit.", "a check for robots"),
        ("The pier", "JavaScript is disabled\n\nReload the page.", "a check for robots"),
        (
            "Before you continue to Lindvik",
            "Select More options to manage your privacy settings.",
            "a request for consent",
        ),
        ("Ours", "If you click 'Accept all', we use your data.", "a request for consent"),
        ("The pier", "Subscribe to continue reading\n\n£1 a week", "a paywall"),
        ("The pier", "Please sign in or register now to read this.", "a paywall"),
        ("The pier", "To read the full story, subscribe or log in.", "a paywall"),
        ("The pier", "You have reached your limit of free articles.", "a paywall"),
    ],
)
def test_what_a_site_shows_instead_of_an_article(title: str, text: str, kind: str) -> None:
    found = wall(title, text)
    assert found is not None
    assert found[0] == kind
    assert found[1] in f"{title}\n{text}"


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("The pier", STORY),
        ("The pier", f"{STORY}\n\nSubscribe to continue reading"),
        ("Access denied: fishermen shut out of the harbour", STORY),
        ("404 Not Found", "That is what servers say, and designers have made an art of it."),
        ("Forbidden", "Swimming off the pier is forbidden."),
        ("404", "The requested page was found in a loft, the museum said."),
        ("禁止访问", "林德维克港务局星期二投票决定重建东码头。"),
        ("Not found", "“Your page was blocked,” the council told residents of Lindvik."),
        ("Ferry late", "The noon ferry leaves at one."),
        ("Page not found", "\n".join(f"Verse {number} of the old song" for number in range(20))),
        ("Please enable JavaScript", "Residents were asked to do so to buy permits."),
        ("A paywall", "Subscribe to continue reading: so the Courier told its readers."),
        ("404 Not Found", "Look at your page. " * MOST_WORDS),
    ],
)
def test_an_article_on_such_a_thing_is_one(title: str, text: str) -> None:
    assert wall(title, text) is None
