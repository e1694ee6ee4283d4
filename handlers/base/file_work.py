"""Files that take long to make: work that can be handed to another process."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import partial

from data.store import Session

OpenRegistry = Callable[[], AbstractContextManager[Session]]
"""Opens a session for reading."""
FileWork = Callable[[OpenRegistry], bytes]
"""Makes a file. It is pickled: a function of a module, or a `partial` of one with facts."""


class WorkFailed(Exception):
    """A file that was not made: `str(error)` is for the log."""


def without_registry(make: Callable[[], bytes]) -> FileWork:
    """Return the work of a function that needs no registry any more; it too must be one that can be pickled."""
    return partial(_make, make)


def _make(make: Callable[[], bytes], _open_registry: OpenRegistry) -> bytes:
    return make()
