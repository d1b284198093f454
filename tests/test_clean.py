# ruff: noqa: E501 (a line of a page stays one line)
"""Pages of made-up outlets. Each line says what it is: S| story, H| head, F| furniture."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.clean import clean

PAGES = {
    "british paper": """
F| Skip to main content
F| Support the Harrow Chronicle
F| Fund independent journalism today
F| Sign in
F| News Opinion Sport Culture Lifestyle

H| Ferry operator fined after crew left without rest for 30 hours

S| Regulator says the company put passengers at risk on the western route

H| Moira Kellan Transport correspondent
H| Tue 4 Jun 2019 17.02 BST
F| Share

S| The operator of the western isles ferry was fined £2m on Tuesday after inspectors found that crews had worked for up to 30 hours without rest.

S| “We got this wrong,” its chief executive said.

S| Deckhands described falling asleep on their feet.

F| Advertisement

S| The fine is the largest the regulator has imposed. It follows an inquiry that lasted two years.

F| Since you’re here …

F| … we have a small favour to ask. More people are reading our journalism than ever, but far fewer are paying for it.

F| We rely on readers like you to fund our reporting. Please consider making a contribution, however small.

S| The company said it had hired 40 more deckhands and changed its rosters.

F| Topics
F| Shipping
F| Scotland
F| news
F| Most viewed
F| Dog walks 90 miles to former owner
F| Is this the end of the corner shop?
F| A chef’s guide to mustard
F| © 2019 Harrow Chronicle Media Limited or its affiliated companies. All rights reserved.
""",
    "american local": """
F| Subscribe Now
F| Log In
F| Home
F| News
F| Sports
F| Obituaries
F| Classifieds

H| Council rejects plan for second reservoir
H| By Dale Okafor dokafor@tillmanherald.example
H| Mar 9, 2022 Updated Mar 10, 2022

F| Facebook
F| Twitter
F| Email
F| Print

S| TILLMAN — The city council voted 5-2 on Tuesday against a second reservoir north of town, ending a debate that began in 2015.

S| Mayor Inez Porter, who had backed the plan, said she would not bring it up again.

F| Related: Reservoir plan splits farmers and builders

S| Three things stood in its way:

S| • The cost, now put at $84 million
S| • A lawsuit by downstream farmers
S| • A rare mussel

S| “You can’t drink a lawsuit,” Porter said.

F| Get breaking news in your inbox. Sign up for our free daily newsletter!

S| Residents who want to comment can write to the clerk until April 1.

F| Tags
F| Water
F| City Council

F| Trending Now

F| Sheriff seeks driver of white truck

F| Bakery on Main Street to close after 70 years

F| Contact Us
F| Newsroom: 555-0142
F| Circulation: 555-0170
F| circulation@tillmanherald.example
F| Privacy Policy
F| Terms of Use
F| © Copyright 2022 Tillman Herald, 1 Main St. | Terms of Use | Privacy Policy
""",
    "box in the story": """
H| Two glaciers lost in a single summer, survey finds

S| Surveyors in the northern valleys found that two small glaciers vanished last summer, the first to go since records began.

F| Most Read

F| Minister quits over flat
F| The ten best rucksacks

S| The glaciers were first drawn on a map in 1871 by a party of soldiers who had lost their way.

S| They had names only in the local dialect.

F| Recommended Stories

F| How to wax a ski

S| The survey's authors say four more are likely to be gone by 2030, whatever is done now.
""",
    "other stories with a sentence each": """
H| Museum returns bronze bell to island

S| The museum handed the bell to a delegation from the island on Friday, after eleven years of talks about who owned it.

S| It will ring again in March, the delegation said, and nobody will be charged to hear it.

F| More Stories

F| Bridge reopens after flood

F| The bridge over the Tarn was opened again on Friday after eleven weeks of repairs by army engineers.

F| Teachers end strike

F| Teachers in the north went back to work on Monday after their union accepted an offer of six percent.

F| Lynx seen near suburb

F| A lynx was filmed by a doorbell camera on Sunday night in a suburb where none had been seen for a century.
F| Follow us on Facebook
""",
    "british broadcaster": """
