"""What values of settings must be: each function returns the value that can be used, or raises ValueError."""

import re
from datetime import time
from urllib.parse import urlsplit

from pydantic import SecretStr

from data.rules.sending_hours import SendingHours

_HOURS = re.compile(r"(\d\d:\d\d)-(\d\d:\d\d)")
_TOKEN = re.compile(r"(?P<bot>\d+):(?P<secret>[A-Za-z0-9_-]+)")
_WEBHOOK_SECRET = re.compile(r"[A-Za-z0-9_-]{16,256}")
_PLACEHOLDERS = re.compile(
    r"(your|my|bot|the|real|new|[_-])*(token|secret|key)([_-]?here)?|change[_-]?me|x+|0+", re.IGNORECASE
)


def real_token(token: SecretStr) -> SecretStr:
    """Return `token` if it is a bot's and no placeholder. Raises ValueError."""
    match = _TOKEN.fullmatch(token.get_secret_value())
    if not match or _PLACEHOLDERS.fullmatch(match["secret"]):
        raise ValueError
    return token


def webhook_secret(secret: SecretStr) -> SecretStr:
    """Return `secret` if Telegram takes it and nobody guesses it (https://core.telegram.org/bots/api#setwebhook)."""
    if not _WEBHOOK_SECRET.fullmatch(secret.get_secret_value()):
        raise ValueError
    return secret


def database_address(address: str) -> str:
    """Return `address` if its host and port can be read. Raises ValueError."""
    parts = urlsplit(address)  # refuses half of an IPv6 address
    if parts.port == 0:  # reading it refuses what is no port
        raise ValueError
    return address


def web_address(address: str) -> str:
    """Return `address` if it is one of http or https with a host. Raises ValueError."""
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.port == 0:  # reading a port checks it
        raise ValueError
    return address


def prefix_of_token(address: str) -> str:
    """Return `address` if a token can follow it. Raises ValueError without a path: the token would join the port."""
    if not urlsplit(web_address(address)).path.strip("/"):
        raise ValueError
    return address


def public_address(address: str) -> str:
    """Return `address` without its last slash. Raises ValueError if no path can follow it."""
    parts = urlsplit(web_address(address))
    if parts.query or parts.fragment or parts.password:
        raise ValueError
    return address.rstrip("/")


def secret_web_address(address: SecretStr) -> SecretStr:
    """Return `address` if it is one of http or https with a host. Raises ValueError."""
    web_address(address.get_secret_value())
    return address


def read_hours(written: str) -> SendingHours:
    """Return the hours of "07:00-18:00". Raises ValueError if they are not written like this, or too short."""
    match = _HOURS.fullmatch(written)
    if not match:
        raise ValueError
    return SendingHours(*(time.fromisoformat(clock) for clock in match.groups()))


def sending_hours(written: str) -> str:
    """Return `written` if hours can be read from it. Raises ValueError."""
    read_hours(written)
    return written
