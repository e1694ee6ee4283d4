"""Backups of many nights in one folder: each named by its instant, the oldest deleted."""

import re
from datetime import datetime
from pathlib import Path

from data.rules.viet_nam_time import VIET_NAM

_NAME = re.compile(r"nhacviec-\d{8}-\d{6}\.zip")


def name_backup(folder: Path, at: datetime) -> Path:
    """Return the file of a backup made at the real instant `at`: by Viet Nam's time, so that names sort by age."""
    return folder / f"nhacviec-{at.astimezone(VIET_NAM):%Y%m%d-%H%M%S}.zip"


def delete_oldest(folder: Path, keep: int) -> list[Path]:
    """Delete all but the newest `keep` backups that bear such names; return the deleted ones. Others stay."""
    found = sorted(path for path in folder.iterdir() if _NAME.fullmatch(path.name) and path.is_file())
    old = found[: max(0, len(found) - keep)]
    for path in old:
        path.unlink()
    return old
