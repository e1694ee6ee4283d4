"""Limits of a child process."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits of one child: bytes of address space, seconds of CPU, seconds in all, bytes of its answer."""

    memory: int = 1024 * 1024 * 1024
    cpu: int = 60
    wall: float = 120.0
    answer: int = 8 * 1024 * 1024


DEFAULT = Limits()

OF_PLANS = Limits(answer=64 * 1024 * 1024)
"""20,000 rows of a plan as a text are 40 MB at the most."""
