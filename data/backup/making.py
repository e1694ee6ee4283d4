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


@dataclass(frozen=True, slots=True)
class MadeBackup:
    """A finished backup: the SHA-256 of the archive, how many files are in it, and how many were lost before."""

    digest: str
    files: int
    lost: int


def make_backup(store: Store, files: Files, target: Path, made_at: datetime) -> MadeBackup:
    """Write registry and files to the new archive `target`, which gets that name when it is whole and checked.

    `made_at` is the real instant. Raises FileExistsError for a file that is there; RegistryUnusable, CopyRefused or
    OSError where no good backup can be made: then there is none.
    """
    with draft_file(target, replace=False) as draft:
        prefix = DRAFTS.rstrip("*")
        with TemporaryDirectory(prefix=prefix, dir=draft.parent) as folder, write_archive(draft) as archive:
            registry = Path(folder) / REGISTRY
            # Files before and after the registry: what it refers to was there before, or has come meanwhile. None
            # that it refers to can have come and gone in between.
            archive.add_files(files)
            with translate_errors():
                schema = take_snapshot(store, registry)
            archive.add_files(files)
            with registry.open("rb") as content:
                registry_digest = file_digest(content, "sha256").hexdigest()
            archive.add_registry(registry, Manifest(VERSION, schema, made_at, registry_digest))
            lost = _count_lost(registry, archive.packed) if schema == revisions()[-1] else 0
            packed = len(archive.packed)
        with draft.open("rb") as written:
            digest = file_digest(written, "sha256").hexdigest()
    return MadeBackup(digest, packed, lost)


def _count_lost(registry: Path, packed: set[str]) -> int:
    store = Store(f"sqlite:///{registry}", read_only=True)
    try:
        with store.read() as session:
            return len(proofs.list_digests(session) - packed)
    finally:
        store.close()