F| The Morning Ledger
F| Menu
F| Home
F| World
F| Politics
F| Business
F| Tech
F| Subscribe
F| We use cookies to personalise content and ads. By clicking "Accept", you agree to our use of cookies.
F| Accept all
F| Manage preferences

F| World

H| Flood barrier holds as river crests at record height

S| Engineers worked through the night to seal three leaks in the northern section

H| Published 12 January 2024, 08:15 GMT

H| By Lena Strand and Omar Haddad

S| Image caption: Volunteers fill sandbags near the old mill

S| The flood barrier protecting Lindholm held on Thursday as the river crested at 9.2 metres, the highest level since 1948.

S| Mayor Petra Voss said the danger was "not over, but smaller than yesterday".

S| More than 400 soldiers helped.

F| Get our daily newsletter. No spam, just news.
F| Enter your email address

S| Engineer Tomas Reit told the Ledger that the leaks had been found by a dog walker.

S| "We owe that dog a sausage," he said.

S| What happens next?

S| Water levels are expected to fall by a metre by Saturday.

F| Related topics
F| Floods
F| Lindholm
F| Climate

F| More on this story
F| Town that moved uphill
F| 1 day ago
F| Who pays for the barrier?
F| 3 January 2024

F| Top stories
F| President to visit region on Monday
F| Live. Train strike: All services cancelled in the north
F| Five killed in motorway crash near Aarburg

F| Most read
F| 1 Lottery winner found after 9 months
F| 2 Ten ways to sleep better

F| The Morning Ledger
F| Contact us: +44 20 7946 0991
F| Customer service: 0800 555 0199
F| Terms of use
F| Cookies
F| © 2024 Morning Ledger. The Morning Ledger is not responsible for the content of external sites.
""",
    "letter on a platform": """
H| # Bees return to rooftop hives

H| *By Anna Lind* · 4 May 2022 · 3 min read

S| Ten rooftop hives in the centre of Malberg are full again, the city's beekeepers said.

F| Share this article

S| A hard winter

S| They had lost nine of ten colonies in the winter of 2020.

S| - Varroa mites
S| - Frost
S| - Thieves

F| Thanks for reading The Hive! Subscribe for free to receive new posts and support my work.

S| The council will pay for ten more.

F| Leave a comment

F| Discussion about this post
F| Comments
F| Restacks
F| Kim
F| May 5
F| Lovely story, my aunt keeps bees too and she says the mites were terrible last year.
F| Reply
F| Share
F| © 2022 Anna Lind
F| Privacy ∙ Terms ∙ Collection notice
F| Start your Substack
F| Get the app
""",
    "german paper": """
F| Zum Inhalt springen
F| Startseite
F| Politik
F| Wirtschaft
F| Sport

H| Brücke in Neustadt nach Brand gesperrt

H| Von Jana Keller
H| 3. Mai 2021, 14:05 Uhr

S| Die alte Brücke in Neustadt ist nach einem Brand bis auf Weiteres gesperrt. Das teilte die Stadt am Montag mit.

F| Anzeige

S| Verletzt wurde niemand.

F| Lesen Sie auch
F| Das beste Rezept für Apfelkuchen

S| Der Schaden liegt nach ersten Schätzungen bei zwei Millionen Euro.

F| Newsletter abonnieren
F| Impressum
F| Datenschutz
F| Startseite
""",
    "name and role below the age of the story": """
F| Skip to content
F| Home News Sport Business Culture Travel
F| Register
F| Sign In

H| Quarry flood: Inspector quits over unread report

F| 3 days ago
F| Share
F| Save
H| Hanne Brook
H| Northern correspondent
H| Reporting from Tarn Cross

S| A flooded quarry seen from above
S| The quarry filled within an hour

S| The chief inspector of mines has quit after it emerged that a report on cracks in the quarry wall lay unread for a year.

S| "It was on my desk," he said.

F| More on this story
F| Why the pumps failed
F| 13 April 2024
F| Quarry firm fined

F| Most read
F| 1 Goose elected mayor
""",
    "labels above the headline, a second date below": """
F| The Northern Courier - Back to home
F| Support the Northern Courier
F| Fund independent journalism with $4 per month
F| Support us
F| News Opinion Sport Culture Lifestyle

F| Rivers
F| This article is more than 2 years old

