"""From where the page can be reached, and what keeps strangers out. Pure but for the file."""

from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware

from index.errors import SettingsError
from ui.settings import PageSettings

OWN_NAMES = ("localhost", "127.0.0.1", "::1", "[::1]")
REFUSED = (
    "{host} can be reached from other machines, and no password is set. Leave ARCHIVE_HOST as it "
    "is and reach the page through `ssh -L {port}:127.0.0.1:{port} this-machine`; or set "
    "ARCHIVE_PASSWORD (or ARCHIVE_PASSWORDS, a file) and put HTTPS before the page. If something "
    "before it asks for a password already, or all may read the archive, set ARCHIVE_OPEN=1."
)


def check_open(settings: PageSettings) -> None:
    """Raise SettingsError if strangers could read the archive and nobody said that they may."""
    if not (settings.private or settings.asks or settings.open):
        raise SettingsError(REFUSED.format(host=settings.host, port=settings.port))


def walls(settings: PageSettings) -> list[Middleware]:
    """For a page without a password: it is served under this machine's own names alone.

    Without that, any site that a visitor opens could have its own name lead to this machine, and
    read the page as if it were its own ("DNS rebinding").
    """
    if not settings.own:
        return []
    return [Middleware(TrustedHostMiddleware, allowed_hosts=[*OWN_NAMES, settings.host])]
