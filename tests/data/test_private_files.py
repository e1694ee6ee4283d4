"""What this program makes is its owner's alone; what is somebody else's it leaves as it is."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from data import private_files


@pytest.fixture(params=[0o000, 0o022, 0o077], ids=oct, autouse=True)
def any_mask(request: pytest.FixtureRequest) -> Iterator[None]:
    """Whatever the system grants to others."""
    before = os.umask(request.param)
    yield
    os.umask(before)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_folders_are_made_for_their_owner_alone_and_those_above_are_left(tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared").chmod(0o755)
    private_files.make_folder(tmp_path / "shared" / "a" / "b")
    private_files.make_folder(tmp_path / "shared" / "a" / "b")
    assert [mode(tmp_path / name) for name in ("shared", "shared/a", "shared/a/b")] == [0o755, 0o700, 0o700]


def test_a_file_is_made_once(tmp_path: Path) -> None:
    private_files.make_file(tmp_path / "a")
    assert mode(tmp_path / "a") == 0o600
    with pytest.raises(FileExistsError):
        private_files.make_file(tmp_path / "a")


@pytest.mark.parametrize(
    ("before", "after"), [(0o644, 0o600), (0o755, 0o700), (0o477, 0o400), (0o600, 0o600), (0o2770, 0o2700)]
)
def test_others_lose_what_they_may_and_the_owner_nothing(tmp_path: Path, before: int, after: int) -> None:
    (tmp_path / "a").touch()
    (tmp_path / "a").chmod(before)
    assert private_files.is_open_to_others((tmp_path / "a").stat()) == (before != after)
    private_files.close_to_others(tmp_path / "a")
    assert mode(tmp_path / "a") == after


def test_what_is_not_there_or_not_ours_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    private_files.close_to_others(tmp_path / "none")
    (tmp_path / "theirs").touch()
    (tmp_path / "theirs").chmod(0o644)
    monkeypatch.setattr("os.geteuid", lambda: os.getuid() + 1)
    private_files.close_to_others(tmp_path / "theirs")
    assert mode(tmp_path / "theirs") == 0o644


@pytest.mark.parametrize(
    ("granted", "may"), [(0o700, False), (0o755, False), (0o775, True), (0o757, True), (0o1777, False)]
)
def test_who_may_write_into_a_folder_may_replace_what_lies_there(tmp_path: Path, granted: int, may: bool) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a").chmod(granted)
    assert private_files.is_replaceable_by_others(tmp_path / "a") is may
