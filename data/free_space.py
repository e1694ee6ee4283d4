"""Free space of the disks that hold the registry and its files."""

import os
from collections.abc import Iterable
from pathlib import Path

from data.files import Files
from data.store import Store

LEAST_BYTES = 1_000_000_000
LEAST_PART = 0.1
"""A disk is nearly full when less than both is free: a tenth of a big one lasts for years."""


def list_written(store: Store, files: Files) -> list[Path]:
    """Return the folders that the bot writes to: none for what lies in a database on a server."""
    return [folder for folder in (store.folder, files.folder) if folder]


def find_full(folders: Iterable[Path]) -> list[Path]:
    """Return those of `folders` whose disk is nearly full; one that does not exist has no disk yet."""
    return [folder for folder in folders if _is_nearly_full(folder)]


def _is_nearly_full(folder: Path) -> bool:
    try:
        disk = os.statvfs(folder)
    except OSError:
        return False
    return disk.f_bavail * disk.f_frsize < LEAST_BYTES and disk.f_bavail < LEAST_PART * disk.f_blocks
