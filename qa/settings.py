"""Settings of asking, read from the environment (`ARCHIVE_…`)."""

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

from index.settings import load


class QaSettings(BaseSettings):
    """How an answer is made."""

    model_config = SettingsConfigDict(env_prefix="ARCHIVE_", env_ignore_empty=True)

    passages: int = Field(default=10, ge=1, le=100)
    """The most of the retrieved passages that are read for an answer."""
    quotes: int = Field(default=3, ge=1, le=10)
    """The most sentences an answer quotes, beside what contradicts them; twice as many where
    several things are asked for."""
    threshold: float = Field(default=0.15, ge=0, le=1)
    """The least estimated chance that the archive holds the answer; below it it abstains."""
    reader: str = "packaged"
    """The model that finds the words that answer: the one that comes with the program, or the
    folder or hub name of any extractive question-answering model."""
    cross_encoder: str = ""
    """The folder or hub name of a cross-encoder that orders the passages found; none: our own."""
    llm: str = ""
    """The language model that writes answers, as `provider:model`, the name of a model at
    `llm_url`, or the path of a GGUF file; none: answers are quoted."""
    llm_url: str = ""
    """The address of an OpenAI-compatible server, such as http://127.0.0.1:8080/v1, or Ollama's."""
    llm_key: SecretStr = SecretStr("")
    """The key for that server; providers' own keys are in variables of theirs."""
    llm_seconds: float = Field(default=60, gt=0)
    """The most seconds to wait for the model's answer."""
    llm_tokens: int | None = Field(default=None, ge=100)
    """The most tokens of passages that the model is given; none: 400 for a GGUF file, which runs
    on this machine and takes time to read, 1000 for others."""


def settings() -> QaSettings:
    """Read the settings; raises SettingsError naming the variable and the bad value."""
    return load(QaSettings)
