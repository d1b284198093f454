"""Questions of a time or an outlet alone ("What was reported in May 2021?"), which an overview of
what was published then or there answers: the lead of each article. Pure."""

import re
from collections.abc import Collection, Hashable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from itertools import islice

from index.byline import CREDITED, byline, is_date_line
from index.lines import SENTENCE_END
from index.records import Article, Filter, Hit, Listed, Passage, Span
from index.sentences import sentences
from index.stems import stems
from qa.anaphora import FROM_NOW
from qa.constraints import AUXILIARY, PIECES, PRESS, WRITE, WRITTEN
from qa.features import asks
from qa.latest import LATEST, NEWS
from qa.mentions import MARK, marked
from qa.records import Query

IS = r"(?:['’]s|\s+(?:is|are|was|were))"
ARTICLES = rf"(?:(?:the|all|any|these|your|our)\s+)*(?:{PIECES}|archive|headlines)"
TOLD = rf"(?:{NEWS}|headlines?|{PIECES})"
SHOW = (
    r"(?:(?:show|give|tell|list|summari[sz]e|find)(?:\s+(?:me|us))?|what|which"
    rf"|what{IS}(?:\s+there)?|(?:is|are)\s+there|do\s+you\s+have)"
)
OVERVIEW = r"(?:(?:an?\s+)?(?:overview|summary|list|round-?up)(?:\s+of)?)"
FROM = rf"(?:\s+(?:of|from|in|by)\s+{PRESS})"
PUT_OUT = (
    rf"(?:\s+(?:that\s+)?(?:{AUXILIARY}\s+)?"
    rf"(?:{WRITTEN}|appeared|came\s+out|there|(?:do\s+)?you\s+have))"
)
NO_TOPIC = re.compile(
    r"\W*(?:"
    # What was reported? What has been published by The Age?
    rf"what(?:['’]s\s+been|\s+{AUXILIARY})\s+(?:first\s+)?{WRITTEN}(?:\s+(?:by|in)\s+{PRESS})?"
    # What did The Age say? What have the papers reported? Which stories did the press cover?
    rf"|(?:what|which)(?:\s+{PIECES})?\s+(?:did|do|does|has|have|had)\s+(?:the\s+)?(?:{PRESS}|{ARTICLES})"
    rf"\s+{WRITE}"
    # What's in The Age? What was in the news? What is the archive about?
    rf"|what{IS}(?:\s+there)?\s+in\s+(?:{PRESS}|{ARTICLES})|what{IS}\s+{ARTICLES}\s+about"
    # What happened? Tell me what's going on. What's new?
    rf"|(?:{SHOW}\s+)?what(?:(?:\s+ha[sd])?\s+happened|{IS}\s+(?:happening|going\s+on|new))"
    # What is the latest? Any news? Show me all articles of The Age. A summary of the coverage.
    rf"|(?:{SHOW}\s+)?(?:{OVERVIEW}\s*)?(?:(?:the|all|any|recent|main|top|{LATEST})\s+)*"
    rf"(?:(?:['’]s\s+)?(?:{MARK}(?:['’]s?)?\s+)?{TOLD}|latest){FROM}?{PUT_OUT}?"
    rf"|(?:{SHOW}\s+)?{OVERVIEW}"
    r")(?:\s+(?:of|from|for|in|on|during))?\W*",
    re.IGNORECASE,
)
"""A question, its dates taken out and known outlets marked, that says nothing of any topic."""
HAPPENED = re.compile(r"\bhappened\b", re.IGNORECASE)
FEWEST = 5
"""A sentence of fewer words is a label, no lead."""
OPENING = 3
"""Within so many sentences a story comes to what it is about."""
NOTE = re.compile(
    r"\W*(?:editor['’]?s['’]?\s+note\b|for\s+the\s+latest\b.*\b(?:visit|view|see|follow)\b"
    r"|corrections?\s+(?:and|&)\s+clarifications?\b"
    r"|an\s+earlier\s+version\s+of\s+this\b|this\s+(?:story|article|page)\s+(?:was|has\s+been|is|will"
    r"\s+be)\s+(?:\w+\s+)?(?:updated|published|corrected|amended|edited)\b)",
    re.IGNORECASE | re.DOTALL,
)
"""What an article says of itself: "Editor's note: …", "For the latest on the flood, visit …",
"Corrections and clarifications: …", "This story was updated at noon."."""
REST_OF_LINE = re.compile(r".+")


