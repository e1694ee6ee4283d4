"""Atomic writing of files: a draft beside the target, renamed over it when complete.

A full disk, a fault or Ctrl-C leaves what stood under the name before. Only a process that is killed leaves its
draft, under a name (`DRAFTS`) that nobody takes for the file.
"""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import mkstemp

_PREFIX = ".nhacviec-draft-"
DRAFTS = f"{_PREFIX}*"
"""The names of drafts, as a pattern."""
_NO_LINKS = {errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS, errno.EINVAL, errno.EMLINK, errno.EACCES}
"""What systems say whose disk knows no second name of a file (FAT, some network folders)."""


@contextmanager
def draft_file(target: Path, *, replace: bool = True) -> Iterator[Path]:
    """Yield an empty draft beside `target`, readable by its owner only; rename it to `target` at the end.

    Whoever writes it has closed it by then. With `replace` false a file that is there, or comes meanwhile, stays:
    FileExistsError. Raises OSError with the name of `target`; it must be a file, not a folder or a device.
    """
    with _report_target(target):
        place = _resolve(target, replace=replace)
        handle, name = mkstemp(prefix=_PREFIX, dir=place.parent)
    os.close(handle)
    draft = Path(name).absolute()
    try:
        with _report_target(target, draft):
            yield draft
            _flush(draft)
            if replace:
                draft.replace(place)
            else:
                _name_unless_taken(draft, place)
            _flush_folder(place.parent)
    finally:
        draft.unlink(missing_ok=True)


def write_atomically(target: Path, content: bytes) -> None:
    """Write `content` to `target`, atomically replacing an existing file. Raises OSError."""
    with draft_file(target) as draft:
        draft.write_bytes(content)


def _resolve(target: Path, *, replace: bool) -> Path:
    """Return the path to rename the draft to: of a symbolic link its target, so that the link stays."""
    if not replace:
        if os.path.lexists(target):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST))
        return target
    place = target.resolve()
    if place.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if (place.exists() and not place.is_file()) or _is_device(target):
        raise OSError(errno.EOPNOTSUPP, "not a regular file")
    return place


def _is_device(target: Path) -> bool:
    """Return whether `target` is /dev/stdout or the like, which a rename would replace instead of write to."""
    start = target.parent.absolute().parts[1:3]
    return start[:1] in (("dev",), ("proc",)) and start != ("dev", "shm")


def _name_unless_taken(draft: Path, place: Path) -> None:
    try:
        os.link(draft, place)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
    else:
        return
    os.close(os.open(place, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))  # the name is ours from here on
    try:
        draft.replace(place)
    except BaseException:
        place.unlink(missing_ok=True)
        raise


def _flush(draft: Path) -> None:
    """Wait until the draft is on the disk: a renamed file without its content would be worse than none."""
    handle = os.open(draft, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _flush_folder(folder: Path) -> None:
    with suppress(OSError):  # some systems cannot; the file itself is safe
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextmanager
def _report_target(target: Path, draft: Path | None = None) -> Iterator[None]:
    """Replace the name of the draft by `target` in errors: callers do not know the draft."""
    try:
        yield
    except OSError as error:
        if draft is None or error.filename in (None, str(draft)):
            error.filename, error.filename2 = str(target), None
        raise
