"""The folder of what officers sent in."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from data.errors import NotFound
from data.files.folder import FilesInFolder
from tests.files import PDF

LONG_AGO = datetime(2024, 2, 26, tzinfo=UTC)


@pytest.fixture
def files(tmp_path: Path) -> FilesInFolder:
    return FilesInFolder(tmp_path / "files")


def contents(files: FilesInFolder) -> list[Path]:
    return [path for path in files.folder.rglob("*") if path.is_file()]


def test_nobody_else_on_the_machine_reads_it_and_nothing_can_run_it(files: FilesInFolder) -> None:
    files.save(PDF)
    [path] = contents(files)
    assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)


def test_a_write_that_fails_leaves_no_half_of_it_under_its_name(
    files: FilesInFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(OSError, match="No space"):
            files.save(PDF)
    assert contents(files) == []
    assert files.read(files.save(PDF)) == PDF


def test_what_was_lost_is_said_to_be(files: FilesInFolder) -> None:
    digest = files.save(PDF)
    contents(files)[0].unlink()
    assert files.list_missing([digest]) == [digest]
    with pytest.raises(NotFound):
        files.read(digest)


def test_what_is_sent_again_counts_as_new(files: FilesInFolder) -> None:
    digest, other = files.save(PDF), files.save(b"%PDF- other")
    for path in contents(files):
        os.utime(path, (LONG_AGO.timestamp(),) * 2)
    files.save(PDF)
    assert files.list_older_than(LONG_AGO + timedelta(days=1)) == [other]
    files.delete([digest, other], LONG_AGO + timedelta(days=1))
    assert files.list_missing([digest, other]) == [other]