H| Otters return to the Lind after forty years

S| Tracks found weeks after the weir was taken down

H| Rufus Adeyo Environment reporter
H| Mon 4 Jul 2022 06.00 BST
H| Last modified on Tue 5 Jul 2022 09.12 BST

S| Otters have returned to the upper Lind for the first time in forty years, weeks after volunteers took down the old weir.

S| Anglers were told to keep their dogs on a lead.

F| Topics
F| Rivers
F| Reuse this content
""",
    "agency's notes and a column of links": """
F| World
F| Business
F| Markets
F| Legal

H| Salt workers end strike after pay deal

H| By Igor Maslen and Dana Petrov
H| March 17, 2022 4:12 PM UTC · Updated 2 years ago

S| VELKAR, March 17 - Workers at the salt mine ended a strike of three weeks on Thursday, their union said.

F| Keep reading
F| list of 2 items
F| list 1 of 2
F| The long winter of the mine
F| list 2 of 2
F| Who owns the salt?
F| end of list

S| The members vote on the deal on Friday.

F| (Reporting by I. Maslen and Dana Petrov; Editing by Mark Whit)
F| Our Standards: The Velkar Principles.
""",
    "byline below standfirst and caption": """
F| LOG IN
F| Today’s Paper

H| A Lighthouse Keeper's Long Goodbye

S| The last staffed light on the coast goes dark this month. Its keeper is not sure what comes next.

F| Share full article
F| 132

S| Ruth Amsel on the gallery of the light at Gull Point

H| By Delia Marchetti
H| Reporting from Gull Point, Maine
H| June 11, 2023

S| For 31 years Ruth Amsel has climbed the steps of the light every evening, and for 31 years she has counted them.
""",
}

WHOLE = {
    "names and dates in the story": """The ferry left Harrow at noon on Sunday with eleven passengers and a goat, and did not return.

Sam Ortega

The mate, Sam Ortega, reporter and sailor by turns, had asked for leave two days earlier.

4 July 2022

Support for a bridge grew that summer, and so did the number of those who said they had seen it coming.""",
    "on subscriptions": """Newsletter firm raises its prices

The company said subscribers would pay $2 more a month from May. Subscribe rates had not changed since 2016.

"Sign up today and you keep the old price," its advertisement said.

Donations to the charity it supports will double, the company said. Your cookies, it joked, are safe.

Readers can cancel at any time, but few do. "Your support means the world to our newsroom," the editor wrote to them in April.

About 40 comments were posted under the announcement.""",
    "short paragraphs": """The bell rang.

Nobody came.

“Strange,” he said.

It rang again, and this time the old porter put down his cup and went to see who it was.

Nobody.

He waited.""",
    "poem": """Tell the heron on the weir
that the water's low
tell the heron, tell the weir
all the rest will go

Tell the heron on the weir
that the water's high
All that water, all that weir,
and a heron by""",
    "capitals": """THE STRIKE IS OVER, BOTH SIDES SAID ON FRIDAY AFTER A NIGHT OF TALKS IN THE TOWN HALL.

TRAINS WILL RUN FROM SATURDAY, THE COMPANY SAID, BUT NOT TO THE COAST.""",
    "list in the story": """Five firms were named in the report, which the ministry published on Friday after two years of delay:

Facebook

Twitter

Kestrel & Sons

Harbour Foods

Live Nation North

All five deny that they paid for the trip, and three of them said that they would sue the ministry for saying so.""",
    "japanese": """市は水曜日、新しい橋の建設を始めると発表した。工事は三年かかる見通しだ。

住民からは期待の声が上がっている。""",
    "arabic": """قالت البلدية يوم الأربعاء إنها ستبدأ بناء جسر جديد في الصيف المقبل بعد سنوات من التأجيل.

وقال السكان إنهم ينتظرون ذلك منذ عشر سنوات.""",
    "on appeals": """The charity wrote to its donors in June. “Your donation allows us to keep reporting from the front,” the letter said. “Please consider making a contribution.”

