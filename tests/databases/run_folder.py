"""What the processes of one run of tests share: a folder in memory, and what one of them makes in it for all."""

import fcntl
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

_VARIABLE = "TESTS_FOLDER_OF_RUN"
_MEMORY, _ROOM = "/dev/shm", 1 << 30


def make_run_folder() -> Callable[[], None]:
    """Make the folder of a run, which the processes it starts inherit; return what removes it."""
    folder, before = mkdtemp(prefix="nhacviec-tests-", dir=_folder_in_memory()), os.environ.get(_VARIABLE)
    os.environ[_VARIABLE] = folder

    def remove() -> None:
        shutil.rmtree(folder)
        if before is None:
            del os.environ[_VARIABLE]
        else:
            os.environ[_VARIABLE] = before

    return remove


def run_folder() -> Path:
    """Return the folder of this run."""
    return Path(os.environ[_VARIABLE])


@contextmanager
def made_once(mark: Path) -> Iterator[bool]:
    """Yield whether something is still to be made, to one process at a time; `mark` is there once it is made."""
    if mark.exists():
        yield False
        return
    with mark.with_name(f"{mark.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        to_be_made = not mark.exists()
        yield to_be_made
        if to_be_made:
            mark.touch()


def _folder_in_memory() -> str | None:
    """Return the system's in-memory folder if it has room: hundreds of registries come and go with a run."""
    usable = os.access(_MEMORY, os.W_OK) and shutil.disk_usage(_MEMORY).free > _ROOM
    return _MEMORY if usable else None
