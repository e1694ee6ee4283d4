"""The mail server that mails are handed to, as its address in the settings names it."""

from dataclasses import dataclass, field
from ipaddress import ip_address
from urllib.parse import unquote, urlsplit

SECURE = "smtps"
PORTS = {SECURE: 465, "smtp": 587}


@dataclass(frozen=True, slots=True)
class MailServer:
    """A server, and who hands in there. `is_local`: on this very machine, where nothing is encrypted.

    Elsewhere nothing is said before the connection is encrypted: from its beginning where `encrypts_first`, else by
    STARTTLS, without which nothing is sent.
    """

    host: str
    port: int
    encrypts_first: bool
    username: str | None = None
    password: str | None = field(default=None, repr=False)

    @property
    def is_local(self) -> bool:
        """Return whether the server is on this machine."""
        try:
            return ip_address(self.host).is_loopback
        except ValueError:
            return self.host == "localhost"

    @property
    def upgrades(self) -> bool:
        """Return whether the connection is encrypted by STARTTLS."""
        return not self.encrypts_first and not self.is_local


def read_server(address: str) -> MailServer:
    """Return the server of an address: smtps://name:password@host:465, or smtp:// for STARTTLS.

    Raises ValueError for what is none. A sign in a password is written as in any address ("%40" for "@").
    """
    parts = urlsplit(address)
    if parts.scheme not in PORTS or not parts.hostname or parts.path.strip("/") or parts.query or parts.fragment:
        raise ValueError
    if parts.port == 0 or (parts.username is None) != (parts.password is None):  # reading a port checks it
        raise ValueError
    return MailServer(
        parts.hostname,
        parts.port or PORTS[parts.scheme],
        parts.scheme == SECURE,
        unquote(parts.username) if parts.username else None,
        unquote(parts.password) if parts.password else None,
    )
