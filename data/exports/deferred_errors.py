"""A file wrapper that keeps the first write error until the end.

An archive that meets a full disk in the middle tries to finish itself when it is collected, long after its file was
closed, and the log has a traceback of it.
"""

import os
from collections.abc import Callable
from typing import BinaryIO


class DeferredErrors:
    """A wrapper around `file` for writing an archive. After an error, or `detach`, writes go nowhere."""

    def __init__(self, file: BinaryIO) -> None:
        self._file: BinaryIO | None = file
        self.error: OSError | None = None

    def write(self, content: bytes) -> int:
        self._try(lambda file: file.write(content))
        return len(content)

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        return self._try(lambda file: file.seek(offset, whence))

    def tell(self) -> int:
        return self._try(lambda file: file.tell())

    def flush(self) -> None:
        """Do nothing: writes are not buffered here."""

    def detach(self) -> None:
        """Ignore all further writes."""
        self._file = None

    def _try(self, do: Callable[[BinaryIO], int]) -> int:
        try:
            return do(self._file) if self._file else 0
        except OSError as error:
            self.error, self._file = error, None
            return 0
