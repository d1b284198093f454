"""Saved pages of many kinds, hand-made, each with what a good reader makes of it."""

import json
from dataclasses import dataclass
from datetime import date

STORY = (
    "The harbour board of Lindvik voted on Tuesday to rebuild the eastern pier, which a storm tore "
    "away two winters ago.",
    "Work will begin in the spring and cost 41 million kroner, said Marit Solheim, who chairs the "
    "board.",
    "“We have waited long enough,” she told a crowded meeting in the old fish hall.",
    "Fishermen had asked for a longer pier, so that boats from the outer isles could land as well.",
    "The council pays a third of the sum, the state the rest, and ferries will land at the western "
    "pier meanwhile.",
    "Critics say that the sum leaves out the dredging, which the port's own engineer put at 9 "
    "million kroner last year.",
)
CJK = (
    "林德维克港务局星期二投票决定重建东码头。两年前的冬天，一场暴风雨将它冲毁。",
    "港务局主席玛丽特·索尔海姆说，工程将于春天开始，耗资四千一百万克朗。",
    "渔民要求修建更长的码头，以便外岛的船只也能停靠。市议会承担三分之一的费用。",
    "批评者表示，这笔款项没有包括疏浚工程，港口工程师去年估计其费用为九百万克朗。",
)
RTL = (
    "صوّت مجلس ميناء ليندفيك يوم الثلاثاء على إعادة بناء الرصيف الشرقي الذي جرفته عاصفة قبل شتاءين.",
    "وقالت ماريت سولهايم رئيسة المجلس إن العمل سيبدأ في الربيع ويكلف واحدا وأربعين مليون كرونة.",
    "وكان الصيادون قد طلبوا رصيفا أطول حتى تتمكن قوارب الجزر الخارجية من الرسو أيضا في الميناء.",
)
ARABIC = "ليندفيك تعيد بناء رصيفها"
MENU = (
    "<nav><ul><li><a href='/'>Home</a><li><a href='/w'>World</a>"
    "<li><a href='/s'>Sports</a></ul></nav>"
)
FOOTER = "<footer><p>© 2024 All rights reserved. Privacy policy. Terms of use.</p></footer>"
RELATED = (
    "<aside class='related'><h3>Related stories</h3><ul>"
    "<li><a href='/a'>Whale seen off the northern lighthouse</a> "
    "<time datetime='2025-06-01'>1 June 2025</time></li>"
    "<li><a href='/b'>Mayor resigns over the price of cod</a> "
    "<time datetime='2025-05-30'>30 May 2025</time></li></ul></aside>"
)
COMMENTS = (
    "<section id='comments' class='comments'><h3>3 comments</h3>"
    "<div class='comment'><b>herring77</b> <time datetime='2024-04-02'>2 April 2024</time>"
    "<p>They should have asked my grandfather, he would have built it for half of that.</p></div>"
    "<div class='comment'><p>Typical of this council, all talk and not a single plank.</p></div>"
    "</section>"
)
COOKIES = (
    "<div id='cookie-banner' class='cookie-consent' role='dialog'><p>We and our 812 partners use "
    "cookies to store information on a device. You can withdraw your consent at any time.</p>"
    "<button>Accept all</button><button>Reject all</button></div>"
)
TITLE = "Lindvik to rebuild its eastern pier"
FURNITURE = ("812 partners", "herring77", "half of that", "Whale seen", "Mayor resigns", "Sports")


@dataclass(frozen=True, slots=True)
class SavedPage:
    """A page with what is stated in it; None is what it does not state."""

    name: str
    data: bytes
    title: str | None = None
    source: str | None = None
    author: str | None = None
    day: date | None = None
    says: tuple[str, ...] = STORY
    never: tuple[str, ...] = FURNITURE


def paragraphs(sentences: tuple[str, ...] = STORY) -> str:
    return "".join(f"<p>{sentence}</p>\n" for sentence in sentences)


def page(head: str, body: str, lang: str = "en") -> bytes:
    html = f"<!DOCTYPE html><html lang='{lang}'><head>{head}</head><body>{body}</body></html>"
    return html.encode()


