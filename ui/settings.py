"""Settings of the page, read from the environment (`ARCHIVE_…`)."""

import ipaddress

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

from index.settings import Folder, load


class PageSettings(BaseSettings):
    """Where the page is served, and what its visitors may do."""

    model_config = SettingsConfigDict(env_prefix="ARCHIVE_", env_ignore_empty=True)

    host: str = "127.0.0.1"
    """The address the page listens on."""
    port: int = Field(default=7860, ge=1, le=65535)
    """The port the page listens on."""
    password: SecretStr | None = None
    """What visitors have to know, whatever name they give."""
    passwords: Folder | None = None
    """A file of hashed passwords, one for each name."""
    open: bool = False
    """Serve others without a password: something before the page asks for it."""
    add: bool | None = None
    """Whether visitors may add articles and build; None: on a page of one's own alone."""

    @property
    def asks(self) -> bool:
        """Whether visitors need a password."""
        return bool(self.password or self.passwords)

    @property
    def private(self) -> bool:
        """Whether only people of this machine can reach the page."""
        return is_loopback(self.host) and not self.open

    @property
    def own(self) -> bool:
        """Whether the page is for whoever started it alone."""
        return self.private and not self.asks

    @property
    def may_add(self) -> bool:
        """Whether visitors may add articles and build."""
        return self.own if self.add is None else self.add


def is_loopback(host: str) -> bool:
    """Whether an address can be reached from its own machine alone."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def settings() -> PageSettings:
    """Read the settings; raises SettingsError naming the variable and the bad value."""
    return load(PageSettings)
