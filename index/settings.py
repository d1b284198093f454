"""Settings of the index, read from the environment (`ARCHIVE_…`) here and nowhere else."""

from pathlib import Path
from typing import TypeVar

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from index.errors import SettingsError

S = TypeVar("S", bound=BaseSettings)


class IndexSettings(BaseSettings):
    """Where articles and index live, and what embeds them."""

    model_config = SettingsConfigDict(env_prefix="ARCHIVE_", env_ignore_empty=True)

    articles: Path = Path("seeds")
    """The folder of articles."""
    data: Path = Path("data")
    """The folder the index is built in."""
    model: str = "all-MiniLM-L6-v2"
    """A folder or hub name of a sentence-transformers model; the default comes with the install."""
    max_file_mb: int = Field(default=64, gt=0)
    """Largest article file read, in MB; a `.jsonl` or `.zip` may be larger, none of its lines or
    files may."""


def load(kind: type[S]) -> S:
    """Read settings of one kind; raises SettingsError naming the variable and the bad value."""
    try:
        return kind()
    except ValidationError as error:
        first = error.errors()[0]
        name = "ARCHIVE_" + "_".join(str(part) for part in first["loc"]).upper()
        raise SettingsError(f"{name}={first['input']!r} can't be used: {first['msg']}.") from None
