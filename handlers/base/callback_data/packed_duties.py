"""Encoding of several duties in one button, each in the version that its reader saw, so that nothing else changes.

Five bytes a duty, in the 64 letters of base64 for addresses (RFC 4648, 5).
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterable

MAX_DUTIES = 8
"""The number of duties that fit beside the verb: 54 letters of the 64 bytes of a button
(`handlers.base.messages`).
"""

_ID, _VERSION = 3, 2

PATTERN = "|".join(rf"[A-Za-z0-9_-]{{{-(-8 * (_ID + _VERSION) * count // 6)}}}" for count in range(1, MAX_DUTIES + 1))
"""A pattern for what `pack` writes: six bits a letter."""

SeenDuty = tuple[int, int]
"""The id of a duty, and the version in which it was seen."""


def pack(duties: Iterable[SeenDuty]) -> str:
    """Return at most `MAX_DUTIES` duties as letters, the same in whatever order they stand on the page."""
    raw = b"".join(duty.to_bytes(_ID) + version.to_bytes(_VERSION) for duty, version in sorted(duties))
    return urlsafe_b64encode(raw).decode().rstrip("=")


def unpack(letters: str) -> list[SeenDuty]:
    """Return the duties in the order of their ids, the order in which they are locked."""
    raw = urlsafe_b64decode(letters + "=" * (-len(letters) % 4))
    each = [raw[at : at + _ID + _VERSION] for at in range(0, len(raw), _ID + _VERSION)]
    return sorted((int.from_bytes(one[:_ID]), int.from_bytes(one[_ID:])) for one in each)
