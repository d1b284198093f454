"""What page furniture looks like: named patterns, each with its reason, for lines of saved pages.

A pattern speaks of the line's own voice (orders to the reader, labels, "our newsletter"), never of
its topic: "Subscribers will pay more, the company said." is a story's sentence.
"""

import re
from typing import NamedTuple


class Rule(NamedTuple):
    """A kind of furniture: `pattern` must match the whole line."""

    name: str
    reason: str
    pattern: str
    holds: str = ""
    """What every such line holds, in small letters: a quick test before a slow pattern."""


# fmt: off
LABELS = (
    Rule("advertisement", "labels what is not the story", r"""
        (?:skip\ to\ .{3,30}|zum\ inhalt(?:\ springen)?|aller\ au\ contenu|ir\ al\ contenido
        |anzeige|werbung|publicité|publicidad|pubblicità|advertentie
        |story\ continues\ (?:below|after)\b.{0,60}|(?:continue\ reading
        |keep\ reading)\ below
        |article\ continues\ (?:below|after)\b.{0,60}
        |(?:an?\ )?advert(?:isement|ising|s)?(?:[\s·|]+scroll\ to\ continue)?
        |ads?(?:\ by\ \w+|\ feedback)?|sponsored|skip\ (?:ad|advertisement)
        |scroll\ to\ continue.{0,40}
        |end\ of\ (?:article|story)
        |(?:loading|please\ wait)|(?:recommended|suggested)\ video)"""),
    Rule("list", "counts the items of a list, for screen readers",
        r"list\ (?:of\ \d+\ items|\d+\ of\ \d+)|end\ of\ list"),
    Rule("buttons", "share, print, save and play controls", r"""
        (?:(?:(?:share|print|save|e-?mail|bookmark|copy\ (?:link|url)|tweet|post|like|listen|gift
        |facebook|twitter|x|whatsapp|linkedin|reddit|telegram|pinterest|flipboard|instagram
        |youtube|tiktok|threads|bluesky|messenger|link\ copied|(?:this|the)\ (?:article|story|page)
        |article|story|on|via)[\s,|•·/]*){1,14}
        |share\ (?:this|on|via|to|page|full\ article)\b.{0,40}|about\ sharing
        |(?:play|watch|pause|mute|unmute)(?:\ video|\ live)?
        |listen\ to\ (?:this\ )?(?:article|story).{0,30}|text\ size.{0,20}|font\ size.{0,20}
        |(?:follow|find|like|add)\ us\ (?:on|at)\b.{0,80}
        |follow\ .{2,40}\ on\ (?:facebook|twitter|x|instagram)\b.{0,160}
        |follow\ us|back\ to\ (?:top|home).{0,20}
        |view\ (?:gallery|comments|all|more)|(?:click|tap)\ here\ to\ (?:share|print|comment).{0,40}
        |open\ (?:image|extra).{0,60}|expand|close|search|menu|home|(?:next|previous)\ article)"""),
    Rule("read more", "points to another story", r"""
        (?:read\ (?:more|also|next|this\ next)|see\ also|also\ (?:read|see)|related
        |watch\ (?:more|now)|(?:recommended|suggested)(?:\ reading)?)\s*[:>»–—-]\s?.{0,160}
        |more:\s?(?-i:[^a-z\s]).{2,160}
        |(?:video|photos|gallery|watch|listen|live\ updates):\s?(?-i:[^a-z\s]).{2,120}[^.]
        |related\ (?:video|article|story|stories|news|content|coverage|topics?)\s*:.{0,160}
        |(?:read|see|hear|watch)\ (?:more|the\ full\ story|full\ story)(?:\ (?:here|below
        |on\ this))?
        |(?:click|tap)\ (?:here|to)\ (?:to\ )?(?:read|see|view|watch|listen|subscribe
        |sign).{0,80}"""),
    Rule("reading time", "the page's own note on the article", r"""
        \d+\ min(?:ute)?s?\ (?:read|listen).{0,20}|(?:\d+|an?)\ (?:min(?:ute)?|hour|day|week)s?\ ago
        |reading\ time.{0,20}|\d+\ (?:views|shares|likes|comments?|replies)|just\ now|live"""),
    Rule("age", "warns that the article is old", r"""
        this\ (?:article|story|content)\ (?:is\ (?:more\ than\ |over\ )?\w+\ (?:month|year)s?\ old
        |is\ from\ .{0,15}\d{4})"""),
    Rule("credits", "an agency's note on who wrote and edited", r"""
        \(?(?:additional\ )?(?:reporting|writing)\ by\ [^;]{3,160};.{0,200}
          \bediting\ by\ .{3,120}"""),
    Rule("principles", "a publisher's note on itself", r"""
        our\ standards:.{3,120}|why\ you\ can\ trust\ .{2,40}
        |.{2,40}\ is\ not\ responsible\ for\ the\ content\ of\ external\ (?:web)?sites?
          (?:\..{0,80})?
        |this\ material\ may\ not\ be\ (?:published|reproduced).{0,200}
        |a\ version\ of\ this\ (?:article|story)\ (?:appears|appeared)\ in\ print.{0,300}"""),
    Rule("reuse", "the right to use the story", r"""
        (?:reuse|republish)\ this\ (?:content|article|story)(?:,?\ opens\ new\ tab)?
        |acquire\ licensing\ rights.{0,30}|(?:order|request)\ reprints.{0,60}
        |you\ have\ permission\ to\ edit\ this\ .{3,20}"""),
    Rule("listen", "the page read aloud, or kept for later", r"""
        (?:new)?you\ can\ now\ listen\ to\ .{2,40}\ (?:articles|stories)
        |(?:add|save)\ (?:articles\ |stories\ )?to\ (?:your\ )?(?:saved|read|my)\b.{0,60}
        |comment\ on\ this\ (?:story|article)|read\ later"""),
    Rule("cookies", "consent notices", r"""
        (?:we|this\ (?:web)?site
        |our\ (?:web)?site)\ (?:and\ our\ partners\ )?uses?\ cookies\b.{0,400}
        |by\ (?:continuing|clicking|using|browsing|accepting)\b.{0,120}
          \b(?:cookies|agree|consent|privacy)\b.{0,300}
        |(?:accept|reject|manage|allow)\ (?:all\ |my\ |your\ )?(?:cookies?|preferences|settings|all)
        |(?:cookie|privacy|consent)\ (?:settings|preferences|notice|choices|consent|policy).{0,40}
        |(?:your\ privacy|we\ value\ your\ privacy|we\ care\ about\ your\ privacy).{0,40}
        |do\ not\ sell\ (?:or\ share\ )?my\ .{0,40}"""),
    Rule("embeds", "asks before it loads what others provide",
        r"this\ (?:article|page|story)\ contains\ content\ provided\ by\b.{0,300}"),
    Rule("mail", "a newsletter on itself", r"""
        (?:.{0,60}\?\ )?(?:view|read|open)\ (?:(?:it|this)\ )?(?:(?:e-?mail|newsletter|message
          |post)\ )?(?:in\ (?:(?:your|a|the)\ )?(?:web\ )?browser|online|on\ the\ web)\b
          (?:\ here|\W*https?:\S+|\ at\ https?:\S+)?
        |you(?:.re|\ are|\ have)?\ (?:receiv|gett?)(?:ing|ed)?\ this\ (?:e-?mail|newsletter
          |message)\ (?:because|as|since)\b.{0,300}
        |unsubscribe(?:\ (?:here|from\ (?:this|these|all)\b.{0,60})|\s*[|·:<(].{0,200}
          |\ https?:\S+)?
        |(?:want|wish)\ to\ change\ how\ you\ receive\b.{0,80}|our\ mailing\ address\ is\b.{0,120}
        |(?:you\ can\ )?(?:update|manage|change)\ your\ (?:e-?mail\ |subscription\ )?preferences\b
          (?:\ or\ unsubscribe\b)?.{0,80}
        |privacy\ notice:\ newsletters\ .{0,300}
        |sent\ from\ my\ (?:\w+\ )?(?:iphone|ipad|android|phone|mobile|galaxy|device).{0,20}"""),
    Rule("log in", "accounts and payment walls", r"""
        (?:sign|log)\ ?(?:in|up|out)(?:\ (?:now|here|today|free|to\ .{0,60}))?
        |(?:already|not\ (?:yet\ )?)\ ?(?:an?\ )?(?:subscri|member|registered
        |have\ an\ account).{0,90}
        |(?:don.t|do\ you)\ have\ an\ account.{0,60}|create\ (?:an?|your)\ (?:free\ )?account.{0,60}
        |forgot(?:ten)?\ (?:your\ )?password.{0,20}|my\ account|register(?:\ (?:now|here
        |for\ free))?
        |thanks\ for\ reading\b.{0,40}\bsubscribe\b.{0,120}
        |thank\ you\ for\ (?:registering|subscribing|signing\ up|reading|your\ support).{0,80}
        |(?:please\ )?(?:refresh|reload)\ (?:the|this|your)\ (?:page|browser)\b.{0,200}
        |(?:please\ )?(?:enable|disable|turn\ (?:on|off))\ (?:your\ )?
          (?:java\ ?script|cookies|ad\ ?-?block).{0,120}
        |(?:this|the)\ (?:article|content|story)\ is\ (?:only\ available|for|reserved|exclusive)\b
          .{0,20}\bsubscribers.{0,40}
        |(?:start|begin)\ your\ (?:free\ )?(?:trial|subscription).{0,60}|cancel\ any\ ?time.{0,40}
        |unlimited\ (?:digital\ )?access.{0,60}|you\ have\ \w+\ free\ articles?\b.{0,60}
        |enter\ (?:your\ )?e-?mail.{0,40}|(?:your\ )?e-?mail\ address\W*
        |invalid\ e-?mail.{0,40}"""),
    Rule("notifications", "prompts of the browser", r"""
        (?:notifications|you)\ can\ (?:be\ managed|manage|unsubscribe|opt)\b.{0,120}
        |(?:stay|keep)\ (?:up\ to\ date|updated|informed|connected)\b.{0,80}
          (?:notifications|alerts|news|newsletter|inbox|with\ us)\b.{0,40}
        |(?:allow|enable|turn\ on|get|receive)\ (?:our\ )?(?:push\ )?notifications.{0,80}
        |(?:video\ (?:player|content|never)|ad\ (?:froze|never)).{0,250}"""),
    Rule("support", "asks for support in a line", r"""
        (?:please\ )?(?:support|fund|back|power)\ .{0,40}\b(?:journalism|newsroom|reporting)
        (?:\ (?:today|now|here)|\ (?:with|from)\ .{1,30})?|support\ us
        |(?:donate|give|contribute)(?:\ (?:now|today|here|once|monthly))?
        |become\ an?\ (?:\w+\ )?(?:member|subscriber|supporter|patron)(?:\ (?:now|today|here))?"""),
    Rule("forum", "prompts to comment", r"""
        (?:join|start|be\ part\ of|have\ your\ say\ in)\ (?:the|our|in\ the)\ 
          (?:conversation|discussion|debate|commenting\ forum|comments).{0,80}
        |join\ thought-provoking\ .{0,100}|(?:add|post|leave|write|submit)\ a\ (?:comment
        |reply).{0,40}
        |(?:show|hide|view|read|load|see)\ (?:all\ |more\ |\d+\ )*comments.{0,20}
        |have\ your\ say\W*|what\ do\ you\ think\?.{0,20}(?:comments|below).{0,60}
        |let\ us\ know\b.{0,80}\bcomments\b.{0,40}"""),
    Rule("correspondence", "how to reach a writer", r"""
        (?:do\ you\ have|have|got|send(?:\ us)?)\ (?:an?\ |your\ )?(?:news\ |story\ )*
          (?:tips?|story\ idea|question\ for).{0,200}
        |(?:how\ )?(?:are|were|have)\ you\ [^?]{3,120}\?\ (?:share|tell\ us|get\ in\ touch|send\ us
          |e-?mail|contact)\b.{0,200}"""),
    Rule("correspondence", "how to reach a writer", r"""
        (?:.{0,200}(?:[.:?]\ ?|\bcan\ ))?(?:be\ )?(?:reach(?:ed)?|follow|contact|e-?mail)\b
         .{2,90}@.{1,160}|(?:[\w.+-]*@[\w.-]+[\s|,;/]*)+""",
        holds="@"),
    Rule("contact details", "how to reach the publisher", r"""
        (?:tele)?(?:phone|fax|tel)\b\W.{0,20}\d[\d\s().+*-]{4,}.{0,200}
        |(?:e-?mail|contact|customer\ \w+|newsroom|subscriptions?|circulation|advertising)\s*:
        .{0,40}(?:@|\d{3}).{0,120}"""),
    Rule("contact details", "how to reach the publisher",
        r".{0,200}\b(?:telephone|phone|fax)\b.{0,40}\d{3}.{0,100}\b(?:fax|e-?mail):?\ .{0,80}[^.]",
        holds="mail"),
)
"""A line that is furniture by itself; what stands around it may be the story."""

