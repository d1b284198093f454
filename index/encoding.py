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
OTHER_KINDS = (
    (b"%PDF-", ".pdf"),
    (b"PK\x03\x04", ".docx or .zip"),
    (b"{\\rtf", ".rtf"),
    (b"\xd0\xcf\x11\xe0", ".doc"),
)
"""How files begin that are no texts."""
SAMPLE = 65_536
# In a text of Latin letters, UTF-16 without a mark has a NUL in every second byte.
UTF16_NULS = 0.4
MAX_CONTROLS = 0.01
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff\ufffe\uffff]")
SURROGATES = re.compile(r"([\ud800-\udbff][\udc00-\udfff])|[\ud800-\udfff]")
"""Pairs, in which JSON writes an emoji ("\\ud83e\\udd50"), and lone ones."""
LINE_ENDS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
NOT_ASCII = re.compile(rb"[\x80-\xff]")
BEYOND_ASCII = re.compile(r"[^\x00-\x7f\ufffd]")
# Western European Windows, a superset of Latin-1: what news files are when several guesses tie.
COMMON = "cp1252"
LANGUAGES_OF = {
    "cp1250": {"Croatian", "Czech", "Hungarian", "Polish", "Romanian", "Slovak", "Slovene"},
    "cp1254": {"Turkish"},
}
"""Other encodings of Latin letters, and the languages that they were made for."""
CHARACTERS_PER_ACCENT = 40
"""In a text with fewer accented letters than this the letters around them tell nothing."""
LOWER = rb"a-z\xdf-\xf6\xf8-\xff"
CAPITAL = rb"\x8a\x8c\x8e\x9f\xc0-\xd6\xd8-\xde"
ACCENTED = rb"\x8a\x8c\x8e\x9a\x9c\x9e\x9f\xc0-\xd6\xd8-\xf6\xf8-\xff"
SIGN = rb"\x80\x82-\x84\x86-\x89\x95\x98\x99\xa1-\xaa\xac\xae-\xb3\xb5\xb6\xb8-\xba\xbc-\xbf\xd7"
"""Letters and signs of Western Windows, as parts of patterns; left out are quotation marks and
dashes, which stand anywhere."""
ACCENT = re.compile(rb"[%b]" % ACCENTED)
NOT_WESTERN = re.compile(
    rb"[\x81\x8d\x8f\x90\x9d]"  # what Windows leaves unused
    rb"|[%b][%b]"  # "JosÃ©", which is UTF-8, and "bridgeÓ" of an old Macintosh
    rb"|[A-Z%b%b][%b][A-Za-z%b%b]"  # "S„nger" of DOS, "zag³osowa" of Poland, "Ã©l", which is UTF-8
    rb"|\xe2\x80"  # how quotation marks and dashes of UTF-8 begin
    rb"|[%b]{4}"  # "Ìîñêâà", which is Russian
    % (LOWER, CAPITAL, LOWER, CAPITAL, SIGN, ACCENTED, SIGN, ACCENTED)
)
"""What shows that bytes are not Latin letters of Western Windows."""
NAMES_OF_WIDER = {
    "iso8859-1": COMMON,
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "big5hkscs",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
}
"""Encodings whose names often stand for a wider one, which browsers read instead."""
NOT_HELD = re.compile(r"[\x80-\x9f\ufffd]")
"""What comes of a character that only the wider encoding has."""
SEVEN_BITS = ("iso2022", "hz", "utf-7")
"""How encodings are called that write other characters as runs of ASCII."""


def other_kind(data: bytes) -> str | None:
    """What a file is by its first bytes, if that is no text."""
    return next((kind for begins, kind in OTHER_KINDS if data.startswith(begins)), None)


def detect(data: bytes, whole: bool = True) -> str | None:
    """Name the encoding of a file, or with `whole` false of its beginning, which may end inside a
    character; None when it is no text."""
    encoding = _encoding(data, whole)
    if encoding is None:
        return None
    return None if _is_binary(data[:SAMPLE].decode(encoding, errors="replace")) else encoding