def read(query: Query, asked: str, known: Sequence[str]) -> Query:
    """A query as one for an overview if the words `asked` have no topic; else as it is.

    Outlets that these name are then asked for, and a time is one of publication. But what happened
    in a time that is no recent one may have to be told by later articles.
    """
    names = marked(asked, known)
    rest = names.text
    for said in filter(None, (query.dates_said, query.about_said)):
        rest = rest.replace(said, " ")
    if not NO_TOPIC.fullmatch(" ".join(rest.split())):
        return query
    named = {source for mention in names.mentions for source in mention.sources}
    query = replace(query, sources=query.sources or tuple(sorted(named)), overview=True)
    event = HAPPENED.search(rest) and not FROM_NOW.search(query.about_said)
    return query if query.about and event else published(replace(query, text=asked, timeless=asked))


def published(query: Query) -> Query:
    """A query with the time that it is about as a limit on when articles were published."""
    if not query.about:
        return query
    first, last = query.about
    since = query.since or (None if first == date.min else first)
    said = query.dates_said or query.about_said
    until = query.until or last
    return replace(query, since=since, until=until, about=None, dates_said=said, about_said="")


def within(listed: Iterable[Listed], only: Filter) -> list[Listed]:
    """The articles within limits, the newest first, the undated last; of copies the earliest."""
    first: dict[Hashable, Listed] = {}
    for one in sorted(listed, key=lambda one: one.date or date.max):
        if _inside(one, only):
            first.setdefault(one.id if one.story is None else one.story, one)
    return sorted(first.values(), key=lambda one: one.date or date.min, reverse=True)


def _inside(one: Listed, only: Filter) -> bool:
    if only.sources and one.source not in only.sources:
        return False
    if only.excluded and one.source in (None, *only.excluded):
        return False
    if not (only.since or only.until):
        return True
    first, last = only.since or date.min, only.until or date.max
    return one.date is not None and first <= one.date <= last


def led(article: Article, passages: Sequence[Passage], words: Collection[str] = ()) -> Hit:
    """The passage with an article's lead, which is its `closest` sentence: the first in no
    caption and no line of date or writer that is no question; of the OPENING, the first with any
    of the stems `words`, if they are given, as a story may begin with a scene."""
    found = ((passage, span) for passage in passages for span in sentences(passage.text))
    leads = ((passage, span) for passage, span in found if _leads(passage.text, span))
    opening = list(islice(leads, OPENING if words else 1))
    if not opening:
        opening = [(passages[0], sentences(passages[0].text)[0])]
    on_it = (one for one in opening if not _stems(*one).isdisjoint(words))
    passage, (start, end) = next(on_it, opening[0])
    span = Span(passage.start + start, passage.start + end)
    return Hit(passage, article, score=0.0, cosine=0.0, closest=span)


def _stems(passage: Passage, span: Span) -> set[str]:
    return set(stems(passage.text[span.start : span.end]))


def _leads(text: str, span: Span) -> bool:
    sentence, line = text[span.start : span.end], REST_OF_LINE.match(text, span.start)
    if len(sentence.split()) < FEWEST or asks(sentence) or NOTE.match(sentence) or line is None:
        return False
    signs = byline(line[0]) is not None or is_date_line(line[0])
    caption = CREDITED.search(line[0]) or not SENTENCE_END.search(line[0])
    return not (signs or caption)


def newest_of(there: int, quoted: int, limits: str) -> tuple[str, ...]:
    """A note on how many articles there are, where not all of them are quoted."""
    among = f"{there} articles {limits}".rstrip()
    return (f"Quoted are the {quoted} newest of {among}; copies count once.",) * (there > quoted)
