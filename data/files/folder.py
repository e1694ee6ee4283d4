"""Files in a folder that only the bot's account can open."""

import os
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from data.atomic_file import DRAFTS, write_atomically
from data.errors import NotFound
from data.files.stored import get_digest
from data.private_files import make_folder


class FilesInFolder:
    """A folder of file contents under their SHA-256, created with the first."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def save(self, content: bytes) -> str:
        """Store `content`, or renew it if it is there already; return its digest."""
        digest = get_digest(content)
        if not self.renew(digest):
            self._write(self._path(digest), content)
        return digest

    def renew(self, digest: str) -> bool:
        """Mark the content as stored just now (`list_older_than`). Returns False if it is not there."""
        try:
            os.utime(self._path(digest))
        except FileNotFoundError:
            return False
        return True

    def read(self, digest: str) -> bytes:
        """Return the content. Raises NotFound if it is not there."""
        try:
            return self._path(digest).read_bytes()
        except FileNotFoundError:
            raise NotFound("file", digest) from None

    def open(self, digest: str) -> BinaryIO:
        """Open the content for reading. Raises FileNotFoundError if it is not there."""
        return self._path(digest).open("rb")

    def list_digests(self) -> list[str]:
        """Return the digests of all contents."""
        return [path.name for path in self._all()]

    def list_missing(self, digests: Iterable[str]) -> list[str]:
        """Return those of `digests` whose content is not in the folder."""
        return [digest for digest in digests if not self._path(digest).exists()]

    def list_older_than(self, instant: datetime) -> list[str]:
        """Return the digests of contents last stored before `instant` (real time, UTC)."""
        return [path.name for path in self._all() if _stored_at(path) < instant]

    def delete(self, digests: Iterable[str], stored_before: datetime) -> None:
        """Delete unused contents, except those stored again since `stored_before` (real time, UTC).

        Somebody is about to refer to those.
        """
        for digest in digests:
            path = self._path(digest)
            if path.exists() and _stored_at(path) < stored_before:
                path.unlink(missing_ok=True)

    def delete_drafts(self, older_than: datetime) -> None:
        """Delete drafts of a killed process that are older than `older_than` (real time, UTC)."""
        for path in self.folder.glob(f"??/{DRAFTS}"):
            if _stored_at(path) < older_than:
                path.unlink(missing_ok=True)

    def _all(self) -> Iterator[Path]:
        return self.folder.glob("??/" + "?" * 64)

    def _path(self, digest: str) -> Path:
        return self.folder / digest[:2] / digest

    def _write(self, path: Path, content: bytes) -> None:
        """Write the content under its name; writing the same content twice is harmless."""
        make_folder(path.parent)
        write_atomically(path, content)


def _stored_at(path: Path) -> datetime:
    return datetime.fromtimestamp(path.stat().st_mtime, UTC)
