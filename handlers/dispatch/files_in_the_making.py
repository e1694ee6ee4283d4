"""Which files are being made for whom: nobody has the same one made twice at a time."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

from handlers.base.messages import Reply


class FilesInTheMaking:
    """The files that this process is making, by officer and name. Safe to use from several threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._made: Counter[tuple[int, str]] = Counter()

    def has(self, officer_id: int, reply: Reply) -> bool:
        """Return whether a file of `reply` is just being made for this officer."""
        with self._lock:
            return any((officer_id, name) in self._made for name in _slow(reply))

    @contextmanager
    def hold(self, officer_id: int, reply: Reply) -> Iterator[None]:
        """Count the files of `reply` as being made while the block runs."""
        held = [(officer_id, name) for name in _slow(reply)]
        with self._lock:
            self._made.update(held)
        try:
            yield
        finally:
            with self._lock:
                self._made.subtract(held)
                self._made += Counter()  # drops what is zero


def _slow(reply: Reply) -> list[str]:
    return [file.name for file in reply.files if file.work]
