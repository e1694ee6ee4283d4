"""Files that officers sent in: each content once, under its hash, in a folder that only the program reads."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from data.atomic_file import DRAFTS, write_whole
from data.errors import NotFound
from data.private_files import make_folder


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file in the folder: its hash, a name that can be shown, and the type of its content."""

    digest: str
    name: str
    media_type: str
    size: int


class Files:
    """A folder of contents by their SHA-256, made when the first is stored."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def keep(self, content: bytes) -> str:
        """Store `content` unless it is there already; return its digest."""
        digest = sha256(content).hexdigest()
        if not self.renew(digest):
            self._write(self._path(digest), content)
        return digest

    def renew(self, digest: str) -> bool:
        """Mark the content as stored just now (`older_than`). False, and nothing happens, if it is not there."""
        try:
            os.utime(self._path(digest))
        except FileNotFoundError:
            return False
        return True

    def read(self, digest: str) -> bytes:
        """Return the content. Raises NotFound where the folder has lost it."""
        try:
            return self._path(digest).read_bytes()
        except FileNotFoundError:
            raise NotFound("file", digest) from None

    def missing(self, digests: Iterable[str]) -> list[str]:
        """Return the `digests` whose content is not there."""
        return [digest for digest in digests if not self._path(digest).exists()]

    def older_than(self, instant: datetime) -> list[str]:
        """Return the digests of contents last stored before `instant` (real time, UTC)."""
        return [path.name for path in self._all() if _kept_at(path) < instant]

    def drop(self, digests: Iterable[str], kept_before: datetime) -> None:
        """Delete contents that nothing refers to, except those stored again since `kept_before`.

        Somebody is about to refer to those.
        """
        for digest in digests:
            path = self._path(digest)
            if path.exists() and _kept_at(path) < kept_before:
                path.unlink(missing_ok=True)

    def drop_drafts(self, begun_before: datetime) -> None:
        """Delete drafts of a killed process that are older than `begun_before` (real time, UTC)."""
        for path in self.folder.glob(f"??/{DRAFTS}"):
            if _kept_at(path) < begun_before:
                path.unlink(missing_ok=True)

    def _all(self) -> Iterator[Path]:
        return self.folder.glob("??/" + "?" * 64)

    def _path(self, digest: str) -> Path:
        return self.folder / digest[:2] / digest

    def _write(self, path: Path, content: bytes) -> None:
        """Write the content under its name; a second writer of the same content does no harm."""
        make_folder(path.parent)
        write_whole(path, content)


def _kept_at(path: Path) -> datetime:
    return datetime.fromtimestamp(path.stat().st_mtime, UTC)
