"""Checks of single values: each returns a value that can be used, or raises ValueError."""

import re
from datetime import time
from urllib.parse import urlsplit

from pydantic import SecretStr

from bot.mail_server import read_server
from data.rules.sending_hours import SendingHours
from data.text.mail_addresses import EVERY_DOMAIN, is_domain, read_address

_HOURS = re.compile(r"(\d\d:\d\d)-(\d\d:\d\d)")
_TOKEN = re.compile(r"(?P<bot>\d+):(?P<secret>[A-Za-z0-9_-]+)")
_ZALO_TOKEN = re.compile(r"(?P<bot>\d{1,20}):(?P<secret>[^\s,:/?#]{8,})")
_WEBHOOK_SECRET = re.compile(r"[A-Za-z0-9_-]{16,256}")
_PUSH_KEY = re.compile(r"[A-Za-z0-9_-]{43}")
_PLACEHOLDERS = re.compile(
    r"(your|my|bot|the|real|new|[_-])*(token|secret|key)([_-]?here)?|change[_-]?me|x+|0+", re.IGNORECASE
)


def real_token(token: SecretStr) -> SecretStr:
    """Return `token` if it is shaped like one of Telegram, and no example."""
    match = _TOKEN.fullmatch(token.get_secret_value())
    if not match or _PLACEHOLDERS.fullmatch(match["secret"]):
        raise ValueError
    return token


def zalo_tokens(tokens: SecretStr) -> SecretStr:
    """Return `tokens` if each is shaped like one, and none is of a bot that was named before."""
    matches = [_ZALO_TOKEN.fullmatch(token) for token in split_tokens(tokens)]
    bots = {match["bot"] for match in matches if match and not _PLACEHOLDERS.fullmatch(match["secret"])}
    if not matches or len(bots) != len(matches):
        raise ValueError
    return tokens


def split_tokens(tokens: SecretStr) -> list[str]:
    """Return tokens that are written one after the other, with commas between."""
    return [token.strip() for token in tokens.get_secret_value().split(",") if token.strip()]


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
    """Return `address` if it is one of HTTP or HTTPS."""
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
    """Return `address` if it is one of HTTP or HTTPS; it is not shown to anybody."""
    web_address(address.get_secret_value())
    return address


def smtp_address(address: SecretStr) -> SecretStr:
    """Return `address` if it names a mail server and how to speak to it."""
    read_server(address.get_secret_value())
    return address


def push_key(key: SecretStr) -> SecretStr:
    """Return `key` if it is one of P-256: 32 bytes in base64, as `nhacviec page key` makes it."""
    if not _PUSH_KEY.fullmatch(key.get_secret_value()):
        raise ValueError
    return key


def mail_address(address: str) -> str:
    """Return a mail address without blanks around it."""
    if read_address(address) is None:
        raise ValueError
    return address.strip()


def mail_domains(domains: str) -> str:
    """Return `domains` if each is the name of one, or stands for all."""
    named = split_domains(domains)
    if not named or any(one != EVERY_DOMAIN and not is_domain(one) for one in named):
        raise ValueError
    return domains


def split_domains(domains: str) -> tuple[str, ...]:
    """Return domains that are written one after the other, with commas between, in small letters."""
    return tuple(one.strip().lower() for one in domains.split(",") if one.strip())


def scanner_address(written: str) -> str:
    """Return an address of clamd. Raises ValueError for others."""
    parts = urlsplit(written)
    is_socket = parts.scheme == "unix" and parts.path.startswith("/") and not parts.netloc
    is_port = parts.scheme == "tcp" and parts.hostname and parts.port and not parts.path and not parts.password
    if not (is_socket or is_port):
        raise ValueError
    return written


def hours(written: str) -> SendingHours:
    """Return hours that are written "07:00-18:00"."""
    match = _HOURS.fullmatch(written)
    if not match:
        raise ValueError
    return SendingHours(*(time.fromisoformat(clock) for clock in match.groups()))


def sending_hours(written: str) -> str:
    """Return `written` if `hours` can read it."""
    hours(written)
    return written
