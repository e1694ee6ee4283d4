"""The file of a SQLite registry: private from its creation, and checked for replacement while it is open.

SQLite goes on with a file that was deleted or replaced under it, into nothing, and makes an empty one for the next
connection. Here that is noticed, and nothing is written any more.
"""

import logging
import os
import stat
from contextlib import suppress
from pathlib import Path

from data import private_files
from data.errors import RegistryUnusable

_BESIDE = ("", "-wal", "-shm", "-journal")
"""What SQLite puts behind the name, the file itself first."""

_log = logging.getLogger(__name__)


class RegistryFile:
    """The file at `path`, which may not exist yet. Safe to share between threads."""

    def __init__(self, path: Path) -> None:
        self.path = path.expanduser().absolute()
        self._opened: tuple[int, int] | None = None
        self._said: str | None = None

    def prepare(self) -> None:
        """Create the file privately before a connection, or make it private. Raises RegistryUnusable."""
        self.check()
        with suppress(OSError):  # what it may be, SQLite will say when it opens the file
            private_files.make_file(self.path)
        for suffix in _BESIDE:
            private_files.close_to_others(self.path.with_name(self.path.name + suffix))

    def remember(self) -> None:
        """Remember which file the first connection opened."""
        self._opened = self._opened or self._identity()

    def forget(self) -> None:
        """Forget the file after the last connection: whatever is there next counts as the registry."""
        self._opened = self._said = None

    def fault(self) -> str | None:
        """Return "gone" or "replaced" if the opened file is no longer at its path; else None."""
        if self._opened is None or (found := self._identity()) == self._opened:
            return None
        return "replaced" if found else "gone"

    def check(self) -> None:
        """Raise RegistryUnusable if `fault` finds one; log when that begins and ends."""
        fault = self.fault()
        if fault != self._said:
            self._said = fault
            what = f"the registry's file is {fault}, nothing is written" if fault else "the registry's file is back"
            _log.error("%s: %s", what, self.path)
        if fault:
            raise RegistryUnusable(fault, str(self.path))

    def read_only_uri(self) -> str:
        """Return a SQLite URI for reading the file without creating or changing anything beside it.

        Raises RegistryUnusable: "missing" where there is none, "absent" where it cannot be opened. While somebody has
        the registry open its writes are in a file beside it, which is read too. Without one, SQLite would make it,
        even to read, and leave it.
        """
        try:
            is_file = stat.S_ISREG(self.path.stat().st_mode)
        except (FileNotFoundError, NotADirectoryError):
            raise RegistryUnusable("missing", str(self.path)) from None
        except OSError as error:
            raise RegistryUnusable("absent", error.strerror or "") from error
        if not is_file:
            raise RegistryUnusable("absent", "not a file")
        in_use = os.path.exists(f"{self.path}-wal")  # noqa: PTH110 - Path fails where nobody may look
        return f"{self.path.as_uri()}?mode=ro" + ("" if in_use else "&immutable=1")

    def _identity(self) -> tuple[int, int] | None:
        """Return device and inode of the file; None if there is none. They differ for a file that took its place."""
        try:
            found = os.stat(self.path)  # noqa: PTH116 - before every unit of work: Path takes three times as long
        except OSError:
            return None
        return found.st_dev, found.st_ino