It raised less than in any year since 1990, according to its accounts, and its newsroom shrank by half.""",
}


PIER = (
    "The harbour board of Lindvik voted on Tuesday to rebuild its eastern pier, which a storm took.",
    "Work will begin in the spring and cost 41 million kroner, the board's chairwoman told the paper.",
)
TOLD = (
    "By browsing old logs without leave, the auditor broke the privacy law, a court in Malberg ruled.",
    "By using drones, the rangers agree on a count of the herd.",
    "Not registered with the guild, Ortega sold her eels from a cart for nine years.",
    "Already members of the league, both islands signed the pact on Friday.",
    "Support for the terms of the truce has sunk to a third, a poll in Velkar shows.",
    "Play was stopped twice under the terms of the new rule.",
    "Copyright in the ballad passed to the fiddler's widow in 1931.",
    "Stay informed about the tide alerts, wardens urged the islanders on Sunday.",
    "Unlimited access to the weir was promised to anglers in 1998.",
    "Thank you for your support, the mayor of Tarn Cross told a full hall.",
    "Do not sell my mill, the miller begged the bailiffs of Aarburg.",
    "More by luck than by skill, the crew of the Heron reached the harbour.",
    "Topics: eels, salt and the border were all on the table in Velkar.",
    "Video content made by pupils was shown in the old fish hall.",
    "Photos: the court in Malberg released nine pictures of the wreck",
    "Unsubscribe rates rose by a third, the publisher said.",
    "You received this e-mail from the minister, the inquiry in Aarburg heard.",
    "Read online threats against the mayor were made in May, police said.",
    "Sent from my heart, he wrote to the widow.",
    "How are you going to pay? Contact lenses cost forty kroner a month, the guild said.",
)


@pytest.mark.parametrize("sentence", TOLD)
def test_a_sentence_that_begins_as_furniture_does_stays_in_the_story(sentence: str) -> None:
    page = clean("\n\n".join([PIER[0], sentence, PIER[1]]), "Pier")
    assert page.text.split("\n\n") == [PIER[0], sentence, PIER[1]]


@pytest.mark.parametrize(
    "line",
    [
        "By continuing to use this site, you agree to our privacy policy.",
        "Not registered yet? Create an account to follow the harbour.",
        "Already a subscriber? Log in to read on.",
        "Support our journalism. Subscribe to the Tarn Courier today.",
        "Copyright 2021 Tarn Courier Ltd. This material may not be republished.",
        "Stay informed with breaking news alerts from the Tarn Courier.",
        "Unlimited digital access for one krone a week.",
        "Thank you for your support of our newsroom this year.",
        "Please enable JavaScript to see the tide tables of the harbour.",
        "By signing up, readers accept our terms of use and privacy policy.",
        "Photos: Nine pictures of the wreck",
        "View this email in your browser: https://tarn.example/letter/1",
        "Having trouble viewing this email? View it in your browser",
        "You are receiving this email because you signed up at tarn.example.",
        "Unsubscribe | Update your preferences",
        "Unsubscribe https://tarn.example/letter/out",
        "You can update your preferences or unsubscribe from this list.",
        "Our mailing address is: 12 Quay Street, Tarn Cross",
        "Privacy notice: newsletters may contain information about charities.",
        "Advertisement · Scroll to continue",
        "This article contains content provided by Harbour Video. We ask for your permission.",
        "Are you affected by the closure? Share your story by emailing desk@tarn.example.",
        "Read more: The pier was closed by the board on Monday.",
    ],
)
def test_a_line_in_the_pages_own_voice_is_furniture(line: str) -> None:
    page = clean("\n\n".join([*PIER, line]), "Pier")
    assert page.text.split("\n\n") == [*PIER]
    assert page.furniture == (line,)


@pytest.mark.parametrize("subhead", ["Jobs", "Help", "Comments", "Tags", "Contact", "Terms of use"])
@pytest.mark.parametrize(
    "below",
    [
        ["The yard will take on forty people when the pier opens, the minister said on Friday."],
        ["Forty posts go.", "Most are in Tarn.", "Boats", "The ferry stays."],
    ],
)
def test_a_story_goes_on_below_a_subhead_that_pages_end_with(
    subhead: str, below: list[str]
) -> None:
    page = clean("\n\n".join([*PIER, subhead, *below]), "Pier")
    assert page.text.split("\n\n") == [*PIER, subhead, *below]


def test_latest_news_may_be_a_subhead_of_two_sentences() -> None:
    below = ["Forty posts go.", "Most are in Tarn."]
    page = clean("\n\n".join([*PIER, "Latest news", *below]), "Pier")
    assert page.text.split("\n\n") == [*PIER, "Latest news", *below]


@pytest.mark.parametrize(
    "end",
    [
        ["Comments", "My aunt keeps bees too.", "Kim", "2 days ago"],
        ["Comments", "That pier was in the way of every boat since the days of king Olav.", "Kim",
         "2 days ago"],
        ["Contact", "The Tarn Courier, 1 Quay St., Tarn.", "Circulation", "Privacy", "Terms"],
        ["Jobs", "Help", "Terms"],
        ["Tags", "Harbour", "Lindvik"],
        ["Latest news", "Ferry late", "The noon ferry is late.", "Goat found"],
    ],
)  # fmt: skip
def test_what_a_page_ends_with_is_furniture(end: list[str]) -> None:
    page = clean("\n\n".join([*PIER, *end]), "Pier")
    assert page.text.split("\n\n") == [*PIER]
    assert list(page.furniture) == end


def parts(page: str, kind: str) -> list[str]:
    return [line[3:] for line in page.splitlines() if line.startswith(f"{kind}| ")]


@pytest.mark.parametrize("name", PAGES)
def test_page_is_taken_apart(name: str) -> None:
    marked = PAGES[name]
    page = clean("\n".join(line[3:] for line in marked.splitlines()))
    assert page.text.split("\n") == "\n\n".join(parts(marked, "S")).split("\n") or (
        [line for line in page.text.split("\n") if line] == parts(marked, "S")
    )
    assert list(page.head) == parts(marked, "H")
    assert list(page.furniture) == parts(marked, "F")


@pytest.mark.parametrize("name", WHOLE)
def test_plain_article_is_kept_whole(name: str) -> None:
    page = clean(WHOLE[name])
    head = "".join(f"{line}\n\n" for line in page.head)
    assert head + page.text == WHOLE[name]
    assert page.furniture == ()


def test_stated_title_is_no_text_and_no_other_line_is_a_headline() -> None:
    page = clean("‘Dry’ harbour reopens\n\nStill waters\n\nIt did.", "'Dry' Harbour Reopens")
    assert page.head == ("‘Dry’ harbour reopens",)
    assert page.text == "Still waters\n\nIt did."


def test_caption_with_and_without_credit_is_kept_once() -> None:
    caption = "The harbour at low water, seen from the old pier"
    credited = f"{caption} (photo credit: ADA HOLM)"
    for copies in ([credited, caption, "(photo credit: ADA HOLM)"], [caption, credited]):
        page = clean("\n".join(copies) + "\n\nThe harbour will be dredged, it was said on Monday.")
        assert page.text.split("\n\n")[0] == credited


WRAPPED = """The harbour will be dredged next spring, the port authority
said on Monday, after two winters in which larger ships could
not enter it.

