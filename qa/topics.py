"""Pure: what a question asks reports on, and whether a time that follows is of that or of them.

"What was reported on the dam in May 2021?" asks for reports of May 2021; one on the flood in May
2021, or on the men who left in May 2021, may be of any time.
"""

import re
from collections.abc import Iterator

from qa.date_senses import EVENT
from qa.speech import WH

TOPIC = re.compile(
    r"\s(?=(?:about|on|of|regarding|concerning)\s(?P<topic>[^,.?!;]{1,60})$)", re.IGNORECASE
)
PREPOSITION = r"(?:in|on|at|by|of|to|for|from|with|as|after|during|near|into|over|there|here)"
VERB = re.compile(
    rf"\b(?:{WH}|that|whether)\b"
    r"|\b(?:[a-z]+(?:ed|ing)|taken|seen|fallen|stolen|broken|built|held|sent|led|made|put|paid|won"
    r"|lost|left|shot|sold|bought|hit|began)"
    rf"(?=\s*$|\s+{PREPOSITION}\b)"
)
"""What a time may belong to: who paid, the men killed [in 2020]; not "the proposed dam"."""
HAPPENING = re.compile(
    rf"\b(?:{EVENT}|deaths?|murders?|assassinations?|arrests?|resignations?|trials?|visits?|wars?"
    r"|meetings?|match|game|cup|final|tournament|festival|conference|wedding|funeral|collapse"
    r"|eruption|outbreak|drought|hurricane|events?)\b",
    re.IGNORECASE,
)
"""What a time may belong to that ends: the flood [in May 2021], not the flood [since May 2021]."""


def before_topics(text: str, *, closed: bool) -> Iterator[str]:
    """What stands before the topic that ends a text, if a time after it isn't the topic's own.

    The topic may begin at any "on" or "of". `closed`: the time begins and ends.
    """
    for match in TOPIC.finditer(text):
        topic = match["topic"]
        if not (VERB.search(topic) or (closed and HAPPENING.search(topic))):
            yield text[: match.start()]
