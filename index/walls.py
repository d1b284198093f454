"""Pure: what a site shows instead of an article: its error page, a check for robots, a wall.

A page is one where it says so in a line of its own voice ("Page not found", "Subscribe to continue
reading") and tells nothing beside: each sentence speaks to the reader, of pages and browsers.
"""

import re

from index.furniture import LONGEST, REPORTED, Rule, Rules, is_told
from index.lines import ends_sentence

MOST_WORDS = 250
"""The longest, requests for consent, have about so many words."""
FEWEST_WORDS, SHORTEST = 4, 15
"""Words and characters of a sentence that tells something."""
LABELS = 40
"""Words of lines that are no sentences and may be of anything: "nginx/1.18.0", other headlines."""
SHOWN = 100
"""Characters of a line that are told."""

# fmt: off
WALLS = (
    Rule("an error page", "a server's answer where it has no page to show", r"""
        (?:(?:http|error|status|code)[\s:]+){0,3}(?:404|[45]\d\d\W{1,3}(?:error|unauthori[sz]ed
          |forbidden|(?:page\ )?not\ found|gone|internal\ server\ error|bad\ (?:request|gateway)
          |service\ (?:temporarily\ )?unavailable|gateway\ time-?out|too\ many\ requests
          |unavailable\ (?:due\ to|for)\ legal\ reasons))
        |(?:server\ )?error\W{1,3}[45]\d\d|(?:page\ |file\ )?not\ found|access\ denied|forbidden
        |internal\ server\ error|bad\ gateway|service\ (?:temporarily\ )?unavailable
        |unavailable\ (?:due\ to|for)\ legal\ reasons
        |(?:oops|sorry|we.re\ sorry)?\W{0,3}(?:but\ )?(?:that|this|the)
          \ (?:requested\ )?(?:page|article|story|content|link)\ (?:you\ .{2,60}\ )?
          (?:(?:can.?t|cannot|could\ not|couldn.t)\ be\ found|was\ not\ found
          |(?:does\ not|doesn.t)\ exist|no\ longer\ exists|has\ (?:been\ removed|expired)
          |is\ (?:no\ longer|not|currently\ un)\ ?available).{0,120}
        |(?:sorry\W{1,3})?we\ (?:can.?t|cannot|couldn.t)\ (?:seem\ to\ )?find
          \ (?:that|the)\ (?:page|article|story)\b.{0,120}
        |(?:it\ looks\ like\ )?nothing\ was\ found\ at\ this\ location.{0,120}
        |the\ requested\ (?:url|page|resource)\b.{0,200}
        |you\ (?:don.t|do\ not)\ have\ permission\ to\ access\b.{0,200}
        |the\ (?:page|link)\ (?:may|might)\ (?:have\ (?:been\ )?|be\ )
          (?:moved|deleted|removed|renamed|broken|expired)\b.{0,120}
        |.{0,30}\bhas\ not\ archived\ that\ url.{0,60}
        |seite\ (?:wurde\ )?nicht\ gefunden|page\ (?:introuvable|non\ trouvée)
        |página\ no\ encontrada"""),
    Rule("a check for robots", "lets in browsers that run its scripts", r"""
        just\ a\ moment|one\ moment,?\ please|pardon\ our\ interruption|attention\ required
        |are\ you\ a\ robot|sorry,\ you\ have\ been\ blocked
        |access\ to\ this\ page\ has\ been\ denied.{0,200}
        |checking\ (?:if\ the\ site\ connection\ is\ secure|your\ browser\b.{0,80})
        |(?:please\ )?(?:verify|confirm)\ (?:that\ )?you\ are\ (?:not\ a\ robot|a?\ ?human).{0,80}
        |we(?:.ve|\ have)?\ detected\ unusual\ (?:activity|traffic)\b.{0,120}
        |(?:in\ order\ )?to\ continue,?\ (?:we\ need\ to\ verify
          |please\ (?:click|tick|check)\ the\ box)\b.{0,200}
        |(?:please\ |you\ (?:need\ to|must)\ )?(?:enable|turn\ on)\ (?:js|java\ ?script)\b.{0,160}
        |java\ ?script\ is\ (?:disabled|required|not\ enabled|turned\ off)\b.{0,160}
        |(?:this|our)\ (?:site|page|app|website)\ requires\ java\ ?script\b.{0,160}"""),
    Rule("a request for consent", "asks before it shows a page", r"""
        before\ you\ continue(?:\ to\ .{2,60})?
        |(?:if\ you|by)\ (?:click|choos)\w*\b.{0,30}\b(?:accept|agree)\b.{0,400}
        |we\ (?:use|value)\b.{0,60}\b(?:cookies|privacy)\b.{0,300}"""),
    Rule("a paywall", "shows the article to subscribers", r"""
        (?:(?:please|subscribe|sign\ (?:in|up)|log\ in|register|join|create\ .{2,20}\ account
          |or|now)[\ ,]+){1,6}to\ (?:continue|keep|finish|unlock|read)\b.{0,120}
        |(?:to\ )?(?:continue|keep|finish)\ reading\b.{0,20}
          \b(?:subscri|sign|log\ in|register).{0,120}
        |to\ (?:read|unlock|access)\ (?:the\ (?:full|rest|whole)|this)\b.{0,60}
          \b(?:subscri|sign|log\ in|register).{0,120}
        |(?:this|the)\ (?:article|content|story)\ is\ (?:only\ available|for|reserved|exclusive)\b
          .{0,20}\b(?:subscribers|members).{0,40}
        |you(?:.ve|\ have)\ (?:reached|read|used)\ (?:your|all)\b.{0,40}\b(?:limit|articles)\b
          .{0,120}"""),
)
# fmt: on
"""A line that a site shows instead of an article; other lines of such a page may be anything."""
SITE = re.compile(r"\s[|·•–—-]\s")
"""Parts a title from the site's name: "Page not found | The Courier"."""
OF_PAGES = re.compile(
    r"\b(?:pages?|(?:web)?sites?|urls?|links?|servers?|browsers?|cookies|java\s?script|access"
    r"|blocked|block(?:ing|ers)|robots?|security|secure|error|search|account|subscri\w+|sign\w*"
    r"|log|articles?|stories|story|reading|journalism|digital|trial|month|privacy|consent|partners"
    r"|device|data|contact\w*|support|request\w*|try|homepage)\b",
    re.IGNORECASE,
)
"""What the sentences of such a page are about."""

_WALLS = Rules(WALLS)


def wall(title: str, text: str) -> tuple[str, str] | None:
    """What a page is that holds no article, and the line that says so; None if it may hold one.

    `title`: its title, or "".
    """
    if len(text.split()) > MOST_WORDS:
        return None
    lines = [line for line in text.split("\n") if line.strip()]
    said = ((_shown(line), line) for line in (title, SITE.split(title)[0], *lines))
    found = next(((name, line[:SHOWN]) for name, line in said if name), None)
    others = [line for line in lines if found and not (_shown(line) or _asks(line))]
    told = any(map(_is_sentence, others)) or len(" ".join(others).split()) > LABELS
    return None if told else found


def _shown(line: str) -> str | None:
    """What a line of this kind is of, unless somebody reports it."""
    return None if len(line) > LONGEST or REPORTED.search(line) else _WALLS.match(line)


def _asks(line: str) -> bool:
    """Whether a line speaks of pages, and to the reader."""
    return bool(OF_PAGES.search(line)) and not is_told(line, FEWEST_WORDS)


def _is_sentence(line: str) -> bool:
    return len(line) >= SHORTEST and line[-1] != ":" and ends_sentence(line)
