"""Quotas of channels: the messages that a provider allows in a month, and what is kept back before they are spent."""

from data.enums import DeliveryKind, QuotaLevel

_WARNING, _SCARCE = 80, 95
"""Percent of a month's messages from which administrators are warned, and from which they are scarce."""

LEFT_OUT_WHEN_SCARCE = frozenset({DeliveryKind.CHANGE, DeliveryKind.REQUESTED})
"""Messages that are not sent any more once they are scarce: the next digest tells the same."""


def level_of(sent: int, allowed: int) -> QuotaLevel | None:
    """Return the level that `sent` of `allowed` messages have reached; None below the first, or without a limit (0).

    `SPENT` is said by the provider alone: it may count otherwise.
    """
    if not allowed or 100 * sent < _WARNING * allowed:
        return None
    return QuotaLevel.WARNING if 100 * sent < _SCARCE * allowed else QuotaLevel.SCARCE
