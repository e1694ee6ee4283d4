"""Folders and files that only their owner can open: they hold what officers wrote."""

import os
import stat
from contextlib import suppress
from pathlib import Path

OTHERS = stat.S_IRWXG | stat.S_IRWXO
"""What a mode grants to everybody but the owner."""
_FOLDER, _FILE = stat.S_IRWXU, stat.S_IRUSR | stat.S_IWUSR


def make_folder(folder: Path) -> None:
    """Create `folder` and missing parent folders with the mode 700."""
    if folder.exists():
        return
    make_folder(folder.parent)
    folder.mkdir(mode=_FOLDER, exist_ok=True)


def make_file(path: Path) -> None:
    """Create an empty file at `path` with the mode 600. Raises FileExistsError."""
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, _FILE))


def close_to_others(path: Path) -> None:
    """Remove the rights of group and others from `path`, if it exists and is ours."""
    with suppress(OSError):  # on a disk that can only be read, or that knows no owners, it stays what it is
        found = path.stat()
        if is_open_to_others(found) and found.st_uid == os.geteuid():
            path.chmod(stat.S_IMODE(found.st_mode) & ~OTHERS)


def is_open_to_others(found: os.stat_result) -> bool:
    """Return whether group or others have any right on a file with status `found`; False outside POSIX."""
    return os.name == "posix" and bool(found.st_mode & OTHERS)


def is_replaceable_by_others(folder: Path) -> bool:
    """Return whether others may delete or replace files in `folder`; in a sticky one (/tmp) they may not."""
    mode = folder.stat().st_mode
    return os.name == "posix" and bool(mode & (stat.S_IWGRP | stat.S_IWOTH)) and not mode & stat.S_ISVTX
