"""What of an article is quoted for a sentence, so that it can be read alone. Pure."""

import re
from collections.abc import Sequence

from index.lines import SENTENCE_END
from index.records import Span
from index.sentences import sentences
from qa.corrected import told_wrongly
from qa.evidence import LEANS, Sentence
from qa.features import asks
from qa.planted import instructs
from qa.speech import ARTICLE, SAYING

BESIDE = 600
"""Characters beside a sentence in which a neighbour must lie to be quoted with it."""
BACK = 3
"""At most so many sentences before one are quoted with it, as they may lean on others in turn."""
FEW = 5
"""So many words or fewer after a question say nothing without it: "About nine million."."""
SPEAKER_BEFORE = re.compile(
    rf"(?:[,.!?…][\"”’']|[\"”’'],)\s+(?:he|she|they)\b|,\s+(?:he|she|they)\s+{SAYING}\b",
    re.IGNORECASE,
)
"""Who speaks was told before: `“It was a nightmare,” he recalled.`"""
DENIES = re.compile(
    r"(?:[\w’'.-]+\s+){1,6}?(?:denie[sd]|reject(?:s|ed)|disput(?:es|ed)|dismiss(?:es|ed))"
    r"\s+(?:it|this|that|the\s+(?:accusation|allegation|charge|claim|report)s?)\W*"
)
""" "Her lawyer denied this.": belongs to the sentence before it."""
THIS_ARTICLE = re.compile(rf"\W*this {ARTICLE}\b", re.IGNORECASE)
"""No "this" that leans on the sentence before."""
QUOTATION = re.compile(r"[\"“][^\"“”]*[\"”]")
REPLIES = re.compile(
    r"\W*(?:\w+: )?(?:yes|no|not|never|perhaps|maybe|because|i|we|my|our)\b", re.IGNORECASE
)
"""How somebody who was asked begins, whose name may stand before: "Okafor: Not at all."."""
WORD = re.compile(r"\w")


def quotes(chosen: Sequence[Sentence]) -> list[tuple[Sentence, Span]]:
    """What is quoted for each sentence, as offsets into its article; nothing is quoted twice: what
    leans on a sentence quoted already goes on with that quote."""
    found: list[tuple[Sentence, Span]] = []
    for sentence in chosen:
        article = sentence.hit.article
        taken = {i: span for i, (one, span) in enumerate(found) if one.hit.article.id == article.id}
        whole, alone = readable_alone(article.text, sentence), sentence.span
        beside = [i for i, span in taken.items() if _overlap(span, whole)]
        if not beside:
            found.append((sentence, whole))
        elif any(_overlap(span, alone) for span in taken.values()):
            continue
        elif len(beside) == 1:
            first, span = found[beside[0]]
            found[beside[0]] = first, Span(min(span.start, whole.start), max(span.end, whole.end))
        else:
            found.append((sentence, alone))
    return found


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def readable_alone(text: str, sentence: Sentence) -> Span:
    """A sentence's span, from before it on if it says nothing without that, to the end of the one
    after it if it leads to that ("The letter reads:") or is put right or denied there."""
    start, end = sentence.span
    for _ in range(BACK):
        before = _start_before(text, start)
        if not _needs(text[start:end], text[before:start]):
            break
        start = before
    after = _end_after(text, end)
    wrong = told_wrongly(sentence.quote, sentence.hit.article.about.title)
    leads_on = sentence.quote.rstrip().endswith(":") or wrong
    if leads_on or DENIES.fullmatch(text[end:after].strip()):
        end = after
    return sentence.span if instructs(text[start:end]) else Span(start, end)


def _needs(quote: str, before: str) -> bool:
    """Whether a quote begins with "He said" or the like, leaves open who speaks or what is denied,
    or replies to the sentence before it."""
    if not SENTENCE_END.search(before.rstrip()):  # a heading, or below a photograph
        return False
    first = quote[: sentences(quote)[0].end]
    if LEANS.match(first) and not THIS_ARTICLE.match(first):
        return True
    if asks(before):
        return bool(REPLIES.match(first)) or len(first.split()) <= FEW
    bare = not WORD.search(QUOTATION.sub("", first)) and "\n" not in before
    return bool(bare or SPEAKER_BEFORE.search(first) or DENIES.fullmatch(first))


def _start_before(text: str, start: int) -> int:
    since = max(0, start - BESIDE)
    before = sentences(text[since:start])
    # A sentence cut off by our looking back only so far can't be quoted.
    if not before or (since > 0 and len(before) == 1):
        return start
    return since + before[-1].start


def _end_after(text: str, end: int) -> int:
    after = sentences(text[end : end + BESIDE])
    if not after or (end + BESIDE < len(text) and len(after) == 1):
        return end
    return end + after[0].end