# fmt: on
PROMPT_OPENS = r"""(?:please\ |you\ can\ |don.t\ miss\ .{0,40};?\ |.{0,60}[?!:–—]\ +|➤\ *|\W{0,3})?
    (?:sign\ up|subscribe|register|join|get|receive|download|become|donate|stay|click
    |(?:support|try|want|need|love|play)(?!\ (?:as|for|from|had|has|in|is|of|was|will|would)\b)
    |looking|like\ this|enjoy(?:ing)?|help\ us|follow|find|check\ out|delivered
    |start\ your\ day|never\ miss|be\ the\ first|add|listen|by\ (?:subscribing|signing
        |entering))\b"""
PROMPT_HOLDS = r"""\b(?:(?:our|free|daily|weekly|the|today.s|this|your
        |\w+['’]s)\ (?:[\w&'’]+\ ){0,5}
    (?:newsletters?|newspaper|briefing)\b|newsletters?\ (?:here|now|today|below)|in\ your\ inbox
    |to\ your\ inbox|(?:e-?mail|text|news)\ (?:alerts|updates)
    |our\ (?:\w+\ )?app\b|(?:download|get)\ .{2,30}\ app\b
    |journalism\b.{0,20}\ subscribe\ to\ |never\ miss\ .{0,20}\ subscribe\ to\ 
    |sign\ up\ (?:here|now|today)|(?:subscribe|donate)\ (?:here|now|today)|crossword|a\ subscriber
    |terms\ (?:of\ (?:use|service)|and\ (?:conditions|privacy))|privacy\ policy
    |our\ (?:\w+\ )?podcast|our\ (?:\w+\ )*channel
    |our\ (?:\w+\ ){0,2}(?:journalism|reporting|newsroom)|ad-free\ )"""
