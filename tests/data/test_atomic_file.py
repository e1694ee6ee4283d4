"""A file is there whole or not at all, whatever fails while it is written."""

import errno
import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from data.atomic_file import draft_file, write_atomically


class Killed(BaseException):
    """As Ctrl-C: no Exception."""


FAILURES = [
    OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)),
    OSError(errno.EDQUOT, os.strerror(errno.EDQUOT)),
    ZeroDivisionError("a fault of ours"),
    KeyboardInterrupt(),
    Killed(),
]


def fails_with(error: BaseException) -> Callable[..., None]:
    def fail(*_: object, **__: object) -> None:
        raise error

    return fail


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture(params=[False, True], ids=["new", "there"])
def target(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A name that nothing has, or a file of before."""
    path = tmp_path / "a.xlsx"
    if request.param:
        path.write_bytes(b"before")
    return path


@pytest.mark.parametrize("replaced", ["os.fsync", "pathlib.Path.replace", "pathlib.Path.write_bytes"])
@pytest.mark.parametrize("error", FAILURES, ids=repr)
def test_a_failure_at_any_step_leaves_what_was_there_and_no_draft(
    target: Path, error: BaseException, replaced: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = {path: path.read_bytes() for path in target.parent.iterdir()}
    with monkeypatch.context() as patch:
        patch.setattr(replaced, fails_with(error))
        with pytest.raises(type(error)):
            write_atomically(target, b"after")
    assert {path: path.read_bytes() for path in target.parent.iterdir()} == before


@pytest.mark.parametrize("error", FAILURES, ids=repr)
def test_a_new_file_that_cannot_be_finished_has_no_name(tmp_path: Path, error: BaseException) -> None:
    def write() -> None:
        with draft_file(tmp_path / "a.db", replace=False) as draft:
            draft.write_bytes(b"half")
            raise error

    with pytest.raises(type(error)):
        write()
    assert names(tmp_path) == []


def test_it_has_its_name_only_when_it_is_whole(target: Path) -> None:
    before = target.read_bytes() if target.exists() else None
    with draft_file(target) as draft:
        draft.write_bytes(b"aft")
        assert (target.read_bytes() if target.exists() else None) == before
        draft.write_bytes(b"after")
    assert target.read_bytes() == b"after"
    assert names(target.parent) == ["a.xlsx"]


@pytest.mark.parametrize("mask", [0o000, 0o022, 0o077])
def test_nobody_else_reads_it_nor_its_draft(target: Path, mask: int) -> None:
    if target.exists():
        target.chmod(0o644)
    before = os.umask(mask)
    try:
        with draft_file(target) as draft:
            assert stat.S_IMODE(draft.stat().st_mode) == 0o600
    finally:
        os.umask(before)
    assert stat.S_IMODE(target.stat().st_mode) == 0o600


def test_a_link_stays_and_what_it_leads_to_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    (tmp_path / "there" / "b").write_bytes(b"before")
    (tmp_path / "a").symlink_to(tmp_path / "there" / "b")
    write_atomically(tmp_path / "a", b"after")
    assert (tmp_path / "a").is_symlink()
    assert (tmp_path / "there" / "b").read_bytes() == b"after"
    assert names(tmp_path / "there") == ["b"]


def test_what_is_no_file_is_refused_by_the_name_that_was_asked_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "file").write_bytes(b"")
    (tmp_path / "device").symlink_to("/dev/null")
    for target, code in (
        ("pipe", errno.EOPNOTSUPP),
        ("device", errno.EOPNOTSUPP),
        (".", errno.EISDIR),
        ("file/x", errno.ENOTDIR),
        ("none/x", errno.ENOENT),
    ):
        with pytest.raises(OSError, match=r".") as refused:
            write_atomically(tmp_path / target, b"after")
        assert (refused.value.errno, refused.value.filename) == (code, str(tmp_path / target))
    assert stat.S_ISFIFO((tmp_path / "pipe").stat().st_mode)
    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)


@pytest.mark.parametrize("target", ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1", "/dev/none"])
def test_what_the_system_names_is_not_replaced_even_where_it_leads_to_a_file(target: str) -> None:
    with pytest.raises(OSError, match=r".") as refused:
        write_atomically(Path(target), b"after")
    assert (refused.value.errno, refused.value.filename) == (errno.EOPNOTSUPP, target)


def test_a_full_disk_is_told_of_the_file_that_was_asked_for(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.fsync", fails_with(OSError(errno.ENOSPC, "full")))
    with pytest.raises(OSError, match="full") as refused:
        write_atomically(target, b"after")
    assert refused.value.filename == str(target)


@pytest.fixture(params=[None, errno.EPERM, errno.EOPNOTSUPP], ids=["links", "no links", "network folder"])
def disk(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """One that knows second names of files, or one that does not."""
    if request.param:
        monkeypatch.setattr("os.link", fails_with(OSError(request.param, "no links")))


@pytest.mark.usefixtures("disk")
def test_a_new_file_replaces_none_not_even_one_that_comes_meanwhile(tmp_path: Path) -> None:
    with draft_file(tmp_path / "a", replace=False) as draft:
        draft.write_bytes(b"copy")
    assert ((tmp_path / "a").read_bytes(), names(tmp_path)) == (b"copy", ["a"])
    with pytest.raises(FileExistsError), draft_file(tmp_path / "a", replace=False):
        pytest.fail("it is there: nothing is written")
    with pytest.raises(FileExistsError) as refused, draft_file(tmp_path / "b", replace=False) as draft:
        (tmp_path / "b").write_bytes(b"meanwhile")
    assert refused.value.filename == str(tmp_path / "b")
    assert ((tmp_path / "b").read_bytes(), names(tmp_path)) == (b"meanwhile", ["a", "b"])


def test_a_name_that_could_not_be_given_is_given_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("os.link", fails_with(OSError(errno.EPERM, "no links")))
        patch.setattr("pathlib.Path.replace", fails_with(OSError(errno.ENOSPC, "full")))
        with pytest.raises(OSError, match="full"), draft_file(tmp_path / "a", replace=False):
            pass
    assert names(tmp_path) == []
