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
    """A file that lies in the folder: where, by its hash; its name, fit to be shown; what its content is."""

    digest: str
    name: str
    media_type: str
    size: int


class Files:
    """A folder of contents by their SHA-256. It is made when the first is kept."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def keep(self, content: bytes) -> str:
        """Writes `content` down for good unless it is there; returns its digest."""
        digest = sha256(content).hexdigest()
        if not self.renew(digest):
            self._write(self._path(digest), content)
        return digest

    def renew(self, digest: str) -> bool:
        """The content counts as kept just now (`older_than`). False, and nothing happens, if it is not there."""
        try:
            os.utime(self._path(digest))
        except FileNotFoundError:
            return False
        return True

    def read(self, digest: str) -> bytes:
        """The content. Raises NotFound where the folder has lost it."""
        try:
            return self._path(digest).read_bytes()
        except FileNotFoundError:
            raise NotFound("file", digest) from None

    def missing(self, digests: Iterable[str]) -> list[str]:
        """Those of `digests` that are not there."""
        return [digest for digest in digests if not self._path(digest).exists()]

    def older_than(self, instant: datetime) -> list[str]:
        """What was last kept before `instant` (of the world outside, UTC)."""
        return [path.name for path in self._all() if _kept_at(path) < instant]

    def drop(self, digests: Iterable[str], kept_before: datetime) -> None:
        """Deletes contents that nothing refers to, but for those that were kept anew since `kept_before`: somebody
        is about to refer to them.
        """
        for digest in digests:
            path = self._path(digest)
            if path.exists() and _kept_at(path) < kept_before:
                path.unlink(missing_ok=True)

    def drop_drafts(self, begun_before: datetime) -> None:
        """Deletes what a process that was killed had begun to write."""
        for path in self.folder.glob(f"??/{DRAFTS}"):
            if _kept_at(path) < begun_before:
                path.unlink(missing_ok=True)

    def _all(self) -> Iterator[Path]:
        return self.folder.glob("??/" + "?" * 64)

    def _path(self, digest: str) -> Path:
        return self.folder / digest[:2] / digest

    def _write(self, path: Path, content: bytes) -> None:
        """A second writer of the same content does no harm."""
        make_folder(path.parent)
        write_whole(path, content)


def _kept_at(path: Path) -> datetime:
    return datetime.fromtimestamp(path.stat().st_mtime, UTC)
