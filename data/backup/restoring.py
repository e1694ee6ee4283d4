"""A backup put in the place of a registry: staged and checked beside it first, what stood there set aside.

What is staged is a SQLite file, upgraded to this program's schema. In a file's place it is renamed; into PostgreSQL
it is copied, in one transaction.
"""

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Connection, inspect

from data import schema
from data.atomic_file import DRAFTS
from data.backup.archive import REGISTRY, Archive, open_archive
from data.backup.snapshot import refuse_unless_good
from data.consistency import Fault, find_faults
from data.database.other_users import is_open_elsewhere
from data.database_errors import translate_errors
from data.errors import BackupUnusable, CopyRefused, RegistryUnusable
from data.files import Files
from data.files.in_registry import list_contents, save_content
from data.models import FileContent
from data.private_files import make_folder
from data.registry.duties import proofs
from data.rules.viet_nam_time import VIET_NAM
from data.store import Store
from data.transfer.copying import Told, copy_rows

_CONTENTS = FileContent.__tablename__
_LOGS = ("-wal", "-shm", "-journal")


@dataclass(frozen=True, slots=True)
class StagedBackup:
    """A checked backup, ready to take a registry's place. `store` is its registry, with this program's schema.

    `schema` is the version that it had, `faults` what is wrong in it, though it can be read.
    """

    archive: Archive
    store: Store
    schema: str
    faults: tuple[Fault, ...]


@contextmanager
def stage_backup(path: Path, target: Store, files: Files) -> Iterator[StagedBackup]:
    """Yield the backup at `path`, read whole and checked, beside the place of `target`; nothing else is changed.

    A file that is among `files` already need not be in it. Raises OSError, and BackupUnusable for what is no
    backup, is damaged, or was made by a newer program.
    """
    if target.folder:
        make_folder(target.folder)
    with (
        open_archive(path) as archive,
        TemporaryDirectory(prefix=DRAFTS.rstrip("*"), dir=target.folder) as folder,
    ):
        archive.check_files()
        registry = Path(folder) / REGISTRY
        archive.extract_registry(registry)
        store, found = _open_staged(registry, archive.manifest.schema)
        with closing(store):
            yield StagedBackup(archive, store, found, tuple(_find_faults(store, archive, files)))


def refuse_if_taken(target: Store, *, replace: bool) -> None:
    """Raise CopyRefused if the registry at `target` is in use, or there is one that is not to be replaced."""
    if is_open_elsewhere(target):
        raise CopyRefused("in_use", target.address)
    if not replace and _holds_something(target):
        raise CopyRefused("not_empty", target.address)


def find_aside(target: Store, at: datetime) -> str | None:
    """Return where `put_in_place` will keep what stands at `target`; None if nothing stands there."""
    return _name_aside(target, at) if _holds_something(target) else None


def put_in_place(staged: StagedBackup, target: Store, files: Files, at: datetime, told: Told) -> str | None:
    """Put the backup in the place of `target`; return where what stood there is now, None if there was nothing.

    Files are added to those that are there, none is replaced: their contents are known by their names. `at` is the
    real instant, by which what is set aside is named. Raises CopyRefused, RegistryUnusable or OSError; until the last
    step the registry is the old one.
    """
    if files.folder:
        staged.archive.save_files(files, staged.archive.list_digests() - set(files.list_digests()))
    if is_open_elsewhere(target):  # a bot that was started while the backup was looked through
        raise CopyRefused("in_use", target.address)
    staged.store.close()
    aside = _name_aside(target, at)
    if target.file:
        assert staged.store.file  # noqa: S101 - it was extracted to one
        return _replace_file(staged.store.file, target.file, aside)
    return _replace_tables(staged, target, aside, told, with_files=files.folder is None)


def _name_aside(target: Store, at: datetime) -> str:
    name = f"{at.astimezone(VIET_NAM):%Y%m%d_%H%M%S}"
    return f"{target.file}.cu_{name}" if target.file else f"nhacviec_cu_{name}"


