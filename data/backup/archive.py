"""The archive of a backup: a zip file with the registry in SQLite's form, the officers' files, and what they are.

`manifest.json` tells the version of the schema and the hash of `registry.db`; the files lie under their own hashes.
A bare SQLite file counts as a backup of the registry alone.
"""

import json
import zipfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from hashlib import file_digest
from pathlib import Path
from shutil import copyfileobj
from typing import BinaryIO

from data.errors import BackupUnusable
from data.files import Files, get_digest

REGISTRY, MANIFEST, FILES = "registry.db", "manifest.json", "files/"
_FORMAT = 1
_SQLITE = b"SQLite format 3\x00"
_OWNER_ONLY = 0o600 << 16


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an archive holds: the program that made it, its schema, when (real time, UTC), the registry's hash."""

    program: str
    schema: str | None
    made_at: datetime | None
    registry_sha256: str | None
    files: int = 0


class ArchiveWriter:
    """An archive under way."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self.packed: set[str] = set()

    def add_files(self, files: Files) -> None:
        """Add all files of the office that are not yet in the archive; one that is deleted meanwhile is left out."""
        for digest in sorted(set(files.list_digests()) - self.packed):
            with suppress(FileNotFoundError), files.open(digest) as content:
                self._add(f"{FILES}{digest[:2]}/{digest}", content, zipfile.ZIP_STORED)
                self.packed.add(digest)

    def add_registry(self, registry: Path, manifest: Manifest) -> None:
        """Add the registry's copy and the manifest."""
        with registry.open("rb") as content:
            self._add(REGISTRY, content, zipfile.ZIP_DEFLATED)
        told = asdict(manifest) | {"format": _FORMAT, "files": len(self.packed)}
        self._archive.writestr(_entry(MANIFEST), json.dumps(told, default=str, ensure_ascii=False, indent=2))

    def _add(self, name: str, content: BinaryIO, compression: int) -> None:
        entry = _entry(name)
        entry.compress_type = compression
        with self._archive.open(entry, "w", force_zip64=True) as written:
            copyfileobj(content, written)


class Archive:
    """A backup that is read. Whatever does not hold what it promises raises BackupUnusable."""

    def __init__(self, path: Path, archive: zipfile.ZipFile | None, manifest: Manifest) -> None:
        self.path = path
        self.manifest = manifest
        self._archive = archive

    def extract_registry(self, target: Path) -> None:
        """Write the registry to the new file `target`, as it was when the backup was made."""
        with self._open(REGISTRY) as content, target.open("xb") as written:
            copyfileobj(content, written)
        with target.open("rb") as written:
            found = file_digest(written, "sha256").hexdigest()
        if self.manifest.registry_sha256 not in (None, found):
            raise BackupUnusable("damaged", REGISTRY)

    def list_digests(self) -> set[str]:
        """Return the digests of the files in it."""
        names = self._archive.namelist() if self._archive else []
        return {name.rpartition("/")[2] for name in names if name.startswith(FILES)}

    def check_files(self) -> None:
        """Read every file in it: each must have the content that its name is the hash of."""
        digests = self.list_digests()
        if len(digests) != self.manifest.files:
            raise BackupUnusable("damaged", f"{len(digests)} of {self.manifest.files} files")
        for digest in digests:
            self.read_file(digest)

    def save_files(self, files: Files, digests: Collection[str]) -> None:
        """Store these of its files among those of the office."""
        for digest in digests:
            files.save(self.read_file(digest))

    def read_file(self, digest: str) -> bytes:
        """Return the content of one file."""
        name = f"{FILES}{digest[:2]}/{digest}"
        with self._open(name) as found:
            content = found.read()
        if get_digest(content) != digest:
            raise BackupUnusable("damaged", name)
        return content

    @contextmanager
    def _open(self, name: str) -> Iterator[BinaryIO]:
        try:
            if self._archive is None:
                with self.path.open("rb") as content:
                    yield content
                return
            with self._archive.open(name) as content:
                yield content  # type: ignore[misc] # a reader of bytes
        except (zipfile.BadZipFile, KeyError, EOFError, ValueError) as error:
            raise BackupUnusable("damaged", name) from error


@contextmanager
def write_archive(path: Path) -> Iterator[ArchiveWriter]:
    """Yield the writer of an archive at `path`."""
    with zipfile.ZipFile(path, "w") as archive:
        yield ArchiveWriter(archive)


@contextmanager
def open_archive(path: Path) -> Iterator[Archive]:
    """Yield the backup at `path`. Raises OSError, or BackupUnusable for what is none or of a newer form."""
    with path.open("rb") as content:
        if content.read(len(_SQLITE)) == _SQLITE:
            yield Archive(path, None, Manifest("", None, None, None))
            return
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, ValueError) as error:
        raise BackupUnusable("none", str(path)) from error
    with archive:
        yield Archive(path, archive, _read_manifest(path, archive))


def _read_manifest(path: Path, archive: zipfile.ZipFile) -> Manifest:
    try:
        told = json.loads(archive.read(MANIFEST))
        if told["format"] > _FORMAT:
            raise BackupUnusable("newer", f"{MANIFEST} {told['format']}")
        made_at = datetime.fromisoformat(told["made_at"]).astimezone(UTC)
        return Manifest(told["program"], told["schema"], made_at, told["registry_sha256"], told["files"])
    except (zipfile.BadZipFile, KeyError, TypeError, ValueError) as error:
        raise BackupUnusable("none", str(path)) from error


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name)
    entry.external_attr = _OWNER_ONLY
    return entry
