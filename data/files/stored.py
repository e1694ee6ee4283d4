"""What every place of files does, wherever their contents lie."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO, Protocol


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A stored file: its hash, its name, and the type and size of its content."""

    digest: str
    name: str
    media_type: str
    size: int


def get_digest(content: bytes) -> str:
    """Return the hash under which a content is stored."""
    return sha256(content).hexdigest()


class Files(Protocol):
    """File contents under their SHA-256."""

    @property
    def folder(self) -> Path | None:
        """Return the folder in which they lie; None where they lie in the registry's database."""
        ...

    def save(self, content: bytes) -> str:
        """Store `content`, or renew it if it is there already; return its digest."""
        ...

    def renew(self, digest: str) -> bool:
        """Mark the content as stored just now (`list_older_than`). Returns False if it is not there."""
        ...

    def read(self, digest: str) -> bytes:
        """Return the content. Raises NotFound if it is not there."""
        ...

    def open(self, digest: str) -> BinaryIO:
        """Open the content for reading. Raises FileNotFoundError if it is not there."""
        ...

    def list_digests(self) -> list[str]:
        """Return the digests of all contents."""
        ...

    def list_missing(self, digests: Iterable[str]) -> list[str]:
        """Return those of `digests` whose content is not there."""
        ...

    def list_older_than(self, instant: datetime) -> list[str]:
        """Return the digests of contents last stored before `instant` (real time, UTC)."""
        ...

    def delete(self, digests: Iterable[str], stored_before: datetime) -> None:
        """Delete unused contents, except those stored again since `stored_before` (real time, UTC).

        Somebody is about to refer to those.
        """
        ...

    def delete_drafts(self, older_than: datetime) -> None:
        """Delete what a killed process left half-written before `older_than` (real time, UTC)."""
        ...