def linked(data: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


NEWS = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "headline": TITLE,
    "datePublished": "2024-03-12T22:15:00+01:00",
    "dateModified": "2024-05-02T08:00:00+02:00",
    "author": [{"@type": "Person", "name": "Ida Brekke"}, {"@type": "Person", "name": "Tor Vik"}],
    "publisher": {"@type": "NewsMediaOrganization", "name": "The Lindvik Courier"},
}
GRAPH = {
    "@context": "https://schema.org",
    "@graph": [
        {"@type": "Organization", "@id": "#org", "name": "The Lindvik Courier"},
        {"@type": "WebSite", "name": "The Lindvik Courier"},
        {"@type": "Person", "@id": "#ida", "name": "Ida Brekke"},
        {
            "@type": ["Article", "NewsArticle"],
            "headline": TITLE,
            "datePublished": "2024-03-12",
            "author": {"@id": "#ida"},
            "publisher": {"@id": "#org"},
        },
    ],
}
LISTED = {
    "@type": "ItemList",
    "itemListElement": [
        {"@type": "NewsArticle", "headline": "Whale seen", "datePublished": "2025-06-01"},
        {"@type": "NewsArticle", "headline": "Mayor resigns", "datePublished": "2025-05-30"},
    ],
}
OPEN_GRAPH = (
    f"<meta property='og:title' content='{TITLE}'>"
    "<meta property='og:site_name' content='The Lindvik Courier'>"
    "<meta property='og:url' content='https://courier.example/2024/pier'>"
    "<meta property='article:published_time' content='2024-03-12T21:15:00Z'>"
    "<meta property='article:modified_time' content='2024-05-02T06:00:00Z'>"
    "<meta name='author' content='Ida Brekke'>"
)
FULL = f"<article><h1>{TITLE}</h1>{paragraphs()}</article>"
DAY = date(2024, 3, 12)
COURIER = {"title": TITLE, "source": "The Lindvik Courier", "day": DAY}

NESTED = page("", "<div>" * 10_000 + FULL + "</div>" * 10_000)

