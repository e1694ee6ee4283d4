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
