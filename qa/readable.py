"""What of an article is quoted for a sentence, so that it can be read alone. Pure."""

import re
from collections.abc import Sequence

from index.records import Span
from index.sentences import sentences
from qa.evidence import LEANS, Sentence
from qa.planted import instructs
from qa.speech import ARTICLE, PRINTED, REPORT, SAYING

BESIDE = 600
"""Characters beside a sentence in which a neighbour must lie to be quoted with it."""
BACK = 3
"""At most so many sentences before one are quoted with it, as they may lean on others in turn."""
CORRECTION = re.compile(r"\b(?:correction|corrected|clarification|erratum)\b", re.IGNORECASE)
"""In a title: what such an article says that another said is wrong, as its next sentence tells."""
SAID_BEFORE = re.compile(
    rf"\b(?:{ARTICLE}|{PRINTED}|{REPORT}|(?:column|caption|version|item)s?)\b.{{0,80}}"
    rf"\b(?:{SAYING}|gave|referred|put|named)\b"
    r"|\b(?:wrongly|incorrectly|misstated|mistakenly)\b",
    re.IGNORECASE | re.DOTALL,
)
SPOKEN_OF = re.compile(rf"[”\"]\s+(?:he|she|they|it)\s+(?:\w+\s+)?{SAYING}\b")
""" "Steel costs too much," he said: by whom, the sentence before it tells."""
DENIES = re.compile(
    r"(?:[\w’'.-]+\s+){1,6}?(?:denie[sd]|reject(?:s|ed)|disput(?:es|ed)|dismiss(?:es|ed))"
    r"\s+(?:it|this|that|the\s+(?:accusation|allegation|charge|claim|report)s?)\W*"
)
""" "Her lawyer denied this.": belongs to the sentence before it."""


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
    """A sentence's span, from before it on if it begins with "He said" or the like, to the end of
    the one after it if it leads to that ("The letter reads:") or is put right or denied there."""
    start, end = sentence.span
    for _ in range(BACK):
        if _leans(text[start:end]):
            start = _start_before(text, start)
    after = _end_after(text, end)
    leads_on = sentence.quote.rstrip().endswith(":") or _put_right(sentence)
    if leads_on or DENIES.fullmatch(text[end:after].strip()):
        end = after
    return sentence.span if instructs(text[start:end]) else Span(start, end)


def _leans(quote: str) -> bool:
    """Whether what a quote begins with is told before it."""
    first = quote[: sentences(quote)[0].end]
    return bool(LEANS.match(first) or SPOKEN_OF.search(first) or DENIES.fullmatch(first))


def _put_right(sentence: Sentence) -> bool:
    """Whether a sentence tells what was said wrongly: "An article on Monday gave her age as 71"."""
    title = sentence.hit.article.about.title or ""
    return bool(CORRECTION.search(title) and SAID_BEFORE.search(sentence.quote))


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
