"""Which disk is nearly full."""

import os
from pathlib import Path
from types import SimpleNamespace

import pytest

from data.free_space import find_full

GB = 1_000_000_000


@pytest.mark.parametrize(
    ("free", "size", "is_full"),
    [
        (50 * GB, 500 * GB, False),
        (5 * GB, 500 * GB, False),
        (GB // 2, 500 * GB, True),
        (GB // 2, GB, False),
        (0, GB, True),
    ],
)
def test_a_disk_is_nearly_full_by_its_size_and_what_is_free(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, free: int, size: int, is_full: bool
) -> None:
    disk = SimpleNamespace(f_bavail=free // 4096, f_blocks=size // 4096, f_frsize=4096)
    monkeypatch.setattr(os, "statvfs", lambda _folder: disk)
    assert find_full([tmp_path]) == ([tmp_path] if is_full else [])


def test_a_folder_that_does_not_exist_yet_has_no_disk(tmp_path: Path) -> None:
    assert find_full([tmp_path / "files"]) == []