def _open_staged(registry: Path, promised: str | None) -> tuple[Store, str]:
    """Open the extracted registry, upgraded; return it with the version that it had. Raises BackupUnusable."""
    store = Store(f"sqlite:///{registry}")
    try:
        found = schema.version(store)
        if found not in schema.revisions():
            raise BackupUnusable("newer" if found else "none", found or "")
        with translate_errors():
            refuse_unless_good(registry, promised or found)
        schema.upgrade(store)
    except RegistryUnusable as error:
        store.close()
        raise BackupUnusable("damaged", error.detail) from error
    except BaseException:
        store.close()
        raise
    return store, found


def _find_faults(store: Store, archive: Archive, files: Files) -> Iterator[Fault]:
    yield from find_faults(store)
    with store.read() as session:
        lost = proofs.list_digests(session) - archive.list_digests()
    if lost and (missing := files.list_missing(lost)):
        yield Fault("files", str(len(missing)))


def _holds_something(target: Store) -> bool:
    if target.file:
        return target.file.exists() and target.file.stat().st_size > 0
    with target.connection() as connection:
        return bool(inspect(connection).get_table_names())


def _replace_file(staged: Path, target: Path, aside: str) -> str | None:
    """Rename the staged file to `target`; what was there is then at `aside`, its logs beside it."""
    there = target.exists()
    if there:
        _keep(target, Path(aside))
    staged.replace(target)
    _flush(target)
    return aside if there else None


def _keep(target: Path, aside: Path) -> None:
    """Give the old file a second name, so that one is in place at every moment; its logs would fit no other."""
    try:
        os.link(target, aside)
    except OSError:  # a disk that knows no second names
        target.rename(aside)
    for suffix in _LOGS:
        with suppress(FileNotFoundError):
            os.replace(f"{target}{suffix}", f"{aside}{suffix}")  # noqa: PTH105 - Path has no names with a suffix


def _flush(target: Path) -> None:
    for path in (target, target.parent):
        with suppress(OSError):  # some systems cannot flush a folder
            handle = os.open(path, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)


def _replace_tables(staged: StagedBackup, target: Store, aside: str, told: Told, *, with_files: bool) -> str | None:
    """Copy the staged registry into new tables; the old ones are then in a schema of their own.

    `with_files`: the backup's files are copied into the new tables too, beside those that were in the old.
    """
    with staged.store.connection() as source, target.connection(writes=True) as connection:
        connection.detach()  # what is set here is for this connection, which ends here
        with connection.begin():
            there = inspect(connection).get_table_names()
            if there:
                _move_aside(connection, there, aside)
            schema.build(connection)
            copy_rows(source, connection, told)
            if _CONTENTS in there:
                _take_over_contents(connection, aside)
            if with_files:
                for digest in staged.archive.list_digests() - set(list_contents(connection)):
                    save_content(connection, digest, staged.archive.read_file(digest))
    return aside if there else None


def _move_aside(connection: Connection, tables: list[str], aside: str) -> None:
    quote = connection.dialect.identifier_preparer.quote
    connection.exec_driver_sql(f"CREATE SCHEMA {quote(aside)}")
    for table in tables:
        connection.exec_driver_sql(f"ALTER TABLE {quote(table)} SET SCHEMA {quote(aside)}")


def _take_over_contents(connection: Connection, aside: str) -> None:
    """Keep contents with the registry in use, as a folder would: each once, and what is taken out of it is gone."""
    before, columns = (
        f"{connection.dialect.identifier_preparer.quote(aside)}.{_CONTENTS}",
        "digest, content, stored_at",
    )
    connection.exec_driver_sql(f"INSERT INTO {_CONTENTS} ({columns}) SELECT {columns} FROM {before}")  # noqa: S608 - names of our own
    connection.exec_driver_sql(f"DROP TABLE {before}")