It will cost 4 million crowns, and the town is to pay a third
of that, though the council has yet to vote on it and some of
its members are against.
"""


@pytest.mark.parametrize(
    "around",
    [
        "{}",
        "{}\nhttps://lindvik-post.example/news/" + "harbour-" * 15 + "\n",
        "{}\nMore: https://lindvik-post.example/news/" + "harbour-" * 15 + "\n",
        "You get this mail as a reader of the Post, which can't be answered; write to us at the "
        "desk of the Post if you want no more of them.\n\n{}",
        "- The harbour master\n- The ferry\n\n{}",
    ],
)
def test_text_wrapped_at_a_fixed_width_is_unwrapped(around: str) -> None:
    text = clean(around.format(WRAPPED), "stated elsewhere").text
    for paragraph in WRAPPED.strip().split("\n\n"):
        assert " ".join(paragraph.split()) in text.split("\n\n")


@pytest.mark.parametrize(
    ("wrapped", "whole"),
    [
        (  # brief
            "The ferry to Norholm was cancelled on Tuesday evening, as its\n"
            "engine had failed twice since the morning, and a part for it\n"
            "was sought in vain in three ports, among them that of\nLindvik.",
            "three ports, among them that of Lindvik.",
        ),
        (  # full of names
            "The Harbour Board of Lindvik and the Ministry of Trade of the\n"
            "Northern Isles told Mayor Ida Brekke and Governor Tor Vik of\n"
            "Norholm that Saint Olav's Pier must close. Mrs Brekke met the\n"
            "Lindvik Post on Monday.",
            "Governor Tor Vik of Norholm that Saint Olav's Pier must close. Mrs Brekke met the "
            "Lindvik Post on Monday.",
        ),
        (  # with hyphens of its own
            "The harbour was dredged by the town in the stormy winter of 2021-\n"
            "22, and it will be dredged again in spring by its crew, the long-\n"
            "suffering men of the port. No ferry has run in the lanes north-\n"
            "and southbound since May.",
            "of 2021-22, and it will be dredged again in spring by its crew, the long-suffering men "
            "of the port. No ferry has run in the lanes north- and southbound since May.",
        ),
    ],
)
def test_a_brief_wrapped_text_is_unwrapped(wrapped: str, whole: str) -> None:
    assert whole in clean(wrapped, "stated elsewhere").text


@pytest.mark.parametrize(
    "lines",
    [
        # a verse of long lines, each with a capital
        "Once the heron stood at evening, where the weir is cold and deep,\n"
        "Long it looked upon the water, long before it fell asleep,\n"
        "Over many a broken willow, many a pale and drowsy reed,\n"
        "Then the miller's wife came calling, and it paid her little heed—",
        # headlines of one length
        "Council votes to close the last two swimming pools of town\n"
        "Minister resigns over the sale of the old post office barn\n"
        "Ferry strike enters its third week as talks break down now\n"
        "Why the price of herring keeps going up and up and up here",
        # columns
        "District of Lindvik and Norholm      1,204      31%     votes\n"
        "District of the Northern Isles         933      24%     votes\n"
        "District of Saint Olav and Tarn        812      21%     votes\n"
        "District of the Western Piers          640      16%     votes",
        # sentences, one a line
        "The harbour board voted on Tuesday to rebuild the pier.\n"
        "The mayor said that she would not be at the opening of it.\n"
        "The ferry will land at the western pier for the time.\n"
        "The work is to begin in spring and to last for two years.",
        # a list
        "- the eastern pier, which a storm had torn away in winter\n"
        "- the ferry's landing, which was under water for a month\n"
        "- the light at the end of the mole, which has been dark\n"
        "- the old crane, which nobody has dared to climb for years",
    ],
)
def test_lines_that_are_no_wrapped_prose_stay(lines: str) -> None:
    text = clean(lines, "stated elsewhere").text
    assert [" ".join(line.split()) for line in lines.split("\n")] == text.split("\n")


def test_the_rule_of_a_table_goes_and_its_rows_stay() -> None:
    rows = ["| Pier | Ships |", "|------|:---:|", "| East | 12 |", "Pier | Ships", "--- | ---"]
    text = clean("\n".join([*rows, "East | 12 -"]), "stated elsewhere").text
    assert text.split("\n") == [rows[0], rows[2], rows[3], "East | 12 -"]


texts = st.text(alphabet=st.sampled_from('aBc .?!:\n\r\t"“”’#@©1\x00\ud800\u200bé😀'))


@given(st.one_of(st.text(), texts), st.none() | st.text())
def test_no_visible_character_is_lost(raw: str, title: str | None) -> None:
    page = clean(raw, title)
    parts = [*page.head, page.text, *page.furniture]
    for word in raw.split():
        visible = "".join(c for c in word if c in string.ascii_letters + string.digits)
        assert visible in "".join("".join(parts).split()) or len(visible) < len(word)
    assert page.text == page.text.strip()
    assert "\x00" not in page.text


@given(texts)
def test_cleaning_a_story_twice_changes_nothing_more_in_it(raw: str) -> None:
    once = clean(raw, "stated elsewhere").text
    assert clean(once, "stated elsewhere").text in once


@pytest.mark.parametrize("unit", ["x", "a\n", "Most Read\n", "by A B\n", ".\n\n", "Share ", "a@ "])
def test_large_pages_take_no_longer_than_their_size_warrants(unit: str) -> None:
    clean(unit * (200_000 // len(unit)))