PROMPT_HINTS = (
    "newsletter", "newspaper", "briefing", "inbox", "alerts", "updates", " app", "sign up",
    "subscri", "donate", "crossword", "terms ", "privacy", "podcast", "channel", "journalism",
    "reporting", "newsroom", "ad-free",
)  # fmt: skip
"""One of these stands in whatever PROMPT_HOLDS matches: a quick test before a slow pattern."""
REPORTED = re.compile(
    r"\b(?:said|says|told|according\ to|announced|reported|added|wrote|writes|argued|argues|warned"
    r"|warns|urged|urges|ruled|confirmed|confirms|explained|explains|insisted|insists|replied"
    r"|pleaded|begged|joked|cried|complained|testified|demanded|vowed)\b",
    re.I,
)
"""Words of someone reporting; a prompt holds none."""
VOICE = re.compile(
    r"""[@©?]|\(c\)|\b(?:you|your|we|our|us|my|here|below|please|click|tap|link|create|reserved
    |sign(?:ing)?\ (?:in|up)|log\ in|this\ (?:article|story|column|page|(?:web)?site|content
    |material)|subscrib(?:e|ers?|ing)|subscriptions?|newsletters?|inbox|notifications|the\ latest
    |breaking\ news|app|devices?|digital|journalism|crossword|podcast|twitter|facebook|instagram
    |linkedin|copyright\ (?:by|(?:19|20)\d\d))\b""",
    re.I | re.X,
)
"""A page speaks of itself or to its reader."""
QUOTED = re.compile(r"“[^”]*(?:”|$)|\"[^\"]*(?:\"|$)|«[^»]*(?:»|$)")
"""What is told in the words of someone else."""
STOP = re.compile(r"[.。][\"'”’»)]*$")
TOLD_WORDS = 7
"""A line of fewer words may be a label with a full stop: "More from Jane Doe."."""
HEADLINES = frozenset({"read more", "credits", "principles", "contact details"})
"""Kinds whose lines may be sentences as a story has them: "Related: He sold the pier."."""


