"""A backup of registry and files in one archive, consistent though officers go on sending."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import file_digest
from pathlib import Path
from tempfile import TemporaryDirectory

from data.atomic_file import DRAFTS, draft_file
from data.backup.archive import REGISTRY, Manifest, write_archive
from data.backup.snapshot import take_snapshot
from data.database_errors import translate_errors
from data.files import Files
from data.registry.duties import proofs
from data.schema import revisions
from data.store import Store
from data.version import VERSION

BARE = frozenset({".db", ".sqlite", ".sqlite3"})
"""Endings of a file that is to be the registry alone, as SQLite has it."""


@dataclass(frozen=True, slots=True)
class MadeBackup:
    """A finished backup: the SHA-256 of the archive, how many files are in it, and how many were lost before."""

    digest: str
    files: int
    lost: int


def make_backup(store: Store, files: Files, target: Path, made_at: datetime) -> MadeBackup:
    """Write registry and files to the new archive `target`, which gets that name when it is whole and checked; to a
    file with one of the endings of `BARE` the registry alone.

    `made_at` is the real instant. Raises FileExistsError for a file that is there; RegistryUnusable, CopyRefused or
    OSError where no good backup can be made: then there is none.
    """
    with draft_file(target, replace=False) as draft, _folder_beside(draft) as folder:
        if target.suffix.casefold() in BARE:
            return _copy_registry(store, draft, Path(folder) / REGISTRY)
        with write_archive(draft) as archive:
            registry = Path(folder) / REGISTRY
            # Files before and after the registry: what it refers to was there before, or has come meanwhile. None
            # that it refers to can have come and gone in between.
            archive.add_files(files)
            with translate_errors():
                schema = take_snapshot(store, registry)
            archive.add_files(files)
            archive.add_registry(registry, Manifest(VERSION, schema, made_at, _hash(registry)))
            lost = _count_lost(registry, archive.packed) if schema == revisions()[-1] else 0
            packed = len(archive.packed)
        return MadeBackup(_hash(draft), packed, lost)


def _folder_beside(draft: Path) -> TemporaryDirectory[str]:
    return TemporaryDirectory(prefix=DRAFTS.rstrip("*"), dir=draft.parent)


def _copy_registry(store: Store, draft: Path, copy: Path) -> MadeBackup:
    with translate_errors():
        take_snapshot(store, copy)
    copy.replace(draft)
    draft.chmod(0o600)
    return MadeBackup(_hash(draft), files=0, lost=0)


def _hash(path: Path) -> str:
    with path.open("rb") as content:
        return file_digest(content, "sha256").hexdigest()


def _count_lost(registry: Path, packed: set[str]) -> int:
    store = Store(f"sqlite:///{registry}", read_only=True)
    try:
        with store.read() as session:
            return len(proofs.list_digests(session) - packed)
    finally:
        store.close()
