"""Who may see the page: passwords, kept as what scrypt makes of them (RFC 7914).

A file has a line for each name, `name:n:r:p:salt:hash`, made by `python -m ui password NAME`.
"""

import asyncio
import base64
import hashlib
import hmac
import secrets
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from index.errors import SettingsError
from ui.settings import PageSettings

N, R, P = 2**14, 8, 1
"""Of scrypt, as its makers have them for logins: 16 MB and about a twentieth of a second a try."""
MOST = 64 * 2**20
"""Bytes that scrypt may take."""
SALT, LENGTH = 16, 32
LONGEST = 1024
"""Letters of a password or a name that are looked at; what is longer is wrong."""

Check = Callable[[str, str], Awaitable[bool]]
"""Whether a password is that of a name."""


@dataclass(frozen=True, slots=True)
class Hashed:
    """What is kept of a password."""

    n: int
    r: int
    p: int
    salt: bytes
    hash: bytes

    @classmethod
    def of(cls, password: str) -> "Hashed":
        """Hash a password with fresh salt."""
        salt = secrets.token_bytes(SALT)
        return cls(N, R, P, salt, _scrypt(password, N, R, P, salt))

    @classmethod
    def read(cls, text: str) -> "Hashed":
        """The opposite of `str`; raises ValueError or what scrypt raises for anything else."""
        n, r, p, salt, hash = text.split(":")
        read = cls(
            int(n), int(r), int(p), *(base64.b64decode(s, validate=True) for s in (salt, hash))
        )
        if len(read.hash) != LENGTH:
            raise ValueError("the hash has another length")
        read.is_of("")  # are these numbers that scrypt takes?
        return read

    def is_of(self, password: str) -> bool:
        """Whether this was made of `password`; takes as long for every one."""
        made = _scrypt(password, self.n, self.r, self.p, self.salt)
        return hmac.compare_digest(made, self.hash)

    def __str__(self) -> str:
        salt, hash = (base64.b64encode(part).decode() for part in (self.salt, self.hash))
        return f"{self.n}:{self.r}:{self.p}:{salt}:{hash}"


def line(name: str, password: str) -> str:
    """A line for the file of passwords; raises SettingsError for what can't be one."""
    if not name.strip() or name != name.strip() or ":" in name or not name.isprintable():
        raise SettingsError(f"{name!r} can't be a name: it is empty, or has a colon or spaces.")
    if not password or len(password) > LONGEST or len(name) > LONGEST:
        raise SettingsError(f"A password has 1 to {LONGEST} letters.")
    return f"{name}:{Hashed.of(password)}"


def check(settings: PageSettings) -> Check | None:
    """What checks a name and a password; None if none is asked for. Raises SettingsError."""
    if not settings.asks:
        return None
    names = read(settings.passwords) if settings.passwords else {}
    for_all = Hashed.of(settings.password.get_secret_value()) if settings.password else None
    nobody = Hashed.of(secrets.token_hex())

    def is_right(name: str, password: str) -> bool:
        # One comparison for each, so that the time tells nothing of the names.
        given = names.get(name, nobody).is_of(password)
        return given | bool(for_all and for_all.is_of(password))

    async def knows(name: str, password: str) -> bool:
        if max(len(name), len(password)) > LONGEST:
            return False
        return await asyncio.to_thread(is_right, name, password)  # others are served meanwhile

    return knows


def read(path: Path) -> Mapping[str, Hashed]:
    """The names of a file with what is kept of their passwords; raises SettingsError."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeError) as error:
        reason = getattr(error, "strerror", None) or "it is no text"
        raise SettingsError(f"The passwords in {path} can't be read ({reason}).") from None
    names: dict[str, Hashed] = {}
    for number, text in enumerate(lines, 1):
        if not text.strip() or text.startswith("#"):
            continue
        name, _, hashed = text.partition(":")
        try:
            names[name] = Hashed.read(hashed.strip())
        except (ValueError, TypeError, OverflowError):
            raise SettingsError(
                f"Line {number} of {path} is no hashed password. "
                "Make one with `python -m ui password NAME`."
            ) from None
    if not names:
        raise SettingsError(
            f"There is no password in {path}. Make one with `python -m ui password NAME`."
        )
    return names


def _scrypt(password: str, n: int, r: int, p: int, salt: bytes) -> bytes:
    # Of its digest: scrypt takes "a" and "a\0" for the same, as HMAC fills up short keys.
    words = hashlib.sha256(password.encode("utf-8", "surrogatepass")).digest()
    return hashlib.scrypt(words, salt=salt, n=n, r=r, p=p, maxmem=MOST, dklen=LENGTH)
