"""Limit on the time of a turn. The process stops a turn that works too long; handlers answer for it."""

from collections.abc import Callable
from typing import Protocol, TypeVar

Result = TypeVar("Result")


class TurnTimedOut(BaseException):
    """The turn worked too long. Raised in the middle of whatever it is doing.

    It is no `Exception`, so that nothing on its way takes it for an error that can be handled.
    """


class Limit(Protocol):
    """A limit on how long the work of a turn may take."""

    def __call__(self, work: Callable[[], Result]) -> Result:
        """Return the result of `work`. Raises TurnTimedOut if it takes too long, even if `work` catches that."""
        ...


def unlimited(work: Callable[[], Result]) -> Result:
    """Return the result of `work`, without a limit of time."""
    return work()
