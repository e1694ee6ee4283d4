"""Backups of a SQLite registry, consistent even while the bot writes; of one that is yet to be upgraded as well."""

import sqlite3
from contextlib import closing
from hashlib import file_digest
from pathlib import Path

from sqlmodel import SQLModel

import data.models  # noqa: F401 - all tables
from data.atomic_file import draft_file
from data.errors import RegistryUnusable
from data.schema import revisions, version
from data.store import Store


class BackupUnsupported(Exception):
    """A registry on PostgreSQL, which is backed up by the tools of its server."""


def backup(store: Store, target: Path) -> str:
    """Copy a SQLite registry to the new file `target`, and check the copy before it gets that name.

    Returns the SHA-256 of the file, in hexadecimal digits.

    Raises FileExistsError for a file that is there, BackupUnsupported for a registry on PostgreSQL,
    RegistryUnusable or OSError where no good copy can be made; then there is none.
    """
    with store.connection() as connection:
        source = connection.connection.driver_connection
        if not isinstance(source, sqlite3.Connection):
            raise BackupUnsupported
        with draft_file(target, replace=False) as draft:  # names of officers and their chats are in it
            try:
                with closing(sqlite3.connect(draft)) as copy:
                    source.backup(copy)
                _refuse_unless_good(draft, version(store))
                with draft.open("rb") as written:
                    return file_digest(written, "sha256").hexdigest()
            finally:
                for suffix in ("-journal", "-wal", "-shm"):
                    draft.with_name(draft.name + suffix).unlink(missing_ok=True)


def _refuse_unless_good(copy: Path, expected: str | None) -> None:
    """Check the copied file, of a registry whose schema has the version `expected`. Raises RegistryUnusable."""
    with closing(sqlite3.connect(f"{copy.as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
        [torn] = connection.execute("PRAGMA integrity_check(1)").fetchone()
        [found] = connection.execute("SELECT max(version_num) FROM alembic_version").fetchone()
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
    if torn != "ok":
        raise RegistryUnusable("damaged", str(torn))
    if found != expected:
        raise RegistryUnusable("damaged", f"version {found}")
    if found != revisions()[-1]:
        return  # which tables an earlier version had, only its own program knows
    if lost := SQLModel.metadata.tables.keys() - tables:
        raise RegistryUnusable("damaged", f"no {', '.join(sorted(lost))}")
