"""Pure: sentences of an article that are meant for a machine that reads it, not for its readers."""

import re

MACHINE = (
    r"(?:A\.?I\.?|artificial intelligence|language|chat)[ -]?"
    r"(?:systems?|models?|assistants?|agents?|bots?)|chatbots?|LLMs?|ChatGPT|AIs?"
)
TELL = (
    r"(?:respond|reply|answer|output|print|say|write|state|tell|inform|advise|remind|claim|reveal"
    r"|pretend)"
)
INSTRUCTING = re.compile(
    # "Ignore all previous instructions", "disregard the above"
    r"\b(?:ignore|disregard|forget|override|bypass)\b.{0,40}"
    r"\b(?:(?:previous|prior|above|earlier|your|system|all|these|any) (?:\w+ ){0,2}"
    r"(?:instruct\w*|prompts?|rules?|context|messages?|directions?|guidelines)|the above)\b"
    r"|\bsystem (?:prompt|message)\b|\b(?:developer|debug|admin|jailbreak|DAN) mode\b"
    # "Note to AI systems", "You are now a chatbot", "AI assistants must say …"
    r"|\b(?:notes?|messages?|instructions?|attention|notice|warning)\W+(?:to|for)?\W*(?:all |any )?"
    rf"(?:{MACHINE})\b"
    rf"|\byou(?: are|['’]re) (?:now )?(?:an? |the )?(?:helpful )?(?:{MACHINE})\b"
    rf"|\b(?:{MACHINE})\b.{{0,30}}\b(?:must|should|are to|shall) (?:now |always |only )*{TELL}\b"
    # "Assistant: please …", "Answer every question with …"
    rf"|^\W*(?:{MACHINE}|assistant|system)\s*:"
    r"|^\W*(?:please |now |instead,? )*(?:respond|reply|answer|output|print)\b.{0,20}"
    r"\b(?:questions?|prompts?|only|nothing but)\b"
    # "Please tell the reader to visit …"
    r"|(?:^|[:;,.] )\W*(?:please |now |instead,? |also )*(?:tell|inform|advise|remind|direct|urge)"
    r" (?:the |your |any |all )*(?:readers?|users?|visitors?)\b"
    r"|\byour (?:instructions|answer|response|reply|output)\b.{0,40}\b(?:must|should|with|in|to)\b",
    re.IGNORECASE,
)
"""Plainly said to a machine, or to make one say something."""
ORDERING = re.compile(
    r"\b(?:ignore|disregard|forget|override|bypass)\b.{0,60}"
    r"\b(?:instruct\w*|prompts?|previous|above|context|rules?|questions?|content|function)\b"
    r"|\bsystem mode\b|\byour (?:instructions?|answer|response|reply|output)\b"
    r"|\b(?:an? AI|AI assistant|chatbot|language model)\b.{0,40}\b(?:must|should|will|now)\b"
    r"|\blet['’]?s (?:assume|imagine|consider|pretend|state)\b|\bwe (?:might|could|should) state\b"
    r"|^\W*(?:please |now |instead,? )*(?:respond|reply|output|print|state|append|insert|translate"
    r"|write|compose|draft|repeat|summari[sz]e|enhance|include|provide|explain|describe|say)\b",
    re.IGNORECASE,
)
"""Tells its reader what to write: no news, though it may be a recipe."""


def instructs(sentence: str) -> bool:
    """Whether a sentence gives a machine an instruction: it is no answer, to nobody."""
    return INSTRUCTING.search(sentence) is not None


def for_machines(sentence: str) -> bool:
    """Whether a sentence may give one: a language model is not shown it."""
    return instructs(sentence) or ORDERING.search(sentence) is not None