class Rules:
    """Rules compiled: those without a quick test in one pattern, the others one by one."""

    def __init__(self, rules: tuple[Rule, ...]) -> None:
        self.names = [rule.name for rule in rules if not rule.holds]
        parts = "|".join(f"({rule.pattern})" for rule in rules if not rule.holds)
        self.pattern = _whole(parts)
        self.slow = [(rule.holds, rule.name, _whole(rule.pattern)) for rule in rules if rule.holds]

    def match(self, line: str) -> str | None:
        """The name of the rule that the whole line matches."""
        if found := self.pattern.fullmatch(line):
            return self.names[(found.lastindex or 1) - 1]
        lower = line.lower()
        for holds, name, pattern in self.slow:
            if holds in lower and pattern.fullmatch(line):
                return name
        return None


def _whole(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"[\W_]{{0,3}}(?:{pattern})[\s.!:>»›…]*", re.I | re.X)


_LABELS = Rules(LABELS)
_PROMPT = re.compile(PROMPT_OPENS, re.I | re.X)
_PROMPT_HOLDS = re.compile(PROMPT_HOLDS, re.I | re.X)
LONGEST = 450


def label(line: str) -> str | None:
    """The name of the rule by which the line alone is furniture."""
    if len(line) > LONGEST:
        return None
    if (name := _LABELS.match(line)) and (name in HEADLINES or not is_told(line)):
        return name
    lower = line.lower()
    hinted = any(hint in lower for hint in PROMPT_HINTS)
    if hinted and _PROMPT.match(line) and _PROMPT_HOLDS.search(line) and not REPORTED.search(line):
        return None if is_told(line) else "prompt"
    return None


def is_told(line: str, words: int = TOLD_WORDS) -> bool:
    """Whether a line of so many words or more is a story's sentence: reported, or spoken to nobody.

    "Not registered with a doctor, he waited.", where a page says "Not registered yet? Sign up."
    """
    if not STOP.search(line) or "@" in line or len(line.split()) < words:
        return False
    return bool(REPORTED.search(line)) or not VOICE.search(QUOTED.sub(" ", line))
