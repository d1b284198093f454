"""Pure: the bytes of a file into text, with the encoding detected, never assumed."""

import codecs
import re

from charset_normalizer import from_bytes

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark is its first half
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
SAMPLE = 65_536
# In a text of Latin letters, UTF-16 without a mark has a NUL in every second byte.
UTF16_NULS = 0.4
MAX_CONTROLS = 0.01
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff\ufffe\uffff]")
SURROGATES = re.compile(r"[\ud800-\udfff]")
LINE_ENDS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
NOT_ASCII = re.compile(rb"[\x80-\xff]")
BEYOND_ASCII = re.compile(r"[^\x00-\x7f\ufffd]")
GOOD_PER_BAD = 10
"""A text with this many good UTF-8 characters for each damaged one is UTF-8."""
# Western European Windows, a superset of Latin-1: what news files are when several guesses tie.
COMMON = "cp1252"


def detect(data: bytes, whole: bool = True) -> str | None:
    """Name the encoding of a file, or with `whole` false of its beginning, which may end inside a
    character; None when it is no text."""
    encoding = _encoding(data, whole)
    if encoding is None:
        return None
    sample = data[:SAMPLE].decode(encoding, errors="replace")
    controls = sum(1 for _ in CONTROLS.finditer(sample))
    return None if controls > MAX_CONTROLS * len(sample) + 1 else encoding


def decode(data: bytes) -> str | None:
    """Turn the bytes of a text file into tidy text; None when they are no text."""
    encoding = detect(data)
    return None if encoding is None else tidy(data.decode(encoding, errors="replace"))


def is_unicode(data: bytes) -> bool:
    """Whether bytes are UTF-8, UTF-16 or UTF-32, perhaps with a few damaged characters."""
    return (_encoding(data, True) or "").startswith("utf")


def tidy(text: str) -> str:
    """Drop control characters, mend line ends, replace lone surrogates: what any store can hold."""
    return SURROGATES.sub("\ufffd", CONTROLS.sub("", LINE_ENDS.sub("\n", text)))


def _encoding(data: bytes, whole: bool) -> str | None:
    for mark, name in BOMS:
        if data.startswith(mark):
            return name
    if b"\0" in data[:SAMPLE] and (utf16 := _utf16_without_mark(data[:SAMPLE])):
        return utf16
    return "utf-8" if _is_utf8(data, whole) else _guess(data.replace(b"\0", b""))


def _is_utf8(data: bytes, whole: bool) -> bool:
    """Whether it is UTF-8, perhaps with a few damaged characters."""
    utf8 = codecs.getincrementaldecoder("utf-8")
    try:
        utf8().decode(data, final=whole)
    except UnicodeDecodeError:
        text = utf8("replace").decode(data, final=whole)
        good = sum(1 for _ in BEYOND_ASCII.finditer(text))
        return good >= GOOD_PER_BAD * text.count("\ufffd")
    return True


def _utf16_without_mark(sample: bytes) -> str | None:
    half = len(sample) / 2
    if sample[1::2].count(0) > UTF16_NULS * half:
        return "utf-16-le"
    if sample[0::2].count(0) > UTF16_NULS * half:
        return "utf-16-be"
    return None


def _guess(data: bytes) -> str | None:
    # From the line of the first telling byte on: long before it there may be ASCII alone.
    first = NOT_ASCII.search(data)
    start = data.rfind(b"\n", 0, first.start()) + 1 if first else 0
    matches = from_bytes(data[start : start + SAMPLE])
    best = matches.best()
    if best is None:
        return None
    equals = [m for m in matches if m.chaos == best.chaos]
    return COMMON if any(COMMON in m.could_be_from_charset for m in equals) else best.encoding
