"""Pure: what a server sends packed, unpacked piece by piece, and told if it breaks off."""

import zlib

from index.errors import UnreadableError

ASKED = "gzip"
"""What is asked for; servers that send deflate unasked are understood."""
UNDERSTOOD = {"gzip", "x-gzip", "deflate"}
OTHER = {"aes128gcm", "br", "compress", "dcb", "dcz", "exi", "pack200-gzip", "x-compress", "zstd"}
"""The other ways to pack that there are (IANA); servers write all kinds of words in their place."""
EITHER = zlib.MAX_WBITS | 32
"""Tells zlib to find out whether it is gzip or deflate."""


class Unpacking:
    """Unpacks what comes in pieces; raises UnreadableError, whose message continues a URL."""

    def __init__(self, encoding: str) -> None:
        """`encoding`: what the server says of it, "" for what is not packed."""
        ways = [way.strip().lower() for way in encoding.split(",")]
        if unasked := next((way for way in ways if way in OTHER), None):
            raise UnreadableError(f"is packed in a way that was not asked for ({unasked})")
        self._layers = [zlib.decompressobj(EITHER) for way in ways if way in UNDERSTOOD]
        self._begun = False

    def piece(self, data: bytes) -> bytes:
        """What the next piece holds."""
        self._begun = self._begun or bool(data)
        for number, layer in reversed(list(enumerate(self._layers))):
            try:
                made = layer.decompress(data)
                while layer.eof and layer.unused_data[:2] == b"\x1f\x8b":  # packed in parts
                    rest, layer = layer.unused_data, zlib.decompressobj(EITHER)
                    self._layers[number] = layer
                    made += layer.decompress(rest)
            except zlib.error:
                raise UnreadableError("is packed in a damaged way") from None
            data = made
        return data

    def end(self) -> None:
        """Nothing more comes: what was packed must have ended."""
        if self._begun and not all(layer.eof for layer in self._layers):
            raise UnreadableError("broke off (what is packed does not end)")
