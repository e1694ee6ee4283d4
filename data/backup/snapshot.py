"""Copy a registry, as it stands at one moment, into a SQLite file: while the bot writes, of any schema version."""

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

_ISOLATION = "REPEATABLE READ"


def take_snapshot(store: Store, target: Path) -> str:
    """Copy the registry to the new SQLite file `target`, check the copy, and return the version of its schema.

    Raises RegistryUnusable, CopyRefused or OSError where no good copy can be made.
    """
    schema_version = version(store)
    if schema_version is None:
        raise RegistryUnusable("empty", store.address)
    with store.connection() as connection:
        source = connection.connection.driver_connection
        if isinstance(source, sqlite3.Connection):
            with closing(sqlite3.connect(target)) as copy:
                source.backup(copy)
                copy.execute("PRAGMA journal_mode = DELETE")  # one file, with nothing beside it
        else:
            _copy_from_postgresql(connection.execution_options(isolation_level=_ISOLATION), schema_version, target)
    refuse_unless_good(target, schema_version)
    return schema_version


def refuse_unless_good(copy: Path, expected: str | None) -> None:
    """Check that the copied file is whole, and of the schema version `expected`. Raises RegistryUnusable."""
    with closing(sqlite3.connect(f"{copy.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
        [verdict] = connection.execute("PRAGMA integrity_check(1)").fetchone()
        [found] = connection.execute("SELECT max(version_num) FROM alembic_version").fetchone()
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
    if verdict != "ok":
        raise RegistryUnusable("damaged", str(verdict))
    if found != expected:
        raise RegistryUnusable("damaged", f"version {found}")
    if found != revisions()[-1]:
        return  # only the program of that version knows which tables it had
    if missing := SQLModel.metadata.tables.keys() - tables:
        raise RegistryUnusable("damaged", f"no {', '.join(sorted(missing))}")


def _copy_from_postgresql(source: Connection, revision: str, target: Path) -> None:
    """Write the rows that `source` sees into a new file of the schema version `revision`."""
    with closing(Store(f"sqlite:///{target}")) as copy:
        upgrade(copy, revision)
        with copy.connection(writes=True) as written, written.begin():
            copy_rows(source, written)
    with closing(sqlite3.connect(target)) as written_file:
        written_file.execute("PRAGMA journal_mode = DELETE")
