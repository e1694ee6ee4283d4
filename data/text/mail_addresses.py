"""Mail addresses as they are typed: those that any server takes, without comments, quotes or letters with accents."""

import re
from collections.abc import Collection

MAX_LETTERS = 128
EVERY_DOMAIN = "*"

_NAME = r"[A-Za-z0-9_+-]+(?:\.[A-Za-z0-9_+-]+)*"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_DOMAIN = re.compile(rf"{_LABEL}(?:\.{_LABEL})+")
_ADDRESS = re.compile(rf"{_NAME}@{_DOMAIN.pattern}")


def read_address(text: str) -> str | None:
    """Return the address that `text` is, in lower case; None for what is none."""
    address = text.strip().strip("<>").removeprefix("mailto:")
    return address.lower() if len(address) <= MAX_LETTERS and _ADDRESS.fullmatch(address) else None


def is_domain(text: str) -> bool:
    """Return whether `text` is the name of a domain."""
    return len(text) <= MAX_LETTERS and _DOMAIN.fullmatch(text) is not None


def is_within(address: str, domains: Collection[str]) -> bool:
    """Return whether an address lies in one of `domains`, or below it; `EVERY_DOMAIN` is any."""
    domain = address.partition("@")[2].lower()
    return EVERY_DOMAIN in domains or any(domain == one or domain.endswith(f".{one}") for one in domains)
