"""Settings of the index, read from the environment (`ARCHIVE_…`)."""

import os
import re
from pathlib import Path
from typing import Annotated, TypeVar

from pydantic import BeforeValidator, Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from index.errors import SettingsError

SECRET = re.compile(r"(?<=://)[^/@\s]+(?=@)|\b(?:sk|pk|gsk|hf|xai|key|AIza)[-_]?[\w-]{8,}")
"""The user's part of an address; a key, as providers begin them."""

S = TypeVar("S", bound=BaseSettings)


def folder(named: Path | str) -> Path:
    """The folder that a user named, "~" being the home folder; raises ValueError for no name."""
    if not str(named).strip():
        raise ValueError("an empty name is no folder's")
    return Path(os.path.expanduser(named))


def place(named: Path | str) -> Path | str:
    """What a user named: the address of a Chroma server as it is, else a folder."""
    return named if isinstance(named, str) and "://" in named else folder(named)


Folder = Annotated[Path, BeforeValidator(folder)]


class IndexSettings(BaseSettings):
    """Where articles and index live, and what embeds them."""

    model_config = SettingsConfigDict(env_prefix="ARCHIVE_", env_ignore_empty=True)

    articles: Folder = Path("seeds")
    """The folder of articles."""
    data: Annotated[Path | str, BeforeValidator(place)] = Path("data")
    """The folder the index is built in, or the address of a Chroma server."""
    cache: Folder = Path("~/.cache/ask-the-archive")
    """The folder for what this machine keeps of an index that is on a server."""
    model: str = "all-MiniLM-L6-v2"
    """A folder or hub name of a sentence-transformers model; the default comes with the install."""
    max_file_mb: int = Field(default=64, gt=0)
    """Largest article file read, in MB; a `.jsonl` or `.zip` may be larger, none of its lines or
    files may."""


def notes(data: Path | str) -> Path:
    """The folder of this machine for what people say of the answers of an index."""
    return data if isinstance(data, Path) else load(IndexSettings).cache


def masked(text: str) -> str:
    """A setting as messages tell it: without what looks like a key, or a name and password."""
    return SECRET.sub("…", text)


def load(kind: type[S]) -> S:
    """Read settings of one kind; raises SettingsError naming the variable and the bad value."""
    try:
        return kind()
    except ValidationError as error:
        first = error.errors()[0]
        name = "ARCHIVE_" + "_".join(str(part) for part in first["loc"]).upper()
        raise SettingsError(
            f"{name}={masked(repr(first['input']))} can't be used: {first['msg']}."
        ) from None
