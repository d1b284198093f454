"""Pure: lines that open a run of furniture: lists of other stories, tags, comments, the foot."""

from index.furniture import LONGEST, Rule, Rules, is_told

# fmt: off
BOXES = (
    Rule("other stories", "heads a list of other stories", r"""
        (?:(?:our\ |the\ |today.s\ )?(?:most|more)\ (?:read|popular|viewed|shared|watched|commented)
        (?:\ (?:stories|articles|news|now|today|this\ week|on\ .{2,30}|in\ .{2,30}))?
        |most\ recent|trending(?:\ (?:now|stories|topics|news|on\ .{2,30}))?
        |(?:you\ (?:may|might)|people)\ also\ (?:like|liked|read|enjoy|be\ interested\ in)
        |(?:recommended|more|related|similar|other|latest|top|popular|featured|hot|breaking)\ 
         (?:stories|articles|posts|content|coverage|topics|reads|headlines|links|opinions?|videos?
         |reading|news)(?:\ (?:for\ you|from\ .{2,40}|on\ .{2,40}|in\ .{2,40}))?
        |recommended(?:\ for\ you)?|(?:what\ to\ )?read\ (?:next|also)
        |(?:explore\ )?more\ on\ (?:this|these)\ (?:story|stories|topics?)|explore\ more
        |keep\ reading|related\ (?:article|story|video|internet\ links|posts?)
        |visual\ stories
        |elsewhere\ on\ (?:the\ )?(?-i:[A-Z]).{1,25}|read\ more\ (?:from|on|about)\ .{2,40}:
        |editor.{0,2}s?.?\ (?:picks?|choice)|around\ the\ web|from\ (?:our|around)\ (?:the\ )?
         (?:partners|network|web|sponsors)|you\ may\ have\ missed|in\ case\ you\ missed\ it
        |lesen\ sie\ auch|mehr\ zum\ thema|lire\ aussi|à\ lire\ aussi|lea\ también|meistgelesen
        |reporters.?\ tweets|promoted(?:\ (?:content|stories|links))?|(?:promo|special|paid
        |partner)\ 
         content|sponsored\ (?:content|links|stories|posts|by\ .{2,30})|sites?\ of\ interest
        |(?:by\ )?(?:taboola|outbrain).{0,30})\W*"""),
    Rule("more from", "heads stories of one outlet or writer", r"""
        more\ (?:from|by|coverage\ from)\ (?!an?\ ).{2,50}"""),
    Rule("tags", "lists of tags", r"""
        (?:tags?|topics?|filed\ under|tagged|keywords)(?:\s*[:#].{0,200})?
        |(?:tags|topics|filed\ (?:under|in))\ (?-i:[A-Z#]).{0,150}[^.!?]"""),
    Rule("comments", "the readers' comments", r"""
        (?:\d+\ )?comments?(?:\ \(?\d+\)?)?|discussion\ about\ this\ post
        |join\ our\ commenting\ forum|leave\ a\ (?:comment
        |reply)"""),
    Rule("footer", "the foot of the page", r"""
        (?:copyright\b|©|\(c\)\ ?(?:19|20)\d\d).{0,300}
        |(?:about|contact)(?:\ us)?|advertis(?:e|ing)(?:\ with\ us)?|careers|jobs|site\ ?map|help
        |help\ (?:cent(?:er|re)|desk)|(?:terms|conditions)\ (?:of|and|&)\ (?:use|service|sale
        |conditions)
        |(?:privacy|cookie|editorial|corrections?)\ (?:policy|notice|statement|cent(?:er|re))
        |subscri(?:ber|ption)\ (?:agreement|services|cent(?:er|re))|cancel\ subscription
        |accessibility(?:\ statement)?|faqs?|feedback|rss(?:\ feeds?)?|e-?paper|masthead|imprint
        |newsletter\ abonnieren
        |(?:terms|privacy|legal|impressum)|newsletters?|our\ (?:team|magazines|apps|newsletters)
        |follow\ .{2,40}\ on\ social\ media|download\ (?:our|the)\ app.{0,60}|customer\ (?:service
        |care)
        |manage\ (?:subscription|account)|ethics\ (?:policy|code)|media\ kit|licensing
        |syndication"""),
    Rule("footer", "the foot of the page", r".{0,200}\ball\ rights\ reserved\b.{0,200}",
        holds="all rights reserved"),
)
# fmt: on
"""A line that opens a run of furniture, up to where the story resumes, if it does."""

_BOXES = Rules(BOXES)


def box(line: str) -> str | None:
    """The name of the rule by which the line opens a run of furniture."""
    name = _BOXES.match(line) if len(line) <= LONGEST else None
    return None if name and is_told(line) else name