PAGES = (
    SavedPage(
        "JSON-LD, related stories, comments, cookies",
        page(
            f"<title>{TITLE} | The Lindvik Courier</title>{linked(NEWS)}",
            COOKIES + MENU + FULL + RELATED + COMMENTS + FOOTER,
        ),
        author="Ida Brekke, Tor Vik",
        **COURIER,
    ),
    SavedPage(
        "JSON-LD graph with references",
        page(f"<title>{TITLE}</title>{linked(GRAPH)}", MENU + FULL + RELATED + FOOTER),
        author="Ida Brekke",
        **COURIER,
    ),
    SavedPage(
        "JSON-LD list: other stories first, then this one",
        page(f"<title>{TITLE}</title>{linked([LISTED, NEWS])}", MENU + FULL + RELATED),
        author="Ida Brekke, Tor Vik",
        **COURIER,
    ),
    SavedPage(
        "JSON-LD of other stories only",
        page(f"<title>{TITLE}</title>{linked(LISTED)}", MENU + FULL + RELATED),
        title=TITLE,
    ),
    SavedPage(
        "broken JSON-LD beside Open Graph",
        page(
            f'{OPEN_GRAPH}<script type="application/ld+json">{{"@type": "NewsArticle", </script>',
            MENU + FULL + COMMENTS,
        ),
        author="Ida Brekke",
        **COURIER,
    ),
    SavedPage(
        "Open Graph and meta",
        page(f"<title>{TITLE}</title>{OPEN_GRAPH}", COOKIES + MENU + FULL + FOOTER),
        author="Ida Brekke",
        **COURIER,
    ),
    SavedPage(
        "Dublin Core",
        page(
            f"<meta name='DC.title' content='{TITLE}'><meta name='DC.creator' content='Ida Brekke'>"
            "<meta name='DC.publisher' content='The Lindvik Courier'>"
            "<meta name='DC.date.issued' content='2024-03-12'>",
            f"<div id='main'><h1>{TITLE}</h1>{paragraphs()}</div>",
        ),
        author="Ida Brekke",
        **COURIER,
    ),
    SavedPage(
        "time tag and byline in the markup only",
        page(
            f"<title>{TITLE} - The Lindvik Courier</title>",
            f"{MENU}<article><header><h1>{TITLE}</h1><p class='byline'>By <span class='author'>"
            "Ida Brekke</span> <time pubdate datetime='2024-03-12'>12 March 2024</time></p>"
            f"</header>{paragraphs()}</article>{RELATED}{FOOTER}",
        ),
        title=TITLE,
        author="Ida Brekke",
        day=DAY,
    ),
    SavedPage(
        "modified time only",
        page(
            f"<title>{TITLE}</title><meta property='article:modified_time' "
            "content='2024-05-02T06:00:00Z'>",
            MENU + FULL,
        ),
        title=TITLE,
    ),
    SavedPage(
        "no metadata, a date in the story",
        page(
            "",
            f"<div>{MENU}<h2>{TITLE}</h2>{paragraphs()}"
            "<p>The old pier was opened on 3 May 1931 by the king, who is said to have slipped.</p>"
            f"{FOOTER}</div>",
        ),
        title=TITLE,
    ),
    SavedPage(
        "bare paragraphs, tags never closed",
        b"<p>" + "<p>".join(STORY).encode(),
    ),
    SavedPage(
        "laid out in tables, as once",
        page(
            f"<title>{TITLE}</title>",
            "<table width=760><tr><td><a href='/'>Home</a><br><a href='/s'>World</a></td><td>"
            f"<font size=5><b>{TITLE}</b></font><br><br>{'<br><br>'.join(STORY)}</td></tr></table>",
        ),
        title=TITLE,
    ),
    SavedPage(
        "a table of figures within the story",
        page(
            f"<title>{TITLE}</title>",
            f"<article><h1>{TITLE}</h1>{paragraphs(STORY[:3])}<table><tr><th>Part</th><th>Cost"
            "</th></tr><tr><td>Piles and deck</td><td>33 million</td></tr><tr><td>Lighting</td>"
            f"<td>8 million</td></tr></table>{paragraphs(STORY[3:])}</article>",
        ),
        title=TITLE,
        says=(*STORY, "Piles and deck", "33 million"),
    ),
    SavedPage(
        "Chinese",
        page(
            "<title>林德维克将重建东码头</title>"
            "<meta property='og:site_name' content='林德维克日报'>"
            "<meta property='article:published_time' content='2024-03-12'>",
            f"{MENU}<article><h1>林德维克将重建东码头</h1>{paragraphs(CJK)}</article>{RELATED}",
            "zh",
        ),
        title="林德维克将重建东码头",
        source="林德维克日报",
        day=DAY,
        says=CJK,
    ),
    SavedPage(
        "Arabic, right to left",
        page(
            f"<title>{ARABIC}</title><meta property='og:site_name' content='بريد ليندفيك'>"
            "<meta property='article:published_time' content='2024-03-12'>",
            f"{MENU}<article dir='rtl'><h1>{ARABIC}</h1>{paragraphs(RTL)}</article>",
            "ar",
        ),
        title=ARABIC,
        source="بريد ليندفيك",
        day=DAY,
        says=RTL,
    ),
    SavedPage(
        "Windows-1251, as its meta tag says",
        (
            "<html><head><meta http-equiv='Content-Type' content='text/html; charset=windows-1251'>"
            "<title>Причал</title></head><body><h1>Причал</h1>"
            "<p>Совет порта решил во вторник отстроить восточный причал, снесённый штормом.</p>"
            "<p>Работы начнутся весной и обойдутся в сорок один миллион крон, сказала Сульхейм.</p>"
            "</body></html>"
        ).encode("cp1251"),
        title="Причал",
        says=("Совет порта решил во вторник отстроить восточный причал, снесённый штормом.",),
    ),
    SavedPage(
        "UTF-8 that its meta tag calls Latin-1, one byte broken",
        (
            f"<html><head><meta charset='iso-8859-1'><title>{TITLE}</title></head><body><article>"
            f"<h1>{TITLE}</h1>{paragraphs()}"
        ).encode()
        + "<p>“Crème brûlée”, a café on the quay, was flooded to its “façade”.</p>".encode()
        + b"<p>The ferry S\xff ng was not harmed, its captain said to the paper on Monday.</p>",
        title=TITLE,
        says=(*STORY, "was not harmed"),
    ),
    SavedPage(
        "a live blog",
        page(
            f"<title>{TITLE}</title>",
            f"{MENU}<main><h1>{TITLE}</h1><ol>"
            + "".join(
                f"<li><article class='post'><time>1{hour}:00</time><p>{said}</p></article></li>"
                for hour, said in enumerate(STORY)
            )
            + f"</ol></main>{RELATED}{COMMENTS}{FOOTER}",
        ),
        title=TITLE,
        says=(f"11:00 {STORY[1]} 12:00 {STORY[2]} 13:00", *STORY),
    ),
    SavedPage(
        "a short notice",
        page(
            f"<title>Ferry late</title>{linked({**NEWS, 'headline': 'Ferry late', 'author': []})}",
            f"{COOKIES}{MENU}<article><h1>Ferry late</h1><p>The noon ferry leaves at one.</p>"
            f"</article>{FOOTER}",
        ),
        title="Ferry late",
        source="The Lindvik Courier",
        day=DAY,
        says=("The noon ferry leaves at one.",),
    ),
)
