"""Files that are written whole or not at all: beside their place first, then renamed.

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
    """Give an empty draft beside `target`, for its owner alone, which becomes `target` when the block ends well.

    Whoever writes it has closed it by then. With `replace` false a file that is there, or comes meanwhile, stays:
    FileExistsError. Raises OSError with the name of `target`; it must be a file, not a folder or a device.
    """
    with _naming(target):
        place = _place(target, replace=replace)
        handle, name = mkstemp(prefix=_PREFIX, dir=place.parent)
    os.close(handle)
    draft = Path(name).absolute()
    try:
        with _naming(target, draft):
            yield draft
            _flush(draft)
            if replace:
                draft.replace(place)
            else:
                _name_unless_taken(draft, place)
            _flush_folder(place.parent)
    finally:
        draft.unlink(missing_ok=True)


def write_whole(target: Path, content: bytes) -> None:
    """Put `content` under the name `target`, in place of what is there. Raises OSError."""
    with draft_file(target) as draft:
        draft.write_bytes(content)


def _place(target: Path, *, replace: bool) -> Path:
    """Return where the draft is to go: a link keeps its place, its target is replaced."""
    if not replace:
        if os.path.lexists(target):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST))
        return target
    place = target.resolve()
    if place.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if (place.exists() and not place.is_file()) or _of_the_system(target):
        raise OSError(errno.EOPNOTSUPP, "not a regular file")
    return place


def _of_the_system(target: Path) -> bool:
    """Tell whether `target` is /dev/stdout or the like: renaming would take the open file away from there."""
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
    """Wait until the disk has all of it: a file name without its content would be worse than none."""
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
def _naming(target: Path, draft: Path | None = None) -> Iterator[None]:
    """Name `target` in errors instead of its draft, which the caller knows nothing of."""
    try:
        yield
    except OSError as error:
        if draft is None or error.filename in (None, str(draft)):
            error.filename, error.filename2 = str(target), None
        raise
