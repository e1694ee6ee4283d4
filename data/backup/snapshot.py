"""A registry as it stands at one moment, as a SQLite file, even while the bot writes; of any version."""

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection
from sqlmodel import SQLModel

import data.models  # noqa: F401 - all tables
from data.errors import RegistryUnusable
from data.schema import revisions, upgrade, version
from data.store import Store
from data.transfer.copying import copy_rows

_ONE_VIEW = "REPEATABLE READ"


def take_snapshot(store: Store, target: Path) -> str:
    """Copy the registry to the new SQLite file `target`, check the copy, and return the version of its schema.

    Raises RegistryUnusable, CopyRefused or OSError where no good copy can be made.
    """
    found = version(store)
    if found is None:
        raise RegistryUnusable("empty", store.address)
    with store.connection() as connection:
        source = connection.connection.driver_connection
        if isinstance(source, sqlite3.Connection):
            with closing(sqlite3.connect(target)) as copy:
                source.backup(copy)
                copy.execute("PRAGMA journal_mode = DELETE")  # one file, with nothing beside it
        else:
            _copy_server(connection.execution_options(isolation_level=_ONE_VIEW), found, target)
    refuse_unless_good(target, found)
    return found


def refuse_unless_good(copy: Path, expected: str | None) -> None:
    """Check the copied file, of a registry whose schema has the version `expected`. Raises RegistryUnusable."""
    with closing(sqlite3.connect(f"{copy.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
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


def _copy_server(source: Connection, revision: str, target: Path) -> None:
    with closing(Store(f"sqlite:///{target}")) as copy:
        upgrade(copy, revision)
        with copy.connection(writes=True) as written, written.begin():
            copy_rows(source, written)
    with closing(sqlite3.connect(target)) as written_file:
        written_file.execute("PRAGMA journal_mode = DELETE")
