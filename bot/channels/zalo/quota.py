"""The interface by which a channel counts the messages of its month."""

from typing import Protocol


class Quota(Protocol):
    """The messages of one bot in a month, kept by the process. A month is one of the calendar in Viet Nam."""

    @property
    def is_spent(self) -> bool:
        """Return whether the provider has said that this month's messages are spent."""
        ...

    def seconds_left(self) -> float:
        """Return the real time in which this month ends, in seconds."""
        ...

    def count_sent(self) -> None:
        """Count a message that was sent, or may have been."""
        ...

    def count_received(self, number: int) -> None:
        """Count messages that came in."""
        ...

    def mark_spent(self) -> None:
        """Note that the provider says so; until the month ends nothing is sent."""
        ...