def decode(data: bytes, named: str = "") -> str | None:
    """Turn the bytes of a text file into tidy text: as Unicode if they are that, else in the
    encoding they are said to have, else as they look; None when they are no text."""
    encoding = _named(data, named) or _encoding(data, True)
    if encoding is None:
        return None
    try:
        text = data.decode(encoding, errors="replace")
    except (LookupError, UnicodeError):  # the name is one of Python's, but of no encoding of text
        return decode(data)
    if encoding in NAMES_OF_WIDER and NOT_HELD.search(text):
        text = data.decode(NAMES_OF_WIDER[encoding], errors="replace")
    return None if _is_binary(text[:SAMPLE]) else tidy(text)


def tidy(text: str) -> str:
    """Drop control characters, mend line ends, join pairs of surrogates and replace lone ones: what
    any store can hold."""
    return SURROGATES.sub(_letter, CONTROLS.sub("", LINE_ENDS.sub("\n", text)))


def _letter(found: re.Match[str]) -> str:
    """The letter that a pair of surrogates stands for."""
    pair = found[1]
    return pair.encode("utf-16", "surrogatepass").decode("utf-16") if pair else "\ufffd"


def _is_binary(sample: str) -> bool:
    controls = sum(1 for _ in CONTROLS.finditer(sample))
    return controls > MAX_CONTROLS * len(sample) + 1


def _named(data: bytes, name: str) -> str | None:
    """The codec of an encoding's name; None where the bytes show that it is another.

    UTF-8 shows by its bytes: much that is called so is of Western Windows.
    """
    try:
        codec = codecs.lookup(name.removeprefix("x-")).name
    except (LookupError, ValueError):
        return None
    if codec == "ascii":  # what is called so is often not
        return None
    if data.isascii():
        return codec if codec.startswith(SEVEN_BITS) else None
    return None if codec == "utf-8" or _unicode(data, True) else codec


def _encoding(data: bytes, whole: bool) -> str | None:
    return _unicode(data, whole) or _guess(data.replace(b"\0", b""))


def _unicode(data: bytes, whole: bool) -> str | None:
    """Which of UTF-8, UTF-16 and UTF-32 it is, perhaps with a few damaged characters."""
    for mark, name in BOMS:
        if data.startswith(mark):
            return name
    if b"\0" in data[:SAMPLE] and (utf16 := _utf16_without_mark(data[:SAMPLE])):
        return utf16
    return "utf-8" if _is_utf8(data, whole) else None


def _is_utf8(data: bytes, whole: bool) -> bool:
    utf8 = codecs.getincrementaldecoder("utf-8")
    try:
        utf8().decode(data, final=whole)
    except UnicodeDecodeError:
        text = utf8("replace").decode(data, final=whole)
        good = sum(1 for _ in BEYOND_ASCII.finditer(text))
        return good >= text.count("\ufffd") and not _is_western(_telling(data))
    return True


def _utf16_without_mark(sample: bytes) -> str | None:
    half = len(sample) / 2
    if sample[1::2].count(0) > UTF16_NULS * half:
        return "utf-16-le"
    if sample[0::2].count(0) > UTF16_NULS * half:
        return "utf-16-be"
    return None


def _telling(data: bytes) -> bytes:
    """A sample from the line of the first telling byte on: before it there may be ASCII alone."""
    first = NOT_ASCII.search(data)
    start = data.rfind(b"\n", 0, first.start()) + 1 if first else 0
    return data[start : start + SAMPLE]


def _is_western(sample: bytes) -> bool:
    return not NOT_WESTERN.search(sample)


def _guess(data: bytes) -> str | None:
    sample = _telling(data)
    if _is_western(sample):
        accents = sum(1 for _ in ACCENT.finditer(sample))
        return COMMON if accents * CHARACTERS_PER_ACCENT < len(sample) else _by_language(sample)
    matches = from_bytes(sample)
    best = matches.best()
    if best is None:
        return None
    equals = [m for m in matches if m.chaos == best.chaos]
    return COMMON if any(COMMON in m.could_be_from_charset for m in equals) else best.encoding


def _by_language(sample: bytes) -> str:
    """The encoding of Latin letters that fits a text best, and its language however it is read."""
    matches = from_bytes(sample, cp_isolation=[COMMON, *LANGUAGES_OF])
    western = next((m for m in matches if COMMON in m.could_be_from_charset), None)
    for match in matches:
        if match is western:
            break
        if {match.language, (western or match).language} <= LANGUAGES_OF[match.encoding]:
            return match.encoding
    return COMMON
