"""A turn that works too long is given up: what stops it is the process's business, what becomes of it is ours."""

from collections.abc import Callable
from typing import Protocol, TypeVar

Result = TypeVar("Result")


class TurnTimedOut(BaseException):
    """Raised in the middle of whatever a turn is doing. No `Exception`, so that nothing on its way takes it for a
    fault that it can live with.
    """


class Limit(Protocol):
    """How long the work of a turn may take."""

    def __call__(self, work: Callable[[], Result]) -> Result:
        """The result of `work`. Raises GivenUp where that takes too long, whatever `work` makes of being stopped."""
        ...


def unlimited(work: Callable[[], Result]) -> Result:
    """A `Limit` that is none."""
    return work()
