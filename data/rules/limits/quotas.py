"""How much one person may send, ask for and try, and when the messages of a channel that sells them are scarce."""

from datetime import timedelta

from data.enums import QuotaLevel

FILES_PER_DAY = 100
"""Files of an officer: enough for the end of a year, when an agency of a province reports thirty duties, each with a
document and annexes."""
BYTES_PER_DAY = 300 * 1024 * 1024
"""The same in bytes."""

MAIL_CODES_PER_DAY = 5
"""Codes sent for one officer to mail addresses: nobody is to be flooded by a stranger's mails."""
MAIL_CODE_TRIES = 5
"""Wrong codes after which a new one must be sent."""

INVITATION_CODE_TRIES = 5
"""Wrong invitation codes that a chat may type within `TRIES_COUNT_FOR`."""
TRIES_COUNT_FOR = timedelta(hours=1)

JOIN_REQUESTS_PER_HOUR = 3
"""How often a chat without an officer may ask to be let in: strangers cost nobody's time."""
WAITING_JOIN_REQUESTS = 100
"""How many such requests may wait in all."""

PERCENT_WARNING, PERCENT_SCARCE = 80, 95
"""Percent of a month's messages from which administrators are warned, and from which they are scarce."""


def quota_level_of(sent: int, allowed: int) -> QuotaLevel | None:
    """Return the level that `sent` of `allowed` messages have reached; None below the first, or without a limit (0).

    `SPENT` is said by the provider alone: it may count otherwise.
    """
    if not allowed or 100 * sent < PERCENT_WARNING * allowed:
        return None
    return QuotaLevel.WARNING if 100 * sent < PERCENT_SCARCE * allowed else QuotaLevel.SCARCE
