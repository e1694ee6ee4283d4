"""Measure the calls of a channel: how long its provider takes, and how often it asks for slower ones."""

from typing import Protocol


class Meters(Protocol):
    """The meters of one channel. Both calls return at once and never raise."""

    def count_sent(self, seconds: float) -> None:
        """Count a message that the provider took, and the time between asking and being answered."""
        ...

    def count_slow_down(self) -> None:
        """Count a call that the provider refused because it was asked too fast."""
        ...


class NoMeters:
    """Meters of a process that is not measured."""

    def count_sent(self, seconds: float) -> None:
        """Count nothing."""

    def count_slow_down(self) -> None:
        """Count nothing."""


NO_METERS = NoMeters()
