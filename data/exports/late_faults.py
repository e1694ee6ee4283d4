"""A file whose first fault is told at the end.

An archive that meets a full disk in the middle tries to finish itself when it is collected, long after its file was
closed, and the log has a traceback of it.
"""

import os
from collections.abc import Callable
from typing import BinaryIO


class LateFaults:
    """What an archive writes to instead of `file`: after a fault, or once `left`, nowhere."""

    def __init__(self, file: BinaryIO) -> None:
        self._file: BinaryIO | None = file
        self.fault: OSError | None = None

    def write(self, content: bytes) -> int:
        self._try(lambda file: file.write(content))
        return len(content)

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        return self._try(lambda file: file.seek(offset, whence))

    def tell(self) -> int:
        return self._try(lambda file: file.tell())

    def flush(self) -> None:
        """Nothing is kept back here."""

    def left(self) -> None:
        """Whatever comes later comes too late."""
        self._file = None

    def _try(self, do: Callable[[BinaryIO], int]) -> int:
        try:
            return do(self._file) if self._file else 0
        except OSError as error:
            self.fault, self._file = error, None
            return 0
